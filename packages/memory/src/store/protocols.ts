import { composeProtocolNumber, isClosedStatus } from '@fale-conosco/contract';
import {
  type LeafFacts,
  leafFactsOf,
  localDay,
  type Period,
  type Principal,
  periodIssues,
} from '@fale-conosco/domain';
import { rejectIssues } from '../wire/problem.ts';
import { takeDeadlineOf } from './deadlines.ts';
import { createSearch } from './search.ts';
import type { StoredClassification, StoredFile, StoredGroup, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';
import { appendMessage } from './thread.ts';

/** The nodes from the root to this one. */
export const lineOf = (store: Store, id: string): StoredClassification[] => {
  const line: StoredClassification[] = [];
  for (let node = store.classification(id); node && !line.includes(node); ) {
    line.unshift(node);
    node = store.classification(node.parentId);
  }
  return line;
};

/** Whether nothing is below a node. */
export const isLeafOf = ({ settings }: Store, id: string): boolean =>
  !settings.classifications.some(({ parentId }) => parentId === id);

/** The tree with what decides where a protocol can be put. */
export const treeNodes = ({ settings }: Store) => {
  const active = new Set(settings.groups.filter((group) => group.active).map(({ id }) => id));
  return settings.classifications
    .map((node) => {
      const groupId = node.group?.id ?? null;
      return { ...node, groupId, groupActive: groupId !== null && active.has(groupId) };
    })
    .sort((a, b) => a.order - b.order);
};

/** A classification that a new protocol asks for. */
export interface ChosenLeaf extends LeafFacts {
  node: StoredClassification;
  path: string[];
  group: StoredGroup | undefined;
  attachmentRequired: boolean;
}

/** Finds a classification with what decides whether a protocol can be put there. */
export const findLeaf = (store: Store, id: string): ChosenLeaf | undefined => {
  const node = store.classification(id);
  const facts = leafFactsOf(treeNodes(store), id);
  if (!node || !facts) return undefined;
  const group = store.settings.groups.find((each) => each.id === node.group?.id);
  const path = lineOf(store, id).map(({ name }) => name);
  return { ...facts, node, path, group, attachmentRequired: node.attachmentRequired };
};

/** Finds a contact method. */
export const findContactMethod = ({ settings }: Store, id: string) =>
  settings.contactMethods.find((method) => method.id === id);

/** Takes the next number of a day: consecutive, without gaps. */
export const nextProtocolNumber = (store: Store, registeredAt: Date): string => {
  const date = localDay(registeredAt);
  const sequence = (store.daySequences.get(date) ?? 0) + 1;
  const number = composeProtocolNumber({
    ansRegistration: store.operator.ansRegistration,
    date,
    sequence,
  });
  store.daySequences.set(date, sequence);
  return number;
};

/** A protocol to register, checked before. */
export interface Registration {
  provider: { id: string; name: string };
  leaf: Pick<ChosenLeaf, 'node' | 'path'>;
  group: { id: string; name: string };
  contactMethodId: string;
  contactPerson: string;
  contactPhone: string;
  contactEmail: string;
  message: string;
  files: readonly StoredFile[];
  previousProtocolNumber: string | null;
}

/** Puts an empty protocol into the store. */
export const insertProtocol = (
  store: Store,
  parts: Pick<StoredProtocol, 'classification' | 'contactMethod' | 'provider' | 'group' | 'registeredAt'> &
    Partial<StoredProtocol>,
): StoredProtocol => {
  const protocol: StoredProtocol = {
    id: store.nextNumber(),
    number: parts.number ?? nextProtocolNumber(store, new Date(parts.registeredAt)),
    status: 'received',
    openedBy: 'provider',
    closedAt: null,
    lastActivityAt: parts.registeredAt,
    contactPerson: 'Ana Ribeiro',
    contactPhone: '(11) 3456-7890',
    contactEmail: 'contato@saolucas.example',
    previousProtocolNumber: null,
    assignee: null,
    version: 1,
    waitingSince: null,
    deadlineBusinessDays: null,
    providerDeadlineBusinessDays: null,
    dueAt: null,
    dueSoonAt: null,
    pauses: [],
    providerDueAt: null,
    messages: [],
    reads: new Map(),
    organizationReadSequence: 0,
    accesses: [],
    ...parts,
  };
  takeDeadlineOf(store, protocol, protocol.classification.id);
  store.protocols.push(protocol);
  return protocol;
};

/** Registers a protocol with its first message. */
export const registerProtocol = (
  store: Store,
  principal: Principal,
  registration: Registration,
): StoredProtocol => {
  const now = store.tick();
  const { leaf, group, message, files, contactMethodId, provider, ...fields } = registration;
  const method = store.settings.contactMethods.find(({ id }) => id === contactMethodId);
  const protocol = insertProtocol(store, {
    ...fields,
    registeredAt: now.toISOString(),
    openedBy: principal.kind === 'provider' ? 'provider' : 'operator',
    provider,
    classification: { id: leaf.node.id, path: leaf.path },
    group: { id: group.id, name: group.name },
    contactMethod: { id: contactMethodId, description: method?.description ?? '' },
  });
  appendMessage(
    store,
    principal,
    protocol,
    { body: message, files, visibility: 'public', status: 'received', cause: 'created' },
    now,
  );
  return protocol;
};

/** Filters that both sides' lists have. */
export interface CommonFilter {
  state?: 'all' | 'open' | 'closed' | undefined;
  classificationId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
}

/** Rejects days that no calendar has. */
export const checkPeriod = (period: Period): void => rejectIssues(periodIssues(period));

/** The condition of the filters that both sides have. */
export const createFilter = (store: Store, query: CommonFilter): ((protocol: StoredProtocol) => boolean) => {
  const { state = 'all', classificationId, from, to } = query;
  const isFound = createSearch(query.search);
  return (protocol) => {
    const day = from !== undefined || to !== undefined ? localDay(new Date(protocol.registeredAt)) : '';
    return (
      (state === 'all' || (state === 'closed') === isClosedStatus(protocol.status)) &&
      (classificationId === undefined ||
        lineOf(store, protocol.classification.id).some(({ id }) => id === classificationId)) &&
      (from === undefined || day >= from) &&
      (to === undefined || day <= to) &&
      isFound(protocol)
    );
  };
};
