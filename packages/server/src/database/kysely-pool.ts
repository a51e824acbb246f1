import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { forbidSecondConnection } from './one-connection.ts';
import { DatabaseUnavailableError } from './unavailable-error.ts';

/** SQLSTATE: five characters. System errors (`ECONNRESET`) and the driver's own (none) differ from it. */
const hasSqlState = (error: unknown): boolean =>
  error instanceof Error &&
  'severity' in error &&
  'code' in error &&
  /^[0-9A-Z]{5}$/.test(String(error.code));

const unavailable = (cause: unknown): DatabaseUnavailableError =>
  new DatabaseUnavailableError('The database is unavailable.', { cause });

/** What broke each connection. */
type Failures = WeakMap<pg.PoolClient, Error>;

/**
 * Adapts a pool for Kysely, so that a lost connection, an exhausted pool and a database that does not answer are all a
 * {@link DatabaseUnavailableError}. `pg` reports them without a code.
 *
 * @param queryTimeoutMs a query that takes longer costs its connection; 0: no limit. PostgreSQL's `statement_timeout`
 *   cannot end a statement of a server that is frozen or out of reach.
 */
export const kyselyPool = (pool: pg.Pool, queryTimeoutMs: number): PostgresPool => {
  const failures: Failures = new WeakMap();
  // From its first moment: a connection may be ended in the packet that says that it is ready, before whoever waits for it
  // runs. Its queries then fail with "not queryable", which says no cause.
  pool.on('connect', (client) => {
    client.on('error', (error: Error) => {
      if (!failures.has(client)) failures.set(client, error);
    });
  });
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      forbidSecondConnection();
      try {
        return guard(await pool.connect(), failures, queryTimeoutMs);
      } catch (error) {
        // Whatever PostgreSQL refuses a connection for: starting, stopping, too many, a password that has just changed.
        throw unavailable(error);
      }
    },
  };
};

const guard = (client: pg.PoolClient, failures: Failures, queryTimeoutMs: number): PostgresPoolClient => {
  const query = async (text: string, parameters: unknown[]): Promise<pg.QueryResult> => {
    // Kysely sends a rollback after every failure. What broke the connection says more than that it is broken.
    const failure = failures.get(client);
    if (failure) throw unavailable(failure);
    const timer =
      queryTimeoutMs > 0
        ? setTimeout(() => {
            failures.set(client, new Error(`No response to a query within ${queryTimeoutMs} ms.`));
            destroyConnection(client);
          }, queryTimeoutMs)
        : undefined;
    try {
      return await client.query(text, parameters);
    } catch (error) {
      const cause = failures.get(client);
      throw cause && !hasSqlState(error) ? unavailable(cause) : error;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    // Kysely's cursors need a package that is not installed: only texts come here.
    query: query as unknown as PostgresPoolClient['query'],
    release(discard) {
      client.release(discard === true || failures.has(client));
    },
  };
};

/** `end()` waits for the query that hangs. The stream is no public member, and the pool ends it in the same way. */
const destroyConnection = (client: pg.PoolClient): void => {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
};
