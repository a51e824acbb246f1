import type { Principal } from '@fale-conosco/domain';
import { type Kysely, sql, type Transaction } from 'kysely';
import { duringTransaction } from './one-connection.ts';
import type { Database } from './schema.ts';

/** A transaction that has become the request role, under row-level security. Every repository takes one. */
export type Tx = Transaction<Database>;

/**
 * Runs a function in one transaction that the database itself limits to what the principal may touch: it leaves the
 * owner's role for `fale_conosco_app` and carries the settings that the row-level security policies read.
 *
 * @param who `'system'` for the server's own jobs, which cross tenants
 * `fn` works on `tx` alone: asking the pool for a second connection meanwhile is a {@link SecondConnectionError}.
 *
 * @returns what `fn` returns, once committed
 * @throws what `fn` throws, once rolled back
 */
export const inTransaction = async <Result>(
  db: Kysely<Database>,
  who: Principal | 'system',
  fn: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  // Named, as the database's default may be another: what follows a lock must see what its last holder committed.
  db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      const provider = who !== 'system' && who.kind === 'provider' ? who.providerId : '';
      const agent = who !== 'system' && who.kind !== 'provider' ? who.userId : '';
      const user = who === 'system' ? '' : who.userId;
      // One round trip. `role` set locally is what SET LOCAL ROLE does.
      await sql`select set_config('role', 'fale_conosco_app', true),
      set_config('fc.provider_id', ${provider}, true), set_config('fc.agent_id', ${agent}, true),
      set_config('fc.user_id', ${user}, true), set_config('fc.system', ${who === 'system' ? 'on' : ''}, true)`.execute(
        tx,
      );
      return await duringTransaction(() => fn(tx));
    });

/**
 * Runs a few statements of a principal's transaction without row-level security, for what the principal may do but not see
 * afterwards. When they fail, the transaction must be rolled back: only that restores the setting.
 */
export const asSystem = async <Result>(tx: Tx, fn: () => Promise<Result>): Promise<Result> => {
  await sql`select set_config('fc.system', 'on', true)`.execute(tx);
  const result = await fn();
  await sql`select set_config('fc.system', '', true)`.execute(tx);
  return result;
};
