import { crmRoutes } from '@fale-conosco/contract';
import type { Transport } from '../../http/transport.ts';
import type { AuditResource, DeliveriesResource } from '../client-interface.ts';

/** Deliveries over HTTP. */
export const deliveriesOver = (transport: Transport): DeliveriesResource => ({
  list: (query, options) => transport.call(crmRoutes.listDeliveries, { query }, options),
  retry: (id, options) => transport.call(crmRoutes.retryDelivery, { params: { id } }, options),
});

/** The audit trail over HTTP. */
export const auditOver = (transport: Transport): AuditResource => ({
  list: (query, options) => transport.call(crmRoutes.listAuditRecords, { query }, options),
});
