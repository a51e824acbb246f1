/** The processes of a PostgreSQL of the tests, to send signals to. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends a signal to a process that may have ended. */
export const sendIfAlive = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Its main process, which may be about to start. */
export const findPostmaster = async (dataDir: string): Promise<number> => {
  const file = path.join(dataDir, 'cluster', 'postmaster.pid');
  for (;;) {
    const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
    if (pid > 0) return pid;
    await sleep(20);
  }
};

const findAll = async (dataDir: string): Promise<number[]> => {
  const postmaster = await findPostmaster(dataDir);
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').catch(() => '');
  return [postmaster, ...children.trim().split(' ').filter(Boolean).map(Number)];
};

/** Stops all processes for a while, as a machine that hangs. */
export const freezePostgres = async (dataDir: string, ms: number): Promise<void> => {
  const pids = await findAll(dataDir);
  for (const pid of pids) sendIfAlive(pid, 'SIGSTOP');
  await sleep(ms);
  // Those that were just being started too.
  for (const pid of new Set([...pids, ...(await findAll(dataDir))])) sendIfAlive(pid, 'SIGCONT');
};
