import type { ServerResponse } from 'node:http';
import type { Audience } from './audience.ts';

/** What a stream may hold in memory for a reader that does not read. */
const MAX_BUFFERED_BYTES = 256 * 1024;

/** An event on its way to one reader. */
export interface WireEvent {
  id: number;
  type: string;
  data: object;
}

/** One open stream of Server-Sent Events (WHATWG HTML, 9.2). */
export interface EventConnection {
  audience: Audience;
  /** Sends an event now, or after {@link EventConnection.start} when the replay is not over. */
  send(event: WireEvent): void;
  /**
   * Sends the replay, then what came meanwhile (without those of the replay), and lets the live events through. Nothing is
   * written before it, because the headers are not sent yet.
   */
  start(replay: readonly WireEvent[]): void;
  /** Tells the reader to read everything again, at once or at the start; `id` is where it can resume from. */
  reset(id: number): void;
  /** Keeps proxies from cutting a silent stream. */
  heartbeat(): void;
  /** Ends the stream, at once or at the start; the reader may come back. */
  end(): void;
}

const format = ({ id, type, data }: WireEvent): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Wraps the response to a reader; `start` follows once its headers were sent. A reader that lets more than 256 KB pile up is cut off: it comes
 * back and resumes, which costs the server less than its backlog.
 */
export const openConnection = (response: ServerResponse, audience: Audience): EventConnection => {
  let waiting: WireEvent[] | undefined = [];
  let resetId: number | undefined;
  let ended = false;
  const write = (text: string): void => {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
  };
  const writeReset = (id: number): void => write(format({ id, type: 'stream.reset', data: {} }));
  return {
    audience,
    send(event) {
      if (waiting) waiting.push(event);
      else write(format(event));
    },
    start(replay) {
      // After a reset the reader reads everything: a replay would only take it back.
      const missed = resetId === undefined ? replay : [];
      const sent = new Set(missed.map(({ id }) => id));
      const late = (waiting ?? []).filter(({ id }) => !sent.has(id));
      waiting = undefined;
      if (resetId !== undefined) writeReset(resetId);
      const text = [...missed, ...late].map(format).join('');
      if (text !== '') write(text);
      if (ended) response.end();
    },
    reset(id) {
      if (!waiting) return writeReset(id);
      resetId = id;
      waiting = [];
    },
    heartbeat() {
      if (!waiting) write(': \n\n');
    },
    end() {
      ended = true;
      if (!waiting && !response.writableEnded) response.end();
    },
  };
};
