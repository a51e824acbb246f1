import { remainingCodePoints } from '@fale-conosco/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { fieldError } from './templates.ts';
import type { UiController } from './ui-controller.ts';

/** What a message field shows, and its callbacks. */
export interface MessageFieldOptions {
  /** Of the text area; by default `message`. */
  id?: string;
  label: string;
  value: string;
  /** Longest text in Unicode code points; by default the contract's. */
  max?: number | undefined;
  error?: string | undefined;
  hint?: string | undefined;
  /** While the text is on its way. */
  readonly?: boolean;
  /** Told of each change, with the whole text. */
  onInput: (value: string) => void;
}

// Said when the count falls to them; more often would talk over the person who types.
const SPOKEN_AT = [500, 100, 50, 20, 10, 0, -1];

/** Whether a screen reader announces the step from one count of remaining characters to the next. */
export const isSpokenStep = (before: number, after: number): boolean =>
  SPOKEN_AT.some((mark) => after <= mark && before > mark) || (before < 0 && after >= 0);

/**
 * A text area with its label, its `Caracteres restantes` and its error. The text may grow past the limit and is told so:
 * nothing that was pasted is cut.
 */
export const messageField = (
  ui: UiController,
  { id = 'message', label, value, max, error, hint, readonly = false, onInput }: MessageFieldOptions,
): TemplateResult => {
  const { t } = ui;
  const remaining = remainingCodePoints(value, max);
  const onType = (event: Event): void => {
    const text = (event.target as HTMLTextAreaElement).value;
    const left = remainingCodePoints(text, max);
    if (isSpokenStep(remaining, left)) ui.announce(t.common.remainingSpoken(left));
    onInput(text);
  };
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <textarea
      class="input"
      id=${id}
      rows="8"
      required
      aria-describedby="${id}-hint ${id}-counter ${id}-error"
      aria-invalid=${error ? 'true' : 'false'}
      ?readonly=${readonly}
      .value=${value}
      @input=${onType}
    ></textarea>
    <p class="counter" id="${id}-counter" ?data-over=${remaining < 0}>${t.common.remainingCount(remaining)}</p>
    ${fieldError(`${id}-error`, error)}
  </div>`;
};
