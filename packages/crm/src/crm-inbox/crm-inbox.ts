import {
  type CrmClassification,
  type CrmCounts,
  type CrmOrder,
  type CrmProtocolSummary,
  isClosedStatus,
  type ProtocolState,
} from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  deepActiveElement,
  FcErrorEvent,
  iconPlus,
  ListController,
  type ListHost,
  offlineNotice,
  staleNotice,
  tabList,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CrmElement } from '../shared/crm-element.ts';
import { deadlineStyles } from '../shared/deadline.styles.ts';
import { DeadlineClock } from '../shared/deadline-clock.ts';
import type { ProtocolHref } from '../shared/protocol-link.ts';
import { providerPickerStyles } from '../shared/provider-picker.styles.ts';
import { ProviderPicker } from '../shared/provider-picker.ts';
import { CrmNewProtocolEvent } from './crm-inbox.events.ts';
import { styles } from './crm-inbox.styles.ts';
import { InboxArrivalsController } from './inbox-arrivals-controller.ts';
import { cappedCount, type InboxContext, type InboxFilters } from './inbox-context.ts';
import { inboxToolbar } from './inbox-filters.ts';
import { inboxQueues } from './inbox-queues.ts';
import { inboxTable } from './inbox-table.ts';
import { queueList, queueSelects } from './queues.ts';
import { SelfAssignmentController } from './self-assignment-controller.ts';

// In the order of the tabs: open protocols, the agent's work, come first.
const STATES: readonly ProtocolState[] = ['open', 'closed', 'all'];

/**
 * The home screen: the protocols of the agent's groups, `Abertos` first and who waits longest at the top, with queues,
 * filters and search. Stays up to date by itself.
 *
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - a protocol was chosen
 * @fires {CrmNewProtocolEvent} crm-new-protocol - the agent wants to open one for a provider
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmInbox extends CrmElement implements ListHost<CrmProtocolSummary, CrmCounts> {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    state: { reflect: true },
    protocolHref: { attribute: false },
    filtersOpen: { state: true },
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

  readonly #list: ListController<CrmProtocolSummary, InboxFilters, CrmCounts, CrmClassification>;
  readonly #providers: ProviderPicker;
  readonly #arrivals: InboxArrivalsController;
  readonly #assignment: SelfAssignmentController;
  readonly #clock = new DeadlineClock(this, { client: () => this.api });
  #order: CrmOrder = 'waiting';

  constructor() {
    super();
    this.state = 'open';
    this.filtersOpen = false;
    const shared = { client: (): FaleConoscoCrm | undefined => this.api, ui: this.ui };
    const texts = (): CrmElement['texts'] => this.texts;
    const filters: InboxFilters = { order: this.#order };
    this.#list = new ListController(this, shared.client, filters);
    this.#arrivals = new InboxArrivalsController(this, { ...shared, texts });
    this.#assignment = new SelfAssignmentController(this, {
      ...shared,
      texts,
      errorText: (error) => this.errorText(error),
      onChange: (protocol) => this.#list.put(protocol),
      onError: (error) => this.failed(error),
    });
    this.#providers = new ProviderPicker(this, {
      ...shared,
      texts,
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
    // After the first rows are shown: data that completes them.
    if (!this.api) return;
    this.#clock.watch(this.#list.items.map(({ deadline }) => deadline));
    void this.#assignment.loadSession();
  }

  failed(error: unknown): void {
    this.dispatchEvent(new FcErrorEvent({ error }));
  }

  belongs({ status, assignee, group }: CrmProtocolSummary): boolean {
    const { scope, groupId } = this.#list.filters;
    if (this.state !== 'all' && isClosedStatus(status) !== (this.state === 'closed')) return false;
    if (scope === 'mine' && assignee?.id !== this.#assignment.selfId) return false;
    if (scope === 'unassigned' && assignee) return false;
    return !groupId || group.id === groupId;
  }

  arrived(items: CrmProtocolSummary[]): void {
    if (items.length > 0) this.ui.announce(this.texts.inbox.arrived(items.length));
  }

  arrivedBelow(numbers: string[]): void {
    void this.#arrivals.loadArrivals(numbers);
  }

  protected override renderContent(): TemplateResult {
    const { texts } = this;
    const context: InboxContext = {
      ui: this.ui,
      texts,
      state: this.state,
      list: this.#list,
      onClear: () => this.#clear(),
    };
    const queues = inboxQueues(context);
    return html`<section class="page" aria-labelledby="title">
      <div class="cluster spread">
        <h2 class="title" id="title" tabindex="-1">${texts.inbox.title}</h2>
        <button class="btn btn-primary" @click=${() => this.dispatchEvent(new CrmNewProtocolEvent())}>
          ${iconPlus()}${texts.inbox.newProtocol}
        </button>
      </div>
      ${this.#renderTabs(context)}
      <div class="layout" role="tabpanel" id="panel" aria-labelledby="tab-${this.state}">
        ${queueList(queues, texts)}
        <div class="stack">
          ${queueSelects(queues, texts)}${this.#renderToolbar(context)}${this.#renderBanners()}
          <div class="results stack" aria-busy=${this.#list.loading}>${this.#renderResults(context)}</div>
        </div>
      </div>
    </section>`;
  }

  #renderTabs(context: InboxContext): TemplateResult {
    const { inbox } = this.texts;
    const { counts } = this.#list;
    return tabList({
      label: inbox.tabsLabel,
      selected: this.state,
      tabs: STATES.map((state) => ({
        value: state,
        label: inbox.state[state],
        count: state === 'open' && counts ? cappedCount(counts.all, context) : undefined,
      })),
      onSelect: (state) => this.#show(state),
    });
  }

  #renderToolbar(context: InboxContext): TemplateResult {
    return inboxToolbar(
      {
        order: this.#order,
        filtersOpen: this.filtersOpen,
        providers: this.#providers,
        onOrder: (order) => {
          this.#order = order;
          this.#list.filter({ order });
        },
        onToggleFilters: () => {
          this.filtersOpen = !this.filtersOpen;
          if (this.filtersOpen) this.#list.ensureClassifications();
        },
      },
      context,
    );
  }

  #renderBanners(): TemplateResult {
    const list = this.#list;
    return html`${offlineNotice(list, this.ui.t)} ${this.#assignment.template()}
    ${staleNotice(list, this.texts.inbox, () => void this.refresh())}
    ${this.state === 'closed' ? nothing : this.#arrivals.template(list.items, this.protocolHref)}`;
  }

  #renderResults(context: InboxContext): TemplateResult {
    const { error } = this.#list;
    if (error) {
      return this.failure(error, {
        title: this.texts.inbox.failedTitle,
        actions: html`<button class="btn" data-focus-home @click=${() => this.refresh()}>${this.ui.t.common.retry}</button>`,
      });
    }
    return inboxTable(
      {
        host: this,
        clock: this.#clock,
        assignment: this.#assignment,
        href: this.protocolHref,
        onAssign: (protocol) => void this.#assignment.assign(protocol),
      },
      context,
    );
  }

  #show(state: ProtocolState): void {
    if (state === this.state) return;
    this.state = state;
    // Only open protocols have a waiting time; the others are ordered by activity.
    this.#list.filter(
      state === 'open'
        ? { order: this.#order, status: undefined }
        : { order: undefined, deadline: undefined, status: undefined },
    );
  }

  #clear(): void {
    this.#providers.reset();
    this.#list.resetFilters(this.state === 'open' ? { order: this.#order } : {});
  }
}
