import type {
  Classification,
  ProtocolCounts,
  ProtocolListQuery,
  ProtocolState,
  ProtocolSummary,
  ServerEvent,
} from '@fale-conosco/contract';
import type { FaleConosco } from '@fale-conosco/sdk';
import { LiveController } from '@fale-conosco/ui';
import { Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** What narrows the list; an absent key does not. */
export type ListFilters = Pick<ProtocolListQuery, 'search' | 'classificationId' | 'from' | 'to' | 'unread'>;

/** What the controller needs from its element. */
export interface ListHost extends ReactiveControllerHost {
  /** The tab shown. */
  readonly state: ProtocolState;
  /** Whether new rows may come in by themselves: not while somebody works inside the list. */
  readonly listInUse: boolean;
  unreadChanged(unread: number): void;
  failed(error: unknown): void;
}

// Several events of one change (message, status) cost one look at the totals.
const SETTLE_MS = 300;

/**
 * The data of the list: pages that keep their place, totals of the tabs, and what arrives live. The first page is the only
 * request before something shows; totals follow it.
 */
export class ListController {
  counts: ProtocolCounts | undefined;
  items: ProtocolSummary[] = [];
  nextCursor: string | null = null;
  filters: ListFilters = {};
  /** Something changed that the rows shown do not tell. */
  stale = false;
  offline = false;

  readonly #host: ListHost;
  readonly #client: () => FaleConosco | undefined;
  readonly #firstPage;
  readonly #more;
  readonly #classifications;
  #pagesShown = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #pending: { numbers: Set<string>; fresh: boolean } = { numbers: new Set(), fresh: false };
  #wantsClassifications = false;

  constructor(host: ListHost, client: () => FaleConosco | undefined) {
    this.#host = host;
    this.#client = client;
    this.#firstPage = new Task(host, {
      args: () => [client(), host.state, this.filters] as const,
      task: async ([api, state, filters], { signal }) => {
        if (!api) return;
        const page = await api.protocols.list({ ...filters, state }, { signal });
        this.items = page.items;
        this.nextCursor = page.nextCursor;
        this.#pagesShown = 1;
        this.stale = false;
        void this.#count(api);
      },
      onError: (error) => host.failed(error),
    });
    this.#more = new Task(host, {
      autoRun: false,
      task: async (_args: readonly [], { signal }) => {
        const api = client();
        if (!api || !this.nextCursor) return;
        const query = { ...this.filters, state: host.state, cursor: this.nextCursor };
        const shown = this.items;
        const page = await api.protocols.list(query, { signal });
        // Another tab or filter meanwhile: these rows belong to a list that is gone.
        if (shown !== this.items) return;
        const known = new Set(shown.map(({ number }) => number));
        this.items = [...shown, ...page.items.filter(({ number }) => !known.has(number))];
        this.nextCursor = page.nextCursor;
        this.#pagesShown += 1;
      },
      onError: (error) => host.failed(error),
    });
    this.#classifications = new Task(host, {
      args: () => [client(), this.#wantsClassifications] as const,
      task: async ([api, wanted], { signal }): Promise<Classification[]> =>
        api && wanted ? api.classifications.list({ signal }) : [],
    });
    new LiveController(host, {
      client,
      onEvent: (event) => this.#hear(event),
      onConnectionChange: (state) => {
        const offline = state === 'offline';
        if (offline === this.offline) return;
        this.offline = offline;
        host.requestUpdate();
      },
    });
  }

  /** Waiting for the first page of a tab or filter, with nothing of it to show yet. */
  get loading(): boolean {
    return this.#firstPage.status < TaskStatus.COMPLETE;
  }

  /** Why the first page did not come. */
  get error(): unknown {
    return this.#firstPage.error;
  }

  get loadingMore(): boolean {
    return this.#more.status === TaskStatus.PENDING;
  }

  get moreError(): unknown {
    return this.#more.error;
  }

  get classifications(): Classification[] {
    return this.#classifications.value ?? [];
  }

  get filtered(): boolean {
    return Object.values(this.filters).some(Boolean);
  }

  /** Replaces some filters; an empty value takes a filter away. */
  filter(changes: { [Key in keyof ListFilters]: ListFilters[Key] | undefined }): void {
    const merged = Object.entries({ ...this.filters, ...changes }).filter(([, value]) => value);
    this.filters = Object.fromEntries(merged);
    this.#host.requestUpdate();
  }

  clearFilters(): void {
    this.filters = {};
    this.#host.requestUpdate();
  }

  /** Reads the list from its beginning. */
  refresh(): Promise<void> {
    return this.#firstPage.run();
  }

  loadMore(): Promise<void> {
    return this.#more.run([]);
  }

  /** The filters were opened: now their choices are needed. */
  wantClassifications(): void {
    this.#wantsClassifications = true;
    this.#host.requestUpdate();
  }

  async #count(api: FaleConosco): Promise<void> {
    try {
      this.counts = await api.protocols.counts();
      this.#host.unreadChanged(this.counts.unread);
    } catch {
      // Tabs without totals are still tabs; the next event or page asks again.
    }
    this.#host.requestUpdate();
  }

  #hear(event: ServerEvent): void {
    if (event.type === 'protocol.changed') this.#pending.numbers.add(event.data.number);
    else this.#pending.fresh = true;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#catchUp(), SETTLE_MS);
  }

  /** Brings rows that stand in the list up to date where they stand, and says whether others are missing. */
  async #catchUp(): Promise<void> {
    const api = this.#client();
    const { numbers, fresh } = this.#pending;
    this.#pending = { numbers: new Set(), fresh: false };
    if (!api) return;
    const shown = new Set(this.items.map(({ number }) => number));
    const missing = fresh || [...numbers].some((number) => !shown.has(number));
    if (missing && this.#pagesShown <= 1 && !this.#host.listInUse) {
      await this.#refreshQuietly(api);
    } else {
      this.stale ||= missing;
      await Promise.all(
        [...numbers].filter((number) => shown.has(number)).map((number) => this.#renew(api, number)),
      );
    }
    await this.#count(api);
  }

  async #renew(api: FaleConosco, number: string): Promise<void> {
    try {
      const renewed = await api.protocols.retrieve(number);
      this.items = this.items.map((item) => (item.number === number ? renewed : item));
    } catch {
      this.stale = true;
    }
  }

  /** The first page again, without the shapes of loading in between. */
  async #refreshQuietly(api: FaleConosco): Promise<void> {
    const { filters, items } = this;
    const { state } = this.#host;
    try {
      const page = await api.protocols.list({ ...filters, state });
      if (this.items !== items || this.filters !== filters || this.#host.state !== state) return;
      this.items = page.items;
      this.nextCursor = page.nextCursor;
    } catch {
      this.stale = true;
    }
  }
}
