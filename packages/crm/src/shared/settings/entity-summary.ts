import { errorReference, notice, type UiController } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../../messages/index.ts';
import type { Entity, EntityDraft } from './entity-draft.ts';

/** What the summary of a form is rendered with. */
export interface EntitySummaryOptions<Entry extends Entity, Input extends object> {
  draft: EntityDraft<Entry, Input>;
  ui: UiController;
  texts: CrmMessages;
  labels: Readonly<Record<keyof Input & string, string>>;
  errorText: (error: unknown) => string;
  /** What is wrong with a field, as text. */
  fieldError: (field: keyof Input & string) => string | undefined;
  /** A value as text, where two are compared. */
  valueText: (field: keyof Input & string, value: unknown) => string;
  onGoTo: (field: keyof Input & string) => void;
  onSaveMine: () => void;
  onTakeTheirs: () => void;
}

const invalidFields = <Entry extends Entity, Input extends object>(
  fields: readonly (keyof Input & string)[],
  { ui, fieldError, onGoTo }: EntitySummaryOptions<Entry, Input>,
): TemplateResult => html`<div id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
  ${notice('error', {
    title: html`<span id="summary-title">${ui.t.errors.summaryTitle(fields.length)}</span>`,
    text: html`<span class="summary"
      >${fields.map(
        (field) =>
          html`<button class="link" type="button" @click=${() => onGoTo(field)}>${fieldError(field)}</button>`,
      )}</span
    >`,
  })}
</div>`;

/** Both values of each field in conflict, and the choice between them. */
const conflict = <Entry extends Entity, Input extends object>({
  draft,
  texts,
  labels,
  valueText,
  onSaveMine,
  onTakeTheirs,
}: EntitySummaryOptions<Entry, Input>): TemplateResult => {
  const { common } = texts;
  return html`<div id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
    ${notice('warning', {
      title: html`<span id="summary-title">${common.conflictTitle}</span>`,
      text: html`<span>${common.conflictText}</span>`,
    })}
    <dl class="conflict">
      ${draft.conflicts.map(
        (field) => html`<div>
          <dt class="strong">${labels[field]}</dt>
          <dd><span class="small muted">${common.yours}</span> <span class="plain">${valueText(field, draft.values[field])}</span></dd>
          <dd><span class="small muted">${common.theirs}</span> <span class="plain">${valueText(field, draft.theirs[field])}</span></dd>
        </div>`,
      )}
    </dl>
    <div class="actions">
      <button class="btn" type="button" aria-busy=${draft.saving} @click=${onSaveMine}>${common.saveMine}</button>
      <button class="btn" type="button" @click=${onTakeTheirs}>${common.takeTheirs}</button>
    </div>
  </div>`;
};

/** Above a form's fields: a conflict, the invalid fields, why saving failed, or that changes of others were merged. */
export const entitySummary = <Entry extends Entity, Input extends object>(
  options: EntitySummaryOptions<Entry, Input>,
): TemplateResult | typeof nothing => {
  const { draft, ui, texts, errorText } = options;
  const { common } = texts;
  if (draft.conflicts.length > 0) return conflict(options);
  const invalid = (Object.keys(draft.values) as (keyof Input & string)[]).filter(
    (field) => draft.errors[field],
  );
  if (invalid.length > 0) return invalidFields(invalid, options);
  if (draft.error) {
    return html`<div id="summary" tabindex="-1">
      ${notice('error', {
        title: common.saveFailedTitle,
        text: html`${errorText(draft.error)}
          <span class="small muted">${errorReference(draft.error, ui.t) ?? ''}</span>`,
      })}
    </div>`;
  }
  return draft.changedByOthers
    ? html`<div id="summary" tabindex="-1">
        ${notice('info', { title: common.conflictTitle, text: common.mergedText })}
      </div>`
    : nothing;
};
