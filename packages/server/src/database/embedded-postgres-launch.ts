import { spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { type Account, postgresEnvironment } from './embedded-postgres-account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { EmbeddedPostgresOptions } from './embedded-postgres-options.ts';
import { type Binaries, clusterOf } from './embedded-postgres-place.ts';
import { removeStalePidFile, waitUntilReady } from './embedded-postgres-postmaster.ts';

/** A PostgreSQL that this process has started. */
export interface Launched {
  port: number;
  /** Asks it to end, if it still runs, and resolves when its process is gone. */
  end(): Promise<void>;
}

/**
 * Starts PostgreSQL on the cluster of a place, in a session of its own, and waits until it accepts connections.
 *
 * @throws EmbeddedPostgresError `start` with the end of PostgreSQL's log.
 */
export async function launch(
  place: string,
  account: Account | undefined,
  binaries: Binaries,
  options: EmbeddedPostgresOptions,
): Promise<Launched> {
  await removeStalePidFile(clusterOf(place));
  const attempts = options.port === undefined ? 3 : 1;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const log = await openLog(place);
    try {
      const child = spawn(
        path.join(binaries.folder, 'bin', 'postgres'),
        serverArguments(place, port, options),
        {
          ...account,
          cwd: clusterOf(place),
          env: postgresEnvironment,
          detached: true,
          stdio: ['ignore', log.file.fd, log.file.fd],
        },
      );
      child.unref();
      let ended: string | undefined;
      let ready = false;
      const end = new Promise<void>((resolve) => {
        child.once('error', (error) => {
          ended = error.message;
          resolve();
        });
        child.once('exit', (code, signal) => {
          ended = `PostgreSQL ended (${signal ?? `code ${code}`})`;
          // An orderly shutdown ends with 0.
          if (ready && code !== 0) options.onLog(`${ended} unexpectedly; see ${log.path}.`);
          resolve();
        });
      });
      const timeoutMs = options.startTimeoutMs ?? 60_000;
      const postmaster = await waitUntilReady(clusterOf(place), timeoutMs, () => ended).catch((error) => {
        // A server that never became ready must not stay behind.
        if (ended === undefined) child.kill('SIGQUIT');
        throw error;
      });
      ready = true;
      return {
        port: postmaster.port,
        end: () => {
          // Without this, a process with nothing else to do would end before the news comes.
          child.ref();
          child.kill('SIGINT');
          return end;
        },
      };
    } catch (error) {
      const said = (await readFile(log.path)).subarray(log.start).toString('utf8').trim();
      const portTaken =
        said.includes('could not bind') || said.includes('could not create any TCP/IP sockets');
      if (portTaken && attempt < attempts) continue;
      const advice =
        portTaken && options.port !== undefined
          ? `Port ${options.port} is taken: choose another.`
          : 'The reason is at the end of its log.';
      const message = error instanceof Error ? error.message : String(error);
      throw new EmbeddedPostgresError(
        'start',
        `PostgreSQL did not start in ${place}. ${advice} ${message}\n${log.path}:\n${said.split('\n').slice(-8).join('\n')}`,
        { cause: error },
      );
    } finally {
      await log.file.close();
    }
  }
}

function serverArguments(place: string, port: number, options: EmbeddedPostgresOptions): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: options.maxConnections ?? 60,
    shared_buffers: '64MB',
    max_wal_size: '512MB',
    // Short statements only: compiling them costs more than it saves.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Statements and the details of broken constraints carry people's data, which has no place in a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(options.durable === false
      ? {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: 0,
        }
      : { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }),
  };
  return [
    '-D',
    clusterOf(place),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function openLog(place: string) {
  const file = path.join(place, 'postgres.log');
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const rotateBytes = 10_000_000;
  if (size > rotateBytes) await rename(file, `${file}.1`);
  return { path: file, start: size > rotateBytes ? 0 : size, file: await open(file, 'a', 0o600) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string')
    throw new EmbeddedPostgresError('start', 'No port is free.');
  return address.port;
}
