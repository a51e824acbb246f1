import * as z from 'zod/mini';
import { attachmentIdsSchema, messageSchema } from './messages.ts';
import {
  cursor,
  email,
  id,
  instant,
  limit,
  messageText,
  openEnum,
  page,
  personName,
  phone,
} from './primitives.ts';
import { PROTOCOL_STATES, protocolSchema, protocolSummarySchema } from './protocols.ts';

/** Who may read a message: everybody of the thread, the operator only, or only groups with `Acessa dados sob sigilo`. */
export const MESSAGE_VISIBILITIES = ['public', 'internal', 'confidential'] as const;

const groupRef = z.object({ id, name: z.string() });
const providerRef = z.object({ id, name: z.string() });

/** A row of the operator's list. */
export const crmProtocolSummarySchema = z.extend(
  z.omit(protocolSummarySchema, { unreadCount: true, organizationUnreadCount: true }),
  { provider: providerRef, group: groupRef },
);
export type CrmProtocolSummary = z.infer<typeof crmProtocolSummarySchema>;

/** A page of the operator's list, newest activity first. */
export const crmProtocolPageSchema = page(crmProtocolSummarySchema);
export type CrmProtocolPage = z.infer<typeof crmProtocolPageSchema>;

/** A protocol as the operator sees it. */
export const crmProtocolSchema = z.extend(
  z.omit(protocolSchema, {
    unreadCount: true,
    organizationUnreadCount: true,
    readSequence: true,
    canReply: true,
    replyBlockedReason: true,
    canCancel: true,
  }),
  { provider: providerRef, group: groupRef },
);
export type CrmProtocol = z.infer<typeof crmProtocolSchema>;

/** Which protocols the operator's list shows: a tab, words looked for, a page of it. */
export const crmProtocolListQuerySchema = z.strictObject({
  state: z.optional(z.enum(PROTOCOL_STATES, 'invalid_choice')),
  search: z.optional(z.string().check(z.maxLength(200, 'too_long'))),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type CrmProtocolListQuery = z.infer<typeof crmProtocolListQuerySchema>;

/** An entry of the thread as the operator sees it. */
export const crmMessageSchema = z.extend(messageSchema, {
  visibility: openEnum(MESSAGE_VISIBILITIES),
  /** When somebody at the provider first opened it; null while nobody has, and for what providers cannot see. */
  viewedByProviderAt: z.nullable(instant),
});
export type CrmMessage = z.infer<typeof crmMessageSchema>;

/** A page of the thread as the operator sees it, in ascending sequence. */
export const crmMessagePageSchema = page(crmMessageSchema);
export type CrmMessagePage = z.infer<typeof crmMessagePageSchema>;

/** An agent's answer. A public one takes the protocol to `in_analysis`, or to `awaiting_provider` when it asks for something. */
export const newCrmMessageSchema = z.strictObject({
  body: messageText,
  attachmentIds: attachmentIdsSchema,
  visibility: z.enum(MESSAGE_VISIBILITIES, 'invalid_choice'),
  asksProvider: z.boolean(),
});
export type NewCrmMessage = z.infer<typeof newCrmMessageSchema>;

/** Closing, with the conclusive message that the provider reads. */
export const closeProtocolSchema = z.strictObject({ body: messageText, attachmentIds: attachmentIdsSchema });
export type CloseProtocol = z.infer<typeof closeProtocolSchema>;

/** A protocol that an agent opens for a provider, say by telephone. */
export const newCrmProtocolSchema = z.strictObject({
  providerId: id,
  classificationId: id,
  contactMethodId: id,
  contactPerson: personName,
  contactPhone: phone,
  contactEmail: email,
  message: messageText,
  attachmentIds: attachmentIdsSchema,
});
export type NewCrmProtocol = z.infer<typeof newCrmProtocolSchema>;
