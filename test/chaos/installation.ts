/** A whole installation to disturb: a durable PostgreSQL, servers as processes of their own, files on a disk. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import { CrmClient } from '@fale-conosco/sdk/crm';
import { createDatabase, type Database, migrateToLatest } from '@fale-conosco/server';
import { startTestCluster, type TestCluster } from '@fale-conosco/server/testing/cluster';
import { type Kysely, sql } from 'kysely';
import { type DemoIssuer, loadOrCreateDemoIssuer } from '../../demo/catalogue/issuer.ts';
import { seedSettings } from '../../demo/catalogue/seed-settings.ts';

const main = path.resolve(import.meta.dirname, '../../packages/server/src/main.ts');
const faultyFiles = path.join(import.meta.dirname, 'faulty-files.mjs');

const RECOVERY_LIMIT_MS = 60_000;
const QUIET_MS = 500;

/** How a server is disturbed from within. */
export interface ServerFaults {
  /** Each operation on a file takes so long. */
  fileDelayMs?: number;
  /** Each n-th operation on a file fails. */
  failEveryFileOperation?: number;
}

/** What an installation is made of. */
export interface InstallationOptions {
  /** How many servers; they share database and files. */
  servers?: number;
  faults?: ServerFaults;
  /** Origins of the portals. */
  corsOrigins?: string[];
}

interface FailureLine {
  requestId: string;
  err: { type: string; code?: string; stack: string };
}

interface RequestLine {
  requestId: string;
  status?: number;
  operation?: string;
}

interface ServerProcess {
  port: number;
  child: ChildProcess | undefined;
}

/** The servers, their database and their files. */
export class Installation implements AsyncDisposable {
  readonly db: Kysely<Database>;
  readonly filesDir: string;
  readonly issuer: DemoIssuer;
  /** What went wrong on the server's side: processes that ended by themselves, responses 5xx other than 503. */
  readonly failures: string[] = [];
  /** From the end of each disturbance to the last read that failed, in milliseconds. */
  readonly recoveriesMs: number[] = [];
  /** Responses 503. */
  unavailableResponses = 0;
  readonly #postgres: TestCluster;
  readonly #dataDir: string;
  readonly #options: InstallationOptions;
  readonly #servers: ServerProcess[] = [];
  /** What made requests fail, by their id. */
  readonly #errors = new Map<string, string>();

  private constructor(
    postgres: TestCluster,
    dataDir: string,
    issuer: DemoIssuer,
    options: InstallationOptions,
  ) {
    this.#postgres = postgres;
    this.#dataDir = dataDir;
    this.#options = options;
    this.issuer = issuer;
    this.filesDir = path.join(dataDir, 'files');
    this.db = createDatabase<Database>(postgres.url, {
      applicationName: 'campaign',
      onError: () => undefined,
    });
  }

  /** Starts all of it, with the settings of the demo catalogue and no protocol. */
  static async start(options: InstallationOptions = {}): Promise<Installation> {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-chaos-'));
    const postgres = await startTestCluster({ durable: true });
    const installation = new Installation(postgres, dataDir, await loadOrCreateDemoIssuer(dataDir), options);
    await migrateToLatest(installation.db);
    await installation.db.transaction().execute(seedSettings);
    for (let index = 0; index < (options.servers ?? 1); index += 1) {
      installation.#servers.push({ port: await freePort(), child: undefined });
      await installation.startServer(index);
    }
    return installation;
  }

  /** Address of a server. */
  address(index = 0): string {
    return `http://127.0.0.1:${this.#server(index).port}`;
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
      const said = await this.#spawnServer(index);
      if (said === undefined) return;
      if (performance.now() > deadlineMs) throw new Error(`No server: ${said}`);
      await sleep(100);
    }
  }

  /** @returns undefined once it takes requests; otherwise what it said before it ended */
  async #spawnServer(index: number): Promise<string | undefined> {
    const server = this.#server(index);
    const { issuer, audience, keys } = this.issuer.issuerConfig;
    const { faults = {}, corsOrigins = [] } = this.#options;
    const child = spawn(
      process.execPath,
      ['--conditions=source', ...(Object.keys(faults).length > 0 ? ['--import', faultyFiles] : []), main],
      {
        env: {
          PATH: process.env['PATH'],
          DATABASE_URL: this.#postgres.url,
          STORAGE_URL: `file:${this.filesDir}`,
          DATA_DIR: this.#dataDir,
          PORT: String(server.port),
          RATE_LIMIT_PER_MINUTE: '1000000',
          CORS_ORIGINS: corsOrigins.join(','),
          AUTH_ISSUERS: JSON.stringify([
            { issuer, audience, publicJwk: keys.kind === 'jwk' ? keys.jwk : undefined },
          ]),
          CHAOS_FILES: this.filesDir,
          CHAOS_DELAY_MS: String(faults.fileDelayMs ?? 0),
          CHAOS_FAIL_EVERY: String(faults.failEveryFileOperation ?? 0),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#readLogLine(line);
    });
    while (!/^Listening on/m.test(said)) {
      if (child.exitCode !== null) return said;
      await sleep(10);
    }
    server.child = child;
    child.once('exit', (code, signal) => {
      if (server.child !== child) return;
      server.child = undefined;
      this.failures.push(`a server ended by itself (${signal ?? code}): ${said.slice(-300)}`);
    });
    return undefined;
  }

  /** Ends a server. */
  async stopServer(signal: 'SIGTERM' | 'SIGKILL', index = 0): Promise<void> {
    const server = this.#server(index);
    const { child } = server;
    if (!child) return;
    server.child = undefined;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exit) as [number | null];
    if (signal === 'SIGTERM' && code !== 0) this.failures.push(`a server stopped with ${code}`);
  }

  /** Sends a signal to PostgreSQL's main process. What watches it starts it again. */
  async signalPostgres(signal: NodeJS.Signals): Promise<void> {
    process.kill(await this.#postmaster(), signal);
  }

  /** Stops all processes of PostgreSQL for a while, as a machine that hangs. */
  async freezePostgres(ms: number): Promise<void> {
    const pids = await this.#postgresPids();
    for (const pid of pids) sendIfAlive(pid, 'SIGSTOP');
    await sleep(ms);
    // Those that were just being started too.
    for (const pid of new Set([...pids, ...(await this.#postgresPids())])) sendIfAlive(pid, 'SIGCONT');
  }

  /** Kills one process that serves a connection, as the system does when memory is short. PostgreSQL then restarts all. */
  async killBackend(): Promise<void> {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where application_name = 'fale-conosco' limit 1`.execute(this.db);
    const [backend] = rows;
    if (backend) sendIfAlive(backend.pid, 'SIGKILL');
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

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [index] of this.#servers.entries()) await this.stopServer('SIGTERM', index);
    await this.db.destroy();
    await this.#postgres.close();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  #server(index: number): ServerProcess {
    const server = this.#servers[index];
    if (!server) throw new RangeError(`No server ${index}.`);
    return server;
  }

  async #canRead(index: number): Promise<boolean> {
    const headers = { authorization: `Bearer ${await this.issuer.signToken('ana@saolucas')}` };
    try {
      const response = await fetch(`${this.address(index)}/v1/protocols?limit=1`, { headers });
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  #clientOptions(login: string) {
    return { getToken: () => this.issuer.signToken(login), timeoutMs: 10_000 };
  }

  #readLogLine(line: string): void {
    if (line.includes('"request failed"')) {
      const { requestId, err } = JSON.parse(line) as FailureLine;
      this.#errors.set(requestId, `${err.type} ${err.code ?? ''} ${err.stack}`);
    }
    if (!line.includes('"status":5')) return;
    const { status, operation, requestId } = JSON.parse(line) as RequestLine;
    if (status === 503) this.unavailableResponses += 1;
    else if (status !== undefined && status >= 500)
      this.failures.push(`${operation}: response ${status} (${this.#errors.get(requestId)})`);
  }

  async #postmaster(): Promise<number> {
    const file = path.join(this.#postgres.dataDir, 'cluster', 'postmaster.pid');
    for (;;) {
      const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
      if (pid > 0) return pid;
      await sleep(20);
    }
  }

  async #postgresPids(): Promise<number[]> {
    const postmaster = await this.#postmaster();
    const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').catch(
      () => '',
    );
    return [postmaster, ...children.trim().split(' ').filter(Boolean).map(Number)];
  }
}

const sendIfAlive = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** A port below those that the system gives to clients, so that a server that is away finds it free when it comes back. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 15_800 + Math.floor(Math.random() * 4000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
};
