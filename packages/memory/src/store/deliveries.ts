import type { Delivery, ProtocolStatus } from '@fale-conosco/contract';
import { maskAddress, notificationTopics } from '@fale-conosco/domain';
import { isShownToProvider } from './access.ts';
import type { StoredMessage, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

/** Puts a delivery into the outbox. Nothing leaves it by itself: it has no mail server. */
const enqueue = (
  store: Store,
  parts: Pick<Delivery, 'kind' | 'topic' | 'target'> & { protocolNumber: string },
): void => {
  const now = store.now.toISOString();
  store.settings.deliveries.unshift({
    id: String(store.nextNumber()),
    state: 'pending',
    attempts: 0,
    lastError: null,
    createdAt: now,
    nextAttemptAt: now,
    ...parts,
  });
};

/** Puts the notifications about an entry into the outbox: the group's e-mail, the contact's e-mail, webhooks. */
export const enqueueNotifications = (
  store: Store,
  protocol: StoredProtocol,
  message: StoredMessage,
  { cause, statusChanges }: { cause: string; statusChanges: boolean; status?: ProtocolStatus },
): void => {
  const { settings } = store;
  const { number: protocolNumber } = protocol;
  const topics = notificationTopics({ cause, statusChanges });
  if (topics.length === 0) return;
  if (cause === 'created') {
    const group = settings.groups.find(({ id }) => id === protocol.group.id);
    if (group?.active && group.email !== null)
      enqueue(store, { kind: 'email', topic: 'group.new_protocol', target: group.email, protocolNumber });
  } else if (cause === 'message' && message.author.kind === 'operator' && message.visibility === 'public') {
    const provider = settings.providers.find(({ id }) => id === protocol.provider.id);
    if (provider?.active && isShownToProvider(store, protocol)) {
      const target = maskAddress(protocol.contactEmail);
      enqueue(store, { kind: 'email', topic: 'contact.answer', target, protocolNumber });
    }
  }
  for (const topic of topics) {
    for (const { active, events, url } of settings.webhooks) {
      if (active && events.includes(topic))
        enqueue(store, { kind: 'webhook', topic, target: url, protocolNumber });
    }
  }
};
