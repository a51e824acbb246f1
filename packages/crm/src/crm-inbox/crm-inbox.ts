import {
  CLOSED_STATUSES,
  CRM_ORDERS,
  CRM_SCOPES,
  type CrmClassification,
  type CrmCounts,
  type CrmOrder,
  type CrmProtocolListQuery,
  type CrmProtocolSummary,
  formatProtocolNumber,
  isClosedStatus,
  OPEN_STATUSES,
  type ProtocolState,
} from '@fale-conosco/contract';
import { VersionConflictError } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
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
  notice,
  roveFocus,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CrmElement } from '../shared/crm-element.ts';
import { deadlineStyles } from '../shared/deadline.styles.ts';
import { DeadlineClock } from '../shared/deadline-clock.ts';
import { iconX } from '../shared/icons.ts';
import { type ProtocolHref, protocolLink } from '../shared/protocol-link.ts';
import { providerPickerStyles } from '../shared/provider-picker.styles.ts';
import { ProviderPicker } from '../shared/provider-picker.ts';
import { CrmNewProtocolEvent } from './crm-inbox.events.ts';
import { styles } from './crm-inbox.styles.ts';
import { columnsOf, inboxRow, type RowContext, skeletonRow } from './inbox-row.ts';
import { type QueueGroup, queueList, queueSelects } from './queues.ts';

/** What narrows and orders the list; an absent key does not. */
type InboxFilters = Omit<CrmProtocolListQuery, 'state' | 'cursor' | 'limit'>;

// What the agent looks for comes first.
const STATES: readonly ProtocolState[] = ['open', 'closed', 'all'];
/** Filters of the panel; the others stand in the open. */
const PANEL_FILTERS = ['status', 'classificationId', 'providerId', 'from', 'to'] as const;
const SEARCH_PAUSE_MS = 350;
/** More of them than this are counted, not named. */
const ARRIVALS_SHOWN = 3;

/**
 * The home screen: the protocols of the agent's groups, `Abertos` first and who waits longest at the top, with queues,
 * filters and search. Stays up to date by itself.
 *
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - a protocol was chosen
 * @fires {CrmNewProtocolEvent} crm-new-protocol - the agent wants to open one for a provider
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class CrmInbox extends CrmElement implements ListHost<CrmProtocolSummary, CrmCounts> {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    state: { reflect: true },
    protocolHref: { attribute: false },
    filtersOpen: { state: true },
    taking: { state: true },
    takeFailure: { state: true },
    offscreenArrivals: { state: true },
  };

  static override styles = [...CrmElement.styles, deadlineStyles, providerPickerStyles, styles];

  /**
   * The tab shown: `open`, `closed` or `all`.
   *
   * @attr state
   */
  declare state: ProtocolState;
  /** Gives a protocol's own address, so that it can be opened in another window; without it numbers are buttons. */
  declare protocolHref: ProtocolHref | undefined;
  declare protected filtersOpen: boolean;
  declare protected taking: string | undefined;
  declare protected takeFailure: { number: string; text: string } | undefined;

  /** New protocols that wait further down than the list is read, newest first, until they are opened or put away. */
  declare protected offscreenArrivals: CrmProtocolSummary[];

  readonly #list: ListController<CrmProtocolSummary, InboxFilters, CrmCounts, CrmClassification>;
  readonly #providers: ProviderPicker;
  readonly #clock = new DeadlineClock(this, { client: () => this.api });
  #order: CrmOrder = 'waiting';
  #self: string | undefined;
  #searchPause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.state = 'open';
    this.filtersOpen = false;
    this.offscreenArrivals = [];
    this.#list = new ListController(this, () => this.api, { order: this.#order });
    this.#providers = new ProviderPicker(this, {
      client: () => this.api,
      ui: this.ui,
      texts: () => this.texts,
      onPick: (provider) => {
        if (provider?.id !== this.#list.filters.providerId) this.#list.filter({ providerId: provider?.id });
      },
    });
  }

  /** Reads the list and its totals again, from the first page. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  get listInUse(): boolean {
    const results = this.renderRoot.querySelector('.results');
    const active = deepActiveElement();
    return Boolean(results && (results.matches(':hover') || (active && results.contains(active))));
  }

  counted(): void {
    // After the first rows: what makes their words better, once.
    const { api } = this;
    if (api) void this.#loadSession(api);
  }

  failed(error: unknown): void {
    this.dispatchEvent(new ErrorEvent({ error }));
  }

  belongs({ status, assignee, group }: CrmProtocolSummary): boolean {
    const { scope, groupId } = this.#list.filters;
    if (this.state !== 'all' && isClosedStatus(status) !== (this.state === 'closed')) return false;
    if (scope === 'mine' && assignee?.id !== this.#self) return false;
    if (scope === 'unassigned' && assignee) return false;
    return !groupId || group.id === groupId;
  }

  arrived(items: CrmProtocolSummary[]): void {
    if (items.length > 0) this.ui.announce(this.texts.inbox.arrived(items.length));
  }

  arrivedBelow(numbers: string[]): void {
    const { api } = this;
    if (api) void this.#loadArrivals(api, numbers);
  }

  protected override renderContent(api: FaleConoscoCrm): TemplateResult {
    const { texts } = this;
    const queues = this.#queues();
    return html`<section class="page" aria-labelledby="title">
      <div class="cluster spread">
        <h2 class="title" id="title" tabindex="-1">${texts.inbox.title}</h2>
        <button class="btn btn-primary" @click=${() => this.dispatchEvent(new CrmNewProtocolEvent())}>
          ${iconPlus()}${texts.inbox.newProtocol}
        </button>
      </div>
      ${this.#renderTabs()}
      <div class="layout" role="tabpanel" id="panel" aria-labelledby="tab-${this.state}">
        ${queueList(queues, texts)}
        <div class="stack">
          ${queueSelects(queues, texts)}${this.#renderToolbar()}${this.#renderBanners()}
          <div class="results stack" aria-busy=${this.#list.loading}>${this.#renderResults(api)}</div>
        </div>
      </div>
    </section>`;
  }

  #renderTabs(): TemplateResult {
    const { texts } = this;
    const { counts } = this.#list;
    return html`<div
      class="tabs"
      role="tablist"
      aria-label=${texts.inbox.tabsLabel}
      @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}
    >
      ${STATES.map((state) => {
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
          ${texts.inbox.state[state]}
          ${state === 'open' && counts ? html`<span class="count">${this.#capped(counts.all)}</span>` : nothing}
        </button>`;
      })}
    </div>`;
  }

  /** The ways to look at one part of the list, with what each holds. Totals are those of open protocols. */
  #queues(): QueueGroup[] {
    const { texts } = this;
    const { counts, filters } = this.#list;
    const open = this.state === 'open';
    const total = (value: number | undefined): string | undefined =>
      open && counts && value !== undefined ? this.#capped(value) : undefined;
    const groups: QueueGroup[] = [
      {
        label: texts.inbox.scopes,
        value: filters.scope ?? '',
        choose: (scope) => this.#list.filter({ scope: CRM_SCOPES.find((known) => known === scope) }),
        choices: CRM_SCOPES.map((scope) => ({
          value: scope === 'all' ? '' : scope,
          label: texts.inbox.scope[scope],
          count: total(counts?.[scope]),
        })),
      },
      {
        label: texts.inbox.groups,
        value: filters.groupId ?? '',
        choose: (groupId) => this.#list.filter({ groupId }),
        choices: [
          { value: '', label: texts.inbox.allGroups, count: undefined },
          ...(counts?.groups ?? []).map(({ id, name, count }) => ({
            value: id,
            label: name,
            count: total(count),
          })),
        ],
      },
    ];
    if (!open) return groups;
    return [
      ...groups,
      {
        label: texts.inbox.deadlines,
        value: filters.deadline ?? '',
        choose: (deadline) =>
          this.#list.filter({
            deadline: deadline === 'overdue' || deadline === 'due_soon' ? deadline : undefined,
          }),
        choices: [
          { value: '', label: texts.inbox.deadline.any, count: undefined },
          { value: 'due_soon', label: texts.inbox.deadline.due_soon, count: total(counts?.dueSoon) },
          {
            value: 'overdue',
            label: texts.inbox.deadline.overdue,
            count: total(counts?.overdue),
            alarm: (counts?.overdue ?? 0) > 0,
          },
        ],
      },
    ];
  }

  #renderToolbar(): TemplateResult {
    const { texts } = this;
    const { filters } = this.#list;
    const active = PANEL_FILTERS.filter((key) => filters[key]).length;
    return html`<form class="toolbar cluster" role="search" novalidate @submit=${() => this.#search(0)}>
        <label class="search">
          <span class="visually-hidden">${texts.inbox.search}</span>${iconSearch()}
          <input
            class="input"
            type="search"
            maxlength="200"
            autocomplete="off"
            placeholder=${texts.inbox.searchPlaceholder}
            .value=${filters.search ?? ''}
            @input=${() => this.#search(SEARCH_PAUSE_MS)}
          />
        </label>
        ${
          this.state === 'open'
            ? html`<div class="order">
              <label class="label" for="order">${texts.inbox.order}</label>
              <select
                class="input"
                id="order"
                @change=${(event: Event) => this.#orderBy((event.target as HTMLSelectElement).value)}
              >
                ${(['waiting', 'due', 'activity'] as const).map(
                  (order) =>
                    html`<option value=${order} ?selected=${order === this.#order}>${texts.inbox.orders[order]}</option>`,
                )}
              </select>
            </div>`
            : nothing
        }
        <button
          class="btn"
          type="button"
          aria-expanded=${this.filtersOpen}
          aria-controls="filters"
          data-focus-home
          @click=${() => this.#toggleFilters()}
        >
          ${iconListFilter()}${texts.inbox.filters}${
            active
              ? html`<span class="count"
                ><span aria-hidden="true">${active}</span
                ><span class="visually-hidden">${texts.inbox.filtersActive(active)}</span></span
              >`
              : nothing
          }
        </button>
      </form>
      <div id="filters" ?hidden=${!this.filtersOpen}>${this.filtersOpen ? this.#renderFilters() : nothing}</div>`;
  }

  #renderFilters(): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    const { filters, classifications } = this.#list;
    const inverted = Boolean(filters.from && filters.to && filters.from > filters.to);
    const set =
      (key: 'status' | 'classificationId' | 'from' | 'to') =>
      (event: Event): void =>
        this.#list.filter({ [key]: (event.target as HTMLInputElement).value });
    const statuses =
      this.state === 'open'
        ? OPEN_STATUSES
        : this.state === 'closed'
          ? CLOSED_STATUSES
          : [...OPEN_STATUSES, ...CLOSED_STATUSES];
    return html`<div class="card card-sunken stack">
      <div class="filters">
        <div class="field">
          <label class="label" for="status">${t.fields.status}</label>
          <select class="input" id="status" @change=${set('status')}>
            <option value="">${texts.inbox.anyStatus}</option>
            ${statuses.map(
              (status) =>
                html`<option value=${status} ?selected=${status === filters.status}>${t.status[status]}</option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label class="label" for="classification">${texts.common.classification}</label>
          <select class="input" id="classification" @change=${set('classificationId')}>
            <option value="">${texts.inbox.anyClassification}</option>
            ${flattenTree(classificationTree(classifications)).map(
              ({ classification: { id, name }, path }) =>
                html`<option value=${id} ?selected=${id === filters.classificationId}>
                  ${'\u2003'.repeat(path.length - 1)}${name}
                </option>`,
            )}
          </select>
        </div>
        ${this.#providers.template({ id: 'provider', label: texts.common.provider })}
        <div class="field date">
          <label class="label" for="from">${texts.inbox.from}</label>
          <input
            class="input"
            type="date"
            id="from"
            aria-invalid=${inverted}
            aria-describedby="period-error"
            .value=${filters.from ?? ''}
            @change=${set('from')}
          />
        </div>
        <div class="field date">
          <label class="label" for="to">${texts.inbox.to}</label>
          <input class="input" type="date" id="to" .value=${filters.to ?? ''} @change=${set('to')} />
        </div>
      </div>
      <p class="error" id="period-error" ?hidden=${!inverted}>${texts.inbox.periodInverted}</p>
      ${this.#narrowed ? html`<div>${this.#clearButton('btn btn-quiet')}</div>` : nothing}
    </div>`;
  }

  #renderBanners(): TemplateResult {
    const { texts, takeFailure } = this;
    const { t } = this.ui;
    const list = this.#list;
    return html`${list.offline ? notice('offline', { title: t.common.offline, text: t.common.offlineDetail }) : nothing}
    ${
      takeFailure
        ? notice('error', {
            title: texts.inbox.takeFailedTitle(formatProtocolNumber(takeFailure.number)),
            text: takeFailure.text,
          })
        : nothing
    }
    ${
      list.stale && !list.loading
        ? notice('info', {
            text: texts.inbox.newActivity,
            actions: html`<button class="btn" @click=${() => this.refresh()}>${texts.inbox.refresh}</button>`,
          })
        : nothing
    }
    ${this.#renderOffscreenArrivals()}`;
  }

  #renderOffscreenArrivals(): TemplateResult | typeof nothing {
    const { texts } = this;
    const shown = new Set(this.#list.items.map(({ number }) => number));
    const below = this.offscreenArrivals.filter(({ number }) => !shown.has(number));
    if (below.length === 0 || this.state === 'closed') return nothing;
    return notice('info', {
      title: texts.inbox.below(below.length),
      text: html`<span class="below">
        ${below.slice(0, ARRIVALS_SHOWN).map(
          ({ number, provider, classification }) => html`<span>
            ${protocolLink(number, this.protocolHref)} ${provider.name} · ${classification.path.at(-1)}
          </span>`,
        )}
      </span>`,
      actions: html`<button
        class="btn btn-quiet btn-icon"
        aria-label=${texts.inbox.belowDismiss}
        @click=${() => {
          this.offscreenArrivals = [];
        }}
      >
        ${iconX()}
      </button>`,
    });
  }

  /** What came in, and belongs to this agent: another group may have it by now. */
  async #loadArrivals(api: FaleConoscoCrm, numbers: readonly string[]): Promise<void> {
    const read = await Promise.allSettled(numbers.map((number) => api.protocols.retrieve(number)));
    const met = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const open = met.filter(({ status }) => !isClosedStatus(status));
    if (open.length === 0) return;
    const known = new Set(this.offscreenArrivals.map(({ number }) => number));
    this.offscreenArrivals = [
      ...open.filter(({ number }) => !known.has(number)).reverse(),
      ...this.offscreenArrivals,
    ];
    this.ui.announce(this.texts.inbox.below(open.length));
  }

  #renderResults(api: FaleConoscoCrm): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    const list = this.#list;
    if (list.error) {
      return this.failure(list.error, {
        title: texts.inbox.failedTitle,
        actions: html`<button class="btn" data-focus-home @click=${() => this.refresh()}>${t.common.retry}</button>`,
      });
    }
    if (!list.loading && list.items.length === 0) return this.#renderEmpty();
    const context: RowContext = {
      ...{ t, texts, formats: this.ui.formats, locale: this.ui.locale, now: this.#clock.now },
      ...{ holidays: this.#clock.holidays, self: this.#self, taking: this.taking, href: this.protocolHref },
      take: (protocol) => void this.#assignToMe(api, protocol),
    };
    const labels = Object.values(columnsOf(context));
    return html`<table class="table" role="table">
        <caption class="visually-hidden">
          ${texts.inbox.caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${labels.map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${
            list.loading
              ? Array.from({ length: 8 }, () => skeletonRow(labels))
              : repeat(
                  list.items,
                  ({ number }) => number,
                  (protocol) => inboxRow(protocol, context),
                )
          }
        </tbody>
      </table>
      ${list.loading ? html`<p class="visually-hidden">${t.common.loading}</p>` : this.#renderEnd()}`;
  }

  #renderEnd(): TemplateResult {
    const { texts } = this;
    const list = this.#list;
    return html`<div class="stack more">
      ${list.moreError ? notice('error', { text: errorText(list.moreError, this.ui.t) }) : nothing}
      ${
        list.nextCursor
          ? html`<button class="btn" aria-busy=${list.loadingMore} @click=${() => this.#more()}>${texts.inbox.loadMore}</button>`
          : nothing
      }
      <p class="small muted">${texts.inbox.showing(list.items.length)}</p>
    </div>`;
  }

  #renderEmpty(): TemplateResult {
    const { texts } = this;
    const words = texts.inbox;
    const { counts } = this.#list;
    if (counts?.groups.length === 0)
      return emptyState(iconInbox(), { title: words.noGroupsTitle, text: words.noGroupsText });
    if (this.#narrowed) {
      return emptyState(iconSearch(), {
        title: words.noMatchTitle,
        text: words.noMatchText,
        action: this.#clearButton('btn'),
      });
    }
    return this.state === 'open'
      ? emptyState(iconInbox(), { title: words.emptyOpenTitle, text: words.emptyOpenText })
      : emptyState(iconInbox(), { title: words.emptyTitle, text: words.emptyText });
  }

  #clearButton(kind: string): TemplateResult {
    return html`<button class=${kind} @click=${() => this.#clear()}>${this.texts.inbox.clearFilters}</button>`;
  }

  get #narrowed(): boolean {
    const { order: _, ...narrowing } = this.#list.filters;
    return Object.keys(narrowing).length > 0;
  }

  #capped(value: number): string {
    // A value equal to the cap means "that many or more".
    return this.ui.t.common.capped(value, (this.#list.counts?.cap ?? Number.POSITIVE_INFINITY) - 1);
  }

  #show(state: ProtocolState): void {
    if (state === this.state) return;
    this.state = state;
    // Only open protocols wait for somebody: the others come by activity.
    this.#list.filter(
      state === 'open'
        ? { order: this.#order, status: undefined }
        : { order: undefined, deadline: undefined, status: undefined },
    );
  }

  #orderBy(value: string): void {
    this.#order = CRM_ORDERS.find((order) => order === value) ?? this.#order;
    this.#list.filter({ order: this.#order });
  }

  #clear(): void {
    this.#providers.reset();
    this.#list.filters = this.state === 'open' ? { order: this.#order } : {};
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

  async #assignToMe(api: FaleConoscoCrm, { number, version }: CrmProtocolSummary): Promise<void> {
    if (this.taking) return;
    this.taking = number;
    this.takeFailure = undefined;
    try {
      const { user } = await api.session.cached();
      this.#self = user.id;
      this.#list.put(await api.protocols.assign(number, { agentId: user.id }, { version }));
      this.ui.announce(this.texts.inbox.taken(number));
    } catch (error) {
      await this.#assignFailed(api, number, error);
    }
    this.taking = undefined;
  }

  async #assignFailed(api: FaleConoscoCrm, number: string, error: unknown): Promise<void> {
    let text = this.errorText(error);
    if (error instanceof VersionConflictError) {
      const current = await api.protocols.retrieve(number).catch(() => undefined);
      if (current) this.#list.put(current);
      if (current?.assignee)
        text = this.texts.inbox.takenByOther(formatProtocolNumber(number), current.assignee.name);
    }
    this.takeFailure = { number, text };
    this.ui.announce(text, 'assertive');
    this.failed(error);
  }

  async #more(): Promise<void> {
    if (this.#list.loadingMore) return;
    const before = this.#list.items.length;
    await this.#list.loadMore();
    await this.updateComplete;
    const { items } = this.#list;
    if (items.length === before) return;
    this.ui.announce(this.texts.inbox.showing(items.length));
    // The button may be gone after the last page: the first new row is where the reader goes on.
    this.renderRoot.querySelectorAll<HTMLElement>('tbody .link')[before]?.focus();
  }

  /** Who is signed in, and how long what is overdue has been; the list does without them meanwhile. */
  async #loadSession(api: FaleConoscoCrm): Promise<void> {
    void this.#clock.watch(this.#list.items.map(({ deadline }) => deadline));
    try {
      this.#self ??= (await api.session.cached()).user.id;
      this.requestUpdate();
    } catch {
      // Without it no row reads as one's own.
    }
  }
}
