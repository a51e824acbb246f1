import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Kysely } from 'kysely';
import type { TokenIssuer } from '../config/auth.ts';
import { parseConfig, type ServerConfig } from '../config.ts';
import { createDatabase } from '../database/connection.ts';
import type { Database } from '../database/schema.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { createMigratedDatabase, type TestDatabase } from './database.ts';
import { createTestIssuer, seedFixture, seedPeople, type TestIssuer } from './fixture.ts';
import { createTestStorage, type TestStorage } from './storage.ts';

/** A whole server on a free port, over a real database that holds a catalogue and people. */
export interface TestServer {
  readonly address: string;
  /** Connected as the owner: sees all tenants. */
  readonly db: Kysely<Database>;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The attachments of the server. */
  readonly storage: TestStorage;
  readonly issuer: TestIssuer;
  readonly log: readonly string[];
  /** What it said to people. */
  readonly said: readonly string[];
  /** Headers of a request of somebody of its catalogue. */
  as(login: string, more?: Record<string, string>): Promise<Record<string, string>>;
  /** Stops the server and starts another one on the same data. */
  restart(): Promise<void>;
}

/** How {@link useTestServer} makes its server. */
export interface TestServerOptions {
  settings?: Partial<ServerConfig>;
  /** Token issuers besides the one of its people. */
  moreIssuers?: TokenIssuer[];
  /**
   * Fills the migrated database and answers who signs the tokens of its people. Default: the small catalogue of
   * `fixture.ts`, with its people already registered.
   */
  prepare?: (db: Kysely<Database>, dataDir: string) => Promise<TestIssuer>;
}

const prepareFixture = async (db: Kysely<Database>): Promise<TestIssuer> => {
  await seedFixture(db);
  await seedPeople(db);
  return await createTestIssuer();
};

/** Gives the tests of the current file a server of their own. */
export const useTestServer = ({
  settings = {},
  moreIssuers = [],
  prepare = prepareFixture,
}: TestServerOptions = {}): TestServer => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  let dataDir: string;
  let storage: TestStorage;
  let issuer: TestIssuer;
  let server: RunningServer;
  const log: string[] = [];
  const said: string[] = [];

  const start = async (): Promise<void> => {
    const config = {
      ...parseConfig({
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        STORAGE_URL: storage.url,
        PORT: '0',
        RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
      }),
      ...settings,
    };
    server = await startServer({
      config: { ...config, tokenIssuers: [issuer.issuerConfig, ...moreIssuers] },
      onLog: (line) => said.push(line),
      logStream: { write: (line) => log.push(line) },
    });
  };
  before(async () => {
    database = await createMigratedDatabase();
    db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-server-'));
    storage = await createTestStorage(dataDir);
    issuer = await prepare(db, dataDir);
    await start();
  });
  after(async () => {
    await server?.close();
    await db?.destroy();
    await database?.drop();
    await storage?.drop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });
  return {
    get address() {
      return server.address;
    },
    get db() {
      return db;
    },
    get databaseUrl() {
      return database.url;
    },
    get dataDir() {
      return dataDir;
    },
    get storage() {
      return storage;
    },
    get issuer() {
      return issuer;
    },
    log,
    said,
    as: async (login, more = {}) => ({ authorization: `Bearer ${await issuer.signToken(login)}`, ...more }),
    restart: async () => {
      await server.close();
      await start();
    },
  };
};
