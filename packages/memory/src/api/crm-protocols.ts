import type { CrmProtocolListQuery, ForwardProtocol, ProtocolActivity } from '@fale-conosco/contract';
import {
  COUNT_CAP,
  canClose,
  canReopen,
  DEFAULT_PAGE_SIZE,
  forwardIssue,
  isUsable,
  type OperatorPrincipal,
  operatorMessageIssue,
  operatorOpeningIssues,
  reachedGroups,
  reaches,
  readingAction,
  statusAfterReply,
  takesReplies,
} from '@fale-conosco/domain';
import {
  findProtocol,
  isOpen,
  managedGroups,
  reachOf,
  sees,
  seesConfidential,
  visibleMessages,
} from '../store/access.ts';
import { listAccesses, recordAccess, recordList } from '../store/access-log.ts';
import { deadlineOf, takeDeadlineOf } from '../store/deadlines.ts';
import { findUploads } from '../store/files.ts';
import {
  type ChosenLeaf,
  checkPeriod,
  createFilter,
  findContactMethod,
  findLeaf,
  registerProtocol,
} from '../store/protocols.ts';
import type { StoredProtocol } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { appendMessage, lastSequence, notifyProvider } from '../store/thread.ts';
import { toCrmMessage, toCrmProtocol, toCrmSummary } from '../store/views.ts';
import { decodeCursor, encodeCursor, pageOf } from '../wire/cursor.ts';
import { expectVersion } from '../wire/headers.ts';
import { fieldProblem, ProblemError, rejectIssues } from '../wire/problem.ts';
import type { CrmProtocolOperationId, Operations } from './operations.ts';
import { byActivity } from './provider.ts';
import { pageOfThread } from './thread-page.ts';

const PATH_SEPARATOR = ' › ';
/** Sorts after every instant. */
const NEVER = '9999';

type Order = NonNullable<CrmProtocolListQuery['order']>;

const keyOf = (order: Order, { lastActivityAt, waitingSince, dueAt }: StoredProtocol): string =>
  order === 'activity' ? lastActivityAt : ((order === 'due' ? dueAt : waitingSince) ?? NEVER);

const compare =
  (order: Order) =>
  (a: StoredProtocol, b: StoredProtocol): number =>
    order === 'activity' ? byActivity(a, b) : keyOf(order, a).localeCompare(keyOf(order, b)) || a.id - b.id;

/** A paused clock, and that of a closed protocol, is neither due soon nor overdue. */
const hasDeadlineState = (store: Store, protocol: StoredProtocol, state: 'due_soon' | 'overdue'): boolean =>
  deadlineOf(store, protocol)?.state === state;

const createCrmFilter = (
  store: Store,
  principal: OperatorPrincipal,
  query: CrmProtocolListQuery,
): ((protocol: StoredProtocol) => boolean) => {
  const { status, scope, groupId, providerId, deadline } = query;
  const matches = createFilter(store, query);
  return (protocol) =>
    sees(store, principal, protocol) &&
    (!status || protocol.status === status) &&
    (scope !== 'mine' || protocol.assignee?.id === principal.userId) &&
    (scope !== 'unassigned' || protocol.assignee === null) &&
    (!groupId || protocol.group.id === groupId) &&
    (!providerId || protocol.provider.id === providerId) &&
    (!deadline || hasDeadlineState(store, protocol, deadline)) &&
    matches(protocol);
};

const findForChange = (
  store: Store,
  principal: OperatorPrincipal,
  number: string,
  ifMatch: number | undefined,
): StoredProtocol => {
  const protocol = findProtocol(store, principal, number);
  expectVersion(ifMatch, protocol);
  return protocol;
};

const returnMethodOf = (store: Store, id: string | null | undefined) => {
  if (id === null || id === undefined) return null;
  const method = findContactMethod(store, id);
  if (!method || !takesReplies(method)) throw fieldProblem('contactMethodId', 'not_available');
  return { id, description: method.description };
};

/** Whether an agent sees a group's protocols, and so can take care of one. */
const serves = (store: Store, agentId: string, groupId: string): boolean => {
  const agent = store.settings.agents.find(({ id, active }) => active && id === agentId);
  if (!agent) return false;
  return agent.role === 'admin' || reachedGroups(managedGroups(store), agent.groupIds).has(groupId);
};

/** Where a protocol goes: to a group, and to a classification if that was asked for. */
interface Destination {
  group: { id: string; name: string };
  leaf: ChosenLeaf | undefined;
  activity: ProtocolActivity;
}

const destinationOf = (store: Store, protocol: StoredProtocol, body: ForwardProtocol): Destination => {
  const issue = forwardIssue(body);
  if (issue) rejectIssues([issue]);
  if (body.classificationId !== undefined) {
    const leaf = findLeaf(store, body.classificationId);
    if (!leaf?.group || !isUsable(leaf)) throw fieldProblem('classificationId', 'not_available');
    const from = protocol.classification.path.join(PATH_SEPARATOR);
    const to = leaf.path.join(PATH_SEPARATOR);
    return { group: leaf.group, leaf, activity: { type: 'forwarded_to_classification', from, to } };
  }
  const group = store.settings.groups.find(({ id, active }) => active && id === body.groupId);
  if (!group) throw fieldProblem('groupId', 'not_available');
  const from = store.groupName(protocol.group);
  return { group, leaf: undefined, activity: { type: 'forwarded_to_group', from, to: group.name } };
};

const transfer = (store: Store, protocol: StoredProtocol, { group, leaf }: Destination): void => {
  const { number, status } = protocol;
  const formerGroupId = protocol.group.id;
  const data = { number, cause: 'forwarded' as const, status, lastSequence: lastSequence(protocol) };
  protocol.group = { id: group.id, name: group.name };
  protocol.assignee = null;
  if (leaf) {
    protocol.classification = { id: leaf.node.id, path: leaf.path };
    takeDeadlineOf(store, protocol, leaf.node.id);
  }
  if (group.id !== formerGroupId)
    store.events.publish({ type: 'protocol.changed', data, providerId: null, groupId: group.id });
  if (leaf) notifyProvider(store, protocol, data);
};

/** The operations on protocols of the operator's side. */
export const crmProtocolOperations: Operations<CrmProtocolOperationId> = {
  listCrmProtocols: ({ store, principal, query }) => {
    checkPeriod(query);
    const { order = 'activity', cursor, limit = DEFAULT_PAGE_SIZE } = query;
    const found = store.protocols.filter(createCrmFilter(store, principal, query)).sort(compare(order));
    const list = `crm-${order}`;
    const after = cursor === undefined ? undefined : decodeCursor(list, cursor, ['string', 'number']);
    const sign = order === 'activity' ? -1 : 1;
    const page = pageOf(
      found,
      limit,
      after &&
        ((protocol) => sign * (keyOf(order, protocol).localeCompare(after[0]) || protocol.id - after[1]) > 0),
      (protocol) => encodeCursor(list, keyOf(order, protocol), protocol.id),
    );
    recordList(store, principal, query, page.items);
    return { ...page, items: page.items.map((protocol) => toCrmSummary(store, protocol)) };
  },

  countCrmProtocols: ({ store, principal }) => {
    const open = store.protocols.filter((protocol) => isOpen(protocol) && sees(store, principal, protocol));
    const count = (condition: (protocol: StoredProtocol) => boolean): number =>
      Math.min(COUNT_CAP, open.filter(condition).length);
    const reach = reachOf(store, principal);
    return {
      all: count(() => true),
      mine: count(({ assignee }) => assignee?.id === principal.userId),
      unassigned: count(({ assignee }) => assignee === null),
      dueSoon: count((protocol) => hasDeadlineState(store, protocol, 'due_soon')),
      overdue: count((protocol) => hasDeadlineState(store, protocol, 'overdue')),
      groups: store.settings.groups
        .filter(({ id }) => reaches(reach, id))
        .map(({ id, name, active }) => ({ id, name, active, count: count(({ group }) => group.id === id) }))
        .filter((group) => group.active || group.count > 0)
        .map(({ active: _, ...group }) => group)
        .sort((a, b) => a.name.localeCompare(b.name, 'pt-BR')),
      cap: COUNT_CAP,
    };
  },

  createCrmProtocol: ({ store, principal, body }) => {
    const { attachmentIds, classificationId, providerId, ...fields } = body;
    const provider = store.settings.providers.find(({ id }) => id === providerId);
    const leaf = findLeaf(store, classificationId);
    rejectIssues(
      operatorOpeningIssues({
        provider,
        classification: leaf,
        contactMethod: findContactMethod(store, body.contactMethodId),
        reach: reachOf(store, principal),
      }),
    );
    if (!provider || !leaf?.group) throw new ProblemError('internal');
    const protocol = registerProtocol(store, principal, {
      ...fields,
      provider: { id: provider.id, name: provider.name },
      leaf,
      group: leaf.group,
      files: findUploads(store, principal, attachmentIds),
      previousProtocolNumber: null,
    });
    return toCrmProtocol(store, protocol);
  },

  getCrmProtocol: ({ store, principal, params, query }) => {
    const protocol = findProtocol(store, principal, params.number);
    recordAccess(store, principal, protocol, readingAction(query.purpose));
    return toCrmProtocol(store, protocol);
  },

  listCrmMessages: ({ store, principal, params, query }) => {
    const protocol = findProtocol(store, principal, params.number);
    const page = pageOfThread(visibleMessages(store, principal, protocol), query);
    recordAccess(store, principal, protocol, 'messages.read');
    return { ...page, items: page.items.map((message) => toCrmMessage(store, principal, message)) };
  },

  createCrmMessage: ({ store, principal, params, ifMatch, body }) => {
    const protocol = findForChange(store, principal, params.number, ifMatch);
    const isPublic = body.visibility === 'public';
    const issue = operatorMessageIssue(body, { accessesConfidential: seesConfidential(store, principal) });
    if (issue) rejectIssues([issue]);
    if (isPublic && !canClose(protocol.status)) throw new ProblemError('reply_not_allowed');
    const contactMethod = returnMethodOf(store, body.contactMethodId);
    const message = appendMessage(
      store,
      principal,
      protocol,
      {
        body: body.body,
        visibility: body.visibility,
        contactMethod,
        files: findUploads(store, principal, body.attachmentIds),
        status: isPublic ? statusAfterReply(body.asksProvider) : protocol.status,
        cause: 'message',
      },
      store.tick(),
    );
    return toCrmMessage(store, principal, message);
  },

  closeProtocol: ({ store, principal, params, ifMatch, body }) => {
    const protocol = findForChange(store, principal, params.number, ifMatch);
    if (!canClose(protocol.status)) throw new ProblemError('close_not_allowed');
    const contactMethod = returnMethodOf(store, body.contactMethodId);
    const files = findUploads(store, principal, body.attachmentIds);
    appendMessage(
      store,
      principal,
      protocol,
      { body: body.body, files, contactMethod, visibility: 'public', status: 'closed', cause: 'message' },
      store.tick(),
    );
    return toCrmProtocol(store, protocol);
  },

  reopenProtocol: ({ store, principal, params, ifMatch, body }) => {
    const protocol = findForChange(store, principal, params.number, ifMatch);
    if (!canReopen(protocol.status)) throw new ProblemError('reopen_not_allowed');
    appendMessage(
      store,
      principal,
      protocol,
      {
        body: body.note ?? '',
        visibility: 'internal',
        status: 'in_analysis',
        cause: 'status',
        activity: { type: 'reopened', from: null, to: null },
      },
      store.tick(),
    );
    return toCrmProtocol(store, protocol);
  },

  assignProtocol: ({ store, principal, params, ifMatch, body }) => {
    const protocol = findForChange(store, principal, params.number, ifMatch);
    const { agentId } = body;
    if (agentId !== null && !serves(store, agentId, protocol.group.id))
      throw fieldProblem('agentId', 'not_available');
    if (agentId === (protocol.assignee?.id ?? null)) {
      recordAccess(store, principal, protocol, 'protocol.read');
      return toCrmProtocol(store, protocol);
    }
    const agent = store.settings.agents.find(({ id }) => id === agentId);
    const former = protocol.assignee;
    protocol.assignee = agent ? { id: agent.id, name: agent.name } : null;
    appendMessage(
      store,
      principal,
      protocol,
      {
        body: '',
        visibility: 'internal',
        status: protocol.status,
        cause: 'assigned',
        activity: { type: 'assigned', from: former?.name ?? null, to: agent?.name ?? null },
      },
      store.tick(),
    );
    return toCrmProtocol(store, protocol);
  },

  forwardProtocol: ({ store, principal, params, ifMatch, body }) => {
    const protocol = findForChange(store, principal, params.number, ifMatch);
    const destination = destinationOf(store, protocol, body);
    appendMessage(
      store,
      principal,
      protocol,
      {
        body: body.note ?? '',
        visibility: 'internal',
        status: protocol.status,
        cause: 'forwarded',
        activity: destination.activity,
      },
      store.tick(),
    );
    transfer(store, protocol, destination);
    return toCrmProtocol(store, protocol);
  },

  listAccessRecords: ({ store, principal, params, query }) => {
    const protocol = findProtocol(store, principal, params.number);
    return listAccesses(store, principal, protocol, { ...query, limit: query.limit ?? DEFAULT_PAGE_SIZE });
  },
};
