import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const pidFileName = 'postmaster.pid';

/** A running postmaster (PostgreSQL's main process), as its `postmaster.pid` describes it. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping`, `standby`, or empty while the file is being written. */
  status: string;
}

/** Finds the postmaster that runs on a cluster, no matter who started it; a file left by a crash counts for nothing. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const content = await readFile(path.join(clusterDir, pidFileName), 'utf8').catch(() => '');
  // Lines: pid, data directory, start time, port, socket directory, listen address, shared memory key, status.
  const lines = content.split('\n');
  const pid = Number(lines[0]);
  const knownAs = lines[1];
  if (!Number.isInteger(pid) || pid <= 0 || !knownAs) return undefined;
  if (!commandLine(pid).some((part) => part.includes(knownAs))) return undefined;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/**
 * Removes the `postmaster.pid` that a crash left, when no postmaster runs.
 *
 * PostgreSQL does so itself, unless the process id belongs to some other program of the same user by now: then it refuses
 * to start, which in a container, where ids repeat, is common. Children of a dead postmaster that still hold the data are
 * found by PostgreSQL through its shared memory, not through this file. Call it only while holding the folder's lock.
 */
export async function removeStalePidFile(clusterDir: string): Promise<void> {
  if ((await findPostmaster(clusterDir)) === undefined)
    await rm(path.join(clusterDir, pidFileName), { force: true });
}

/**
 * Waits until the cluster's postmaster accepts connections.
 *
 * @param failed asked between looks; a text means that there is no use in waiting.
 * @throws EmbeddedPostgresError `start`.
 */
export async function waitUntilReady(
  clusterDir: string,
  timeoutMs: number,
  failed: () => Promise<string | undefined> | string | undefined,
): Promise<Postmaster> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const reason = await failed();
    if (reason !== undefined) throw new EmbeddedPostgresError('start', reason);
    const postmaster = await findPostmaster(clusterDir);
    if (postmaster?.status === 'ready') return postmaster;
    if (Date.now() >= deadline) {
      throw new EmbeddedPostgresError('start', `PostgreSQL was not ready after ${timeoutMs} ms.`);
    }
    await delay(15);
  }
}

/**
 * Stops a postmaster: fast shutdown (sessions are ended, everything is written), then, if that takes longer than
 * `timeoutMs`, immediate shutdown, which the next start repairs from the log as after a crash.
 *
 * @throws EmbeddedPostgresError `stop` when it survives both.
 */
export async function stopPostmaster(clusterDir: string, pid: number, timeoutMs: number): Promise<void> {
  for (const [signal, limit] of [
    ['SIGINT', timeoutMs],
    ['SIGQUIT', 10_000],
  ] as const) {
    send(pid, signal);
    const deadline = Date.now() + limit;
    while (Date.now() < deadline) {
      if ((await findPostmaster(clusterDir))?.pid !== pid) return;
      await delay(15);
    }
  }
  throw new EmbeddedPostgresError(
    'stop',
    `PostgreSQL (process ${pid}) does not stop. Look at its log, then end it with kill -QUIT ${pid}.`,
  );
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The command line of a process; empty when it does not exist or is a zombie. */
function commandLine(pid: number): string[] {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      : [execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })];
  } catch {
    return [];
  }
}
