import {
  type AuditListQuery,
  type AuditPage,
  crmRoutes,
  type Delivery,
  type DeliveryListQuery,
  type DeliveryPage,
} from '@fale-conosco/contract';
import type { RequestOptions } from '../../fale-conosco.ts';
import type { Transport } from '../../http/transport.ts';
import type { AuditResource, DeliveriesResource } from '../fale-conosco-crm.ts';

/** Deliveries over HTTP. */
export class HttpDeliveries implements DeliveriesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: DeliveryListQuery = {}, options?: RequestOptions): Promise<DeliveryPage> {
    return this.#transport.call(crmRoutes.listDeliveries, { query }, options);
  }

  retry(id: string, options?: RequestOptions): Promise<Delivery> {
    return this.#transport.call(crmRoutes.retryDelivery, { params: { id } }, options);
  }
}

/** The audit trail over HTTP. */
export class HttpAudit implements AuditResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: AuditListQuery = {}, options?: RequestOptions): Promise<AuditPage> {
    return this.#transport.call(crmRoutes.listAuditRecords, { query }, options);
  }
}
