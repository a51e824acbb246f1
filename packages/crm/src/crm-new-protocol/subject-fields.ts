import { type CrmClassification, type CrmContactMethod, isBlank } from '@fale-conosco/contract';
import {
  type ClassificationNode,
  classificationStep,
  contactMessages,
  fieldError,
  searchLeaves,
  type UiController,
} from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { iconEye, iconEyeOff } from '../shared/icons.ts';

/** A classification of the form's tree. */
export type SubjectNode = ClassificationNode<CrmClassification>;

/** State and callbacks of the choice of a subject. */
export interface SubjectOptions {
  ui: UiController;
  texts: CrmMessages;
  chosen: SubjectNode | undefined;
  /** What is wrong with the choice. */
  error: string | undefined;
}

/** The tree to choose from, with its search. */
export const subjectTree = (
  { ui, texts, chosen, error }: SubjectOptions,
  {
    tree,
    query,
    onSearch,
    onChoose,
  }: {
    tree: readonly SubjectNode[];
    query: string;
    onSearch: (text: string) => void;
    onChoose: (node: SubjectNode) => void;
  },
): TemplateResult => html`<p class="small muted">${texts.newProtocol.chooseHint}</p>
  ${classificationStep({
    ui,
    tree,
    query,
    chosen,
    found: isBlank(query) ? undefined : searchLeaves(tree, query),
    onSearch,
    onChoose,
  })}
  ${fieldError('classificationId-error', error)}`;

/** The subject that was chosen, who answers for it and how soon, and the way to choose another. */
export const chosenSubject = (
  { path, classification }: SubjectNode,
  { ui, texts, error }: SubjectOptions,
  onChange: () => void,
): TemplateResult => {
  const { form } = contactMessages(ui);
  const { deadlineBusinessDays, attachmentRequired, group } = classification;
  return html`<div class="card card-sunken cluster spread nowrap chosen">
    <div class="grow">
      <p class="strong">${path.join(' › ')}</p>
      ${group ? html`<p class="small muted">${texts.newProtocol.answeredBy(group.name)}</p>` : nothing}
      ${deadlineBusinessDays ? html`<p class="small muted">${form.deadline(deadlineBusinessDays)}</p>` : nothing}
      ${attachmentRequired ? html`<p class="small muted">${form.attachmentRequired}</p>` : nothing}
      ${fieldError('classificationId-error', error)}
    </div>
    <button class="btn" type="button" id="change" aria-label=${form.changeClassification} @click=${onChange}>
      ${form.change}
    </button>
  </div>`;
};

/** Whether the provider will see the protocol, and otherwise which settings hide it. */
export const visibilityRemark = (
  chosen: SubjectNode | undefined,
  method: CrmContactMethod | undefined,
  { newProtocol: words }: CrmMessages,
): TemplateResult => {
  if (!chosen || !method) return html`<p class="visibility muted">${words.visibilityLater}</p>`;
  const reasons = [
    ...(chosen.classification.shownToProviders ? [] : [words.hiddenByClassification]),
    ...(method.faleConosco ? [] : [words.hiddenByMethod(method.description)]),
  ];
  return reasons.length === 0
    ? html`<p class="visibility">${iconEye()}<span>${words.visible}</span></p>`
    : html`<p class="visibility">
        ${iconEyeOff()}<span><span class="strong">${words.hidden}</span> ${reasons.join(' ')}</span>
      </p>`;
};
