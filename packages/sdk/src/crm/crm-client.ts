import {
  type CloseProtocol,
  type CrmMessage,
  type CrmMessagePage,
  type CrmProtocol,
  type CrmProtocolListQuery,
  type CrmProtocolPage,
  type CrmProtocolSummary,
  crmRoutes,
  type MessageListQuery,
  type NewCrmMessage,
  type NewCrmProtocol,
} from '@fale-conosco/contract';
import type { RequestOptions } from '../fale-conosco.ts';
import { type FaleConoscoClientOptions, Transport } from '../http/transport.ts';
import { iteratePages } from '../resources/iterate-pages.ts';
import type { Timing } from '../timing.ts';

/** The protocols of the agent's groups. */
export class CrmProtocols {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: CrmProtocolListQuery = {}, options?: RequestOptions): Promise<CrmProtocolPage> {
    return this.#transport.call(crmRoutes.listCrmProtocols, { query }, options);
  }

  /** All pages, one after another, fetched as they are needed. */
  iterate(query: CrmProtocolListQuery = {}, options?: RequestOptions): AsyncIterable<CrmProtocolSummary> {
    return iteratePages((cursor) => this.list(cursor ? { ...query, cursor } : query, options));
  }

  retrieve(number: string, options?: RequestOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.getCrmProtocol, { params: { number } }, options);
  }

  /** Opens a protocol on behalf of a provider. */
  create(json: NewCrmProtocol, options?: RequestOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.createCrmProtocol, { json }, options);
  }

  /** Closes with the conclusive message. */
  close(number: string, json: CloseProtocol, options?: RequestOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.closeProtocol, { params: { number }, json }, options);
  }
}

/** Threads as the operator sees them. */
export class CrmMessages {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(number: string, query: MessageListQuery = {}, options?: RequestOptions): Promise<CrmMessagePage> {
    return this.#transport.call(crmRoutes.listCrmMessages, { params: { number }, query }, options);
  }

  create(number: string, json: NewCrmMessage, options?: RequestOptions): Promise<CrmMessage> {
    return this.#transport.call(crmRoutes.createCrmMessage, { params: { number }, json }, options);
  }
}

/** The operator's side of the contract over HTTP, for agents' tokens. */
export class CrmClient {
  readonly protocols: CrmProtocols;
  readonly messages: CrmMessages;

  /** @param timing for tests that step through time */
  constructor(options: FaleConoscoClientOptions, timing?: Timing) {
    const transport = new Transport(options, timing);
    this.protocols = new CrmProtocols(transport);
    this.messages = new CrmMessages(transport);
  }
}
