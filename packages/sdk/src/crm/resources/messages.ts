import {
  type CrmMessage,
  type CrmMessagePage,
  crmRoutes,
  type MessageListQuery,
  type NewCrmMessage,
} from '@fale-conosco/contract';
import type { ChangeOptions, RequestOptions } from '../../fale-conosco.ts';
import type { Transport } from '../../http/transport.ts';
import type { CrmMessagesResource } from '../fale-conosco-crm.ts';

/** Threads as the operator sees them, over HTTP. */
export class HttpCrmMessages implements CrmMessagesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(number: string, query: MessageListQuery = {}, options?: RequestOptions): Promise<CrmMessagePage> {
    return this.#transport.call(crmRoutes.listCrmMessages, { params: { number }, query }, options);
  }

  create(number: string, json: NewCrmMessage, options?: ChangeOptions): Promise<CrmMessage> {
    return this.#transport.call(crmRoutes.createCrmMessage, { params: { number }, json }, options);
  }
}
