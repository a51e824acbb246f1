/** Several instances of the server, real processes, on one database and one storage. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import { createDatabase, type Database } from '@fale-conosco/server';
import { createMigratedDatabase, type TestDatabase } from '@fale-conosco/server/testing/database';
import { createTestStorage, type TestStorage } from '@fale-conosco/server/testing/storage';
import type { Kysely } from 'kysely';
import { type DemoIssuer, loadOrCreateDemoIssuer } from '../../demo/catalogue/issuer.ts';
import { seedSettings } from '../../demo/catalogue/seed-settings.ts';

const main = path.resolve(import.meta.dirname, '../../packages/server/src/main.ts');

/** An open event stream. */
export interface EventReader {
  /** Types of the events that came. */
  types: string[];
  /** What was the cause of those about a protocol. */
  causes: string[];
  /** When the last event came and when the stream ended, by `performance.now()`. */
  lastAtMs: number | undefined;
  endedAtMs: number | undefined;
  close(): void;
}

/** One process. */
export interface Instance {
  readonly address: string;
  client(login: string): FaleConoscoClient;
  readEvents(login: string): Promise<EventReader>;
  /** Ends it without a chance to say goodbye. */
  kill(): Promise<void>;
}

/** What the instances share. Everything is new, with the registers of the demo catalogue in it. */
export class Cluster implements AsyncDisposable {
  /** Connected as the owner: sees all tenants. */
  readonly db: Kysely<Database>;
  readonly #database: TestDatabase;
  readonly #storage: TestStorage;
  readonly #dataDir: string;
  readonly #issuer: DemoIssuer;
  readonly #processes = new Set<ChildProcess>();

  private constructor(database: TestDatabase, storage: TestStorage, dataDir: string, issuer: DemoIssuer) {
    this.#database = database;
    this.#storage = storage;
    this.#dataDir = dataDir;
    this.#issuer = issuer;
    this.db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
  }

  /** Makes what the instances share; none of them runs yet. */
  static async create(): Promise<Cluster> {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-cluster-'));
    const [database, storage] = await Promise.all([createMigratedDatabase(), createTestStorage(dataDir)]);
    const cluster = new Cluster(database, storage, dataDir, await loadOrCreateDemoIssuer(dataDir));
    await cluster.db.transaction().execute(seedSettings);
    return cluster;
  }

  /** Starts an instance; it listens when this resolves. */
  async start(): Promise<Instance> {
    const { issuer, audience, keys } = this.#issuer.issuerConfig;
    const publicJwk = keys.kind === 'jwk' ? keys.jwk : undefined;
    const child = spawn(process.execPath, ['--conditions=source', main], {
      env: {
        ...process.env,
        DATABASE_URL: this.#database.url,
        STORAGE_URL: this.#storage.url,
        DATA_DIR: this.#dataDir,
        PORT: '0',
        LOG_LEVEL: 'error',
        RATE_LIMIT_PER_MINUTE: '100000',
        AUTH_ISSUERS: JSON.stringify([{ issuer, audience, publicJwk }]),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#processes.add(child);
    const exit = once(child, 'close');
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /^Listening on (\S+)$/m.exec(said)?.[1];
        if (found) resolve(found);
      });
      void exit.then(() => reject(new Error(`An instance ended: ${said}`)));
    });
    const getToken = (login: string) => this.#issuer.signToken(login);
    return {
      address,
      client: (login) => new FaleConoscoClient({ baseUrl: address, getToken: () => getToken(login) }),
      readEvents: async (login) => await readEvents(address, await getToken(login)),
      kill: async () => {
        child.kill('SIGKILL');
        await exit;
      },
    };
  }

  /** Headers of a request that a test makes by itself. */
  async headers(login: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.#issuer.signToken(login)}`, ...more };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    }
    await this.db.destroy();
    await this.#database.drop();
    await this.#storage.drop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

async function readEvents(address: string, token: string): Promise<EventReader> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(`${address}/v1/events`, { headers, agent: false }, resolve).on('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}.`);
  const reader: EventReader = {
    types: [],
    causes: [],
    lastAtMs: undefined,
    endedAtMs: undefined,
    close: () => response.destroy(),
  };
  response.setEncoding('utf8').on('data', (text: string) => {
    const types = [...text.matchAll(/^event: ?(.+)$/gm)].map((match) => match[1] ?? '');
    if (types.length > 0) reader.lastAtMs = performance.now();
    reader.types.push(...types);
    reader.causes.push(...[...text.matchAll(/^data: .*"cause":"(\w+)"/gm)].map((match) => match[1] ?? ''));
  });
  response.on('error', () => undefined);
  response.once('close', () => {
    reader.endedAtMs = performance.now();
  });
  return reader;
}

/** Waits until a condition holds. @throws Error after the limit */
export async function until(condition: () => boolean, limitMs: number, what: string): Promise<void> {
  for (const deadlineMs = performance.now() + limitMs; !condition(); ) {
    if (performance.now() > deadlineMs) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
