import type { RequestOptions } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { ReadController } from '@fale-conosco/ui';
import type { ReactiveControllerHost } from 'lit';

/** One page of a list. */
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** What a {@link PagesController} reads, and its callbacks. */
export interface PagesOptions<Item, Filters> {
  client: () => FaleConoscoCrm | undefined;
  read: (
    client: FaleConoscoCrm,
    query: Filters & { cursor?: string },
    options: RequestOptions,
  ) => Promise<Page<Item>>;
  /** Read only when `ensureLoaded` or `load` is called. */
  lazy?: boolean;
  /** What else the list depends on, such as the protocol that it belongs to; undefined: there is nothing to read. */
  inputs?: () => readonly unknown[] | undefined;
  /** Loading the first or a further page failed. */
  onError: (error: unknown) => void;
}

/** A list that is read a page at a time, newest entry first, as the user asks for more. */
export class PagesController<Item extends object, Filters extends object> {
  items: readonly Item[] = [];
  nextCursor: string | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #firstPage: ReadController<FaleConoscoCrm, Page<Item>>;
  readonly #more: ReadController<FaleConoscoCrm, Page<Item>>;
  #filters: Filters;
  /** Counts the first pages shown: a further page belongs to one of them. */
  #list = 0;

  /** @param filters what narrows the list at first */
  constructor(host: ReactiveControllerHost, options: PagesOptions<Item, Filters>, filters: Filters) {
    const { client, read, lazy = false, inputs = () => [], onError } = options;
    this.#host = host;
    this.#filters = filters;
    const allInputs = (...own: unknown[]): readonly unknown[] | undefined => {
      const others = inputs();
      return others && [...others, this.#filters, ...own];
    };
    const show = (page: Page<Item>): void => {
      this.items = page.items;
      this.nextCursor = page.nextCursor;
      this.#list += 1;
    };
    this.#firstPage = new ReadController<FaleConoscoCrm, Page<Item>>(host, {
      client,
      lazy,
      inputs: () => allInputs(),
      read: (api, signal) => read(api, this.#filters, { signal }),
      reread: (api) => this.#readShown((cursor) => read(api, { ...this.#filters, ...cursor }, {})),
      onClear: () => {
        this.items = [];
        this.nextCursor = null;
      },
      onLoad: show,
      onRefresh: show,
      onError,
    });
    this.#more = new ReadController<FaleConoscoCrm, Page<Item>>(host, {
      client,
      lazy: true,
      inputs: () => allInputs(this.#list),
      read: (api, signal) => {
        const { nextCursor: cursor } = this;
        return read(api, { ...this.#filters, ...(cursor && { cursor }) }, { signal });
      },
      onLoad: (page) => {
        this.items = [...this.items, ...page.items];
        this.nextCursor = page.nextCursor;
      },
      onError,
    });
  }

  get filters(): Filters {
    return this.#filters;
  }

  /** Waiting for the first page. */
  get loading(): boolean {
    return this.#firstPage.loading;
  }

  /** The first page is there. */
  get loaded(): boolean {
    return this.#firstPage.value !== undefined;
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

  /** Narrows the list by something else, and reads it from its beginning. */
  filter(filters: Filters): void {
    this.#filters = filters;
    this.#host.requestUpdate();
  }

  /** Reads the list from its beginning; what was shown goes. */
  load(): Promise<void> {
    return this.#firstPage.load();
  }

  /** Reads what is shown again, as many entries at least, while it stays; or loads the first page. */
  async refresh(): Promise<void> {
    if (this.loaded) await this.#firstPage.refresh();
    else if (!this.loading) await this.load();
  }

  async #readShown(read: (cursor: { cursor?: string }) => Promise<Page<Item>>): Promise<Page<Item>> {
    const wanted = this.items.length;
    let page = await read({});
    while (page.nextCursor && page.items.length < wanted) {
      const { items, nextCursor } = await read({ cursor: page.nextCursor });
      page = { items: [...page.items, ...items], nextCursor };
    }
    return page;
  }

  /** Reads the next page. @returns its first entry; undefined when none came */
  async loadMore(): Promise<Item | undefined> {
    if (this.loadingMore || !this.nextCursor) return undefined;
    const [before, list] = [this.items.length, this.#list];
    await this.#more.load();
    return list === this.#list ? this.items[before] : undefined;
  }

  /** Shows an entry as it is now, in its place. */
  put(item: Item, isSame: (shown: Item) => boolean): void {
    this.items = this.items.map((shown) => (isSame(shown) ? item : shown));
    this.#host.requestUpdate();
  }
}
