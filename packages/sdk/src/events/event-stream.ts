import { providerRoutes, type ServerEvent } from '@fale-conosco/contract';
import type { ConnectionState } from '../client-interface.ts';
import { ApiError, ConnectionError, ResponseShapeError } from '../errors/index.ts';
import type { Transport } from '../http/transport.ts';
import { sleepUntilOnline } from '../sleep-until-online.ts';
import { backoffMs } from '../timing.ts';
import { createEventParser } from './event-parser.ts';
import { parseEvent, resetEvent } from './parse-event.ts';

/** The server sends something at least every 15 s; after three of those without a byte the connection is dead. */
export const SILENCE_MS = 45_000;
/** How often subscribers get a `stream.reset` while there is no stream, so that they read again. */
export const POLL_MS = 30_000;
/** Attempts without a byte after which the stream counts as impossible here (a proxy that buffers, say). */
export const FAILURES_BEFORE_POLLING = 3;

const LONGEST_WAIT_MS = 30_000;

/** What a stream needs, and where its events go. */
export interface EventStreamParts {
  transport: Transport;
  /** Ends it. */
  signal: AbortSignal;
  lastEventId?: string | undefined;
  onEvent: (event: ServerEvent) => void;
  onState: (state: ConnectionState) => void;
}

/**
 * Runs the event stream (Server-Sent Events, WHATWG HTML 9.2) until the signal ends it: resumes after the last event, waits
 * longer from failure to failure, detects dead connections, polls where streams do not get through.
 * Not over `EventSource`, which can carry no bearer token. Never rejects.
 */
export const runEventStream = async (parts: EventStreamParts): Promise<void> => {
  const { transport, signal, onEvent, onState } = parts;
  const { timing } = transport;
  let lastEventId = parts.lastEventId ?? '';
  let baseMs = 1000;
  let failures = 0;
  let opened = false;
  let attempt = new AbortController();
  let stopPolling: (() => void) | undefined;

  const poll = (): void => {
    stopPolling = timing.timer(POLL_MS, () => {
      onEvent(resetEvent());
      poll();
    });
  };
  const drop = (): void => attempt.abort(new ConnectionError());
  const end = (): void => attempt.abort(signal.reason);

  const readOnce = async (): Promise<void> => {
    let cancelTimer = (): void => {};
    const response = await transport.send(
      providerRoutes.streamEvents,
      {
        headers: { accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) },
        streaming: true,
        retryLimit: 0,
      },
      { signal: attempt.signal },
      async (response) => response,
    );
    try {
      if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
        throw new ResponseShapeError('Response is no event stream');
      }
      onState('open');
      // Without an event to resume from, what happened since the subscribers first read is unknown.
      if ((opened || failures > 1) && !lastEventId) onEvent(resetEvent());
      opened = true;
      const feed = createEventParser({
        onId: (id) => {
          lastEventId = id;
        },
        onRetry: (ms) => {
          baseMs = ms;
        },
        onEvent: (type, data) => {
          const parsed = parseEvent(type, lastEventId, data);
          if (parsed) onEvent(parsed);
        },
      });
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      for (;;) {
        cancelTimer();
        cancelTimer = timing.timer(SILENCE_MS, drop);
        const { done, value } = await reader.read();
        if (done) return;
        failures = 0;
        stopPolling?.();
        stopPolling = undefined;
        feed(decoder.decode(value, { stream: true }));
      }
    } finally {
      cancelTimer();
      attempt.abort();
    }
  };

  signal.addEventListener('abort', end, { once: true });
  globalThis.addEventListener?.('offline', drop);
  while (!signal.aborted) {
    attempt = new AbortController();
    onState('connecting');
    failures += 1;
    let askedMs = 0;
    try {
      await readOnce();
    } catch (error) {
      askedMs = (error instanceof ApiError && error.retryAfterMs) || 0;
    }
    if (signal.aborted) break;
    onState('offline');
    if (failures >= FAILURES_BEFORE_POLLING && !stopPolling) poll();
    await sleepUntilOnline(timing, askedMs + backoffMs(timing, failures, baseMs, LONGEST_WAIT_MS), signal);
  }
  stopPolling?.();
  signal.removeEventListener('abort', end);
  globalThis.removeEventListener?.('offline', drop);
};
