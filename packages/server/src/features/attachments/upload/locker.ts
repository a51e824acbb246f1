import { setTimeout as sleep } from 'node:timers/promises';
import { ERRORS, type Locker, type RequestRelease } from '@tus/server';
import pg from 'pg';
import type { ConnectionOptions } from '../../../database/connection.ts';
import { LOCK_HASH_SEEDS } from '../../../database/locks.ts';
import { TusError } from './tus-error.ts';

/** The locks of uploads, one for all instances on the database. */
export interface UploadLocker extends Locker {
  /** Gives up all locks. */
  close(): Promise<void>;
}

declare module '../../../http/services.ts' {
  interface Services {
    /** One request at a time writes to an upload. */
    uploadLocker: UploadLocker;
  }
}

interface Holder {
  session: pg.Client;
  requestRelease: RequestRelease;
}

const CHANNEL = 'fc_upload_release';
const ACQUIRE_TIMEOUT_MS = 30_000;
const RETRY_MS = 50;
const HEARTBEAT_MS = 10_000;
const QUERY_TIMEOUT_MS = 5000;

/**
 * Makes the locks that keep two requests from writing to one upload, whichever instances they reach: advisory locks of one
 * PostgreSQL session. They end with the session, so a killed process leaves none behind. Who waits asks the holder to make
 * way, by NOTIFY when it is elsewhere: mostly it is a request whose client is gone.
 *
 * A holder that loses the session has lost its locks with it and is told to stop, as if it had been asked.
 */
export const createUploadLocker = (databaseUrl: string, options: ConnectionOptions): UploadLocker => {
  const holders = new Map<string, Holder>();
  /** A session may take a lock twice, so only one request of this process tries for an upload at a time. */
  const trying = new Set<string>();
  let current: pg.Client | undefined;
  let opening: Promise<pg.Client> | undefined;
  let closed = false;

  const lose = (session: pg.Client, error: Error): void => {
    if (current !== session) return;
    current = undefined;
    options.onError(error);
    for (const holder of holders.values()) if (holder.session === session) void holder.requestRelease();
    void session.end().catch(() => undefined);
  };

  const open = async (): Promise<pg.Client> => {
    const session = new pg.Client({
      connectionString: databaseUrl,
      application_name: options.applicationName,
      connectionTimeoutMillis: 5000,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    });
    session.on('error', (error) => lose(session, error));
    session.on('end', () =>
      lose(session, new Error('The connection that holds the locks of uploads was closed.')),
    );
    session.on('notification', ({ payload = '' }) => void holders.get(payload)?.requestRelease());
    try {
      await session.connect();
      // The locks of a machine that vanished without a word must not outlive it for hours.
      await session.query(`set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5;
        set tcp_keepalives_count = 3; set idle_session_timeout = 0; listen ${CHANNEL}`);
    } catch (error) {
      await session.end().catch(() => undefined);
      throw error;
    }
    current = session;
    return session;
  };

  const useSession = async (): Promise<pg.Client> => {
    if (closed) throw new Error('The server is stopping.');
    if (current) return current;
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return await opening;
  };

  const heartbeat = setInterval(() => {
    const session = current;
    session?.query('select 1').catch((error: Error) => lose(session, error));
  }, HEARTBEAT_MS);
  heartbeat.unref();

  /** @returns whether the upload is locked for this request now; if not, its holder elsewhere was asked to make way */
  const tryOnce = async (id: string, requestRelease: RequestRelease): Promise<boolean> => {
    const session = await useSession();
    const { rows } = await session.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, $2)) as locked',
      [id, LOCK_HASH_SEEDS.upload],
    );
    if (!rows[0]?.locked) {
      await session.query('select pg_notify($1, $2)', [CHANNEL, id]);
      return false;
    }
    if (current !== session) return false;
    holders.set(id, { session, requestRelease });
    return true;
  };

  const unlock = async (id: string): Promise<void> => {
    const holder = holders.get(id);
    holders.delete(id);
    if (!holder || holder.session !== current) return;
    try {
      await holder.session.query('select pg_advisory_unlock(hashtextextended($1, $2))', [
        id,
        LOCK_HASH_SEEDS.upload,
      ]);
    } catch (error) {
      // What cannot be unlocked ends with its session.
      lose(holder.session, error as Error);
    }
  };

  return {
    newLock: (id) => ({
      async lock(signal, requestRelease) {
        const startedMs = performance.now();
        while (!signal.aborted && performance.now() - startedMs < ACQUIRE_TIMEOUT_MS) {
          if (holders.has(id)) {
            await holders.get(id)?.requestRelease();
          } else if (!trying.has(id)) {
            trying.add(id);
            try {
              if (await tryOnce(id, requestRelease)) return;
            } finally {
              trying.delete(id);
            }
          }
          await sleep(RETRY_MS);
        }
        throw new TusError(ERRORS.ERR_LOCK_TIMEOUT);
      },
      unlock: () => unlock(id),
    }),
    async close() {
      closed = true;
      clearInterval(heartbeat);
      const session = current ?? (await opening?.catch(() => undefined));
      current = undefined;
      await session?.end().catch(() => undefined);
    },
  };
};
