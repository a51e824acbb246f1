import type { RequestOptions } from '../client-interface.ts';

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Walks a keyset-paged list, fetching each page when the reader gets there. */
export async function* iteratePages<Item>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** The two ways to read a paged list: page by page, and item by item. */
export const pagedList = <Query extends { cursor?: string | undefined }, Item, ItemPage extends Page<Item>>(
  list: (query: Query | undefined, options?: RequestOptions) => Promise<ItemPage & Page<Item>>,
): {
  list(query?: Query, options?: RequestOptions): Promise<ItemPage>;
  iterate(query?: Query, options?: RequestOptions): AsyncIterable<Item>;
} => ({
  list,
  iterate: (query, options) =>
    iteratePages((cursor) => list(cursor ? ({ ...query, cursor } as Query) : query, options)),
});
