import { type RawBuilder, sql } from 'kysely';

/** A name without case and accents: two entries that differ in nothing else are taken for the same. */
export const foldName = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** What a column of names is sorted by, in SQL: case and accents do not matter. */
export const alphabetical = (column: string): RawBuilder<string> =>
  sql<string>`lower(unaccent(${sql.ref(column)}))`;
