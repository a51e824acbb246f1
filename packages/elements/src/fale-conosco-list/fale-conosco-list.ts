import {
  type Classification,
  PROTOCOL_STATES,
  type ProtocolCounts,
  type ProtocolListQuery,
  type ProtocolState,
  type ProtocolSummary,
} from '@fale-conosco/contract';
import {
  classificationTree,
  deepActiveElement,
  ErrorEvent,
  emptyState,
  errorText,
  flattenTree,
  iconInbox,
  iconListFilter,
  iconPlus,
  iconSearch,
  ListController,
  type ListHost,
  loadFailure,
  notice,
  roveFocus,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ProviderElement } from '../shared/provider-element.ts';
import { NewContactEvent, ProtocolOpenEvent, UnreadChangeEvent } from './fale-conosco-list.events.ts';
import { styles } from './fale-conosco-list.styles.ts';
import { ghostRow, protocolRow } from './protocol-row.ts';

/** What narrows the list; an absent key does not. */
type ListFilters = Pick<ProtocolListQuery, 'search' | 'classificationId' | 'from' | 'to' | 'unread'>;

// Long enough for a word, short enough to feel like an answer.
const SEARCH_PAUSE_MS = 350;

/**
 * The provider's protocols: `Todos os contatos`, `Em aberto` and `Finalizados` with their totals, search, filters, and
 * the orange badge of what was not viewed yet. Stays up to date by itself.
 *
 * @fires {NewContactEvent} fc-new-contact - the user chose `Novo contato`
 * @fires {ProtocolOpenEvent} fc-protocol-open - the user chose `Ver contato`
 * @fires {UnreadChangeEvent} fc-unread-change - how many protocols have unread messages
 * @fires {ErrorEvent} fc-error - something failed and was shown
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
  #searchPause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.state = 'all';
    this.filtersOpen = false;
    this.#list = new ListController(this, () => this.api, {});
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
    this.dispatchEvent(new ErrorEvent({ error }));
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
        ${this.#renderToolbar()}${this.#renderBanners()}
        <div class="results stack" aria-busy=${this.#list.loading}>${this.#renderResults()}</div>
      </div>
    </section>`;
  }

  #renderTabs(): TemplateResult {
    const { t } = this.ui;
    return html`<div
      class="tabs"
      role="tablist"
      aria-label=${t.list.tabsLabel}
      @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}
    >
      ${PROTOCOL_STATES.map((state) => {
        const selected = state === this.state;
        return html`<button
          class="tab"
          role="tab"
          id="tab-${state}"
          aria-controls="panel"
          aria-selected=${selected}
          tabindex=${selected ? 0 : -1}
          @click=${() => this.#show(state)}
        >
          ${t.list[state]} ${this.#renderCount(state)}
        </button>`;
      })}
    </div>`;
  }

  #renderCount(state: ProtocolState): TemplateResult | typeof nothing {
    const { counts } = this.#list;
    if (!counts) return nothing;
    // A value equal to the cap means "that many or more".
    return html`<span class="count">${this.ui.t.common.capped(counts[state], counts.cap - 1)}</span>`;
  }

  #renderToolbar(): TemplateResult {
    const { t } = this.ui;
    const { filters } = this.#list;
    const { search: _, ...others } = filters;
    const active = Object.values(others).filter(Boolean).length;
    return html`<form
        class="toolbar cluster"
        role="search"
        novalidate
        @submit=${() => this.#search(0)}
      >
        <label class="search">
          <span class="visually-hidden">${t.list.searchLabel}</span>${iconSearch()}
          <input
            class="input"
            type="search"
            maxlength="200"
            autocomplete="off"
            placeholder=${t.list.searchPlaceholder}
            .value=${filters.search ?? ''}
            @input=${() => this.#search(SEARCH_PAUSE_MS)}
          />
        </label>
        <button
          class="btn"
          type="button"
          aria-expanded=${this.filtersOpen}
          aria-controls="filters"
          data-focus-home
          @click=${() => this.#toggleFilters()}
        >
          ${iconListFilter()}${t.list.filters}${
            active
              ? html`<span class="count"
                ><span aria-hidden="true">${active}</span
                ><span class="visually-hidden">${t.list.filtersActive(active)}</span></span
              >`
              : nothing
          }
        </button>
      </form>
      <div id="filters" ?hidden=${!this.filtersOpen}>${this.filtersOpen ? this.#renderFilters() : nothing}</div>`;
  }

  #renderFilters(): TemplateResult {
    const { t } = this.ui;
    const { filters, classifications } = this.#list;
    const inverted = filters.from && filters.to && filters.from > filters.to;
    const set =
      (key: keyof ListFilters) =>
      (event: Event): void =>
        this.#list.filter({ [key]: (event.target as HTMLInputElement).value });
    return html`<div class="card card-sunken stack">
      <div class="filters">
        <div class="field subject">
          <label class="label" for="classification">${t.fields.classification}</label>
          <select class="input" id="classification" @change=${set('classificationId')}>
            <option value="">${t.list.anyClassification}</option>
            ${flattenTree(classificationTree(classifications)).map(
              ({ classification: { id, name }, path }) =>
                html`<option value=${id} ?selected=${id === filters.classificationId}>
                  ${'\u2003'.repeat(path.length - 1)}${name}
                </option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label class="label" for="from">${t.list.from}</label>
          <input
            class="input"
            type="date"
            id="from"
            aria-invalid=${inverted ? 'true' : 'false'}
            aria-describedby="period-error"
            .value=${filters.from ?? ''}
            @change=${set('from')}
          />
        </div>
        <div class="field">
          <label class="label" for="to">${t.list.to}</label>
          <input class="input" type="date" id="to" .value=${filters.to ?? ''} @change=${set('to')} />
        </div>
      </div>
      <p class="error" id="period-error" ?hidden=${!inverted}>${t.list.periodInverted}</p>
      <div class="cluster spread">
        <label class="check">
          <input
            type="checkbox"
            .checked=${filters.unread ?? false}
            @change=${(event: Event) =>
              this.#list.filter({ unread: (event.target as HTMLInputElement).checked || undefined })}
          />
          ${t.list.unreadOnly}
        </label>
        ${this.#filtered ? this.#clearButton('btn btn-quiet') : nothing}
      </div>
    </div>`;
  }

  #renderBanners(): TemplateResult {
    const { t } = this.ui;
    const list = this.#list;
    return html`${list.offline ? notice('offline', { title: t.common.offline, text: t.common.offlineDetail }) : nothing}
    ${
      list.stale && !list.loading
        ? notice('info', {
            text: t.list.newActivity,
            actions: html`<button class="btn" @click=${() => this.refresh()}>${t.list.refresh}</button>`,
          })
        : nothing
    }`;
  }

  #renderResults(): TemplateResult {
    const { t, formats } = this.ui;
    const list = this.#list;
    if (list.error) return this.#renderFailure();
    if (!list.loading && list.items.length === 0) return this.#renderEmpty();
    const open = (number: string): void => {
      this.dispatchEvent(new ProtocolOpenEvent({ number }));
    };
    return html`<table class="table" role="table">
        <caption class="visually-hidden">
          ${t.list.caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${['protocol', 'registeredAt', 'classification', 'status', 'closedAt', 'actions'].map(
              (field) =>
                html`<th role="columnheader" scope="col">${t.fields[field as keyof typeof t.fields]}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${
            list.loading
              ? Array.from({ length: 6 }, () => ghostRow(t))
              : repeat(
                  list.items,
                  ({ number }) => number,
                  (protocol) => protocolRow(protocol, { t, formats, open }),
                )
          }
        </tbody>
      </table>
      ${list.loading ? html`<p class="visually-hidden">${t.common.loading}</p>` : this.#renderEnd()}`;
  }

  #renderEnd(): TemplateResult {
    const { t } = this.ui;
    const list = this.#list;
    return html`<div class="stack more">
      ${list.moreError ? notice('error', { text: errorText(list.moreError, t) }) : nothing}
      ${
        list.nextCursor
          ? html`<button class="btn" aria-busy=${list.loadingMore} @click=${() => this.#more()}>${t.list.loadMore}</button>`
          : nothing
      }
      <p class="small muted">${t.list.showing(list.items.length)}</p>
    </div>`;
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
    return html`<button class=${kind} @click=${() => this.#clearFilters()}>${this.ui.t.list.clearFilters}</button>`;
  }

  get #filtered(): boolean {
    return Object.keys(this.#list.filters).length > 0;
  }

  #show(state: ProtocolState): void {
    this.state = state;
  }

  #clearFilters(): void {
    this.#list.filters = {};
    this.requestUpdate();
  }

  #toggleFilters(): void {
    this.filtersOpen = !this.filtersOpen;
    if (this.filtersOpen) this.#list.ensureClassifications();
  }

  #search(pauseMs: number): void {
    clearTimeout(this.#searchPause);
    this.#searchPause = setTimeout(() => {
      const search = this.renderRoot.querySelector<HTMLInputElement>('[type=search]')?.value.trim() ?? '';
      if (search !== (this.#list.filters.search ?? '')) this.#list.filter({ search });
    }, pauseMs);
  }

  async #more(): Promise<void> {
    if (this.#list.loadingMore) return;
    const before = this.#list.items.length;
    await this.#list.loadMore();
    await this.updateComplete;
    const { items } = this.#list;
    if (items.length === before) return;
    this.ui.announce(this.ui.t.list.showing(items.length));
    // The button may be gone after the last page: the first new row is where the reader goes on.
    this.renderRoot.querySelectorAll<HTMLElement>('tbody .link')[before]?.focus();
  }
}
