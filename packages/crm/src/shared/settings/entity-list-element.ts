import type { CataloguePart } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  changesCatalogue,
  emptyState,
  FcErrorEvent,
  focusInside,
  foldText,
  iconInbox,
  iconPlus,
  iconSearch,
  notice,
  ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Deletion } from './deletion.ts';
import { type Entity, type EntityAccess, EntityDraft } from './entity-draft.ts';
import { EntityEditorElement } from './entity-editor-element.ts';

/** Texts of a settings screen. */
export interface EntityListTexts {
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

/** What an entry of a list with active and inactive entries has. */
export type ListedEntity = Entity & { active: boolean };

/** Which events of the settings concern a list. */
export interface EntityListEvents {
  /** The part of the settings that a change made here announces; absent when it announces none. */
  own?: CataloguePart;
  /** The parts that the list shows; by default only its own. */
  parts?: readonly CataloguePart[];
}

/** Data of a settings screen: its entries, and the choices of their forms. */
export interface EntityListContent<Entry> {
  items: readonly Entry[];
}

/**
 * A settings screen: a list of entities with a form for each. Subclasses define columns and fields; search, opening, saving and
 * concurrent changes are handled here.
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export abstract class EntityListElement<
  Entry extends ListedEntity,
  Input extends object,
  Content extends EntityListContent<Entry> = EntityListContent<Entry>,
> extends EntityEditorElement<Entry, Input> {
  static override properties: PropertyDeclarations = {
    ...EntityEditorElement.properties,
    query: { state: true },
    editing: { state: true },
    done: { state: true },
  };

  declare protected query: string;
  /** The form is shown in place of the list. */
  declare protected editing: boolean;
  /** The outcome of the last edit, until another entry is opened. */
  declare protected done: string;

  protected override readonly draft: EntityDraft<Entry, Input>;
  protected readonly list: ReadController<FaleConoscoCrm, Content>;
  readonly #deletion: Deletion<Entry>;

  /**
   * @param access how an entity is read and written
   * @param blank what the form of a new entity contains at first
   * @param events which events make the list read again
   */
  constructor(access: EntityAccess<Entry, Input>, blank: Input, events: EntityListEvents = {}) {
    super();
    const { own, parts = own ? [own] : [] } = events;
    this.query = '';
    this.editing = false;
    this.done = '';
    this.draft = new EntityDraft(this, access, blank);
    this.list = new ReadController<FaleConoscoCrm, Content>(this, {
      client: () => this.api,
      read: (client, signal) => this.read(client, signal),
      refreshOn: (event) => changesCatalogue(event, parts) && !(own && this.ownChanges.covers(event)),
      onError: (error) => this.dispatchEvent(new FcErrorEvent({ error })),
      onRefresh: ({ items }) => {
        const refreshed = items.find(({ id }) => id === this.draft.entry?.id);
        if (refreshed) this.draft.refresh(refreshed);
      },
    });
    this.#deletion = new Deletion(this, {
      ui: this.ui,
      texts: () => this.texts,
      errorText: (error) => this.errorText(error),
      consequence: (entry) => this.deleteText(entry),
      ownChanges: this.ownChanges,
      remove: async (entry) => this.deleteEntry?.(entry),
      onDeleted: (entry) => void this.#deleted(entry),
      onChanged: () => this.refreshList(),
    });
  }

  protected abstract read(client: FaleConoscoCrm, signal?: AbortSignal): Promise<Content>;
  protected abstract get listTexts(): EntityListTexts;
  protected abstract nameOf(entry: Entry): string;
  protected abstract columns(content: Content): readonly Column<Entry>[];
  /** What the form of a new entry contains at first. */
  protected abstract blank(): Input;
  protected abstract renderFields(content: Content): TemplateResult;
  /** Deletes an entry; absent where entries cannot be deleted. */
  protected deleteEntry?(entry: Entry): Promise<void>;
  /** What a deletion leads to; shown in the confirmation. */
  protected deleteText(_entry: Entry): string {
    return this.texts.common.deleteText;
  }
  /** Further actions below the form of an existing entry. */
  protected renderMore(entry: Entry): unknown {
    return this.deleteEntry ? this.#deletion.template(entry, this.nameOf(entry)) : nothing;
  }

  protected override renderContent(): TemplateResult {
    const { listTexts } = this;
    const { value, error } = this.list;
    return html`<section class="page" aria-labelledby="title">
      ${
        this.editing && value
          ? this.#renderForm(value)
          : html`<div>
                <h2 class="title" id="title" tabindex="-1">${listTexts.title}</h2>
                <p class="muted">${listTexts.intro}</p>
              </div>
              ${value ? this.#renderList(value) : this.#renderWaiting(error)}`
      }
    </section>`;
  }

  #renderWaiting(error: unknown): TemplateResult {
    if (!error) return html`<div aria-busy="true">${skeletonLines(8, this.ui.t)}</div>`;
    return this.failure(error, {
      title: this.texts.common.loadFailedTitle,
      actions: html`<button class="btn" data-focus-home @click=${() => this.list.load()}>${this.ui.t.common.retry}</button>`,
    });
  }

  #renderList(content: Content): TemplateResult {
    const { texts, listTexts } = this;
    const newButton = html`<button class="btn btn-primary" @click=${() => void this.#openNew()}>
      ${iconPlus()}${listTexts.newEntry}
    </button>`;
    const done = this.done ? notice('success', { text: this.done }) : nothing;
    if (content.items.length === 0)
      return html`${done}
        ${emptyState(iconInbox(), { title: listTexts.emptyTitle, text: listTexts.emptyText, action: newButton })}`;
    const wanted = foldText(this.query).split(/\s+/).filter(Boolean);
    const found = content.items.filter((entry) => {
      const name = foldText(this.nameOf(entry));
      return wanted.every((word) => name.includes(word));
    });
    return html`<div class="tools spread">
        <label class="search">
          <span class="visually-hidden">${texts.common.find}</span>${iconSearch()}
          <input
            class="input"
            type="search"
            placeholder=${texts.common.find}
            .value=${this.query}
            @input=${(event: Event) => {
              this.query = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        ${newButton}
      </div>
      ${done}
      ${found.length === 0 ? html`<p class="muted" role="status">${texts.common.nothingFound}</p>` : this.#renderTable(content, found)}`;
  }

  #renderTable(content: Content, entries: readonly Entry[]): TemplateResult {
    const [first, ...others] = this.columns(content);
    const columns = [
      ...others,
      { label: this.texts.common.situation, cell: (entry: Entry) => this.situation(entry.active) },
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
    return html`<h2 class="title" id="title" tabindex="-1">${entry ? this.nameOf(entry) : this.listTexts.newEntry}</h2>
      ${this.entryForm(this.renderFields(content), {
        onSaved: (saved) => void this.#back(saved),
        onCancel: () => void this.#back(),
        more: entry ? this.renderMore(entry) : nothing,
      })}`;
  }

  /** The situation as text. */
  protected situation(active: boolean): string {
    return active ? this.texts.common.active : this.texts.common.inactive;
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
    this.fields.clearFilters();
    this.editing = true;
    await focusInside(this, '#title');
  }

  /** Back to the list, at the row where it was left. */
  async #back(saved?: Entry): Promise<void> {
    const id = saved?.id ?? this.draft.entry?.id;
    if (saved) {
      this.#put(saved);
      await this.refreshList();
    }
    await this.closeForm(saved ? this.texts.common.savedEntry(this.nameOf(saved)) : '', id);
  }

  async #deleted(entry: Entry): Promise<void> {
    const done = this.texts.common.deletedEntry(this.nameOf(entry));
    this.ui.announce(done);
    await this.refreshList();
    await this.closeForm(done);
  }

  protected override refreshList(): Promise<void> {
    return this.list.refresh();
  }

  /** The response of a change is the entry as it is now: it shows even when the list cannot be read again. */
  #put(saved: Entry): void {
    const content = this.list.value;
    if (!content) return;
    const known = content.items.some(({ id }) => id === saved.id);
    const items = known
      ? content.items.map((entry) => (entry.id === saved.id ? saved : entry))
      : [...content.items, saved];
    this.list.set({ ...content, items });
  }

  /** Shows the list again, with what became of the entry. */
  protected async closeForm(done = '', id = ''): Promise<void> {
    this.draft.openNew(this.blank());
    this.editing = false;
    this.done = done;
    if (!(await focusInside(this, `[data-id="${id}"]`))) await focusInside(this, '#title');
  }
}
