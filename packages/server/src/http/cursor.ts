import { ProblemError } from './problem.ts';

/** Makes an opaque position of a list out of whole numbers; `list` keeps the positions of two lists apart. */
export const encodeCursor = (list: string, ...position: number[]): string =>
  Buffer.from(JSON.stringify([list, ...position])).toString('base64url');

/**
 * Reads a position back.
 *
 * @param maxima the largest value of each number, which are all there must be
 * @throws ProblemError `cursor_invalid` for anything that {@link encodeCursor} would not have made
 */
export const decodeCursor = <const Maxima extends readonly number[]>(
  list: string,
  cursor: string,
  maxima: Maxima,
): { [Index in keyof Maxima]: number } => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new ProblemError('cursor_invalid');
  }
  const [name, ...position] = Array.isArray(value) ? (value as unknown[]) : [];
  const whole = position.every(
    (number, index) =>
      Number.isSafeInteger(number) && (number as number) >= 0 && (number as number) <= (maxima[index] ?? -1),
  );
  if (name !== list || position.length !== maxima.length || !whole) throw new ProblemError('cursor_invalid');
  return position as { [Index in keyof Maxima]: number };
};
