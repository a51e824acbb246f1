/** A server as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = path.resolve(import.meta.dirname, '../../packages/server/src/main.ts');
const KEPT_TEXT = 300;

/** How a server is run. */
export interface ServerProcessOptions {
  port: number;
  /** Its settings, beside the port. */
  env: Readonly<Record<string, string>>;
  /** Modules that are loaded before it, to disturb it from within. */
  imports?: readonly string[];
  /** Where its structured log goes instead of `onLogLine`: an open file. */
  logFile?: number | undefined;
  /** Called with each line of its structured log. */
  onLogLine: (line: string) => void;
  /** Called when it ends without having been told to, with what it said last. */
  onCrash: (text: string) => void;
}

/** It is started and stopped any number of times. */
export class ServerProcess {
  readonly port: number;
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | undefined;

  constructor(options: ServerProcessOptions) {
    this.port = options.port;
    this.#options = options;
  }

  /** Starts it unless it runs. @returns undefined once it takes requests; otherwise what it said before it ended */
  async start(): Promise<string | undefined> {
    const { env, imports = [], logFile, onLogLine, onCrash } = this.#options;
    const child = spawn(
      process.execPath,
      ['--conditions=source', ...imports.flatMap((module) => ['--import', module]), main],
      {
        env: { PATH: process.env['PATH'], PORT: String(this.port), ...env },
        stdio: ['ignore', logFile ?? 'pipe', 'pipe', 'ipc'],
      },
    );
    // Nothing but the process itself keeps us waiting.
    child.channel?.unref();
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLogLine(line);
    });
    while (!/^Listening on/m.test(said)) {
      if (child.exitCode !== null || child.signalCode !== null) return said;
      await sleep(10);
    }
    this.#child = child;
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      onCrash(`a server ended by itself (${signal ?? code}): ${said.slice(-KEPT_TEXT)}`);
    });
    return undefined;
  }

  /** Ends it. @returns its exit code; undefined when it did not run */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null | undefined> {
    const child = this.#child;
    if (!child) return undefined;
    this.#child = undefined;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  }

  /** Tells something to the modules that were loaded before it. */
  send(message: object): void {
    this.#child?.send(message);
  }
}

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
