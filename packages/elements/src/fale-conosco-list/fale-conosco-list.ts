import {
  type Classification,
  PROTOCOL_STATES,
  type ProtocolCounts,
  type ProtocolListQuery,
  type ProtocolState,
  type ProtocolSummary,
} from '@fale-conosco/contract';
import {
  classificationFilter,
  deepActiveElement,
  emptyState,
  FcErrorEvent,
  iconInbox,
  iconPlus,
  iconSearch,
  ListController,
  type ListHost,
  listEnd,
  listTable,
  loadFailure,
  offlineNotice,
  periodError,
  periodFields,
  staleNotice,
  tabList,
  toolbar,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ProviderElement } from '../shared/provider-element.ts';
import { NewContactEvent, ProtocolOpenEvent, UnreadChangeEvent } from './fale-conosco-list.events.ts';
import { styles } from './fale-conosco-list.styles.ts';
import { columnLabels, protocolRow, skeletonRow } from './protocol-row.ts';

/** What narrows the list; an absent key does not. */
type ListFilters = Pick<ProtocolListQuery, 'search' | 'classificationId' | 'from' | 'to' | 'unread'>;

/**
 * The provider's protocols: `Todos os contatos`, `Em aberto` and `Finalizados` with their totals, search, filters, and
 * the orange badge of what was not viewed yet. Stays up to date by itself.
 *
 * @fires {NewContactEvent} fc-new-contact - the user chose `Novo contato`
 * @fires {ProtocolOpenEvent} fc-protocol-open - the user chose `Ver contato`
 * @fires {UnreadChangeEvent} fc-unread-change - how many protocols have unread messages
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class FaleConoscoList extends ProviderElement implements ListHost<ProtocolSummary, ProtocolCounts> {
  static override properties: PropertyDeclarations = {
    ...ProviderElement.properties,
    state: { reflect: true },
    filtersOpen: { state: true },
  };

  static override styles = [...ProviderElement.styles, styles];

  /**
   * The tab shown: `all`, `open` or `closed`.
   *
   * @attr state
   */
  declare state: ProtocolState;
  declare protected filtersOpen: boolean;

  readonly #list: ListController<ProtocolSummary, ListFilters, ProtocolCounts, Classification>;

  constructor() {
    super();
    this.state = 'all';
    this.filtersOpen = false;
    this.#list = new ListController(this, () => this.api, {}, ['classifications', 'contactMethods']);
  }

  /** Reads the list and its totals again, from the first page. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  get listInUse(): boolean {
    const active = deepActiveElement();
    return Boolean(active && this.renderRoot.contains(active) && active.closest('.results'));
  }

  counted({ unread }: ProtocolCounts): void {
    this.dispatchEvent(new UnreadChangeEvent({ unread }));
  }

  failed(error: unknown): void {
    this.dispatchEvent(new FcErrorEvent({ error }));
  }

  protected override renderContent(): TemplateResult {
    const { t } = this.ui;
    return html`<section class="page" aria-labelledby="title">
      <div class="cluster spread">
        <h2 class="title" id="title" tabindex="-1">${t.list.title}</h2>
        <button class="btn btn-primary" @click=${() => this.dispatchEvent(new NewContactEvent())}>
          ${iconPlus()}${t.list.newContact}
        </button>
      </div>
      ${this.#renderTabs()}
      <div class="stack" role="tabpanel" id="panel" aria-labelledby="tab-${this.state}">
        ${this.#renderToolbar()}${offlineNotice(this.#list, t)}
        ${staleNotice(this.#list, t.list, () => void this.refresh())}
        <div class="results stack" aria-busy=${this.#list.loading}>${this.#renderResults()}</div>
      </div>
    </section>`;
  }

  #renderTabs(): TemplateResult {
    const { t } = this.ui;
    const { counts } = this.#list;
    return tabList({
      label: t.list.tabsLabel,
      selected: this.state,
      tabs: PROTOCOL_STATES.map((state) => ({
        value: state,
        label: t.list[state],
        // A value equal to the cap means "that many or more".
        count: counts && t.common.capped(counts[state], counts.cap - 1),
      })),
      onSelect: (state) => {
        this.state = state;
      },
    });
  }

  #renderToolbar(): TemplateResult {
    const { search, ...others } = this.#list.filters;
    return toolbar({
      texts: this.ui.t.list,
      search: search ?? '',
      onSearch: (text, complete) => this.#list.search(text, complete),
      activeFilters: Object.values(others).filter(Boolean).length,
      filtersOpen: this.filtersOpen,
      onToggleFilters: () => this.#toggleFilters(),
      filters: () => this.#renderFilters(),
    });
  }

  #renderFilters(): TemplateResult {
    const { t } = this.ui;
    const { filters, classifications } = this.#list;
    const filter = (changes: ListFilters): void => this.#list.filter(changes);
    return html`<div class="card card-sunken stack">
      <div class="filters">
        ${classificationFilter({
          texts: { label: t.fields.classification, any: t.list.anyClassification },
          classifications,
          selected: filters.classificationId,
          onChange: (classificationId) => filter({ classificationId }),
        })}
        ${periodFields(filters, t.list, filter)}
      </div>
      ${periodError(filters, t.list)}
      <div class="cluster spread">
        <label class="check">
          <input
            type="checkbox"
            .checked=${filters.unread ?? false}
            @change=${(event: Event) =>
              filter({ unread: (event.target as HTMLInputElement).checked || undefined })}
          />
          ${t.list.unreadOnly}
        </label>
        ${this.#filtered ? this.#clearButton('btn btn-quiet') : nothing}
      </div>
    </div>`;
  }

  #renderResults(): TemplateResult {
    const { t, formats } = this.ui;
    const list = this.#list;
    if (list.error) return this.#renderFailure();
    if (!list.loading && list.items.length === 0) return this.#renderEmpty();
    const open = (number: string): void => {
      this.dispatchEvent(new ProtocolOpenEvent({ number }));
    };
    return html`${listTable(list, {
      caption: t.list.caption,
      loadingText: t.common.loading,
      labels: columnLabels(t),
      row: (protocol) => protocolRow(protocol, { t, formats, open }),
      skeletonRow: () => skeletonRow(t),
      skeletonRows: 6,
    })}
    ${list.loading ? nothing : listEnd(this, list, { ui: this.ui, texts: t.list })}`;
  }

  #renderFailure(): TemplateResult {
    const { t } = this.ui;
    const { error } = this.#list;
    return loadFailure(t.list.failedTitle, error, t, () => this.refresh());
  }

  #renderEmpty(): TemplateResult {
    const { t } = this.ui;
    if (this.#filtered) {
      return emptyState(iconSearch(), {
        title: t.list.noMatchTitle,
        text: t.list.noMatchText,
        action: this.#clearButton('btn'),
      });
    }
    const texts = {
      all: [t.list.emptyTitle, t.list.emptyText],
      open: [t.list.emptyOpenTitle, t.list.emptyOpenText],
      closed: [t.list.emptyClosedTitle, t.list.emptyClosedText],
    } as const;
    const [title, text] = texts[this.state];
    return emptyState(iconInbox(), { title, text });
  }

  #clearButton(kind: string): TemplateResult {
    return html`<button class=${kind} @click=${() => this.#list.resetFilters({})}>${this.ui.t.list.clearFilters}</button>`;
  }

  get #filtered(): boolean {
    return Object.keys(this.#list.filters).length > 0;
  }

  #toggleFilters(): void {
    this.filtersOpen = !this.filtersOpen;
    if (this.filtersOpen) this.#list.ensureClassifications();
  }
}
