import type { ServerEvent } from '@fale-conosco/contract';
import type { ConnectionState, EventsResource } from '@fale-conosco/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Any client with an event stream. */
export type LiveClient = { readonly events: EventsResource };

/** What a {@link LiveController} asks of its host, and tells it. */
export interface LiveOptions {
  /** The client to listen to; read again at each update. */
  client: () => LiveClient | undefined;
  onEvent: (event: ServerEvent) => void;
  onConnectionChange?: (state: ConnectionState) => void;
}

/** Listens to the client's events while its host is in a document, and follows the host to another client. */
export class LiveController implements ReactiveController {
  readonly #options: LiveOptions;
  #client: LiveClient | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: LiveOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#follow(this.#options.client());
  }

  hostConnected(): void {
    // The first update subscribes; this is for a host that comes back without changing.
    if (this.#client) this.#subscribe(this.#client);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #follow(client: LiveClient | undefined): void {
    if (client === this.#client) return;
    this.hostDisconnected();
    this.#client = client;
    if (client) this.#subscribe(client);
  }

  #subscribe(client: LiveClient): void {
    this.#stop ??= client.events.subscribe(this.#options.onEvent, {
      onConnectionChange: (state) => this.#options.onConnectionChange?.(state),
    });
  }
}
