import { html, type ReactiveElement, type TemplateResult } from 'lit';
import type { UiController } from './ui-controller.ts';

/** Asks before typed text is given up. */
export class UnsavedChangesGuard {
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
          <button class="btn" value="">${t.common.keepEditing}</button>
          <button class="btn btn-danger" value="leave">${t.common.discard}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Opens the dialog; answers whether to leave. Escape means to stay. */
  async ask(): Promise<boolean> {
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>('#leave');
    if (!dialog) return true;
    dialog.returnValue = '';
    if (!dialog.open) dialog.showModal();
    // The event of an earlier closing may still be on its way when the dialog is open again.
    do await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    while (dialog.open);
    return dialog.returnValue === 'leave';
  }
}
