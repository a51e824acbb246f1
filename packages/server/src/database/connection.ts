import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { kyselyPool } from './kysely-pool.ts';

/** How connections to PostgreSQL are made. */
export interface ConnectionOptions {
  /** The name that `pg_stat_activity` shows. */
  applicationName: string;
  /** Told of connections that break while idle or are lost; the pool replaces them by itself. */
  onError: (error: Error) => void;
}

/** How a pool of connections is made. */
export interface PoolOptions extends ConnectionOptions {
  /** Default 10. */
  maxConnections?: number;
  /** A statement that takes longer is cancelled. Default 15000; 0: no limit (migrations). */
  statementTimeoutMs?: number;
  /** A transaction that waits longer for its client is ended, with its locks. Default 15000; 0: no limit. */
  idleInTransactionTimeoutMs?: number;
}

const STATEMENT_TIMEOUT_MS = 15_000;
/** PostgreSQL ends a slow statement by itself; after this it is not answering. */
const RESPONSE_MARGIN_MS = 5000;

/** The types that need a parser of their own, by the identities that PostgreSQL gives them (`pg_type.dat`). */
const oids = { int8: 20, int8Array: 1016, textArray: 1009, date: 1082, dateArray: 1182, timestamp: 1114 };

type Parser = (text: string) => unknown;
const parserOf = (oid: number, format?: 'text' | 'binary') => pg.types.getTypeParser(oid, format) as Parser;

/**
 * How values read from PostgreSQL become values of JavaScript: `int8` (counts, identities) a number, refused when it is not
 * exact; `timestamptz` a `Date`; `date` and `timestamp`, which name no instant, stay text; `numeric` stays text.
 * Kept on the connection, because `pg`'s own registry is global to the process.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
    if (format !== 'binary') {
      if (oid === oids.int8) return parseInt8;
      if (oid === oids.int8Array) return parseInt8Array;
      if (oid === oids.date || oid === oids.timestamp) return asText;
      if (oid === oids.dateArray) return parserOf(oids.textArray);
    }
    return parserOf(oid, format);
  },
};

/** Makes a pool of connections; nothing connects until the first query. Close it with `end()`. */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.applicationName,
    max: options.maxConnections ?? 10,
    statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 15_000,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: typeParsers,
  });
  pool.on('error', options.onError);
  // The pool listens to idle connections only, and an unhandled `error` event of one in use would end the process. Who
  // uses it learns of it by its query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Makes the query builder on a pool of its own; `DB` describes the tables. Close it with `destroy()`. */
export function createDatabase<DB>(url: string, options: PoolOptions): Kysely<DB> {
  return createDatabaseOn<DB>(createPool(url, options), options);
}

/** Makes the query builder on a pool that was made with these options; `destroy()` closes the pool. */
export function createDatabaseOn<DB>(pool: pg.Pool, options: PoolOptions): Kysely<DB> {
  const { statementTimeoutMs = STATEMENT_TIMEOUT_MS } = options;
  const queryTimeoutMs = statementTimeoutMs === 0 ? 0 : statementTimeoutMs + RESPONSE_MARGIN_MS;
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: kyselyPool(pool, queryTimeoutMs) }) });
}

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError('An int8 from the database is too large for an exact number.');
  return value;
}

function parseInt8Array(text: string): (number | null)[] {
  const items = parserOf(oids.textArray)(text) as (string | null)[];
  return items.map((item) => (item === null ? null : parseInt8(item)));
}

function asText(text: string): string {
  return text;
}
