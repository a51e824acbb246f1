import { ConformanceError, truncate } from './exchange.ts';

const show = (value: unknown): string => truncate(JSON.stringify(value) ?? String(value), 400);

const canonical = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, field]) => field !== undefined)
          .sort(([one], [two]) => (one < two ? -1 : 1))
          .map(([name, field]) => [name, canonical(field)]),
      )
    : Array.isArray(value)
      ? value.map(canonical)
      : value;

/** Whether two values are the same as JSON, whatever the order of their fields. */
export const isSame = (one: unknown, two: unknown): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(two));

/** @throws ConformanceError when the two are not the same as JSON */
export const expectSame = (actual: unknown, expected: unknown, what: string): void => {
  if (!isSame(actual, expected))
    throw new ConformanceError(`${what}: expected ${show(expected)}, got ${show(actual)}`);
};

/** @throws ConformanceError when it does not hold */
export function expect(holds: unknown, what: string): asserts holds {
  if (!holds) throw new ConformanceError(what);
}

/** @throws ConformanceError when the text does not match */
export const expectMatch = (text: string | null | undefined, pattern: RegExp, what: string): void => {
  if (!pattern.test(text ?? ''))
    throw new ConformanceError(`${what}: expected ${String(pattern)}, got ${show(text ?? null)}`);
};
