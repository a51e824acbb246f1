import { crmRoutes } from '@fale-conosco/contract';
import type { Transport } from '../../http/transport.ts';
import { pagedList } from '../../resources/iterate-pages.ts';
import type { CrmProtocolsResource } from '../client-interface.ts';

/** The operator's protocols over HTTP. */
export const crmProtocolsOver = (transport: Transport): CrmProtocolsResource => ({
  ...pagedList((query, options) => transport.call(crmRoutes.listCrmProtocols, { query }, options)),
  counts: (options) => transport.call(crmRoutes.countCrmProtocols, {}, options),
  retrieve: (number, { purpose, ...options } = {}) =>
    transport.call(crmRoutes.getCrmProtocol, { params: { number }, query: { purpose } }, options),
  create: (json, options) => transport.call(crmRoutes.createCrmProtocol, { json }, options),
  close: (number, json, options) =>
    transport.call(crmRoutes.closeProtocol, { params: { number }, json }, options),
  reopen: (number, json = {}, options) =>
    transport.call(crmRoutes.reopenProtocol, { params: { number }, json }, options),
  assign: (number, json, options) =>
    transport.call(crmRoutes.assignProtocol, { params: { number }, json }, options),
  forward: (number, json, options) =>
    transport.call(crmRoutes.forwardProtocol, { params: { number }, json }, options),
  accessLog: (number, query, options) =>
    transport.call(crmRoutes.listAccessRecords, { params: { number }, query }, options),
});
