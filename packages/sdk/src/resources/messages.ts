import { providerRoutes } from '@fale-conosco/contract';
import type { MessagesResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';

/** A protocol's thread over HTTP. */
export const messagesOver = (transport: Transport): MessagesResource => ({
  list: (number, query, options) =>
    transport.call(providerRoutes.listMessages, { params: { number }, query }, options),
  create: (number, json, options) =>
    transport.call(providerRoutes.createMessage, { params: { number }, json }, options),
  markRead: (number, sequence, options) =>
    transport.call(providerRoutes.putReadMarker, { params: { number }, json: { sequence } }, options),
});
