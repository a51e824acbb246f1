import { html, nothing, type TemplateResult } from 'lit';
import { notice } from '../templates.ts';
import { sendFailure } from '../thread/composer.ts';
import type { FormDraft } from '../thread/form-draft.ts';
import type { UiController } from '../ui-controller.ts';

/** What an error summary needs of its form. */
export interface ErrorSummaryOptions<Field extends string> {
  ui: UiController;
  /** In the order of the form. */
  fields: readonly Field[];
  /** The error of a field in words. */
  errorOf: (field: Field) => string | undefined;
  /** Takes the user to a field. */
  onGoTo: (field: Field) => void;
  texts: { failedTitle: string; unknownTitle: string; unknownText: string };
}

/** Above a form, after a try in vain: links to the fields that must be reviewed, or why it was not sent. Its id is `summary`. */
export const errorSummary = <Input extends { attachmentIds: string[] }, Field extends string>(
  draft: FormDraft<Input, Field>,
  { ui, fields, errorOf, onGoTo, texts }: ErrorSummaryOptions<Field>,
): TemplateResult | typeof nothing => {
  const { t } = ui;
  const { errors, state, outcomeUnknown, attachments } = draft;
  const wrong = fields.filter((name) => errors[name]);
  if (wrong.length > 0) {
    return html`<div id="summary" tabindex="-1" role="group" aria-labelledby="summary-title">
      ${notice('error', {
        title: html`<span id="summary-title">${t.errors.summaryTitle(wrong.length)}</span>`,
        text: html`<span class="summary"
          >${wrong.map(
            (name) =>
              html`<button class="link" type="button" @click=${() => onGoTo(name)}>${errorOf(name)}</button>`,
          )}</span
        >`,
      })}
    </div>`;
  }
  // The state stays `blocked` when the problem with the files is solved; there is nothing to say then.
  if (state !== 'failed' && (state !== 'blocked' || attachments.problems.length === 0)) return nothing;
  const title = outcomeUnknown ? texts.unknownTitle : texts.failedTitle;
  return html`<div id="summary" tabindex="-1">${sendFailure(draft, ui, title, texts.unknownText)}</div>`;
};
