import * as z from 'zod/mini';
import { attachmentIdsSchema, messageSchema } from '../messages.ts';
import { id, instant, messageText, openEnum, page } from '../primitives.ts';

/** Who may read a message: everybody of the thread, the operator only, or only groups with `Acessa dados sob sigilo`. */
export const MESSAGE_VISIBILITIES = ['public', 'internal', 'confidential'] as const;
/** Who may read a message. */
export type MessageVisibility = (typeof MESSAGE_VISIBILITIES)[number];

/** What an agent did with the protocol; an entry of the thread that only the operator sees. */
export const protocolActivitySchema = z.object({
  type: openEnum(['assigned', 'forwarded_to_group', 'forwarded_to_classification', 'reopened']),
  /** Names as they read then: agent, group or path. Null: none. */
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
});
export type ProtocolActivity = z.infer<typeof protocolActivitySchema>;

/** An entry of the thread as the operator sees it. */
export const crmMessageSchema = z.extend(messageSchema, {
  visibility: openEnum(MESSAGE_VISIBILITIES),
  /** When a user of the provider first opened it; null before, and for what providers cannot see. */
  viewedByProviderAt: z.nullable(instant),
  /** How it was answered (`Forma de contato/retorno`); null when it was not said. */
  contactMethod: z.nullable(z.object({ id, description: z.string() })),
  /** Null for what people write. */
  activity: z.nullable(protocolActivitySchema),
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
  /** How a public one goes back: of mode return or both, and active. */
  contactMethodId: z.optional(z.nullable(id)),
});
export type NewCrmMessage = z.infer<typeof newCrmMessageSchema>;
