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
  /** Sends the replay, then what came meanwhile (without those of the replay), and lets the live events through. */
  start(replay: readonly WireEvent[]): void;
  /** Tells the reader to read everything again; `id` is where it can resume from. */
  reset(id: number): void;
  /** Keeps proxies from cutting a silent stream. */
  heartbeat(): void;
  /** Ends the stream; the reader may come back. */
  end(): void;
}

const format = ({ id, type, data }: WireEvent): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Wraps the answer to a reader whose headers were sent. A reader that lets more than 256 KB pile up is cut off: it comes
 * back and resumes, which costs the server less than its backlog.
 */
export const openConnection = (response: ServerResponse, audience: Audience): EventConnection => {
  let waiting: WireEvent[] | undefined = [];
  const write = (text: string): void => {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
  };
  return {
    audience,
    send(event) {
      if (waiting) waiting.push(event);
      else write(format(event));
    },
    start(replay) {
      const sent = new Set(replay.map(({ id }) => id));
      const late = (waiting ?? []).filter(({ id }) => !sent.has(id));
      waiting = undefined;
      const text = [...replay, ...late].map(format).join('');
      if (text !== '') write(text);
    },
    reset(id) {
      write(format({ id, type: 'stream.reset', data: {} }));
    },
    heartbeat() {
      write(': \n\n');
    },
    end() {
      if (!response.writableEnded) response.end();
    },
  };
};
