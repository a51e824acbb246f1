import {
  type CrmClassification,
  type NewClassification,
  newClassificationSchema,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  changesCatalogue,
  emptyState,
  FcErrorEvent,
  focusInside,
  iconArrowLeft,
  iconInbox,
  iconListFilter,
  iconPlus,
  notice,
  ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Deletion } from '../shared/settings/deletion.ts';
import { checkOf, EntityDraft } from '../shared/settings/entity-draft.ts';
import { EntityEditorElement } from '../shared/settings/entity-editor-element.ts';
import { classificationFields } from './classification-fields.ts';
import { BLANK, type Field, inputOf, type LowerTab, positionChoices, tabOf } from './classification-form.ts';
import { ClassificationTree } from './classification-tree.ts';
import { styles } from './crm-classifications.styles.ts';
import { TreeViewController } from './tree-view-controller.ts';

/**
 * The settings screen `Classificações` (CRM > Cadastros > Classificações dos atendimentos > Classificações): the tree of subjects, who
 * answers for them, how soon, and `Exibe no Fale conosco?` (`shownToProviders`).
 *
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmClassifications extends EntityEditorElement<CrmClassification, NewClassification> {
  static override properties: PropertyDeclarations = {
    ...EntityEditorElement.properties,
    editing: { state: true },
    lowerTab: { state: true },
    done: { state: true },
    gone: { state: true },
  };

  static override styles = [...EntityEditorElement.styles, styles];

  /** A form is shown beside the tree, or in its place. */
  declare protected editing: boolean;
  declare protected lowerTab: LowerTab;
  /** The outcome of the last edit, until another entry is opened. */
  declare protected done: string;
  /** Somebody else deleted what is being edited. */
  declare protected gone: boolean;

  protected override readonly draft: EntityDraft<CrmClassification, NewClassification>;
  readonly #list: ReadController<FaleConoscoCrm, ClassificationTree>;
  readonly #view = new TreeViewController(this);
  readonly #deletion: Deletion<CrmClassification>;

  constructor() {
    super();
    this.editing = false;
    this.lowerTab = 'details';
    this.done = '';
    this.gone = false;
    const resource = (): FaleConoscoCrm['classifications'] => this.requireApi().classifications;
    this.draft = new EntityDraft<CrmClassification, NewClassification>(
      this,
      {
        inputOf,
        check: checkOf(newClassificationSchema),
        retrieve: (id) => resource().retrieve(id),
        create: (input, options) => resource().create(input, options),
        // A position is relative to the parent: the two are sent together.
        update: (id, changes, options) =>
          resource().update(
            id,
            'parentId' in changes ? { ...changes, order: this.draft.values.order } : changes,
            options,
          ),
      },
      BLANK,
    );
    this.#list = new ReadController<FaleConoscoCrm, ClassificationTree>(this, {
      client: () => this.api,
      refreshOn: (event) =>
        changesCatalogue(event, ['classifications', 'groups']) && !this.ownChanges.covers(event),
      read: async (client, signal) => {
        const [items, groups] = await Promise.all([
          client.classifications.list({ signal }),
          client.groups.list({ signal }),
        ]);
        return new ClassificationTree(items, groups);
      },
      onError: (error) => this.dispatchEvent(new FcErrorEvent({ error })),
      onRefresh: (tree) => this.#onRefresh(tree),
    });
    this.#deletion = new Deletion(this, {
      ui: this.ui,
      texts: () => this.texts,
      errorText: (error) => this.errorText(error),
      ownChanges: this.ownChanges,
      remove: async ({ id, version }) => resource().delete(id, { version }),
      onDeleted: (entry) => void this.#deleted(entry),
      onChanged: () => this.refreshList(),
    });
  }

  protected override get labels(): Record<Field, string> {
    return this.texts.classifications.fields;
  }

  protected override valueText(field: Field, value: unknown): string {
    const words = this.texts.classifications;
    const tree = this.#list.value;
    if (field === 'parentId') return tree?.find(value as string | null)?.path.join(' › ') ?? words.noParent;
    if (field === 'groupId') return tree?.groups.find(({ id }) => id === value)?.name ?? words.noGroup;
    if (field === 'active') return value === true ? words.active : words.inactive;
    if (field === 'order' && tree) {
      const places = positionChoices(tree, this.draft.values, this.draft.entry?.id, words);
      return (places.find(([key]) => key === String(value)) ?? places.at(-1))?.[1] ?? '';
    }
    return super.valueText(field, value);
  }

  /** With another parent the node becomes the last child, until another position is chosen. */
  protected override change(field: Field, value: unknown): void {
    super.change(field, value);
    if (field !== 'parentId') return;
    const { theirs, entry } = this.draft;
    super.change('order', entry && value === theirs.parentId ? theirs.order : undefined);
  }

  /** Selects the tab of the field first. */
  protected override async goTo(field: Field): Promise<void> {
    this.lowerTab = tabOf(field) ?? this.lowerTab;
    await super.goTo(field);
  }

  protected override renderContent(): TemplateResult {
    const words = this.texts.classifications;
    const { value: tree, error } = this.#list;
    return html`<section class="page" aria-labelledby="title" ?data-editing=${this.editing}>
      <div class="head cluster spread">
        <div>
          <h2 class="title" id="title" tabindex="-1">${words.title}</h2>
          <p class="muted">${words.intro}</p>
        </div>
        ${tree && tree.nodes.length > 0 ? this.#newButton() : nothing}
      </div>
      ${tree ? this.#renderPanes(tree) : this.#renderWaiting(error)}
    </section>`;
  }

  #newButton(): TemplateResult {
    return html`<button class=${this.editing ? 'btn' : 'btn btn-primary'} type="button" @click=${() => void this.#openNew(null)}>
      ${iconPlus()}${this.texts.classifications.newRoot}
    </button>`;
  }

  #renderWaiting(error: unknown): TemplateResult {
    if (!error) return html`<div aria-busy="true">${skeletonLines(10, this.ui.t)}</div>`;
    return this.failure(error, {
      title: this.texts.common.loadFailedTitle,
      actions: html`<button class="btn" data-focus-home @click=${() => this.#list.load()}>${this.ui.t.common.retry}</button>`,
    });
  }

  #renderPanes(tree: ClassificationTree): TemplateResult {
    const words = this.texts.classifications;
    if (tree.nodes.length === 0 && !this.editing) {
      return html`${this.#renderDone()}
        ${emptyState(iconInbox(), { title: words.emptyTitle, text: words.emptyText, action: this.#newButton() })}`;
    }
    return html`<div class="layout">
      <div class="stack tree-pane">${this.editing ? nothing : this.#renderDone()}${this.#renderTree(tree)}</div>
      <div class="stack entry-pane">
        ${
          this.editing
            ? this.#renderEntry(tree)
            : emptyState(iconListFilter(), { title: words.chooseTitle, text: words.chooseText })
        }
      </div>
    </div>`;
  }

  #renderDone(): TemplateResult | typeof nothing {
    return this.done ? notice('success', { text: this.done }) : nothing;
  }

  #renderTree(tree: ClassificationTree): TemplateResult {
    return this.#view.template(tree, {
      texts: this.texts,
      currentId: this.editing ? this.draft.entry?.id : undefined,
      onOpen: ({ classification }) => void this.#open(classification.id),
    });
  }

  #renderEntry(tree: ClassificationTree): TemplateResult {
    const words = this.texts.classifications;
    const { entry, values } = this.draft;
    const parent = tree.find(entry ? entry.parentId : values.parentId);
    return html`<button class="btn btn-quiet back" type="button" @click=${() => void this.#leave()}>
        ${iconArrowLeft()}${words.backToTree}
      </button>
      <div class="cluster spread">
        <div>
          <h3 class="title" id="entry-title" tabindex="-1">${entry ? entry.name : words.newRoot}</h3>
          <p class="small muted">${parent ? words.insideOf(parent.path.join(' › ')) : words.atRoot}</p>
        </div>
        ${
          entry && !this.gone
            ? html`<button class="btn" type="button" @click=${() => void this.#openNew(entry.id)}>
                ${iconPlus()}${words.newInside}
              </button>`
            : nothing
        }
      </div>
      ${this.#renderDone()}${this.gone ? this.#renderGone() : nothing}
      <div>
        <div class="tabs" role="tablist" aria-label=${words.upperTabs}>
          <button
            class="tab"
            type="button"
            role="tab"
            id="tab-entry"
            aria-selected="true"
            aria-controls="panel-entry"
          >
            ${words.tab.entry}
          </button>
        </div>
        <div role="tabpanel" id="panel-entry" aria-labelledby="tab-entry">
          ${this.entryForm(this.#renderFields(tree), {
            onSaved: (saved) => void this.#saved(saved),
            onCancel: () => void this.#close(),
            more: entry && !this.gone ? this.#renderMore(tree, entry) : nothing,
          })}
        </div>
      </div>`;
  }

  #renderGone(): TemplateResult {
    const words = this.texts.classifications;
    return notice('warning', {
      title: words.goneTitle,
      text: words.goneText,
      actions: html`<button class="btn" type="button" @click=${() => void this.#recreate()}>${words.recreate}</button>`,
    });
  }

  #renderFields(tree: ClassificationTree): TemplateResult {
    return classificationFields({
      texts: this.texts,
      tree,
      draft: this.draft,
      fields: this.fields,
      lowerTab: this.lowerTab,
      gone: this.gone,
      onTab: (tab) => {
        this.lowerTab = tab;
      },
      onPreset: ({ businessDays, providerBusinessDays }) => {
        this.change('deadlineBusinessDays', businessDays);
        if (providerBusinessDays !== null) this.change('providerDeadlineBusinessDays', providerBusinessDays);
      },
    });
  }

  #renderMore(tree: ClassificationTree, entry: CrmClassification): unknown {
    const words = this.texts.classifications;
    if (entry.hasProtocols) return html`<p class="hint">${words.keptForProtocols}</p>`;
    if (tree.find(entry.id)?.children.length) return html`<p class="hint">${words.keptForBelow}</p>`;
    return this.#deletion.template(entry, entry.name);
  }

  protected override refreshList(): Promise<void> {
    return this.#list.refresh();
  }

  /** The tree was read again: the form takes over what changed, or says that its entry is gone. */
  #onRefresh(tree: ClassificationTree): void {
    const { entry } = this.draft;
    const found = tree.find(entry?.id)?.classification;
    this.gone = this.editing && entry !== undefined && !found;
    if (found) this.draft.refresh(found);
  }

  async #open(id: string): Promise<void> {
    if (!(await this.confirmLeaving())) return;
    const node = this.#list.value?.find(id);
    if (!node) return;
    this.draft.open(node.classification);
    await this.#edit(node.classification.parentId);
  }

  async #openNew(parentId: string | null): Promise<void> {
    if (!(await this.confirmLeaving())) return;
    this.draft.openNew({ ...BLANK, parentId });
    await this.#edit(parentId);
  }

  async #edit(parentId: string | null): Promise<void> {
    if (this.#list.value) this.#view.reveal(this.#list.value, parentId);
    this.done = '';
    this.gone = false;
    this.editing = true;
    await focusInside(this, '#entry-title');
  }

  async #saved(saved: CrmClassification): Promise<void> {
    // The response is the entry as it is now: it shows even when the tree cannot be read again.
    const tree = this.#list.value;
    if (tree) this.#list.set(tree.with(saved));
    await this.refreshList();
    await this.#edit(saved.parentId);
    this.done = this.texts.common.savedEntry(saved.name);
  }

  /** Creates a new entry from what was typed, because the edited one was deleted. */
  async #recreate(): Promise<void> {
    const { values } = this.draft;
    this.draft.openNew(BLANK);
    for (const field of Object.keys(values) as Field[]) this.draft.set(field, values[field]);
    this.draft.set('order', undefined);
    this.gone = false;
    await focusInside(this, '#entry-title');
  }

  async #leave(): Promise<void> {
    if (!this.draft.saving && (await this.confirmLeaving())) await this.#close();
  }

  async #deleted(entry: CrmClassification): Promise<void> {
    const done = this.texts.common.deletedEntry(entry.name);
    this.ui.announce(done);
    await this.refreshList();
    await this.#close(done);
  }

  /** Back to the tree, where it was left. */
  async #close(done = ''): Promise<void> {
    const id = this.draft.entry?.id ?? this.draft.theirs.parentId;
    this.draft.openNew(BLANK);
    this.editing = false;
    this.gone = false;
    this.done = done;
    if (!(await focusInside(this, `.node[data-id="${id}"]`))) await focusInside(this, '#title');
  }
}
