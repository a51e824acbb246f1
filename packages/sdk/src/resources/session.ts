import { providerRoutes, type Session } from '@fale-conosco/contract';
import type { RequestOptions, SessionResource } from '../fale-conosco.ts';
import type { Transport } from '../http/transport.ts';

/** The session over HTTP; what `cached()` gives is asked for once, and again only after a failure. */
export class HttpSession implements SessionResource {
  readonly #transport: Transport;
  #cached: Promise<Session> | undefined;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  retrieve(options?: RequestOptions): Promise<Session> {
    return this.#transport.call(providerRoutes.getSession, {}, options);
  }

  cached(): Promise<Session> {
    this.#cached ??= this.retrieve().catch((error: unknown) => {
      this.#cached = undefined;
      throw error;
    });
    return this.#cached;
  }
}
