import type { Database } from '@fale-conosco/server';
import type { Insertable, Transaction } from 'kysely';

/** The transaction of a seed. */
export type Tx = Transaction<Database>;

/** Rows of one INSERT; PostgreSQL takes 65,535 parameters. */
const ROWS_AT_ONCE = 2000;

/** The items in slices of at most that many. */
export const chunks = function* <Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
};

/** Inserts any number of rows, in several statements if need be. */
export const insertAll = async <Table extends keyof Database>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> => {
  for (const chunk of chunks(rows, ROWS_AT_ONCE)) await tx.insertInto(table).values(chunk).execute();
};
