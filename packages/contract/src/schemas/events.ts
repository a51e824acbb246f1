import * as z from 'zod/mini';
import { ATTACHMENT_STATES } from './attachments.ts';
import { id, openEnum } from './primitives.ts';
import { statusSchema } from './status.ts';

/**
 * Events are hints: they say what changed and up to where, the reader fetches the difference. On the wire they are
 * Server-Sent Events (WHATWG HTML, 9.2): `event` is the type, `id` resumes the stream, `data` is the JSON of the schema.
 */
export const protocolChangedEventSchema = z.object({
  number: z.string(),
  cause: openEnum(['created', 'message', 'status', 'read', 'assigned', 'forwarded']),
  status: statusSchema,
  lastSequence: z.int(),
});
export type ProtocolChangedEvent = z.infer<typeof protocolChangedEventSchema>;

/** The present state of a file; readers need not read the thread again. */
export const attachmentChangedEventSchema = z.object({
  number: z.string(),
  attachmentId: id,
  state: openEnum(ATTACHMENT_STATES),
  rejectionCode: z.nullable(z.string()),
});
export type AttachmentChangedEvent = z.infer<typeof attachmentChangedEventSchema>;

/**
 * What a `catalogue.changed` may name:
 * - `classifications` the tree; which protocols providers find in their lists
 * - `contactMethods` those that are offered; which protocols providers find in their lists, and whether they can reply
 * - `groups` the groups with their people; what the session says of an agent
 * - `holidays` the holidays; the deadlines of open protocols
 */
export const CATALOGUE_PARTS = ['classifications', 'contactMethods', 'groups', 'holidays'] as const;
/** A part of the catalogue that an event names. */
export type CataloguePart = (typeof CATALOGUE_PARTS)[number];

/** Event types and the schema of their data; readers ignore types that they do not know. */
export const eventSchemas = {
  /**
   * A protocol was created, got a message, changed status or hands, or was read: to a provider's user, by the same user
   * elsewhere; to the operator, by the first user of the provider who opened something.
   */
  'protocol.changed': protocolChangedEventSchema,
  /** The verification of a file that was sent has ended: it can be downloaded, or was rejected. */
  'attachment.changed': attachmentChangedEventSchema,
  /** Settings changed: read again what `changed` names and what depends on it; without it, everything. */
  'catalogue.changed': z.object({ changed: z.optional(z.array(openEnum(CATALOGUE_PARTS))) }),
  /** The stream could not be resumed from where the reader was: read everything again. */
  'stream.reset': z.object({}),
} as const;

/** Name of an event, as it stands in the `event` field of the stream. */
export type EventType = keyof typeof eventSchemas;

/** An event as the reader gets it: its type, its id for resuming, its data. */
export type ServerEvent = {
  [Type in EventType]: { type: Type; id: string; data: z.infer<(typeof eventSchemas)[Type]> };
}[EventType];
