import { ProblemError } from './problem.ts';

/** Makes an opaque position of a list; `list` keeps the positions of two lists apart. */
export const encodeCursor = (list: string, ...position: (string | number)[]): string =>
  btoa(JSON.stringify([list, ...position]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/**
 * Reads a position back.
 *
 * @param kinds of its parts, which are all there must be
 * @throws ProblemError `cursor_invalid` for anything that {@link encodeCursor} would not have made
 */
export const decodeCursor = <const Kinds extends readonly ('number' | 'string')[]>(
  list: string,
  cursor: string,
  kinds: Kinds,
): { [Index in keyof Kinds]: Kinds[Index] extends 'number' ? number : string } => {
  let value: unknown;
  try {
    value = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    throw new ProblemError('cursor_invalid');
  }
  const [name, ...position] = Array.isArray(value) ? (value as unknown[]) : [];
  const fits = position.every((part, index) =>
    kinds[index] === 'number'
      ? Number.isSafeInteger(part) && (part as number) >= 0
      : typeof part === 'string',
  );
  if (name !== list || position.length !== kinds.length || !fits) throw new ProblemError('cursor_invalid');
  return position as never;
};

/** A page of a sorted list: what comes after `isAfter`, with the cursor of its last item. */
export const pageOf = <Item>(
  items: readonly Item[],
  limit: number,
  isAfter: ((item: Item) => boolean) | undefined,
  cursorOf: (item: Item) => string,
): { items: Item[]; nextCursor: string | null } => {
  const left = isAfter ? items.filter(isAfter) : items;
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return { items: page, nextCursor: last !== undefined && left.length > limit ? cursorOf(last) : null };
};
