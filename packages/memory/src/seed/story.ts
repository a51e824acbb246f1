import { type AccessAction, isClosedStatus } from '@fale-conosco/contract';
import { pausesAfter } from '@fale-conosco/domain';
import { recomputeDeadline } from '../store/deadlines.ts';
import { makeReadyFile } from '../store/files.ts';
import { insertProtocol, isLeafOf, lineOf } from '../store/protocols.ts';
import type { ProviderUser, StoredMessage, StoredProtocol } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { operatorMessagesAfter, writeEntry } from '../store/thread.ts';
import { testUsers } from './people.ts';
import type { SeedMessage, SeedProtocol } from './protocols.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const home = { id: 'prv-saolucas', name: 'Clínica São Lucas' };

const contactOf = (store: Store, providerId: string): ProviderUser | undefined =>
  store.users.find((user) => user.providerId === providerId) ??
  testUsers.find((user) => user.providerId === providerId);

/** The fields of a protocol that is put in as it is, where a test or the seed does not say. */
export const protocolDefaults = (
  store: Store,
  parts: Partial<StoredProtocol>,
): Parameters<typeof insertProtocol>[1] => {
  const { classifications, contactMethods, providers } = store.settings;
  const node =
    store.classification(parts.classification?.id ?? null) ??
    classifications.find(({ id }) => isLeafOf(store, id));
  const [method] = contactMethods;
  const provider = parts.provider ?? providers.find(({ id }) => id === home.id) ?? home;
  const contact = contactOf(store, provider.id);
  return {
    registeredAt: parts.registeredAt ?? store.tick().toISOString(),
    classification: {
      id: node?.id ?? 'cls-0',
      path: node ? lineOf(store, node.id).map(({ name }) => name) : [],
    },
    contactMethod: { id: method?.id ?? 'met-0', description: method?.description ?? 'Portal do prestador' },
    provider: { id: provider.id, name: provider.name },
    group: node?.group ?? { id: 'grp-auditoria', name: 'Auditoria médica' },
    ...(contact && {
      contactPerson: contact.name,
      contactPhone: contact.phone ?? '(11) 3456-7000',
      contactEmail: contact.email ?? 'contato@prestador.example',
    }),
    ...parts,
  };
};

const authorOf = (
  store: Store,
  protocol: StoredProtocol,
  by: SeedMessage[0],
): Pick<StoredMessage, 'author' | 'authorId'> => {
  const { provider, group, assignee } = protocol;
  if (by === 'p') {
    const contact = contactOf(store, provider.id);
    const name = contact?.name ?? protocol.contactPerson;
    return {
      authorId: contact?.id ?? 'usr-0',
      author: { kind: 'provider', name, organization: provider.name },
    };
  }
  const agent = assignee ?? { id: 'agt-fabio', name: 'Fábio Nogueira' };
  return { authorId: agent.id, author: { kind: 'operator', name: agent.name, organization: group.name } };
};

/** What users of the provider have read: the contact up to the last `unread` messages, the others nothing. */
const seedReads = (store: Store, protocol: StoredProtocol, unread: number): void => {
  const visible = protocol.messages.filter(({ visibility }) => visibility === 'public');
  const readSequence = visible.at(-1 - unread)?.sequence ?? 0;
  const all = operatorMessagesAfter(protocol, 0);
  const left = operatorMessagesAfter(protocol, readSequence);
  const contact = contactOf(store, protocol.provider.id);
  for (const { id, providerId } of store.users) {
    if (providerId !== protocol.provider.id) continue;
    const position =
      id === contact?.id
        ? { readSequence, unreadCount: left.length }
        : { readSequence: 0, unreadCount: all.length };
    protocol.reads.set(id, position);
  }
  protocol.organizationReadSequence = readSequence;
  for (const message of all) {
    if (message.sequence <= readSequence)
      message.viewedByProviderAt = new Date(Date.parse(message.sentAt) + HOUR_MS / 4).toISOString();
  }
};

/** The assignee of a protocol has viewed it and taken its first file; its provider has issued the receipt. */
const seedAccesses = (store: Store, protocol: StoredProtocol): void => {
  const { assignee, provider, registeredAt, organizationReadSequence, contactPerson } = protocol;
  const keep = (
    minutes: number,
    actor: { name: string; organization: string | null },
    action: AccessAction,
    attachmentId: string | null = null,
  ): void => {
    const at = new Date(Date.parse(registeredAt) + minutes * MINUTE_MS).toISOString();
    protocol.accesses.push({ id: store.nextNumber(), at, actorId: '', actor, action, attachmentId });
  };
  if (organizationReadSequence > 0)
    keep(1, { name: contactPerson, organization: provider.name }, 'protocol.receipt');
  if (!assignee) return;
  const actor = { name: assignee.name, organization: null };
  const [file] = protocol.messages[0]?.attachments ?? [];
  keep(18, actor, 'protocol.view');
  keep(18, actor, 'messages.read');
  if (file) keep(21, actor, 'attachment.download', file.id);
};

/** Since when the provider waits: its first message after the operator's last one. */
const waitingSinceOf = ({ messages, status }: StoredProtocol): string | null => {
  if (isClosedStatus(status)) return null;
  const visible = messages.filter(({ visibility }) => visibility === 'public');
  // The first is what is asked, no matter who wrote it down.
  const answered = visible.findLastIndex(({ author }, index) => index > 0 && author.kind === 'operator');
  return visible[answered + 1]?.sentAt ?? null;
};

/** Puts a protocol of the seed in, with its thread and its past. */
export const seedProtocol = (store: Store, entry: SeedProtocol): StoredProtocol => {
  const { classifications, providers, agents } = store.settings;
  const registeredMs = store.now.getTime() - entry.daysAgo * DAY_MS;
  const stepMs = Math.min(
    (entry.stepHours ?? 1) * HOUR_MS,
    (entry.daysAgo * DAY_MS) / (entry.thread.length + 1),
  );
  const at = (index: number): string => new Date(registeredMs + index * stepMs).toISOString();
  const leaf = classifications.find(({ id, name }) => name === entry.subject && isLeafOf(store, id));
  if (!leaf) throw new RangeError(`No leaf is named ${entry.subject}`);
  const assignee = agents.find(({ name }) => name === entry.assignee);
  const provider = entry.provider && providers.find(({ name }) => name === entry.provider);
  const protocol = insertProtocol(
    store,
    protocolDefaults(store, {
      status: entry.status,
      classification: { id: leaf.id, path: lineOf(store, leaf.id).map(({ name }) => name) },
      openedBy: entry.openedBy ?? 'provider',
      registeredAt: at(0),
      assignee: assignee ? { id: assignee.id, name: assignee.name } : null,
      ...(provider && { provider: { id: provider.id, name: provider.name } }),
    }),
  );
  for (const [index, [by, body, ...fileNames]] of entry.thread.entries()) {
    const isLast = index === entry.thread.length - 1;
    const author = authorOf(store, protocol, by);
    const message = writeEntry(protocol, author, {
      body,
      sentAt: at(index),
      visibility: by === 'i' ? 'internal' : by === 'c' ? 'confidential' : 'public',
      statusChange: isLast && entry.status !== 'received' ? entry.status : null,
    });
    for (const fileName of fileNames) {
      const file = makeReadyFile(store, fileName, author.authorId);
      file.attachment.confidential = by === 'c';
      file.usedBy = { protocol, message };
      message.attachments.push(file.attachment);
    }
    if (message.visibility === 'public') protocol.lastActivityAt = message.sentAt;
  }
  const { sentAt = protocol.registeredAt } = protocol.messages.at(-1) ?? {};
  if (isClosedStatus(entry.status)) protocol.closedAt = sentAt;
  protocol.pauses = pausesAfter([], entry.status, new Date(sentAt)).map((pause) => pause.toISOString());
  protocol.waitingSince = waitingSinceOf(protocol);
  recomputeDeadline(store, protocol);
  seedReads(store, protocol, entry.unread ?? 0);
  seedAccesses(store, protocol);
  return protocol;
};
