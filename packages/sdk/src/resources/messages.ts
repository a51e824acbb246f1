import {
  type Message,
  type MessageListQuery,
  type MessagePage,
  type NewMessage,
  providerRoutes,
  type ReadState,
} from '@fale-conosco/contract';
import type { MessagesResource, RequestOptions } from '../fale-conosco.ts';
import type { Transport } from '../http/transport.ts';

/** A protocol's thread over HTTP. */
export class HttpMessages implements MessagesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(number: string, query: MessageListQuery = {}, options?: RequestOptions): Promise<MessagePage> {
    return this.#transport.call(providerRoutes.listMessages, { params: { number }, query }, options);
  }

  create(number: string, json: NewMessage, options?: RequestOptions): Promise<Message> {
    return this.#transport.call(providerRoutes.createMessage, { params: { number }, json }, options);
  }

  markRead(number: string, sequence: number, options?: RequestOptions): Promise<ReadState> {
    return this.#transport.call(
      providerRoutes.putReadMarker,
      { params: { number }, json: { sequence } },
      options,
    );
  }
}
