import * as z from 'zod/mini';
import { attachmentSchema } from './attachments.ts';
import { cursor, id, instant, limit, messageText, openEnum, page } from './primitives.ts';
import { statusSchema } from './status.ts';

/** Who wrote an entry of the thread, and for which side. */
export const authorSchema = z.object({
  kind: openEnum(['provider', 'operator']),
  /** Name of the person. */
  name: z.string(),
  /** Name of the provider, or of the operator's group. */
  organization: z.string(),
});
export type Author = z.infer<typeof authorSchema>;

/** One entry of the thread. */
export const messageSchema = z.object({
  /** Position in the thread, from 1, ascending without repetition; may have gaps (entries that the reader may not see). */
  sequence: z.int(),
  author: authorSchema,
  /** True when the signed-in user wrote it. */
  own: z.boolean(),
  /** Plain text; empty only when the entry is a mere change of status. */
  body: z.string(),
  attachments: z.array(attachmentSchema),
  sentAt: instant,
  /** The status that this entry brought, or null when it left the status as it was. */
  statusChange: z.nullable(statusSchema),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * Which messages: without `after`, the newest ones, and `nextCursor` leads to older ones; with `after`, those of a
 * greater sequence, and `nextCursor` leads to newer ones. Items are always in ascending sequence.
 */
export const messageListQuerySchema = z.strictObject({
  after: z.optional(z.int().check(z.minimum(0))),
  cursor: z.optional(cursor),
  limit: z.optional(limit),
});
export type MessageListQuery = z.infer<typeof messageListQuerySchema>;

/** A page of the thread, in ascending sequence. */
export const messagePageSchema = page(messageSchema);
export type MessagePage = z.infer<typeof messagePageSchema>;

/** Ids of whole uploads of this user that no message uses yet. */
export const attachmentIdsSchema = z.array(id).check(z.maxLength(50, 'too_many'));

/** A complement of the provider. */
export const newMessageSchema = z.strictObject({ body: messageText, attachmentIds: attachmentIdsSchema });
export type NewMessage = z.infer<typeof newMessageSchema>;

/** "I have seen everything up to this sequence." Never moves backwards. */
export const readMarkerSchema = z.strictObject({ sequence: z.int().check(z.minimum(0)) });
export type ReadMarker = z.infer<typeof readMarkerSchema>;

/** Where the reader stands after a {@link readMarkerSchema}: opened up to `sequence`, `unreadCount` operator messages left. */
export const readStateSchema = z.object({ sequence: z.int(), unreadCount: z.int() });
export type ReadState = z.infer<typeof readStateSchema>;
