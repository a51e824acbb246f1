/** The whole demo as a test fixture: a process of its own on free ports, with its own fresh data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import { CrmClient } from '@fale-conosco/sdk/crm';
import { loadOrCreateDemoIssuer } from '../../demo/catalogue/issuer.ts';

const root = path.resolve(import.meta.dirname, '../..');
const startsWithinMs = 120_000;

/** Loopback ports, as offsets from PORT_BASE: API, Web Prestador, third-party portal, CRM console, mailbox and its SMTP. */
const offsets = [0, 100, 200, 300, 400, 425];

/** A running demo. */
export class Demo implements AsyncDisposable {
  readonly apiUrl: string;
  readonly webPrestadorUrl: string;
  readonly thirdPartyUrl: string;
  readonly crmUrl: string;
  /** The page with the e-mails. */
  readonly mailboxUrl: string;
  readonly #portBase: number;
  readonly #dataDir: string;
  #process: ChildProcess | undefined;
  /** Its database may have outlived it. */
  #killed = false;

  private constructor(portBase: number, dataDir: string) {
    this.#portBase = portBase;
    this.#dataDir = dataDir;
    this.apiUrl = `http://localhost:${portBase}`;
    this.webPrestadorUrl = `http://localhost:${portBase + 100}`;
    this.thirdPartyUrl = `http://localhost:${portBase + 200}`;
    this.crmUrl = `http://localhost:${portBase + 300}`;
    this.mailboxUrl = `http://localhost:${portBase + 400}`;
  }

  /** Starts a demo with nothing in it but the demo catalogue. */
  static async start(): Promise<Demo> {
    const demo = new Demo(await freePortBase(), await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-e2e-')));
    try {
      await demo.resume();
    } catch (error) {
      await demo[Symbol.asyncDispose]();
      throw error;
    }
    return demo;
  }

  /** Starts the process (again) on the same ports and data. */
  async resume(): Promise<void> {
    const child = spawn(process.execPath, ['--conditions=source', 'demo/start.ts'], {
      cwd: root,
      env: { ...process.env, PORT_BASE: String(this.#portBase), DATA_DIR: this.#dataDir, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.#killed = false;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`The demo ${why}:\n${output}`));
      const timer = setTimeout(() => fail(`was not ready after ${startsWithinMs / 1000} s`), startsWithinMs);
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        if (!/^Ready\b/m.test(output)) return;
        clearTimeout(timer);
        resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`ended with ${code}`);
      });
    });
  }

  /** Ends the process: by Ctrl+C, or without a chance to say goodbye (`SIGKILL`). */
  async stop(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    this.#killed ||= signal === 'SIGKILL';
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** A client of the provider's side, e.g. for `ana@saolucas`. */
  client(login: string): FaleConoscoClient {
    return new FaleConoscoClient({ baseUrl: this.apiUrl, getToken: () => this.token(login) });
  }

  /** A client of the operator's side, e.g. for `fabio@faturamento`. */
  crm(login: string): CrmClient {
    return new CrmClient({ baseUrl: this.apiUrl, getToken: () => this.token(login) });
  }

  /** A bearer token of somebody in the demo catalogue. */
  async token(login: string): Promise<string> {
    const issuer = await loadOrCreateDemoIssuer(this.#dataDir);
    return issuer.signToken(login);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Only a new start finds the database of one that was killed, and stops it.
    if (this.#killed) await this.resume();
    await this.stop();
    await rm(this.#dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A PORT_BASE below the ephemeral ports, all of whose ports are free now. */
async function freePortBase(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const base = 20_000 + Math.floor(Math.random() * 11_000);
    const free = await Promise.all(offsets.map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No free ports found between 20000 and 31300.');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
