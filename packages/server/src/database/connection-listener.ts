import pg from 'pg';
import type { ConnectionOptions } from './connection.ts';

/** A running subscription to a channel of PostgreSQL's NOTIFY. */
export interface Listener {
  /** Whether notifications can arrive now. */
  isListening(): boolean;
  /** Ends the subscription; no callback runs afterwards. Can be called again. */
  close(): Promise<void>;
}

const heartbeatMs = 30_000;
const firstDelayMs = 100;
const maxDelayMs = 2000;

/**
 * Listens to a channel on a connection of its own, which is made anew whenever it breaks (pause from 100 ms growing to 2 s).
 *
 * Notifications sent while there was no connection are lost: `onReconnect` is the moment to read what was missed.
 *
 * @returns once the channel is being listened to.
 * @throws when the first connection fails; later failures go to `onError`.
 */
export async function listen(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
  onReconnect: () => void,
  options: ConnectionOptions,
): Promise<Listener> {
  let closed = false;
  let listening = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: options.applicationName,
      connectionTimeoutMillis: 5000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    client = next;
    let lost = false;
    const lose = (error: Error) => {
      if (lost || closed) return;
      lost = true;
      listening = false;
      clearInterval(heartbeat);
      options.onError(error);
      void next.end().catch(() => undefined);
      reconnect(firstDelayMs);
    };
    next.on('notification', (message) => {
      if (!closed && !lost) onPayload(message.payload ?? '');
    });
    // Errors of the first attempt are the caller's: `lose` is only armed when the channel is open.
    next.on('error', () => undefined);
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    listening = true;
    next.on('error', lose);
    next.on('end', () => lose(new Error('The connection that listens was closed.')));
    // Finds connections that died without a word (a firewall, a lost machine), on which nothing would ever arrive.
    heartbeat = setInterval(() => void next.query('SELECT 1').catch(lose), heartbeatMs);
    heartbeat.unref();
  };

  const attempt = async (delayMs: number) => {
    try {
      await connect();
    } catch (error) {
      if (closed) return;
      options.onError(error instanceof Error ? error : new Error(String(error)));
      reconnect(Math.min(delayMs * 2, maxDelayMs));
      return;
    }
    if (closed) await client?.end().catch(() => undefined);
    else onReconnect();
  };

  const reconnect = (delayMs: number) => {
    // Jitter keeps many instances from knocking at a returning server at once.
    retry = setTimeout(() => void attempt(delayMs), delayMs * (0.5 + Math.random() / 2));
  };

  await connect();
  return {
    isListening: () => listening && !closed,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      clearInterval(heartbeat);
      await client?.end().catch(() => undefined);
    },
  };
}
