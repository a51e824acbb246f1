import type { ProtocolStatus, WebhookEvent } from '@fale-conosco/contract';
import { notificationTopics } from '@fale-conosco/domain';
import { sql } from 'kysely';
import { visibleProtocolPredicate } from '../../access/provider.ts';
import type { ServerConfig } from '../../config.ts';
import type { Tx } from '../../database/transaction.ts';

/** Channel of PostgreSQL's NOTIFY that wakes the workers of every instance; it carries nothing. */
export const OUTBOX_CHANNEL = 'fc_outbox';

/** What a reply of the operator does, which decides the text of the e-mail about it. */
export type AnswerKind = 'answered' | 'asked' | 'closed';

/** What is kept of an e-mail until it is sent; the words come from the catalogue, the rest from the protocol. */
export interface EmailPayload {
  answer?: AnswerKind;
}

/** The body of a message to another system: what happened to which protocol, and nothing that people wrote. */
export interface WebhookPayload {
  type: WebhookEvent;
  timestamp: string;
  data: {
    number: string;
    status: ProtocolStatus;
    classificationId: string;
    groupId: string;
    /** Of the entry that it is about. */
    sequence: number;
    /** Who wrote it, and who may read it. */
    author: 'provider' | 'operator';
    visibility: 'public' | 'internal' | 'confidential';
  };
}

/** An entry of a thread that was just written. */
export interface WrittenEntry {
  protocolId: number;
  sequence: number;
  author: 'provider' | 'operator';
  visibility: 'public' | 'internal' | 'confidential';
  /** As in the event about it. */
  cause: string;
  status: ProtocolStatus;
  statusChanges: boolean;
  now: Date;
}

const answerOf = (status: ProtocolStatus): AnswerKind =>
  status === 'closed' ? 'closed' : status === 'awaiting_provider' ? 'asked' : 'answered';

/** To the group of a new protocol, if it has an address. */
const groupEmail = sql`
  select 'email', 'group.new_protocol', g.email, p.id, '{}'::jsonb
  from entry p join groups g on g.id = p.group_id
  where g.active and g.email is not null`;

/** To the contact person of a protocol with a new reply, if the provider can see the protocol. */
const contactEmail = (payload: EmailPayload) => sql`
  select 'email', 'contact.answer', p.contact_email, p.id, ${JSON.stringify(payload)}::jsonb
  from entry p join providers v on v.id = p.provider_id
  where v.active and ${visibleProtocolPredicate('p')}`;

/**
 * Writes the notifications about a new entry into the outbox: they are sent if, and only if, the transaction commits.
 *
 * @param email the installation's settings; without them no e-mail is written
 */
export const enqueueNotifications = async (
  tx: Tx,
  entry: WrittenEntry,
  email: ServerConfig['email'],
): Promise<void> => {
  const { protocolId, sequence, author, visibility, status, now } = entry;
  const topics = notificationTopics(entry);
  if (topics.length === 0) return;
  const answers = entry.cause === 'message' && author === 'operator' && visibility === 'public';
  const mail = !email
    ? undefined
    : entry.cause === 'created'
      ? groupEmail
      : answers
        ? contactEmail({ answer: answerOf(status) })
        : undefined;
  // One round trip, since every message makes it; the workers are only woken when there is something to do.
  await sql`
    with entry as (select * from protocols where id = ${protocolId}),
    mail as (${
      mail
        ? sql`insert into deliveries (kind, topic, recipient, protocol_id, payload) ${mail} returning 1`
        : sql`select 1 where false`
    }),
    hooks as (
      select fc_enqueue_webhooks(p.id, (
        select jsonb_agg(jsonb_build_object(
          'type', topic,
          'timestamp', ${now.toISOString()}::text,
          'data', jsonb_build_object(
            'number', p.number, 'status', ${status}::text, 'classificationId', p.classification_id,
            'groupId', p.group_id, 'sequence', ${sequence}::int, 'author', ${author}::text,
            'visibility', ${visibility}::text)) order by place)
        from unnest(${topics}::text[]) with ordinality as t (topic, place))) as added
      from entry p)
    select pg_notify(${OUTBOX_CHANNEL}, '')
    from (select (select count(*) from mail) + (select sum(added) from hooks) as total) t where total > 0`.execute(
    tx,
  );
};
