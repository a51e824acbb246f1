import { isBlank } from '@fale-conosco/contract';
import {
  type ClassificationNode,
  classificationStep,
  contactMessages,
  searchLeaves,
  type UiController,
} from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';

/** What the first step shows and does. */
export interface SubjectStepOptions {
  ui: UiController;
  tree: ClassificationNode[];
  chosen: ClassificationNode | undefined;
  /** What is searched for. */
  query: string;
  onSearch: (text: string) => void;
  onChoose: (node: ClassificationNode) => void;
}

/** The first step: what the contact is about. */
export const subjectStep = (options: SubjectStepOptions): TemplateResult => {
  const { ui, tree, query } = options;
  const { form } = contactMessages(ui);
  return html`<div class="stack">
    <div>
      <p class="small muted">${form.stepOf(1, 2)}</p>
      <h3 class="subtitle" id="step" tabindex="-1">${form.chooseClassification}</h3>
      <p class="muted">${form.chooseHint}</p>
    </div>
    ${classificationStep({ ...options, found: isBlank(query) ? undefined : searchLeaves(tree, query) })}
  </div>`;
};
