import * as z from 'zod/mini';
import { openEnum } from './primitives.ts';
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

/** Event types and the schema of their data; readers ignore types that they do not know. */
export const eventSchemas = {
  /**
   * A protocol was created, got a message, changed status or hands, or was read: to a provider's user, by the same user
   * elsewhere; to the operator, by somebody at the provider who is the first there to open something.
   */
  'protocol.changed': protocolChangedEventSchema,
  /** Classifications, contact methods, groups, holidays or the gates changed: read them, and the lists, again. */
  'catalogue.changed': z.object({}),
  /** The stream could not be resumed from where the reader was: read everything again. */
  'stream.reset': z.object({}),
} as const;

/** Name of an event, as it stands in the `event` field of the stream. */
export type EventType = keyof typeof eventSchemas;

/** An event as the reader gets it: its type, its id for resuming, its data. */
export type ServerEvent = {
  [Type in EventType]: { type: Type; id: string; data: z.infer<(typeof eventSchemas)[Type]> };
}[EventType];
