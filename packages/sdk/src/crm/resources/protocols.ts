import {
  type AccessRecordPage,
  type AssignProtocol,
  type CloseProtocol,
  type CrmCounts,
  type CrmProtocol,
  type CrmProtocolListQuery,
  type CrmProtocolPage,
  type CrmProtocolSummary,
  crmRoutes,
  type ForwardProtocol,
  type LogQuery,
  type NewCrmProtocol,
  type ReopenProtocol,
} from '@fale-conosco/contract';
import type { ChangeOptions, RequestOptions } from '../../fale-conosco.ts';
import type { Transport } from '../../http/transport.ts';
import { iteratePages } from '../../resources/iterate-pages.ts';
import type { CrmProtocolsResource } from '../fale-conosco-crm.ts';

/** The operator's protocols over HTTP. */
export class HttpCrmProtocols implements CrmProtocolsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: CrmProtocolListQuery = {}, options?: RequestOptions): Promise<CrmProtocolPage> {
    return this.#transport.call(crmRoutes.listCrmProtocols, { query }, options);
  }

  iterate(query: CrmProtocolListQuery = {}, options?: RequestOptions): AsyncIterable<CrmProtocolSummary> {
    return iteratePages((cursor) => this.list(cursor ? { ...query, cursor } : query, options));
  }

  counts(options?: RequestOptions): Promise<CrmCounts> {
    return this.#transport.call(crmRoutes.countCrmProtocols, {}, options);
  }

  retrieve(number: string, options?: RequestOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.getCrmProtocol, { params: { number } }, options);
  }

  create(json: NewCrmProtocol, options?: RequestOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.createCrmProtocol, { json }, options);
  }

  close(number: string, json: CloseProtocol, options?: ChangeOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.closeProtocol, { params: { number }, json }, options);
  }

  reopen(number: string, json: ReopenProtocol = {}, options?: ChangeOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.reopenProtocol, { params: { number }, json }, options);
  }

  assign(number: string, json: AssignProtocol, options?: ChangeOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.assignProtocol, { params: { number }, json }, options);
  }

  forward(number: string, json: ForwardProtocol, options?: ChangeOptions): Promise<CrmProtocol> {
    return this.#transport.call(crmRoutes.forwardProtocol, { params: { number }, json }, options);
  }

  accessLog(number: string, query: LogQuery = {}, options?: RequestOptions): Promise<AccessRecordPage> {
    return this.#transport.call(crmRoutes.listAccessRecords, { params: { number }, query }, options);
  }
}
