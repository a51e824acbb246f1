import {
  closeProtocolSchema,
  crmMessagePageSchema,
  crmMessageSchema,
  crmProtocolListQuerySchema,
  crmProtocolPageSchema,
  crmProtocolSchema,
  newCrmMessageSchema,
  newCrmProtocolSchema,
} from '../schemas/crm.ts';
import { messageListQuerySchema } from '../schemas/messages.ts';
import { route } from './route.ts';

/** The operations of the operator's side, by operation id. */
export const crmRoutes = {
  listCrmProtocols: route({
    method: 'GET',
    path: '/v1/crm/protocols',
    audience: 'operator',
    query: crmProtocolListQuerySchema,
    status: 200,
    response: crmProtocolPageSchema,
  }),
  createCrmProtocol: route({
    method: 'POST',
    path: '/v1/crm/protocols',
    audience: 'operator',
    body: newCrmProtocolSchema,
    status: 201,
    response: crmProtocolSchema,
    idempotent: true,
  }),
  getCrmProtocol: route({
    method: 'GET',
    path: '/v1/crm/protocols/{number}',
    audience: 'operator',
    status: 200,
    response: crmProtocolSchema,
  }),
  listCrmMessages: route({
    method: 'GET',
    path: '/v1/crm/protocols/{number}/messages',
    audience: 'operator',
    query: messageListQuerySchema,
    status: 200,
    response: crmMessagePageSchema,
  }),
  createCrmMessage: route({
    method: 'POST',
    path: '/v1/crm/protocols/{number}/messages',
    audience: 'operator',
    body: newCrmMessageSchema,
    status: 201,
    response: crmMessageSchema,
    idempotent: true,
  }),
  closeProtocol: route({
    method: 'POST',
    path: '/v1/crm/protocols/{number}/close',
    audience: 'operator',
    body: closeProtocolSchema,
    status: 200,
    response: crmProtocolSchema,
    idempotent: true,
  }),
} as const;
