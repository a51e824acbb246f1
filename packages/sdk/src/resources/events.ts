import type { ServerEvent } from '@fale-conosco/contract';
import type { ConnectionState, EventsResource, SubscribeOptions } from '../client-interface.ts';
import { EventQueue } from '../events/event-queue.ts';
import { runEventStream } from '../events/event-stream.ts';
import type { Transport } from '../http/transport.ts';

interface Subscriber {
  listener: (event: ServerEvent) => void;
  onConnectionChange: ((state: ConnectionState) => void) | undefined;
}

// A listener that throws must not stop the others; its error is reported as uncaught.
const isolated = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

/** Events over HTTP: all subscribers share one stream, which is open while there is at least one of them. */
export class HttpEvents implements EventsResource {
  readonly #transport: Transport;
  readonly #subscribers = new Set<Subscriber>();
  #state: ConnectionState = 'connecting';
  #stream: AbortController | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  subscribe(listener: (event: ServerEvent) => void, options: SubscribeOptions = {}): () => void {
    const { signal, onConnectionChange } = options;
    if (signal?.aborted) return () => {};
    const subscriber: Subscriber = { listener, onConnectionChange };
    this.#subscribers.add(subscriber);
    const leave = (): void => {
      signal?.removeEventListener('abort', leave);
      if (!this.#subscribers.delete(subscriber) || this.#subscribers.size) return;
      this.#stream?.abort();
      this.#stream = undefined;
    };
    signal?.addEventListener('abort', leave, { once: true });
    if (this.#stream) onConnectionChange?.(this.#state);
    else this.#open();
    return leave;
  }

  #open(): void {
    const stream = new AbortController();
    this.#stream = stream;
    void runEventStream({
      transport: this.#transport,
      signal: stream.signal,
      onEvent: (event) => {
        if (stream.signal.aborted) return;
        for (const { listener } of [...this.#subscribers]) isolated(() => listener(event));
      },
      onState: (state) => {
        if (stream.signal.aborted) return;
        this.#state = state;
        for (const { onConnectionChange } of [...this.#subscribers])
          isolated(() => onConnectionChange?.(state));
      },
    });
  }

  async *stream(
    options: { signal?: AbortSignal | undefined; lastEventId?: string | undefined } = {},
  ): AsyncGenerator<ServerEvent, void, undefined> {
    const { signal, lastEventId } = options;
    const queue = new EventQueue<ServerEvent>();
    const controller = new AbortController();
    const end = (): void => {
      controller.abort();
      queue.end();
    };
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    void runEventStream({
      transport: this.#transport,
      signal: controller.signal,
      lastEventId,
      onEvent: (event) => queue.push(event),
      onState: () => {},
    });
    try {
      yield* queue;
    } finally {
      // Also when the reader leaves the loop.
      signal?.removeEventListener('abort', end);
      end();
    }
  }
}
