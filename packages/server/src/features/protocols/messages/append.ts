import type { ProtocolActivity, ProtocolChangedEvent, ProtocolStatus } from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import type { ServerConfig } from '../../../config.ts';
import { asSystem, type Tx } from '../../../database/transaction.ts';
import { attachToMessage } from '../../attachments/repository.ts';
import { updateClock } from '../../deadlines/repository.ts';
import { publishEvent } from '../../events/publish.ts';
import { enqueueNotifications } from '../../notifications/outbox.ts';
import { updateAfterMessage } from '../repository.ts';
import { extendSearchDocument } from '../search.ts';
import { raiseUnread } from './inbox.ts';
import { insertMessage, type MessageRow } from './repository.ts';

/** The protocol that gets the message; its row must be locked. */
export interface LockedProtocol {
  id: number;
  number: string;
  provider_id: string;
  group_id: string;
  group_name: string;
  status: ProtocolStatus;
  last_sequence: number;
  last_public_sequence: number;
}

/** A new entry of a thread. */
export interface NewEntry {
  body: string;
  attachmentIds: readonly string[];
  visibility: 'public' | 'internal' | 'confidential';
  /** The status that it brings; the present one when it brings none. */
  status: ProtocolStatus;
  cause: Exclude<ProtocolChangedEvent['cause'], 'read'>;
  /** How an agent answers. */
  contactMethod?: { id: string; description: string } | null;
  /** What an agent did, for an internal entry. */
  activity?: ProtocolActivity;
}

/** The circumstances in which an entry is written. */
export interface AppendContext {
  now: Date;
  /** The installation's `attachmentsPerMessage`. */
  maxAttachments: number;
  /** The installation's `email`; without it no e-mail is sent. */
  email?: ServerConfig['email'];
}

/**
 * Writes an entry with all that follows from it: sequence, status, activity, attachments, search, unread counts, event.
 * What providers may not see changes nothing that they could notice.
 *
 * @throws ProblemError `validation_failed` for attachments that cannot be used
 */
export const appendMessage = async (
  tx: Tx,
  principal: Principal,
  protocol: LockedProtocol,
  entry: NewEntry,
  { now, maxAttachments, email }: AppendContext,
): Promise<MessageRow> => {
  const isPublic = entry.visibility === 'public';
  const byOperator = principal.kind !== 'provider';
  const sequence = protocol.last_sequence + 1;
  const statusChanges = entry.status !== protocol.status;
  // An agent who opens a protocol on behalf of a provider writes down what it asks.
  const answers = byOperator && entry.cause !== 'created';

  const message = await insertMessage(tx, {
    protocolId: protocol.id,
    providerId: protocol.provider_id,
    sequence,
    author: {
      kind: byOperator ? 'operator' : 'provider',
      id: principal.userId,
      name: principal.name,
      organization: principal.kind === 'provider' ? principal.providerName : protocol.group_name,
    },
    visibility: entry.visibility,
    body: entry.body,
    statusChange: statusChanges ? entry.status : null,
    sentAt: now,
    contactMethod: entry.contactMethod ?? null,
    activity: entry.activity ?? null,
  });
  await attachToMessage(tx, principal, {
    attachmentIds: entry.attachmentIds,
    protocolId: protocol.id,
    messageId: message.id,
    providerId: protocol.provider_id,
    maxCount: maxAttachments,
  });

  await updateAfterMessage(tx, protocol.id, {
    sequence,
    visibility: entry.visibility,
    byOperator,
    answers,
    status: entry.status,
    clock: statusChanges ? await updateClock(tx, protocol.id, entry.status, now) : null,
    now,
  });

  if (isPublic) {
    await extendSearchDocument(tx, protocol.id, entry.body);
    if (byOperator) await raiseUnread(tx, protocol.provider_id, protocol.id);
  }
  const data = { number: protocol.number, cause: entry.cause, status: entry.status, lastSequence: sequence };
  await publishEvent(tx, {
    type: 'protocol.changed',
    data,
    providerId: isPublic ? protocol.provider_id : null,
    groupId: protocol.group_id,
  });
  if (statusChanges && !isPublic) await notifyProvider(tx, protocol, data);
  await enqueueNotifications(
    tx,
    {
      protocolId: protocol.id,
      sequence,
      author: byOperator ? 'operator' : 'provider',
      visibility: entry.visibility,
      cause: entry.cause,
      status: entry.status,
      statusChanges,
      now,
    },
    email,
  );
  return message;
};

/** Publishes to a provider a change that no entry of its thread speaks of. */
export const notifyProvider = (
  tx: Tx,
  protocol: Pick<LockedProtocol, 'provider_id' | 'last_public_sequence'>,
  data: ProtocolChangedEvent,
): Promise<void> =>
  // An agent does not see events that are not for its groups, and so could not insert one.
  asSystem(tx, () =>
    publishEvent(tx, {
      type: 'protocol.changed',
      data: { ...data, lastSequence: protocol.last_public_sequence },
      providerId: protocol.provider_id,
    }),
  );
