import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { DatabaseUnavailableError } from './unavailable-error.ts';

/** SQLSTATE: five characters. System errors (`ECONNRESET`) and the driver's own (none) differ from it. */
const hasSqlState = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code));

const unavailable = (cause: unknown): DatabaseUnavailableError =>
  new DatabaseUnavailableError('The database is unavailable.', { cause });

/**
 * Adapts a pool for Kysely, so that a lost connection, an exhausted pool and a database that does not answer are all a
 * {@link DatabaseUnavailableError}. `pg` reports them without a code.
 *
 * @param queryTimeoutMs a query that takes longer costs its connection; 0: no limit. PostgreSQL's `statement_timeout`
 *   cannot end a statement of a server that is frozen or out of reach.
 */
export const kyselyPool = (pool: pg.Pool, queryTimeoutMs: number): PostgresPool => ({
  options: pool.options,
  end: () => pool.end(),
  async connect() {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      throw hasSqlState(error) ? error : unavailable(error);
    }
    return guard(client, queryTimeoutMs);
  },
});

const guard = (client: pg.PoolClient, queryTimeoutMs: number): PostgresPoolClient => {
  let failure: Error | undefined;
  const onError = (error: Error): void => {
    failure ??= error;
  };
  client.on('error', onError);

  const query = async (text: string, parameters: unknown[]): Promise<pg.QueryResult> => {
    // Kysely sends a rollback after every failure. What broke the connection says more than that it is broken.
    if (failure) throw unavailable(failure);
    const timer =
      queryTimeoutMs > 0
        ? setTimeout(() => {
            onError(new Error(`No response to a query within ${queryTimeoutMs} ms.`));
            destroyConnection(client);
          }, queryTimeoutMs)
        : undefined;
    try {
      return await client.query(text, parameters);
    } catch (error) {
      throw failure && !hasSqlState(error) ? unavailable(failure) : error;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    // Kysely's cursors need a package that is not installed: only texts come here.
    query: query as unknown as PostgresPoolClient['query'],
    release(discard) {
      client.off('error', onError);
      client.release(discard === true || failure !== undefined);
    },
  };
};

/** `end()` waits for the query that hangs. The stream is no public member, and the pool ends it in the same way. */
const destroyConnection = (client: pg.PoolClient): void => {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
};
