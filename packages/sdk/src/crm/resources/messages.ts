import { crmRoutes } from '@fale-conosco/contract';
import type { Transport } from '../../http/transport.ts';
import type { CrmMessagesResource } from '../client-interface.ts';

/** Threads as the operator sees them, over HTTP. */
export const crmMessagesOver = (transport: Transport): CrmMessagesResource => ({
  list: (number, query, options) =>
    transport.call(crmRoutes.listCrmMessages, { params: { number }, query }, options),
  create: (number, json, options) =>
    transport.call(crmRoutes.createCrmMessage, { params: { number }, json }, options),
});
