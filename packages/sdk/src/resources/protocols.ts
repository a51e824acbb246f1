import {
  type CancelProtocol,
  type NewProtocol,
  type Protocol,
  type ProtocolCounts,
  type ProtocolListQuery,
  type ProtocolPage,
  type ProtocolSummary,
  providerRoutes,
  type Receipt,
} from '@fale-conosco/contract';
import type { ProtocolsResource, RequestOptions } from '../fale-conosco.ts';
import type { Transport } from '../http/transport.ts';
import { iteratePages } from './iterate-pages.ts';

/** Protocols over HTTP. */
export class HttpProtocols implements ProtocolsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: ProtocolListQuery = {}, options?: RequestOptions): Promise<ProtocolPage> {
    return this.#transport.call(providerRoutes.listProtocols, { query }, options);
  }

  iterate(query: ProtocolListQuery = {}, options?: RequestOptions): AsyncIterable<ProtocolSummary> {
    return iteratePages((cursor) => this.list(cursor ? { ...query, cursor } : query, options));
  }

  counts(options?: RequestOptions): Promise<ProtocolCounts> {
    return this.#transport.call(providerRoutes.countProtocols, {}, options);
  }

  create(json: NewProtocol, options?: RequestOptions): Promise<Protocol> {
    return this.#transport.call(providerRoutes.createProtocol, { json }, options);
  }

  retrieve(number: string, options?: RequestOptions): Promise<Protocol> {
    return this.#transport.call(providerRoutes.getProtocol, { params: { number } }, options);
  }

  cancel(number: string, json: CancelProtocol = {}, options?: RequestOptions): Promise<Protocol> {
    return this.#transport.call(providerRoutes.cancelProtocol, { params: { number }, json }, options);
  }

  receipt(number: string, options?: RequestOptions): Promise<Receipt> {
    return this.#transport.call(providerRoutes.getReceipt, { params: { number } }, options);
  }
}
