import type { UiController } from '@fale-conosco/ui';
import { html, type ReactiveElement, type TemplateResult } from 'lit';

/** Asks before typed text is given up. */
export class LeaveGuard {
  readonly #host: ReactiveElement;
  readonly #ui: UiController;

  constructor(host: ReactiveElement, ui: UiController) {
    this.#host = host;
    this.#ui = ui;
  }

  /** The closed dialog; part of the host's template for as long as `ask` may be called. */
  template(): TemplateResult {
    const { t } = this.#ui;
    return html`<dialog class="dialog" id="leave" aria-labelledby="leave-title">
      <form method="dialog">
        <h3 class="subtitle" id="leave-title">${t.common.discardTitle}</h3>
        <p class="muted">${t.common.discardText}</p>
        <div class="actions">
          <button class="btn" autofocus>${t.common.keepEditing}</button>
          <button class="btn btn-danger" value="leave">${t.common.discard}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Opens the dialog; answers whether to leave. Escape means to stay. */
  ask(): Promise<boolean> {
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>('#leave');
    if (!dialog) return Promise.resolve(true);
    dialog.returnValue = '';
    if (!dialog.open) dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
    });
  }
}
