import {
  CATALOGUE_PARTS,
  type CataloguePart,
  type ProtocolState,
  type ServerEvent,
} from '@fale-conosco/contract';
import type { EventsResource, ReadOptions, RequestOptions } from '@fale-conosco/sdk';
import type { ReactiveControllerHost } from 'lit';
import { changesCatalogue } from '../client/catalogue-events.ts';
import { LiveController } from '../client/live-controller.ts';
import { ReadController } from '../data/read-controller.ts';

/** What every row has. */
interface Row {
  number: string;
}

/** One page of a list. */
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** What the controller needs of a client; the provider's and the operator's have it. */
export interface ListClient<Item extends Row, Filters, Counts, Subject> {
  readonly protocols: {
    list(
      query?: Filters & { state?: ProtocolState; cursor?: string },
      options?: RequestOptions,
    ): Promise<Page<Item>>;
    retrieve(number: string, options?: ReadOptions): Promise<Item>;
    counts(): Promise<Counts>;
  };
  readonly classifications: { list(options?: RequestOptions): Promise<Subject[]> };
  readonly events: EventsResource;
}

/** What the controller needs from its element. */
export interface ListHost<Item extends Row, Counts> extends ReactiveControllerHost {
  /** The tab shown. */
  readonly state: ProtocolState;
  /** Whether new rows may come in by themselves: not while somebody works inside the list. */
  readonly listInUse: boolean;
  counted(counts: Counts): void;
  failed(error: unknown): void;
  /** Whether a row that changed still belongs to the list; without it every row does. */
  belongs?(item: Item): boolean;
  /** Told of protocols that came by themselves. */
  arrived?(items: Item[]): void;
  /** Told of new protocols whose place is further down than the list is read. */
  arrivedBelow?(numbers: string[]): void;
}

/** Filters of a list that can be searched. */
interface Searchable {
  search?: string | undefined;
}

// Long enough for a word, short enough to feel like an answer.
const SEARCH_PAUSE_MS = 350;

// Several events of one change (message, status) cost one look at the totals.
const SETTLE_MS = 300;

/** What was heard and not looked at yet. */
const nothingPending = (): { numbers: Set<string>; created: Set<string>; fresh: boolean } => ({
  numbers: new Set(),
  created: new Set(),
  fresh: false,
});

/**
 * The data of a list of protocols: pages that keep their place, totals, and what arrives live. The first page is the only
 * request before something shows; totals follow it.
 */
export class ListController<Item extends Row, Filters extends Searchable, Counts, Subject> {
  counts: Counts | undefined;
  items: Item[] = [];
  nextCursor: string | null = null;
  filters: Filters;
  /** Something changed that the rows shown do not tell. */
  stale = false;
  offline = false;

  readonly #host: ListHost<Item, Counts>;
  readonly #client: () => ListClient<Item, Filters, Counts, Subject> | undefined;
  readonly #firstPage: ReadController<ListClient<Item, Filters, Counts, Subject>, Page<Item>>;
  readonly #more: ReadController<ListClient<Item, Filters, Counts, Subject>, Page<Item>>;
  readonly #classifications: ReadController<ListClient<Item, Filters, Counts, Subject>, Subject[]>;
  /** Counts the first pages shown. */
  #list = 0;
  /** Readings of rows are numbered as they begin, so that an older one never takes the place of a newer one. */
  #reading = 0;
  /** The reading that the list stands on, and those of rows that were read since. */
  #listRead = 0;
  readonly #rowsRead = new Map<string, number>();
  #countsRead = 0;
  #pagesShown = 0;
  #searchPause: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #pending = nothingPending();
  #needsClassifications = false;

  /**
   * @param filters what narrows the list at first
   * @param parts the settings on which the rows depend
   */
  constructor(
    host: ListHost<Item, Counts>,
    client: () => ListClient<Item, Filters, Counts, Subject> | undefined,
    filters: Filters,
    parts: readonly CataloguePart[] = CATALOGUE_PARTS,
  ) {
    this.#host = host;
    this.#client = client;
    this.filters = filters;
    this.#firstPage = new ReadController(host, {
      client,
      inputs: () => [host.state, this.filters],
      read: (api, signal) => api.protocols.list({ ...this.filters, state: host.state }, { signal }),
      onClear: () => this.#startOver(),
      onLoad: (page) => {
        this.#showFirst(page);
        this.#pagesShown = 1;
        this.stale = false;
        void this.#count();
      },
      onError: (error) => host.failed(error),
    });
    this.#more = new ReadController(host, {
      client,
      lazy: true,
      // What is read belongs to the list that is shown: with another one its error goes, too.
      inputs: () => [host.state, this.filters, this.#list],
      read: (api, signal) => {
        const { nextCursor: cursor } = this;
        const query = { ...this.filters, state: host.state, ...(cursor && { cursor }) };
        return api.protocols.list(query, { signal });
      },
      onLoad: (page) => {
        const known = new Set(this.items.map(({ number }) => number));
        this.items = [...this.items, ...page.items.filter(({ number }) => !known.has(number))];
        this.nextCursor = page.nextCursor;
        this.#pagesShown += 1;
      },
      onError: (error) => host.failed(error),
    });
    this.#classifications = new ReadController(host, {
      client,
      inputs: () => (this.#needsClassifications ? [] : undefined),
      read: (api, signal) => api.classifications.list({ signal }),
      refreshOn: (event) => changesCatalogue(event, ['classifications']),
    });
    new LiveController(host, {
      client,
      concerns: (event) => event.type === 'protocol.changed' || changesCatalogue(event, parts),
      onEvent: (event) => this.#onEvent(event),
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
    return this.#firstPage.loading;
  }

  /** Why the first page did not come. */
  get error(): unknown {
    return this.#firstPage.error;
  }

  get loadingMore(): boolean {
    return this.#more.loading;
  }

  /** Why the next page of this list did not come. */
  get moreError(): unknown {
    return this.#more.error;
  }

  get classifications(): Subject[] {
    return this.#classifications.value ?? [];
  }

  /** Replaces some filters; an empty value takes a filter away. */
  filter(changes: { [Key in keyof Filters]?: Filters[Key] | undefined }): void {
    this.#narrow({ ...this.filters, ...changes });
  }

  /** Searches for a text; while it is typed, after a pause. `complete`: at once. */
  search(text: string, complete = false): void {
    clearTimeout(this.#searchPause);
    const search = text.trim();
    const apply = (): void => {
      if (search !== (this.filters.search ?? '')) this.#narrow({ ...this.filters, search });
    };
    if (complete) apply();
    else this.#searchPause = setTimeout(apply, SEARCH_PAUSE_MS);
  }

  /** Puts other filters in the place of all. */
  resetFilters(filters: Filters): void {
    clearTimeout(this.#searchPause);
    this.filters = filters;
    this.#host.requestUpdate();
  }

  /** Reads the list from its beginning. */
  refresh(): Promise<void> {
    return this.#firstPage.load();
  }

  async loadMore(): Promise<void> {
    if (this.nextCursor) await this.#more.load();
  }

  /** The filters were opened: from now on their choices are needed. */
  ensureClassifications(): void {
    this.#needsClassifications = true;
    this.#host.requestUpdate();
  }

  /**
   * Puts a row that was read or changed in the place where it stands.
   *
   * @param reading its number, taken before it was read
   */
  put(renewed: Item, reading: number = this.#nextReading()): void {
    const { number } = renewed;
    if (reading < Math.max(this.#listRead, this.#rowsRead.get(number) ?? 0)) return;
    this.#rowsRead.set(number, reading);
    this.items = this.items.map((item) => (item.number === number ? renewed : item));
    this.stale ||= this.#host.belongs?.(renewed) === false;
    this.#host.requestUpdate();
  }

  #narrow(filters: Filters): void {
    this.filters = Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) as Filters;
    this.#host.requestUpdate();
  }

  #nextReading(): number {
    this.#reading += 1;
    return this.#reading;
  }

  /** What is on its way was read before the list that is read now. */
  #startOver(reading = this.#nextReading()): void {
    this.#listRead = this.#countsRead = reading;
    this.#rowsRead.clear();
  }

  #showFirst(page: Page<Item>): void {
    // Rows that were read again while the page was on its way are newer than the page.
    const shown = this.items;
    this.items = page.items.map((item) =>
      this.#rowsRead.has(item.number) ? (shown.find(({ number }) => number === item.number) ?? item) : item,
    );
    this.nextCursor = page.nextCursor;
    this.#list += 1;
  }

  async #count(): Promise<void> {
    const host = this.#host;
    const reading = this.#nextReading();
    try {
      const counts = await this.#client()?.protocols.counts();
      if (!counts || reading < this.#countsRead) return;
      this.#countsRead = reading;
      this.counts = counts;
      host.counted(counts);
    } catch {
      // Tabs without totals are still tabs; the next event or page asks again.
    }
    host.requestUpdate();
  }

  #onEvent(event: ServerEvent): void {
    const { numbers, created } = this.#pending;
    // What was handed on may be out of sight: the list says whether it is still there, the protocol itself would be refused.
    if (event.type !== 'protocol.changed' || event.data.cause === 'forwarded') this.#pending.fresh = true;
    else {
      numbers.add(event.data.number);
      if (event.data.cause === 'created') created.add(event.data.number);
    }
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#catchUp(), SETTLE_MS);
  }

  /** Brings rows that stand in the list up to date where they stand, and says whether others are missing. */
  async #catchUp(): Promise<void> {
    const { numbers, created, fresh } = this.#pending;
    this.#pending = nothingPending();
    const shown = new Set(this.items.map(({ number }) => number));
    const missing = fresh || [...numbers].some((number) => !shown.has(number));
    if (!missing || !(await this.#refreshQuietly())) {
      this.stale ||= missing;
      await Promise.all(
        [...numbers].filter((number) => shown.has(number)).map((number) => this.#renew(number)),
      );
    }
    if (this.nextCursor) {
      for (const { number } of this.items) created.delete(number);
      if (created.size > 0) this.#host.arrivedBelow?.([...created]);
    }
    await this.#count();
  }

  async #renew(number: string): Promise<void> {
    const reading = this.#nextReading();
    try {
      const renewed = await this.#client()?.protocols.retrieve(number, { purpose: 'row' });
      if (renewed) this.put(renewed, reading);
    } catch {
      this.stale = true;
    }
  }

  /**
   * The first page again, without the shapes of loading in between.
   *
   * @returns whether that is what is shown now; while somebody works in the list only if no row moved
   */
  async #refreshQuietly(): Promise<boolean> {
    const { filters, items } = this;
    const host = this.#host;
    const { state } = host;
    if (this.#pagesShown > 1) return false;
    const reading = this.#nextReading();
    try {
      const page = await this.#client()?.protocols.list({ ...filters, state });
      if (!page || this.items !== items || this.filters !== filters || host.state !== state) return false;
      if (reading < this.#listRead) return false;
      const numbers = items.map(({ number }) => number);
      if (host.listInUse && numbers.some((number, place) => page.items[place]?.number !== number))
        return false;
      this.#startOver(reading);
      this.#showFirst(page);
      host.arrived?.(page.items.filter(({ number }) => !numbers.includes(number)));
      return true;
    } catch {
      return false;
    }
  }
}
