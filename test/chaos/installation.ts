/** A whole installation to disturb: a durable PostgreSQL, servers as processes of their own, and a store of files. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import { CrmClient } from '@fale-conosco/sdk/crm';
import { createDatabase, type Database, migrateToLatest } from '@fale-conosco/server';
import { startTestCluster, type TestCluster } from '@fale-conosco/server/testing/cluster';
import { createTestStorage, type TestStorage } from '@fale-conosco/server/testing/storage';
import { type Kysely, sql } from 'kysely';
import { type DemoIssuer, loadOrCreateDemoIssuer } from '../../demo/catalogue/issuer.ts';
import { seedSettings } from '../../demo/catalogue/seed-settings.ts';
import { findPostmaster, freezePostgres, sendIfAlive } from './postgres-processes.ts';
import { freePort, ServerProcess } from './server-process.ts';

const RECOVERY_LIMIT_MS = 60_000;
const QUIET_MS = 500;

/** What stands already when {@link InstallationOptions.surround} is called. */
export interface Ground {
  /** Takes down what is added, after the servers. */
  undo: AsyncDisposableStack;
  databaseUrl: string;
  /** A folder for whatever is needed. */
  folder: string;
}

/** What an installation is made of. */
export interface InstallationOptions {
  /** How many servers; they share database and files. */
  servers?: number;
  /** Modules that are loaded into each server before it, to disturb it from within. */
  imports?: readonly string[];
  /** Origins of the portals. */
  corsOrigins?: string[];
  /** Puts something between the servers and what they use. @returns their settings that differ by it */
  surround?: (ground: Ground) => Promise<{ env?: Record<string, string>; logFile?: number }>;
  /** Makes the store of files; default: a folder. */
  makeStorage?: (ground: Pick<Ground, 'undo' | 'folder'>) => Promise<TestStorage>;
  /** Makes the folder that PostgreSQL's data goes into. */
  makePostgresParent?: (ground: Pick<Ground, 'undo' | 'folder'>) => Promise<string>;
}

/** What is read of a line of the structured log. */
interface LogLine {
  requestId?: string;
  status?: number;
  operation?: string;
  err?: { type: string; code?: string; stack: string };
}

/** The servers, their database and their files. */
export class Installation implements AsyncDisposable {
  readonly db: Kysely<Database>;
  readonly issuer: DemoIssuer;
  readonly storage: TestStorage;
  /** What went wrong on the server's side: processes that ended by themselves, responses 5xx other than 503 and 507. */
  readonly failures: string[] = [];
  /** From the end of each disturbance to the last read that failed, in milliseconds. */
  readonly recoveriesMs: number[] = [];
  /** Responses 503. */
  unavailableResponses = 0;
  /** How far the clocks of the servers and portals are from ours. */
  clockOffsetMs = 0;
  readonly #postgres: TestCluster;
  readonly #servers: ServerProcess[] = [];
  /** What made requests fail, by their ids, until they are answered. */
  readonly #errors = new Map<string, string>();
  #undo = new AsyncDisposableStack();

  private constructor(
    postgres: TestCluster,
    { db, issuer, storage }: Pick<Installation, 'db' | 'issuer' | 'storage'>,
  ) {
    this.#postgres = postgres;
    this.db = db;
    this.issuer = issuer;
    this.storage = storage;
  }

  /** Starts all of it, with the settings of the demo catalogue and no protocol. */
  static async start(options: InstallationOptions = {}): Promise<Installation> {
    await using undo = new AsyncDisposableStack();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-chaos-'));
    undo.defer(() => rm(folder, { recursive: true, force: true }));
    const parent = await options.makePostgresParent?.({ undo, folder });
    const postgres = await startTestCluster({ durable: true, ...(parent && { parent }) });
    undo.defer(() => postgres.close());
    const db = createDatabase<Database>(postgres.url, {
      applicationName: 'campaign',
      onError: () => undefined,
    });
    undo.defer(() => db.destroy());
    await migrateToLatest(db);
    await db.transaction().execute(seedSettings);
    const storage = await (options.makeStorage?.({ undo, folder }) ?? createTestStorage(folder));
    undo.defer(() => storage.drop());
    const issuer = await loadOrCreateDemoIssuer(folder);
    const surroundings = await options.surround?.({ undo, databaseUrl: postgres.url, folder });

    const installation = new Installation(postgres, { db, issuer, storage });
    undo.defer(() => installation.#stopServers());
    const { issuer: name, audience, keys } = issuer.issuerConfig;
    const env = {
      DATABASE_URL: postgres.url,
      STORAGE_URL: storage.url,
      DATA_DIR: folder,
      RATE_LIMIT_PER_MINUTE: '1000000',
      // Writers whose responses are lost leave uploads behind.
      UPLOADS_WAITING_PER_USER: '100000',
      UPLOADS_WAITING_PER_PROVIDER: '100000',
      UPLOAD_BYTES_WAITING_PER_USER: '100000000000',
      UPLOAD_BYTES_WAITING_PER_PROVIDER: '100000000000',
      CORS_ORIGINS: (options.corsOrigins ?? []).join(','),
      AUTH_ISSUERS: JSON.stringify([
        { issuer: name, audience, publicJwk: keys.kind === 'jwk' ? keys.jwk : undefined },
      ]),
      ...surroundings?.env,
    };
    for (let index = 0; index < (options.servers ?? 1); index += 1) {
      installation.#servers.push(
        new ServerProcess({
          ...{ port: await freePort(), env, imports: options.imports ?? [] },
          logFile: surroundings?.logFile,
          onLogLine: (line) => installation.readLogLine(line),
          onCrash: (text) => installation.failures.push(text),
        }),
      );
      await installation.startServer(index);
    }
    installation.#undo = undo.move();
    return installation;
  }

  /** Address of a server. */
  address(index = 0): string {
    return `http://127.0.0.1:${this.#server(index).port}`;
  }

  /** A token of a person of the demo catalogue, by the clock of the portals. */
  async signToken(login: string): Promise<string> {
    return await this.issuer.signToken(login, { now: new Date(Date.now() + this.clockOffsetMs) });
  }

  /** The SDK of a person of the demo catalogue. */
  client(login: string, index = 0): FaleConoscoClient {
    return new FaleConoscoClient({ ...this.#clientOptions(login), baseUrl: this.address(index) });
  }

  /** The SDK of an agent. */
  crm(login: string, index = 0): CrmClient {
    return new CrmClient({ ...this.#clientOptions(login), baseUrl: this.address(index) });
  }

  /**
   * Starts a server that does not run, again and again while its database is not there yet, as what watches over services
   * does. It takes requests when this resolves.
   */
  async startServer(index = 0): Promise<void> {
    for (const deadlineMs = performance.now() + RECOVERY_LIMIT_MS; ; ) {
      const said = await this.#server(index).start();
      if (said === undefined) return;
      if (performance.now() > deadlineMs) throw new Error(`No server: ${said}`);
      await sleep(100);
    }
  }

  /** Ends a server. */
  async stopServer(signal: 'SIGTERM' | 'SIGKILL', index = 0): Promise<void> {
    const code = await this.#server(index).stop(signal);
    if (signal === 'SIGTERM' && code !== undefined && code !== 0)
      this.failures.push(`a server stopped with ${code}`);
  }

  /** Sets the clocks of the servers and portals forward or back. */
  jumpClocks(offsetMs: number): void {
    this.clockOffsetMs = offsetMs;
    for (const server of this.#servers) server.send({ clockOffsetMs: offsetMs });
  }

  /** Sends a signal to PostgreSQL's main process. What watches it starts it again. */
  async signalPostgres(signal: NodeJS.Signals): Promise<void> {
    sendIfAlive(await findPostmaster(this.#postgres.dataDir), signal);
  }

  /** Stops all processes of PostgreSQL for a while, as a machine that hangs. */
  async freezePostgres(ms: number): Promise<void> {
    await freezePostgres(this.#postgres.dataDir, ms);
  }

  /** Kills one process that serves a connection, as the system does when memory is short. PostgreSQL then restarts all. */
  async killBackend(): Promise<void> {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where application_name = 'fale-conosco' limit 1`.execute(this.db);
    const [backend] = rows;
    if (backend) sendIfAlive(backend.pid, 'SIGKILL');
  }

  /** Waits until the database answers. @throws its error after a minute */
  async untilDatabaseAnswers(): Promise<void> {
    for (const deadlineMs = performance.now() + RECOVERY_LIMIT_MS; ; ) {
      try {
        await sql`select 1`.execute(this.db);
        return;
      } catch (error) {
        if (performance.now() > deadlineMs) throw error;
        await sleep(50);
      }
    }
  }

  /**
   * Waits until every server has answered reads for half a second: a disturbance may take a moment to show.
   *
   * @param startedMs when the disturbance began, or ended, by `performance.now()`
   * @throws Error after a minute
   */
  async recovered(startedMs: number): Promise<void> {
    let lastFailureMs = performance.now();
    while (performance.now() - lastFailureMs < QUIET_MS) {
      for (const [index] of this.#servers.entries())
        if (!(await this.#canRead(index))) lastFailureMs = performance.now();
      if (lastFailureMs - startedMs > RECOVERY_LIMIT_MS)
        throw new Error(`Not recovered within ${RECOVERY_LIMIT_MS} ms.`);
      await sleep(20);
    }
    this.recoveriesMs.push(lastFailureMs - startedMs);
  }

  /** Notes what a line of a server's log tells of responses. */
  readLogLine(line: string): void {
    const isError = line.includes('"request failed"');
    if (!isError && !line.includes('"status":5')) return;
    const { requestId = '', err, status = 0, operation } = JSON.parse(line) as LogLine;
    if (isError) {
      this.#errors.set(requestId, `${err?.type} ${err?.code ?? ''} ${err?.stack}`);
      return;
    }
    if (status === 503) this.unavailableResponses += 1;
    else if (status >= 500 && status !== 507)
      this.failures.push(`${operation}: response ${status} (${this.#errors.get(requestId)})`);
    this.#errors.delete(requestId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#undo.disposeAsync();
  }

  async #stopServers(): Promise<void> {
    for (const [index] of this.#servers.entries()) await this.stopServer('SIGTERM', index);
  }

  #server(index: number): ServerProcess {
    const server = this.#servers[index];
    if (!server) throw new RangeError(`No server ${index}.`);
    return server;
  }

  async #canRead(index: number): Promise<boolean> {
    const headers = { authorization: `Bearer ${await this.signToken('ana@saolucas')}` };
    try {
      const response = await fetch(`${this.address(index)}/v1/protocols?limit=1`, {
        headers,
        signal: AbortSignal.timeout(RECOVERY_LIMIT_MS),
      });
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  #clientOptions(login: string) {
    return { getToken: () => this.signToken(login), timeoutMs: 10_000 };
  }
}
