import {
  isClosedStatus,
  type ProtocolActivity,
  type ProtocolChangedEvent,
  type ProtocolStatus,
} from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import { updateClock } from './deadlines.ts';
import { enqueueNotifications } from './deliveries.ts';
import { attachFiles } from './files.ts';
import type { StoredFile, StoredMessage, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

/** A new entry of a thread. */
export interface NewEntry {
  body: string;
  /** Found before by `findUploads`. */
  files?: readonly StoredFile[];
  visibility: 'public' | 'internal' | 'confidential';
  /** The status that it brings; the present one when it brings none. */
  status: ProtocolStatus;
  cause: Exclude<ProtocolChangedEvent['cause'], 'read'>;
  contactMethod?: { id: string; description: string } | null;
  activity?: ProtocolActivity;
}

/** The last sequence that providers see; 0 when there is none. */
export const lastPublicSequence = ({ messages }: StoredProtocol): number =>
  messages.findLast(({ visibility }) => visibility === 'public')?.sequence ?? 0;

/** The last sequence of the thread. */
export const lastSequence = ({ messages }: StoredProtocol): number => messages.at(-1)?.sequence ?? 0;

/** The operator's public messages after a sequence. */
export const operatorMessagesAfter = ({ messages }: StoredProtocol, sequence: number): StoredMessage[] =>
  messages.filter(
    (message) =>
      message.visibility === 'public' && message.author.kind === 'operator' && message.sequence > sequence,
  );

/** Writes an entry without its effects. */
export const writeEntry = (
  protocol: StoredProtocol,
  author: Pick<StoredMessage, 'author' | 'authorId'>,
  parts: Pick<StoredMessage, 'body' | 'sentAt'> & Partial<StoredMessage>,
): StoredMessage => {
  const message: StoredMessage = {
    sequence: lastSequence(protocol) + 1,
    ...author,
    attachments: [],
    statusChange: null,
    visibility: 'public',
    viewedByProviderAt: null,
    contactMethod: null,
    activity: null,
    ...parts,
  };
  protocol.messages.push(message);
  return message;
};

/** Counts one more unread message for every active user of the protocol's provider. */
export const raiseUnread = (store: Store, protocol: StoredProtocol): void => {
  for (const { id, providerId, active } of store.users) {
    if (providerId !== protocol.provider.id || !active) continue;
    const { unreadCount, readSequence } = protocol.reads.get(id) ?? { unreadCount: 0, readSequence: 0 };
    protocol.reads.set(id, { unreadCount: unreadCount + 1, readSequence });
  }
};

/**
 * Writes an entry with all that follows from it: sequence, status, clock, activity, unread counts, events, notifications.
 * What providers may not see changes nothing that they could notice.
 */
export const appendMessage = (
  store: Store,
  principal: Principal,
  protocol: StoredProtocol,
  entry: NewEntry,
  now: Date,
): StoredMessage => {
  const isPublic = entry.visibility === 'public';
  const byOperator = principal.kind !== 'provider';
  const statusChanges = entry.status !== protocol.status;
  const sentAt = now.toISOString();
  const message = writeEntry(
    protocol,
    {
      authorId: principal.userId,
      author: {
        kind: byOperator ? 'operator' : 'provider',
        name: principal.name,
        organization:
          principal.kind === 'provider' ? principal.providerName : store.groupName(protocol.group),
      },
    },
    {
      body: entry.body,
      sentAt,
      visibility: entry.visibility,
      statusChange: statusChanges ? entry.status : null,
      contactMethod: entry.contactMethod ?? null,
      activity: entry.activity ?? null,
    },
  );
  attachFiles(entry.files ?? [], protocol, message);
  protocol.version += 1;
  if (statusChanges) {
    protocol.status = entry.status;
    protocol.closedAt = isClosedStatus(entry.status) ? sentAt : null;
    updateClock(store, protocol, entry.status, now);
  }
  if (isPublic) {
    if (sentAt > protocol.lastActivityAt) protocol.lastActivityAt = sentAt;
    // Who opens a protocol on behalf of a provider writes down what it asks.
    const answers = byOperator && entry.cause !== 'created';
    protocol.waitingSince =
      answers || isClosedStatus(entry.status) ? null : (protocol.waitingSince ?? sentAt);
    if (byOperator) raiseUnread(store, protocol);
  }
  const { number, status, group, provider } = protocol;
  const data = { number, cause: entry.cause, status, lastSequence: message.sequence };
  store.events.publish({
    type: 'protocol.changed',
    data,
    providerId: isPublic ? provider.id : null,
    groupId: group.id,
  });
  if (statusChanges && !isPublic) notifyProvider(store, protocol, data);
  enqueueNotifications(store, protocol, message, { cause: entry.cause, statusChanges });
  return message;
};

/** Tells a provider of a change that no entry of its thread speaks of. */
export const notifyProvider = (store: Store, protocol: StoredProtocol, data: ProtocolChangedEvent): void => {
  store.events.publish({
    type: 'protocol.changed',
    data: { ...data, lastSequence: lastPublicSequence(protocol) },
    providerId: protocol.provider.id,
  });
};

/**
 * Moves a user's read marker forwards, never back and never past what there is. The user's other windows are told, and
 * the responsible group when somebody at the provider opened a message for the first time.
 */
export const moveReadMarker = (
  store: Store,
  userId: string,
  protocol: StoredProtocol,
  sequence: number,
  now: Date,
): { sequence: number; unreadCount: number } => {
  const before = protocol.reads.get(userId) ?? { unreadCount: 0, readSequence: 0 };
  const wanted = Math.min(sequence, lastPublicSequence(protocol));
  if (wanted <= before.readSequence) {
    return { sequence: before.readSequence, unreadCount: before.unreadCount };
  }
  const unreadCount = operatorMessagesAfter(protocol, wanted).length;
  protocol.reads.set(userId, { unreadCount, readSequence: wanted });
  const { number, status, provider, group } = protocol;
  if (wanted > protocol.organizationReadSequence) {
    const viewed = operatorMessagesAfter(protocol, protocol.organizationReadSequence).filter(
      (message) => message.sequence <= wanted,
    );
    for (const message of viewed) message.viewedByProviderAt = now.toISOString();
    protocol.organizationReadSequence = wanted;
    if (viewed.length > 0) {
      store.events.publish({
        type: 'protocol.changed',
        data: { number, cause: 'read', status, lastSequence: lastSequence(protocol) },
        providerId: null,
        groupId: group.id,
      });
    }
  }
  store.events.publish({
    type: 'protocol.changed',
    data: { number, cause: 'read', status, lastSequence: lastPublicSequence(protocol) },
    providerId: provider.id,
    userId,
  });
  return { sequence: wanted, unreadCount };
};
