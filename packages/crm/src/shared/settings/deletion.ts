import { NotFoundError, VersionConflictError } from '@fale-conosco/sdk';
import { errorReference, FcErrorEvent, focusInside, notice, type UiController } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { CrmMessages } from '../../messages/index.ts';
import type { OwnChanges } from './own-changes.ts';

/** Host interface of {@link Deletion}. */
export interface DeletionOptions<Entry extends object> {
  ui: UiController;
  texts: () => CrmMessages;
  errorText: (error: unknown) => string;
  /** What a deletion leads to; by default only that it cannot be undone. */
  consequence?: (entry: Entry) => string;
  ownChanges: OwnChanges;
  /** Deletes the entry as it was read. */
  remove: (entry: Entry) => Promise<void>;
  /** The entry is gone, also when somebody else deleted it. */
  onDeleted: (entry: Entry) => void;
  /** Reads the entry again: somebody else changed it meanwhile. */
  onChanged: () => Promise<void>;
}

/** Asks before an entry is deleted, and says in the same place why it could not be. */
export class Deletion<Entry extends object> {
  readonly #host: ReactiveElement;
  readonly #options: DeletionOptions<Entry>;
  /** What the dialog asks about. */
  #asked: { entry: Entry; name: string } | undefined;
  #busy = false;
  #error: unknown;

  constructor(host: ReactiveElement, options: DeletionOptions<Entry>) {
    this.#host = host;
    this.#options = options;
  }

  /** The button, with the dialog that it opens. */
  template(entry: Entry, name: string): TemplateResult {
    // The entry as read last: after somebody else's change the next try uses the new version.
    this.#asked = { entry, name };
    return html`${this.button(entry, name)}${this.dialog()}`;
  }

  /** The button by itself; `brief` for a list of several, whose accessible names say what each deletes. */
  button(entry: Entry, name: string, { brief = false }: { brief?: boolean } = {}): TemplateResult {
    const { delete: label, deleteEntry } = this.#options.texts().common;
    return html`<button
      class=${brief ? 'btn btn-quiet btn-small' : 'btn btn-danger'}
      type="button"
      aria-haspopup="dialog"
      aria-label=${brief ? deleteEntry(name) : nothing}
      @click=${() => void this.#open(entry, name)}
    >
      ${label}
    </button>`;
  }

  /** The dialog by itself, closed: one for all buttons. */
  dialog(): TemplateResult {
    const { ui, errorText, consequence } = this.#options;
    const texts = this.#options.texts();
    const asked = this.#asked;
    return html`<dialog
        class="dialog"
        id="delete"
        aria-labelledby="delete-title"
        aria-describedby="delete-text"
        @cancel=${(event: Event) => this.#busy && event.preventDefault()}
      >
        <div class="stack">
          <h3 class="subtitle" id="delete-title">${asked ? texts.common.deleteTitle(asked.name) : nothing}</h3>
          <p class="muted" id="delete-text">${(asked && consequence?.(asked.entry)) ?? texts.common.deleteText}</p>
          ${
            this.#error
              ? html`<div id="delete-error" tabindex="-1">
                  ${notice('error', {
                    title: texts.common.deleteFailedTitle,
                    text: html`${errorText(this.#error)}
                      <span class="small muted">${errorReference(this.#error, ui.t) ?? ''}</span>`,
                  })}
                </div>`
              : nothing
          }
        </div>
        <div class="actions">
          <button class="btn" type="button" @click=${() => this.#close()}>${ui.t.common.cancel}</button>
          <button
            class="btn btn-danger"
            type="button"
            aria-busy=${this.#busy}
            @click=${() => asked && void this.#delete(asked.entry)}
          >
            ${texts.common.deleteConfirm}
          </button>
        </div>
      </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('#delete');
  }

  async #open(entry: Entry, name: string): Promise<void> {
    this.#asked = { entry, name };
    this.#move(false, undefined);
    await this.#host.updateComplete;
    this.#dialog?.showModal();
  }

  #close(): void {
    if (!this.#busy) this.#dialog?.close();
  }

  async #delete(entry: Entry): Promise<void> {
    if (this.#busy) return;
    this.#move(true, undefined);
    try {
      await this.#options.ownChanges.run(async () => {
        await this.#options.remove(entry);
        return entry;
      });
    } catch (error) {
      // Not found: deleted by somebody else, or by an earlier try whose response was lost.
      if (!(error instanceof NotFoundError)) {
        if (error instanceof VersionConflictError) await this.#options.onChanged();
        this.#move(false, error);
        this.#host.dispatchEvent(new FcErrorEvent({ error }));
        await focusInside(this.#host, '#delete-error');
        return;
      }
    }
    this.#move(false, undefined);
    this.#dialog?.close();
    this.#options.onDeleted(entry);
  }

  #move(busy: boolean, error: unknown): void {
    this.#busy = busy;
    this.#error = error;
    this.#host.requestUpdate();
  }
}
