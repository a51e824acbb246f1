import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before } from 'node:test';
import pg from 'pg';
import { createDatabase } from '../database/connection.ts';
import { migrateToLatest } from '../database/migrate.ts';
import type { Database } from '../database/schema.ts';
import { startTestCluster } from './cluster.ts';

/** A fresh, migrated database for one test file. */
export interface TestDatabase {
  url: string;
  /** Ends the sessions that are left and removes the database. */
  drop(): Promise<void>;
}

/** How the template of test databases is made. */
export interface TestDatabaseOptions {
  /** The folder of the migrations: databases are cloned from one template for each state of its files. */
  migrationsDir: string;
  /** Brings an empty database to the newest schema; must leave no connection open. */
  migrate: (url: string) => Promise<void>;
}

const templatePrefix = 'fc_template_';
/** Any number will do, as long as every test process uses the same one. */
const templateLock = 731_904_211;

let ownServer: Promise<string> | undefined;

/**
 * Makes a fresh database, cloned from a migrated template, on the server of the run: `TEST_DATABASE_URL`, or a server that
 * this process starts for itself and stops when it has nothing left to do.
 */
export async function createTestDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const template = templatePrefix + (await hashFolder(options.migrationsDir));
  return await createDatabaseBy(async (client, serverUrl, name) => {
    // One at a time: a template can only be cloned while no connection to it is open, and is made only once. The lock ends
    // with the connection.
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    if (!(await databaseNames(client)).includes(template))
      await makeTemplate(client, serverUrl, template, options.migrate);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
}

/** Makes a fresh database without anything in it. */
export const createEmptyDatabase = (): Promise<TestDatabase> =>
  createDatabaseBy(async (client, _serverUrl, name) => {
    await client.query(`CREATE DATABASE ${name}`);
  });

/** Makes a database on the server of the run, under a name that nothing else has. */
async function createDatabaseBy(
  create: (client: pg.Client, serverUrl: string, name: string) => Promise<void>,
): Promise<TestDatabase> {
  const serverUrl = await findServer();
  const name = `fc_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, (client) => create(client, serverUrl, name));
  return {
    url: databaseUrl(serverUrl, name),
    drop: () =>
      withClient(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** Makes a fresh test database with the newest schema of the server. */
export function createMigratedDatabase(): Promise<TestDatabase> {
  return createTestDatabase({
    migrationsDir: path.join(import.meta.dirname, '../database/migrations'),
    migrate: async (url) => {
      const db = createDatabase<Database>(url, {
        applicationName: 'test migrations',
        onError: () => undefined,
      });
      try {
        await migrateToLatest(db);
      } finally {
        await db.destroy();
      }
    },
  });
}

/**
 * Gives the tests of the current file or suite a database of their own: made before the first, dropped after the last.
 *
 * @returns an object whose `url` can be read inside hooks and tests.
 */
export function useTestDatabase(options: TestDatabaseOptions): { readonly url: string } {
  let database: TestDatabase | undefined;
  before(async () => {
    database = await createTestDatabase(options);
  });
  after(async () => {
    await database?.drop();
  });
  return {
    get url() {
      if (database === undefined) throw new Error('The test database exists only inside hooks and tests.');
      return database.url;
    },
  };
}

/** Made under another name and renamed, so that a template whose making failed half-way is never used. */
async function makeTemplate(
  client: pg.Client,
  serverUrl: string,
  template: string,
  migrate: (url: string) => Promise<void>,
): Promise<void> {
  // Also those of older migrations: on a server that outlives the run they would pile up.
  for (const old of await databaseNames(client))
    await client.query(`DROP DATABASE ${pg.escapeIdentifier(old)} WITH (FORCE)`);
  const unfinished = `${templatePrefix}unfinished`;
  await client.query(`CREATE DATABASE ${unfinished}`);
  await migrate(databaseUrl(serverUrl, unfinished));
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
}

async function databaseNames(client: pg.Client): Promise<string[]> {
  const result = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [templatePrefix],
  );
  return result.rows.map((row) => row.datname);
}

async function findServer(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  ownServer ??= startOwnServer();
  return ownServer;
}

async function startOwnServer(): Promise<string> {
  const cluster = await startTestCluster();
  process.once('beforeExit', () => void cluster.close());
  return cluster.url;
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(`${path.relative(folder, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
