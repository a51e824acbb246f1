import type { ServerEvent } from '@fale-conosco/contract';
import type { ConnectionState, EventsResource } from '@fale-conosco/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Any client with an event stream. */
export type LiveClient = { readonly events: EventsResource };

/** Where a {@link LiveController} listens, and its callbacks. */
export interface LiveOptions {
  /** The client to listen to; read again at each update. */
  client: () => LiveClient | undefined;
  /** Whether an event concerns the host; asked when it arrives. Without it every event does. */
  concerns?: (event: ServerEvent) => boolean;
  /** An event that concerns the host; one about settings comes a random while later ({@link setSpread}). */
  onEvent: (event: ServerEvent) => void;
  onConnectionChange?: (state: ConnectionState) => void;
}

let spreadMs = 5000;

/**
 * Sets how long a host may be kept waiting for an event about settings. Such an event reaches every open page at the same
 * moment: without the spread all of them would read from the server at once. Tests set it to 0.
 */
export const setSpread = (milliseconds: number): void => {
  spreadMs = milliseconds;
};

/** Listens to the client's events while its host is in a document, and follows the host to another client. */
export class LiveController implements ReactiveController {
  readonly #options: LiveOptions;
  #client: LiveClient | undefined;
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** An event about settings that became due while the host was in no document. */
  #missed: ServerEvent | undefined;

  constructor(host: ReactiveControllerHost, options: LiveOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const client = this.#options.client();
    if (client === this.#client) return;
    this.hostDisconnected();
    clearTimeout(this.#timer);
    this.#missed = undefined;
    this.#client = client;
    if (client) this.#subscribe(client);
  }

  hostConnected(): void {
    // The first update subscribes; this is for a host that comes back without changing.
    if (!this.#client) return;
    this.#subscribe(this.#client);
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed) this.#options.onEvent(missed);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #subscribe(client: LiveClient): void {
    this.#stop ??= client.events.subscribe((event) => this.#onEvent(event), {
      onConnectionChange: (state) => this.#options.onConnectionChange?.(state),
    });
  }

  #onEvent(event: ServerEvent): void {
    const { concerns, onEvent } = this.#options;
    if (concerns && !concerns(event)) return;
    if (event.type !== 'catalogue.changed' || spreadMs === 0) {
      onEvent(event);
      return;
    }
    // Several changes within the wait are one: what is read then has them all.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#stop) onEvent(event);
      else this.#missed = event;
    }, Math.random() * spreadMs);
  }
}
