/** Running other programs from the scripts: where the tree is, and children that never outlive us. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

/** The repository's top folder, absolute. */
export const root: string = path.resolve(import.meta.dirname, '../..');

/** The folder of what scripts remember between runs; never under version control. */
export const cacheFolder: string = path.join(root, '.cache');

const children = new Set<ChildProcess>();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

/** What became of a program that `run` started. */
export interface RunResult {
  /** Exit code; 1 when a signal ended it or it could not be started. */
  code: number;
  /** Both output streams as they came; empty unless `capture` was asked for. */
  output: string;
}

/** Options of `run`. */
export interface RunOptions {
  /** Keep the output instead of showing it. */
  capture?: boolean;
  /** Folder to run in, absolute; the repository's top by default. */
  cwd?: string;
  /** End the program after this time; its code is then 1. */
  timeoutMs?: number;
  /** Added to this process's environment. */
  env?: Record<string, string>;
}

/** Runs a program to its end. Never throws: a program that is missing has code 1 and says why in `output`. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const spawnOptions: SpawnOptions = {
    cwd: options.cwd ?? root,
    stdio: options.capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...options.env },
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' }),
  };
  const child = spawn(command, args, spawnOptions);
  children.add(child);
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  try {
    return await new Promise<RunResult>((resolve) => {
      child.on('error', (error) => resolve({ code: 1, output: `${command}: ${error.message}` }));
      child.on('close', (code) => resolve({ code: code ?? 1, output }));
    });
  } finally {
    children.delete(child);
  }
}

/** Runs a program that a dependency brought (`node_modules/.bin`), on the Node that runs this script. */
export function runTool(name: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run(path.join(root, 'node_modules', '.bin', name), args, options);
}

/** Seconds since `startMs` (a `performance.now()`), for people: `3.2 s`. */
export function elapsed(startMs: number): string {
  return `${((performance.now() - startMs) / 1000).toFixed(1)} s`;
}

/** For Node's test runner: two files at a time even on two cores, because they wait for the database more than they compute. */
export const sideBySide: string = `--test-concurrency=${Math.max(2, os.availableParallelism() - 1)}`;

/** For Node's test runner: a test that waits for ever is a failure, and must not hold up the whole run. None takes a tenth of it. */
export const testLimit = '--test-timeout=120000';
