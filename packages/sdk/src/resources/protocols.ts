import { providerRoutes } from '@fale-conosco/contract';
import type { ProtocolsResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';
import { pagedList } from './iterate-pages.ts';

/** Protocols over HTTP. */
export const protocolsOver = (transport: Transport): ProtocolsResource => ({
  ...pagedList((query, options) => transport.call(providerRoutes.listProtocols, { query }, options)),
  counts: (options) => transport.call(providerRoutes.countProtocols, {}, options),
  create: (json, options) => transport.call(providerRoutes.createProtocol, { json }, options),
  retrieve: (number, { purpose, ...options } = {}) =>
    transport.call(providerRoutes.getProtocol, { params: { number }, query: { purpose } }, options),
  cancel: (number, json = {}, options) =>
    transport.call(providerRoutes.cancelProtocol, { params: { number }, json }, options),
  receipt: (number, options) => transport.call(providerRoutes.getReceipt, { params: { number } }, options),
});
