import type { RequestOptions } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** What a {@link PagesController} asks of its host, and tells it. */
export interface PagesOptions<Item, Filters> {
  client: () => FaleConoscoCrm | undefined;
  read: (
    client: FaleConoscoCrm,
    query: Filters & { cursor?: string },
    options: RequestOptions,
  ) => Promise<{ items: Item[]; nextCursor: string | null }>;
  /** Shown in the list's place or at its end; to be reported. */
  onError: (error: unknown) => void;
}

/** A list that is read from its newest entry on, a page at a time, as somebody asks for more. */
export class PagesController<Item extends { id: string }, Filters extends object> {
  items: readonly Item[] = [];
  nextCursor: string | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #firstPage;
  readonly #more;
  #filters: Filters;
  /** Counts the first pages: what belongs to an earlier list is told by it. */
  #reading = 0;
  /** The list of which a further page did not come. */
  #failed: number | undefined;

  /** @param filters what narrows the list at first */
  constructor(
    host: ReactiveControllerHost,
    { client, read, onError }: PagesOptions<Item, Filters>,
    filters: Filters,
  ) {
    this.#host = host;
    this.#filters = filters;
    this.#firstPage = new Task(host, {
      args: () => [client(), this.#filters] as const,
      task: async ([api, query], { signal }) => {
        if (!api) return;
        const page = await read(api, query, { signal });
        this.items = page.items;
        this.nextCursor = page.nextCursor;
        this.#reading += 1;
      },
      onError,
    });
    this.#more = new Task(host, {
      autoRun: false,
      task: async (_args: readonly [], { signal }) => {
        const [api, reading] = [client(), this.#reading];
        if (!api || !this.nextCursor) return;
        const page = await read(api, { ...this.#filters, cursor: this.nextCursor }, { signal });
        // Other filters meanwhile: these rows belong to a list that is gone.
        if (reading !== this.#reading) return;
        this.items = [...this.items, ...page.items];
        this.nextCursor = page.nextCursor;
      },
      onError: (error) => {
        this.#failed = this.#reading;
        onError(error);
      },
    });
  }

  get filters(): Filters {
    return this.#filters;
  }

  /** Waiting for the first page. */
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

  /** Why the last page asked for did not come. */
  get moreError(): unknown {
    return this.#failed === this.#reading && !this.loadingMore ? this.#more.error : undefined;
  }

  /** Narrows the list by something else, and reads it from its beginning. */
  filter(filters: Filters): void {
    this.#filters = filters;
    this.#more.abort();
    this.#host.requestUpdate();
  }

  /** Reads the list again, from its beginning. */
  refresh(): Promise<void> {
    return this.#firstPage.run();
  }

  /** Reads the next page. @returns its first entry; undefined when none came */
  async loadMore(): Promise<Item | undefined> {
    if (this.loadingMore) return undefined;
    const [before, reading] = [this.items.length, this.#reading];
    await this.#more.run();
    return reading === this.#reading ? this.items[before] : undefined;
  }

  /** Shows an entry as it is now, in its place. */
  put(item: Item): void {
    this.items = this.items.map((shown) => (shown.id === item.id ? item : shown));
    this.#host.requestUpdate();
  }
}
