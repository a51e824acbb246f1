import type { EventListener, WireEvent } from '../store/event-log.ts';
import { ProblemError } from '../wire/problem.ts';
import type { RawOperations } from './operations.ts';

/** Streams of one user at a time. */
const MAX_STREAMS_PER_USER = 12;
const RECONNECT_MS = 3000;

/** An event as Server-Sent Events write it (WHATWG HTML, 9.2). */
export const formatEvent = ({ id, type, data }: WireEvent): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** An open stream of a response. */
export interface OpenStream {
  write: (text: string) => void;
  /** The connection breaks. */
  fail: (error: Error) => void;
  end: () => void;
}

/** The event stream. `open` keeps all streams that are open, for faults of the connection. */
export const eventOperations = (open: Set<OpenStream>): RawOperations<'streamEvents'> => ({
  streamEvents: ({ store, principal, headers, signal }) => {
    const { events } = store;
    const { userId } = principal;
    if ([...events.listeners].filter((listener) => listener.userId === userId).length >= MAX_STREAMS_PER_USER)
      throw new ProblemError('rate_limited', { headers: { 'Retry-After': '30' } });
    const lastEventId = headers.get('last-event-id');
    const missed = lastEventId === null ? [] : events.since(principal, lastEventId);
    const encoder = new TextEncoder();
    let release = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const stream: OpenStream = {
          write: (text) => controller.enqueue(encoder.encode(text)),
          fail: (error) => {
            release();
            controller.error(error);
          },
          end: () => {
            release();
            controller.close();
          },
        };
        const listener: EventListener = {
          userId,
          send: (event) => stream.write(formatEvent(event)),
          end: stream.end,
        };
        const abort = (): void => stream.fail(signal.reason as Error);
        release = () => {
          release = () => {};
          open.delete(stream);
          events.listeners.delete(listener);
          signal.removeEventListener('abort', abort);
        };
        open.add(stream);
        events.listeners.add(listener);
        signal.addEventListener('abort', abort, { once: true });
        // A new reader learns where to resume; one that resumes has its place already.
        stream.write(`retry: ${RECONNECT_MS}\n${lastEventId === null ? `id: ${events.newestId}\n` : ''}\n`);
        if (!missed) stream.write(formatEvent({ id: events.newestId, type: 'stream.reset', data: {} }));
        for (const event of missed ?? []) listener.send(event);
      },
      cancel: () => release(),
    });
    return new Response(body, {
      headers: {
        'Cache-Control': 'no-store, no-transform',
        'Content-Type': 'text/event-stream; charset=utf-8',
      },
    });
  },
});
