import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Account, canWrite, resolveAccount } from './embedded-postgres-account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { initialise, passwordFile, superuser } from './embedded-postgres-init.ts';
import { type Launched, launch } from './embedded-postgres-launch.ts';
import { type FolderLock, lockFolder } from './embedded-postgres-lock.ts';
import type { EmbeddedPostgresOptions } from './embedded-postgres-options.ts';
import {
  type Binaries,
  clusterOf,
  defaultFallbackRoot,
  exists,
  findBinaries,
  preparePlace,
  reachableBinaries,
  readPlace,
  unreachable,
} from './embedded-postgres-place.ts';
import {
  findPostmaster,
  type Postmaster,
  stopPostmaster,
  waitUntilReady,
} from './embedded-postgres-postmaster.ts';
import { superviseProcess } from './embedded-postgres-supervisor.ts';

export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './embedded-postgres-error.ts';
export type { EmbeddedPostgresOptions } from './embedded-postgres-options.ts';

const databaseName = 'fale_conosco';

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** The address of the application's database, password included: a secret. */
  url: string;
  /** The folder that really holds the data: `dataDir`, or the one elsewhere that its `location.txt` names. */
  dataDir: string;
  /** Whether it was running already, left behind by a process of ours that was killed. */
  reattached: boolean;
  /** Stops it and gives the folder free. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a folder of its own, for installations of one machine; makes the database the first time.
 *
 * One process owns the folder at a time. PostgreSQL runs in a session of its own, so Ctrl+C in a terminal reaches only us
 * and we stop it last. If we are killed without notice (SIGKILL) it survives, and the next start re-attaches to it. If
 * PostgreSQL itself ends, it is started again on the same port.
 *
 * @throws EmbeddedPostgresError with a message that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { onLog } = options;
  const locks: FolderLock[] = [];
  try {
    const dataDir = await openDataDir(options.dataDir, options.lockTimeoutMs ?? 5000, locks);
    const existing = await readPlace(dataDir);
    const clusterExists = await exists(path.join(clusterOf(existing), 'PG_VERSION'));
    const account = await resolveAccount(clusterExists ? clusterOf(existing) : undefined);
    const place =
      existing === dataDir && !clusterExists
        ? await preparePlace(dataDir, account, options.fallbackRoot ?? defaultFallbackRoot)
        : existing;
    if (place !== dataDir) {
      onLog(`PostgreSQL's user cannot enter ${dataDir}; the database is in ${place}.`);
      locks.push(await lockFolder(place, options.lockTimeoutMs ?? 5000));
    }
    const cluster = clusterOf(place);
    const running = await findRunning(cluster, options);
    let launched: Launched | undefined;
    const start = async (port: number | undefined): Promise<number> => {
      const binaries = await reachableBinaries(
        options.binaries ?? (await findBinaries()),
        account,
        options.fallbackRoot ?? defaultFallbackRoot,
        onLog,
      );
      if (!(await exists(path.join(cluster, 'PG_VERSION')))) {
        onLog(`Creating a new PostgreSQL database in ${place}.`);
        await initialise(place, account, binaries, options.durable ?? true);
      }
      await checkCluster(cluster, account, binaries);
      launched = await launch(place, account, binaries, { ...options, ...(port !== undefined && { port }) });
      return launched.port;
    };
    const port = running === undefined ? await start(options.port) : await attach(cluster, options);
    if (running !== undefined) onLog(`PostgreSQL was still running (process ${running.pid}); re-attached.`);
    const url = await openDatabase(place, port);
    const supervisor = superviseProcess({
      isRunning: async () => (await findPostmaster(cluster)) !== undefined,
      // On the same port: everybody has its address.
      restart: async () => void (await start(port)),
      onLog,
    });
    let stopping: Promise<void> | undefined;
    return {
      url,
      dataDir: place,
      reattached: running !== undefined,
      stop: () => {
        stopping ??= supervisor
          .stop()
          .then(() => stop(cluster, launched, options))
          .finally(() => release(locks));
        return stopping;
      },
    };
  } catch (error) {
    release(locks);
    throw error;
  }
}

/**
 * Removes an embedded database with all its data, stopping a PostgreSQL that a killed process left running on it.
 *
 * @throws EmbeddedPostgresError `in_use` when a living process owns the folder.
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const locks: FolderLock[] = [];
  try {
    const folder = await openDataDir(dataDir, 0, locks);
    const place = await readPlace(folder).catch(() => folder);
    if (place !== folder) locks.push(await lockFolder(place, 0));
    const running = await findPostmaster(clusterOf(place));
    if (running !== undefined) await stopPostmaster(clusterOf(place), running.pid, 5000);
    await rm(place, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  } finally {
    release(locks);
  }
}

async function openDataDir(dataDir: string, lockTimeoutMs: number, locks: FolderLock[]): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    const folder = await realpath(dataDir);
    locks.push(await lockFolder(folder, lockTimeoutMs));
    return folder;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      'data',
      `The data folder ${dataDir} cannot be made or written. Choose another one (DATA_DIR) or give the current user write access.`,
      { cause: error },
    );
  }
}

function release(locks: FolderLock[]): void {
  for (const lock of locks.splice(0)) lock.release();
}

async function checkCluster(
  cluster: string,
  account: Account | undefined,
  binaries: Binaries,
): Promise<void> {
  if (!canWrite(account, cluster)) throw unreachable(cluster, account);
  const made = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const available = binaries.version.split('.')[0];
  if (made !== available) {
    throw new EmbeddedPostgresError(
      'data',
      `The database in ${cluster} was made by PostgreSQL ${made}, and PostgreSQL ${available} is installed. Dump it with the ` +
        'old version (pg_dumpall) and load it into a new DATA_DIR.',
    );
  }
}

/** The postmaster to re-attach to; one that is shutting down is waited for instead. */
async function findRunning(
  cluster: string,
  options: EmbeddedPostgresOptions,
): Promise<Postmaster | undefined> {
  const running = await findPostmaster(cluster);
  if (running?.status !== 'stopping') return running;
  await stopPostmaster(cluster, running.pid, options.stopTimeoutMs ?? 20_000);
  return undefined;
}

async function attach(cluster: string, options: EmbeddedPostgresOptions): Promise<number> {
  const ready = await waitUntilReady(cluster, options.startTimeoutMs ?? 60_000, async () =>
    (await findPostmaster(cluster)) === undefined
      ? 'The PostgreSQL that was still running ended meanwhile. Start again.'
      : undefined,
  );
  return ready.port;
}

/** Connects once, proving that this server serves this folder, and makes the application's database if it is not there. */
async function openDatabase(place: string, port: number): Promise<string> {
  const password = (await readFile(passwordFile(place), 'utf8').catch(() => '')).trim();
  const address = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: address('postgres'), connectionTimeoutMillis: 10_000 });
  // The query in progress reports a lost connection; an unhandled event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const shown = await client.query<{ data_directory: string }>('SHOW data_directory');
    if (shown.rows[0]?.data_directory !== clusterOf(place)) {
      throw new EmbeddedPostgresError(
        'start',
        `Port ${port} is served by another PostgreSQL than that of ${place}.`,
      );
    }
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
    return address(databaseName);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      'start',
      `PostgreSQL runs on port ${port} but does not let us in. The password must be that of ${passwordFile(place)}; ` +
        'restore that file if it was lost.',
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

async function stop(
  cluster: string,
  launched: Launched | undefined,
  options: EmbeddedPostgresOptions,
): Promise<void> {
  const running = await findPostmaster(cluster);
  if (running !== undefined) await stopPostmaster(cluster, running.pid, options.stopTimeoutMs ?? 20_000);
  await launched?.end();
}
