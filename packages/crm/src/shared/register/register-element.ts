import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  ErrorEvent,
  emptyState,
  focusInside,
  foldText,
  iconInbox,
  iconPlus,
  iconSearch,
  notice,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Deletion } from './deletion.ts';
import { type EntryAccess, EntryDraft, type RegisterEntry } from './entry-draft.ts';
import { EntryElement } from './entry-element.ts';
import { RegisterController } from './register-controller.ts';

/** How a register speaks of itself. */
export interface RegisterWords {
  title: string;
  intro: string;
  /** On the button and above the form of a new entry. */
  newEntry: string;
  emptyTitle: string;
  emptyText: string;
}

/** A column of the list; the first one is the entry's name, and leads to its form. */
export interface Column<Entry> {
  label: string;
  cell: (entry: Entry) => unknown;
}

/** What an entry of a listed register has. */
export type ListedEntry = RegisterEntry & { active: boolean };

/** Everything that the register shows: its entries, and what their forms choose from. */
export interface RegisterContent<Entry> {
  items: readonly Entry[];
}

/**
 * A register as a list with a form for each entry. It says what its entries are and which fields they have; finding, opening,
 * saving and what others change meanwhile are the same everywhere.
 *
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export abstract class RegisterElement<
  Entry extends ListedEntry,
  Input extends object,
  Content extends RegisterContent<Entry> = RegisterContent<Entry>,
> extends EntryElement<Entry, Input> {
  static override properties: PropertyDeclarations = {
    ...EntryElement.properties,
    query: { state: true },
    editing: { state: true },
    done: { state: true },
  };

  declare protected query: string;
  /** The form is shown in place of the list. */
  declare protected editing: boolean;
  /** What became of the entry that was edited last, until another is opened. */
  declare protected done: string;

  protected override readonly draft: EntryDraft<Entry, Input>;
  protected readonly register: RegisterController<Content>;
  readonly #deletion: Deletion<Entry>;

  constructor(access: EntryAccess<Entry, Input>, blank: Input) {
    super();
    this.query = '';
    this.editing = false;
    this.done = '';
    this.draft = new EntryDraft(this, access, blank);
    this.register = new RegisterController<Content>(this, {
      client: () => this.api,
      read: (client, signal) => this.read(client, signal),
      onError: (error) => this.dispatchEvent(new ErrorEvent({ error })),
      onRenewed: ({ items }) => {
        const renewed = items.find(({ id }) => id === this.draft.entry?.id);
        if (renewed) this.draft.renew(renewed);
      },
    });
    this.#deletion = new Deletion(this, {
      ui: this.ui,
      c: () => this.c,
      errorText: (error) => this.errorText(error),
      consequence: (entry) => this.deleteText(entry),
      remove: async (entry) => this.deleteEntry?.(entry),
      onDeleted: (entry) => void this.#deleted(entry),
      onChanged: () => this.register.renew(),
    });
  }

  protected abstract read(client: FaleConoscoCrm, signal?: AbortSignal): Promise<Content>;
  protected abstract get words(): RegisterWords;
  protected abstract nameOf(entry: Entry): string;
  protected abstract columns(content: Content): readonly Column<Entry>[];
  /** What a new entry's form says at first. */
  protected abstract blank(): Input;
  protected abstract renderFields(content: Content): TemplateResult;
  /** Deletes an entry, in registers whose entries can be deleted. */
  protected deleteEntry?(entry: Entry): Promise<void>;
  /** What follows from a deletion, said before it. */
  protected deleteText(_entry: Entry): string {
    return this.c.common.deleteText;
  }
  /** Below the form of an entry that is there: what else can be done with it. */
  protected renderMore(entry: Entry): unknown {
    return this.deleteEntry ? this.#deletion.template(entry, this.nameOf(entry)) : nothing;
  }

  protected override renderContent(): TemplateResult {
    const { words } = this;
    const { value, error } = this.register;
    return html`<section class="page" aria-labelledby="title">
      ${
        this.editing && value
          ? this.#renderForm(value)
          : html`<div>
                <h2 class="title" id="title" tabindex="-1">${words.title}</h2>
                <p class="muted">${words.intro}</p>
              </div>
              ${value ? this.#renderList(value) : this.#renderWaiting(error)}`
      }
    </section>`;
  }

  #renderWaiting(error: unknown): TemplateResult {
    if (!error) return html`<div aria-busy="true">${skeletonLines(8, this.ui.t)}</div>`;
    return this.failure(error, {
      title: this.c.common.loadFailedTitle,
      actions: html`<button class="btn" data-focus-home @click=${() => this.register.load()}>${this.ui.t.common.retry}</button>`,
    });
  }

  #renderList(content: Content): TemplateResult {
    const { c, words } = this;
    const newButton = html`<button class="btn btn-primary" @click=${() => void this.#openNew()}>
      ${iconPlus()}${words.newEntry}
    </button>`;
    const done = this.done ? notice('success', { text: this.done }) : nothing;
    if (content.items.length === 0)
      return html`${done}
        ${emptyState(iconInbox(), { title: words.emptyTitle, text: words.emptyText, action: newButton })}`;
    const wanted = foldText(this.query).split(/\s+/).filter(Boolean);
    const found = content.items.filter((entry) => {
      const name = foldText(this.nameOf(entry));
      return wanted.every((word) => name.includes(word));
    });
    return html`<div class="tools spread">
        <label class="search">
          <span class="visually-hidden">${c.common.find}</span>${iconSearch()}
          <input
            class="input"
            type="search"
            placeholder=${c.common.find}
            .value=${this.query}
            @input=${(event: Event) => {
              this.query = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        ${newButton}
      </div>
      ${done}
      ${found.length === 0 ? html`<p class="muted" role="status">${c.common.nothingFound}</p>` : this.#renderTable(content, found)}`;
  }

  #renderTable(content: Content, entries: readonly Entry[]): TemplateResult {
    const [first, ...others] = this.columns(content);
    const columns = [
      ...others,
      { label: this.c.common.situation, cell: (entry: Entry) => this.situation(entry.active) },
    ];
    return html`<table class="table" aria-labelledby="title">
      <thead>
        <tr>
          ${[first, ...columns].map((column) => html`<th scope="col">${column?.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          (entry) => html`<tr class=${entry.active ? '' : 'off'}>
            <td class="wide" data-label=${first?.label ?? ''}>
              <button class="link strong" data-id=${entry.id} @click=${() => void this.#open(entry)}>
                ${first?.cell(entry)}
              </button>
            </td>
            ${columns.map(({ label, cell }) => html`<td data-label=${label}>${cell(entry)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderForm(content: Content): TemplateResult {
    const { entry } = this.draft;
    return html`<h2 class="title" id="title" tabindex="-1">${entry ? this.nameOf(entry) : this.words.newEntry}</h2>
      ${this.entryForm(this.renderFields(content), {
        onSaved: (saved) => void this.#back(saved),
        onCancel: () => void this.#back(),
        more: entry ? this.renderMore(entry) : nothing,
      })}`;
  }

  /** The words of a situation. */
  protected situation(active: boolean): string {
    return active ? this.c.common.active : this.c.common.inactive;
  }

  async #open(entry: Entry): Promise<void> {
    this.draft.open(entry);
    await this.#edit();
  }

  async #openNew(): Promise<void> {
    this.draft.openNew(this.blank());
    await this.#edit();
  }

  async #edit(): Promise<void> {
    this.done = '';
    this.filters.clear();
    this.editing = true;
    await focusInside(this, '#title');
  }

  /** Back to the list, at the row where it was left. */
  async #back(saved?: Entry): Promise<void> {
    const id = saved?.id ?? this.draft.entry?.id;
    if (saved) await this.register.renew();
    await this.closeForm(saved ? this.c.common.savedEntry(this.nameOf(saved)) : '', id);
  }

  async #deleted(entry: Entry): Promise<void> {
    const done = this.c.common.deletedEntry(this.nameOf(entry));
    this.ui.announce(done);
    await this.register.renew();
    await this.closeForm(done);
  }

  /** Shows the list again, with what became of the entry. */
  protected async closeForm(done = '', id = ''): Promise<void> {
    this.draft.openNew(this.blank());
    this.editing = false;
    this.done = done;
    if (!(await focusInside(this, `[data-id="${id}"]`))) await focusInside(this, '#title');
  }
}
