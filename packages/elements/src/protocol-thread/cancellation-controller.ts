import { isBlank, type Protocol } from '@fale-conosco/contract';
import { type FaleConosco, randomUuid } from '@fale-conosco/sdk';
import { contactMessages, errorText, notice, type UiController } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';

/** What the controller needs to know, and its callbacks. */
export interface CancellationOptions {
  ui: UiController;
  client: () => FaleConosco | undefined;
  /** Number of the protocol that is shown. */
  number: () => string | undefined;
  onCancelled: (protocol: Protocol) => void;
  onError: (error: unknown) => void;
}

/** Cancels the protocol that is shown, after a dialog: idle, cancelling, or failed with an error that is shown. */
export class CancellationController {
  readonly #host: ReactiveElement;
  readonly #options: CancellationOptions;
  #cancelling = false;
  #error: unknown;
  /** One key for the cancellation of a protocol, over all tries. */
  #key: string | undefined;

  constructor(host: ReactiveElement, options: CancellationOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Another protocol is shown. */
  reset(): void {
    this.#key = undefined;
    this.#error = undefined;
  }

  /** The button with its dialog; nothing for a protocol that cannot be cancelled. */
  template({ canCancel, number }: Protocol): TemplateResult | typeof nothing {
    const { ui } = this.#options;
    const { t } = ui;
    const { thread } = contactMessages(ui);
    if (!canCancel) return nothing;
    return html`<hr class="rule" />
      ${this.#error ? notice('error', { text: errorText(this.#error, t) }) : nothing}
      <div class="actions">
        <button class="btn btn-danger" aria-busy=${this.#cancelling} @click=${() => this.#dialog?.showModal()}>
          ${thread.cancelProtocol}
        </button>
      </div>
      <dialog
        class="dialog"
        id="cancel"
        aria-labelledby="cancel-title"
        aria-describedby="cancel-text"
        @close=${() => void this.#onClose(number)}
      >
        <form method="dialog" class="stack">
          <h3 class="subtitle" id="cancel-title">${thread.cancelTitle}</h3>
          <p class="muted" id="cancel-text">${thread.cancelText}</p>
          <div class="field">
            <label class="label" for="reason">
              ${thread.cancelReason} <span class="optional">${t.common.optional}</span>
            </label>
            <textarea class="input" id="reason" rows="3" maxlength="4000"></textarea>
          </div>
          <div class="actions">
            <button class="btn" value="">${thread.keepProtocol}</button>
            <button class="btn btn-danger" value="cancel">${thread.cancelProtocol}</button>
          </div>
        </form>
      </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('#cancel');
  }

  async #onClose(number: string): Promise<void> {
    const dialog = this.#dialog;
    const api = this.#options.client();
    if (!api || dialog?.returnValue !== 'cancel' || this.#cancelling) return;
    dialog.returnValue = '';
    const reason = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('#reason')?.value ?? '';
    this.#move(true, undefined);
    this.#key ??= randomUuid();
    try {
      const input = isBlank(reason) ? {} : { reason };
      const protocol = await api.protocols.cancel(number, input, { idempotencyKey: this.#key });
      this.#move(false, undefined);
      this.#options.onCancelled(protocol);
    } catch (error) {
      // Another protocol is shown by now: its reader is not told.
      this.#move(false, number === this.#options.number() ? error : undefined);
      this.#options.onError(error);
    }
  }

  #move(cancelling: boolean, error: unknown): void {
    this.#cancelling = cancelling;
    this.#error = error;
    this.#host.requestUpdate();
  }
}
