import { attachmentSchema } from '../schemas/attachments.ts';
import { classificationListSchema } from '../schemas/classifications.ts';
import { contactMethodListSchema } from '../schemas/contact-methods.ts';
import {
  messageListQuerySchema,
  messagePageSchema,
  messageSchema,
  newMessageSchema,
  readMarkerSchema,
  readStateSchema,
} from '../schemas/messages.ts';
import {
  cancelProtocolSchema,
  newProtocolSchema,
  protocolCountsSchema,
  protocolListQuerySchema,
  protocolPageSchema,
  protocolQuerySchema,
  protocolSchema,
  receiptSchema,
} from '../schemas/protocols.ts';
import { sessionSchema } from '../schemas/session.ts';
import { route } from './route.ts';

/** The operations of the provider's side, by operation id. Uploads and events serve the operator's side too. */
export const providerRoutes = {
  getSession: route({
    method: 'GET',
    path: '/v1/session',
    audience: 'both',
    status: 200,
    response: sessionSchema,
  }),
  listClassifications: route({
    method: 'GET',
    path: '/v1/classifications',
    audience: 'provider',
    status: 200,
    response: classificationListSchema,
  }),
  listContactMethods: route({
    method: 'GET',
    path: '/v1/contact-methods',
    audience: 'provider',
    status: 200,
    response: contactMethodListSchema,
  }),
  listProtocols: route({
    method: 'GET',
    path: '/v1/protocols',
    audience: 'provider',
    query: protocolListQuerySchema,
    status: 200,
    response: protocolPageSchema,
  }),
  countProtocols: route({
    method: 'GET',
    path: '/v1/protocols/counts',
    audience: 'provider',
    status: 200,
    response: protocolCountsSchema,
  }),
  createProtocol: route({
    method: 'POST',
    path: '/v1/protocols',
    audience: 'provider',
    body: newProtocolSchema,
    status: 201,
    response: protocolSchema,
    idempotent: true,
  }),
  getProtocol: route({
    method: 'GET',
    path: '/v1/protocols/{number}',
    audience: 'provider',
    query: protocolQuerySchema,
    status: 200,
    response: protocolSchema,
  }),
  listMessages: route({
    method: 'GET',
    path: '/v1/protocols/{number}/messages',
    audience: 'provider',
    query: messageListQuerySchema,
    status: 200,
    response: messagePageSchema,
  }),
  createMessage: route({
    method: 'POST',
    path: '/v1/protocols/{number}/messages',
    audience: 'provider',
    body: newMessageSchema,
    status: 201,
    response: messageSchema,
    idempotent: true,
  }),
  putReadMarker: route({
    method: 'PUT',
    path: '/v1/protocols/{number}/read-marker',
    audience: 'provider',
    body: readMarkerSchema,
    status: 200,
    response: readStateSchema,
  }),
  cancelProtocol: route({
    method: 'POST',
    path: '/v1/protocols/{number}/cancel',
    audience: 'provider',
    body: cancelProtocolSchema,
    status: 200,
    response: protocolSchema,
    idempotent: true,
  }),
  getReceipt: route({
    method: 'GET',
    path: '/v1/protocols/{number}/receipt',
    audience: 'provider',
    status: 200,
    response: receiptSchema,
  }),
  /** tus creation: `Upload-Length`, `Upload-Metadata` (`filename`, optionally `filetype`, `confidential`); gives `Location`. */
  createUpload: route({ method: 'POST', path: '/v1/uploads', audience: 'both', status: 201 }),
  /** tus: gives `Upload-Offset` and `Upload-Length`. */
  getUploadOffset: route({ method: 'HEAD', path: '/v1/uploads/{id}', audience: 'both', status: 200 }),
  /** tus: bytes from `Upload-Offset`, `application/offset+octet-stream`. */
  appendUpload: route({ method: 'PATCH', path: '/v1/uploads/{id}', audience: 'both', status: 204 }),
  /** tus termination. Only while no message uses it. */
  deleteUpload: route({ method: 'DELETE', path: '/v1/uploads/{id}', audience: 'both', status: 204 }),
  /** State of an upload or a sent file; an upload's id is its attachment's id. */
  getAttachment: route({
    method: 'GET',
    path: '/v1/attachments/{id}',
    audience: 'both',
    status: 200,
    response: attachmentSchema,
  }),
  getAttachmentContent: route({
    method: 'GET',
    path: '/v1/attachments/{id}/content',
    audience: 'both',
    status: 200,
  }),
  streamEvents: route({ method: 'GET', path: '/v1/events', audience: 'both', status: 200 }),
} as const;
