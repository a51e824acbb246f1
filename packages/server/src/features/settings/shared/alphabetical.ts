import { type RawBuilder, sql } from 'kysely';

/** What a column of names is sorted by, in SQL: case and accents do not matter. */
export const alphabetical = (column: string): RawBuilder<string> =>
  sql<string>`lower(unaccent(${sql.ref(column)}))`;
