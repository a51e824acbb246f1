import type { MessageListQuery, ProtocolActivity, ProtocolStatus } from '@fale-conosco/contract';
import type { Selectable } from 'kysely';
import type { MessageTable } from '../../../database/schema.ts';
import type { Tx } from '../../../database/transaction.ts';
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts';

/** A row of `messages` as read. */
export interface MessageRow extends Selectable<MessageTable> {
  /** Description of the contact method. */
  contact_method: string | null;
}

const NEWER = 'messages-newer';
const OLDER = 'messages-older';
/** Largest `integer` of PostgreSQL. */
const MAX_SEQUENCE = 2_147_483_647;

/** Brings a number from outside into the range of a sequence. */
export const clampSequence = (sequence: number): number => Math.min(sequence, MAX_SEQUENCE);

/**
 * Reads a page of a thread in ascending order: the newest messages and then older ones, or with `after` those that
 * follow it and then newer ones.
 *
 * @param publicOnly what providers see; row-level security narrows it to the same besides
 */
export const listMessages = async (
  tx: Tx,
  protocolId: number,
  { query, limit, publicOnly }: { query: MessageListQuery; limit: number; publicOnly: boolean },
): Promise<{ rows: MessageRow[]; nextCursor: string | null }> => {
  const forwards = query.after !== undefined;
  const list = forwards ? NEWER : OLDER;
  const [position] =
    query.cursor === undefined
      ? [forwards ? clampSequence(query.after ?? 0) : undefined]
      : decodeCursor(list, query.cursor, [MAX_SEQUENCE]);
  const found = await tx
    .selectFrom('messages')
    .leftJoin('contact_methods', 'contact_methods.id', 'messages.contact_method_id')
    .selectAll('messages')
    .select('contact_methods.description as contact_method')
    .where('protocol_id', '=', protocolId)
    .$if(publicOnly, (select) => select.where('visibility', '=', 'public'))
    .$if(position !== undefined, (select) => select.where('sequence', forwards ? '>' : '<', position ?? 0))
    .orderBy('sequence', forwards ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: forwards ? page : page.reverse(),
    nextCursor: last ? encodeCursor(list, last.sequence) : null,
  };
};

/**
 * Writes when the provider first saw the operator's messages of a stretch of the thread.
 *
 * @returns whether there was one
 */
export const markViewed = async (
  tx: Tx,
  protocolId: number,
  { after, upTo, now }: { after: number; upTo: number; now: Date },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('messages')
    .set({ viewed_by_provider_at: now })
    .where('protocol_id', '=', protocolId)
    .where('author_kind', '=', 'operator')
    .where('visibility', '=', 'public')
    .where('sequence', '>', after)
    .where('sequence', '<=', upTo)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
};

/** A message to write. */
export interface MessageToInsert {
  protocolId: number;
  providerId: string;
  sequence: number;
  author: { kind: 'provider' | 'operator'; id: string; name: string; organization: string };
  visibility: 'public' | 'internal' | 'confidential';
  body: string;
  statusChange: ProtocolStatus | null;
  sentAt: Date;
  contactMethod: { id: string; description: string } | null;
  activity: ProtocolActivity | null;
}

/** Writes a message. */
export const insertMessage = async (tx: Tx, message: MessageToInsert): Promise<MessageRow> => {
  const row = await tx
    .insertInto('messages')
    .values({
      protocol_id: message.protocolId,
      provider_id: message.providerId,
      sequence: message.sequence,
      author_kind: message.author.kind,
      author_id: message.author.id,
      author_name: message.author.name,
      author_organization: message.author.organization,
      visibility: message.visibility,
      body: message.body,
      status_change: message.statusChange,
      sent_at: message.sentAt,
      contact_method_id: message.contactMethod?.id ?? null,
      activity: message.activity && JSON.stringify(message.activity),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, contact_method: message.contactMethod?.description ?? null };
};

/** Counts the operator's public messages after a position. */
export const countOperatorMessagesAfter = async (
  tx: Tx,
  protocolId: number,
  sequence: number,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('messages')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('protocol_id', '=', protocolId)
    .where('author_kind', '=', 'operator')
    .where('visibility', '=', 'public')
    .where('sequence', '>', sequence)
    .executeTakeFirstOrThrow();
  return count;
};
