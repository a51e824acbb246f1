import type { Kysely } from 'kysely';
import { listen } from '../../database/connection-listener.ts';
import type { Database } from '../../database/schema.ts';
import { inTransaction } from '../../database/transaction.ts';
import { isFor } from './audience.ts';
import type { EventConnection } from './connection.ts';
import { EVENTS_CHANNEL } from './publish.ts';
import { activeReaders, eventsByIds, eventsSince, newestEventId, type ResumePoint } from './repository.ts';

const HEARTBEAT_MS = 20_000;
/** A reader that was deactivated must be cut within a second. */
const REVOCATION_CHECK_MS = 500;
const RETRY_MS = 500;
/** Events read at once after an interruption; with more, readers start over. */
export const MAX_REPLAY = 500;
/** Ids remembered to tell repeated events. */
const REMEMBERED_IDS = 5000;

/** What a hub needs. */
export interface EventHubOptions {
  db: Kysely<Database>;
  /** Address of the database, for the connection that listens. */
  databaseUrl: string;
  onError: (error: Error) => void;
}

/** Brings events from the database to the streams of this process. */
export interface EventHub {
  /** Adds a stream to deliver to; the function takes it away. */
  add(connection: EventConnection): () => void;
  /** How many streams a user has open in this process. */
  countOf(userId: string): number;
  /** Whether notifications come in, and for how long the oldest one has not been delivered. */
  status(): { isListening: boolean; lagMs: number };
  /** Ends all streams and stops listening; the second call does nothing. */
  close(): Promise<void>;
}

declare module '../../http/services.ts' {
  interface Services {
    /** The event streams of this process. */
    eventHub: EventHub;
  }
}

/**
 * Starts the hub of a process: one LISTEN connection, one query per burst of notifications, however many streams there are.
 *
 * NOTIFY is sent at commit and carries the event's own id, so live delivery needs no order of ids: an event committed late
 * is announced late. Where ids are compared (after a lost connection, when a reader resumes) a window before the position
 * is read again; see {@link eventsSince}.
 */
export const startEventHub = async ({ db, databaseUrl, onError }: EventHubOptions): Promise<EventHub> => {
  const connections = new Set<EventConnection>();
  const remembered = new Set<number>();
  const queue: number[] = [];
  let position: ResumePoint = { id: 0, createdAt: new Date() };
  let work: Promise<void> | undefined;
  /** Since when there is something to deliver. */
  let behindSinceMs: number | undefined;
  let missed = false;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const remember = (id: number): boolean => {
    if (remembered.has(id)) return false;
    remembered.add(id);
    for (const oldest of remembered) {
      if (remembered.size <= REMEMBERED_IDS) break;
      remembered.delete(oldest);
    }
    return true;
  };

  const deliver = async (): Promise<void> => {
    const resync = missed;
    const ids = queue.splice(0, MAX_REPLAY);
    missed = false;
    try {
      const events = await inTransaction(db, 'system', async (tx) =>
        resync ? await eventsSince(tx, position, MAX_REPLAY + 1) : await eventsByIds(tx, ids),
      );
      if (resync) {
        queue.unshift(...ids);
        if (events.length > MAX_REPLAY) {
          const newest = await inTransaction(db, 'system', newestEventId);
          for (const connection of connections) connection.reset(newest);
          position = { id: newest, createdAt: new Date() };
          return;
        }
      }
      for (const event of events) {
        if (event.id > position.id) position = { id: event.id, createdAt: new Date() };
        if (!remember(event.id)) continue;
        for (const connection of connections) if (isFor(connection.audience, event)) connection.send(event);
      }
    } catch (error) {
      queue.unshift(...ids);
      missed ||= resync;
      throw error;
    }
  };

  const wake = (): void => {
    if (queue.length > 0 || missed) behindSinceMs ??= performance.now();
    if (work || closed || retry || (queue.length === 0 && !missed)) return;
    work = deliver()
      .then(() => {
        behindSinceMs = undefined;
      })
      .catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
        if (closed) return;
        retry = setTimeout(() => {
          retry = undefined;
          wake();
        }, RETRY_MS);
      })
      .finally(() => {
        work = undefined;
        wake();
      });
  };

  const listener = await listen(
    databaseUrl,
    EVENTS_CHANNEL,
    (payload) => {
      queue.push(Number(payload));
      wake();
    },
    () => {
      missed = true;
      wake();
    },
    { applicationName: 'fale-conosco events', onError },
  );
  position = { id: await inTransaction(db, 'system', newestEventId), createdAt: new Date() };

  let checking = false;
  const check = async (): Promise<void> => {
    if (checking || connections.size === 0) return;
    checking = true;
    try {
      const userIds = [...new Set([...connections].map(({ audience }) => audience.userId))];
      const readers = new Map((await activeReaders(db, userIds)).map((reader) => [reader.id, reader]));
      for (const connection of connections) {
        const { audience } = connection;
        // A stream opened while the query ran was not asked for; it was checked at its opening.
        if (!userIds.includes(audience.userId)) continue;
        const reader = readers.get(audience.userId);
        // Who is no longer an admin comes back as an agent.
        if (!reader || (audience.kind === 'admin' && reader.role !== 'admin')) connection.end();
        else if (audience.kind === 'agent')
          connection.audience = { ...audience, groupIds: new Set(reader.groupIds) };
      }
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      checking = false;
    }
  };
  const timers = [
    setInterval(() => void check(), REVOCATION_CHECK_MS),
    setInterval(() => {
      for (const connection of connections) connection.heartbeat();
    }, HEARTBEAT_MS),
  ];

  return {
    add(connection) {
      connections.add(connection);
      return () => connections.delete(connection);
    },
    status: () => ({
      isListening: listener.isListening(),
      lagMs: behindSinceMs === undefined ? 0 : performance.now() - behindSinceMs,
    }),
    countOf: (userId) => [...connections].filter(({ audience }) => audience.userId === userId).length,
    async close() {
      if (closed) return;
      closed = true;
      for (const timer of timers) clearInterval(timer);
      clearTimeout(retry);
      for (const connection of connections) connection.end();
      await listener.close();
      await work;
    },
  };
};
