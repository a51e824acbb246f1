import { html, type ReactiveElement, type TemplateResult } from 'lit';
import { iconCopy } from './contact-icons.ts';
import { copiedLabel } from './templates.ts';
import type { UiController } from './ui-controller.ts';

const SHOWN_MS = 2500;

/** Copies through a selection: the Clipboard API exists only in secure contexts, and portals live on `http://` too. */
const copyBySelection = (text: string, place: Node): boolean => {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  field.readOnly = true;
  place.appendChild(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
};

/** What is said of the text that a button copies: on the button, and when it was copied. */
export interface CopyWords {
  label: string;
  done: string;
}

/** A button that copies a protocol number, bare digits, or another text, and says for a moment that it did. */
export class CopyController {
  copied = false;
  readonly #host: ReactiveElement;
  readonly #ui: UiController;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement, ui: UiController) {
    this.#host = host;
    this.#ui = ui;
  }

  /** The button for one number, 20 digits; for another text with words of its own. */
  button(text: string, words?: CopyWords): TemplateResult {
    const { t } = this.#ui;
    const { label, done } = words ?? { label: t.common.copyProtocol(text), done: t.common.protocolCopied };
    return html`<button
      class="btn"
      type="button"
      aria-label=${this.copied ? t.common.copied : label}
      @click=${(event: Event) => this.#copy(text, done, event.currentTarget as HTMLElement)}
    >
      ${this.copied ? copiedLabel(t) : html`${iconCopy()}${t.common.copy}`}
    </button>`;
  }

  async #copy(text: string, done: string, button: HTMLElement): Promise<void> {
    let copied = true;
    try {
      // On `http://` there is no clipboard object: that lands in the catch like a refusal does.
      await navigator.clipboard.writeText(text);
    } catch {
      copied = copyBySelection(text, this.#host.renderRoot.firstElementChild ?? this.#host.renderRoot);
    }
    // Selecting the text for the copy took the focus along.
    button.focus();
    if (!copied) return;
    clearTimeout(this.#timer);
    this.copied = true;
    this.#ui.announce(done);
    this.#host.requestUpdate();
    this.#timer = setTimeout(() => {
      this.copied = false;
      this.#host.requestUpdate();
    }, SHOWN_MS);
  }
}
