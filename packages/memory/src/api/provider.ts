import {
  COUNT_CAP,
  canCancel,
  DEFAULT_PAGE_SIZE,
  offeredMethods,
  offeredTree,
  type Principal,
  providerOpeningIssues,
  readingAction,
  statusAfterComplement,
} from '@fale-conosco/domain';
import { byName } from '../settings/entity-list.ts';
import { findProtocol, reachedGroupsOf, sees, visibleMessages } from '../store/access.ts';
import { recordAccess, recordList } from '../store/access-log.ts';
import { findUploads } from '../store/files.ts';
import {
  checkPeriod,
  createFilter,
  findContactMethod,
  findLeaf,
  registerProtocol,
  treeNodes,
} from '../store/protocols.ts';
import type { StoredProtocol } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { appendMessage, moveReadMarker } from '../store/thread.ts';
import { replyStateOf, toMessage, toProtocol, toSummary } from '../store/views.ts';
import { decodeCursor, encodeCursor, pageOf } from '../wire/cursor.ts';
import { ProblemError, rejectIssues } from '../wire/problem.ts';
import type { Operations } from './operations.ts';
import { pageOfThread } from './thread-page.ts';

const agentFacts = (store: Store, principal: Principal) => {
  if (principal.kind === 'provider') return null;
  const { groups, agents } = store.settings;
  const memberships = new Set(agents.find(({ id }) => id === principal.userId)?.groupIds);
  const own = byName(groups, ({ name }) => name).filter(({ id, active }) => active && memberships.has(id));
  const reached = reachedGroupsOf(store, principal.userId);
  const toRef = ({ id, name }: { id: string; name: string }) => ({ id, name });
  return {
    groups: own.map(toRef),
    reach: byName(groups, ({ name }) => name)
      .filter(({ id }) => reached.has(id))
      .map(toRef),
    accessesConfidential: own.some(({ accessesConfidential }) => accessesConfidential),
  };
};

/** Most recent activity first. */
export const byActivity = (a: StoredProtocol, b: StoredProtocol): number =>
  b.lastActivityAt.localeCompare(a.lastActivityAt) || b.id - a.id;

const LIST = 'protocols';

/** The operations of the provider's side, uploads and events apart. */
export const providerOperations: Operations<
  | 'getSession'
  | 'listClassifications'
  | 'listContactMethods'
  | 'listProtocols'
  | 'countProtocols'
  | 'createProtocol'
  | 'getProtocol'
  | 'listMessages'
  | 'createMessage'
  | 'putReadMarker'
  | 'cancelProtocol'
  | 'getReceipt'
> = {
  getSession: ({ store, principal }) => ({
    role: principal.kind,
    user: {
      id: principal.userId,
      name: principal.name,
      email: principal.email,
      phone: principal.kind === 'provider' ? principal.phone : null,
    },
    provider:
      principal.kind === 'provider' ? { id: principal.providerId, name: principal.providerName } : null,
    agent: agentFacts(store, principal),
    operator: store.operator,
    timeZone: store.timeZone,
    limits: store.limits,
  }),

  listClassifications: ({ store }) => ({
    items: offeredTree(treeNodes(store)).map((node) => ({
      id: node.id,
      parentId: node.parentId,
      name: node.name,
      order: node.order,
      selectable: node.selectable,
      defaultText: node.defaultText,
      helpText: node.helpText,
      attachmentRequired: node.attachmentRequired,
      deadlineBusinessDays: node.deadlineBusinessDays,
    })),
  }),

  listContactMethods: ({ store }) => ({
    items: byName(offeredMethods(store.settings.contactMethods), ({ description }) => description).map(
      ({ id, description, receivesComplaints }) => ({ id, description, receivesComplaints }),
    ),
  }),

  listProtocols: ({ store, principal, query }) => {
    checkPeriod(query);
    const matches = createFilter(store, query);
    const found = store.protocols
      .filter((protocol) => sees(store, principal, protocol) && matches(protocol))
      .filter((protocol) => {
        const unread = (protocol.reads.get(principal.userId)?.unreadCount ?? 0) > 0;
        return query.unread === undefined || query.unread === unread;
      })
      .sort(byActivity);
    const after =
      query.cursor === undefined ? undefined : decodeCursor(LIST, query.cursor, ['string', 'number']);
    const page = pageOf(
      found,
      query.limit ?? DEFAULT_PAGE_SIZE,
      after &&
        (({ lastActivityAt, id }) =>
          lastActivityAt < after[0] || (lastActivityAt === after[0] && id < after[1])),
      ({ lastActivityAt, id }) => encodeCursor(LIST, lastActivityAt, id),
    );
    recordList(store, principal, query, page.items);
    return { ...page, items: page.items.map((protocol) => toSummary(store, principal, protocol)) };
  },

  countProtocols: ({ store, principal }) => {
    const own = store.protocols.filter((protocol) => sees(store, principal, protocol));
    const count = (condition: (protocol: StoredProtocol) => boolean): number =>
      Math.min(COUNT_CAP, own.filter(condition).length);
    return {
      all: count(() => true),
      open: count(createFilter(store, { state: 'open' })),
      closed: count(createFilter(store, { state: 'closed' })),
      unread: count(({ reads }) => (reads.get(principal.userId)?.unreadCount ?? 0) > 0),
      cap: COUNT_CAP,
    };
  },

  createProtocol: ({ store, principal, body }) => {
    const { attachmentIds, classificationId, previousProtocolNumber, ...fields } = body;
    const leaf = findLeaf(store, classificationId);
    const previous =
      previousProtocolNumber === undefined ? undefined : store.protocol(previousProtocolNumber);
    rejectIssues(
      providerOpeningIssues({
        classification: leaf,
        contactMethod: findContactMethod(store, body.contactMethodId),
        previous:
          previous && sees(store, principal, previous) ? { closed: previous.closedAt !== null } : undefined,
        namesPrevious: previousProtocolNumber !== undefined,
        attachmentCount: attachmentIds.length,
      }),
    );
    if (!leaf?.group) throw new ProblemError('internal');
    const protocol = registerProtocol(store, principal, {
      ...fields,
      provider: { id: principal.providerId, name: principal.providerName },
      leaf,
      group: leaf.group,
      files: findUploads(store, principal, attachmentIds),
      previousProtocolNumber: previousProtocolNumber ?? null,
    });
    return toProtocol(store, principal, protocol);
  },

  getProtocol: ({ store, principal, params, query }) => {
    const protocol = findProtocol(store, principal, params.number);
    recordAccess(store, principal, protocol, readingAction(query.purpose));
    return toProtocol(store, principal, protocol);
  },

  listMessages: ({ store, principal, params, query }) => {
    const protocol = findProtocol(store, principal, params.number);
    const page = pageOfThread(visibleMessages(store, principal, protocol), query);
    recordAccess(store, principal, protocol, 'messages.read');
    return { ...page, items: page.items.map((message) => toMessage(store, principal, message)) };
  },

  createMessage: ({ store, principal, params, body }) => {
    const protocol = findProtocol(store, principal, params.number);
    if (!replyStateOf(store, protocol).canReply) throw new ProblemError('reply_not_allowed');
    const message = appendMessage(
      store,
      principal,
      protocol,
      {
        body: body.body,
        files: findUploads(store, principal, body.attachmentIds),
        visibility: 'public',
        status: statusAfterComplement(protocol.status),
        cause: 'message',
      },
      store.tick(),
    );
    return toMessage(store, principal, message);
  },

  putReadMarker: ({ store, principal, params, body }) => {
    const protocol = findProtocol(store, principal, params.number);
    return moveReadMarker(store, principal.userId, protocol, body.sequence, store.now);
  },

  cancelProtocol: ({ store, principal, params, body }) => {
    const protocol = findProtocol(store, principal, params.number);
    if (!canCancel(protocol.status)) throw new ProblemError('cancel_not_allowed');
    appendMessage(
      store,
      principal,
      protocol,
      { body: body.reason ?? '', visibility: 'public', status: 'cancelled', cause: 'status' },
      store.tick(),
    );
    return toProtocol(store, principal, protocol);
  },

  getReceipt: ({ store, principal, params }) => {
    const protocol = findProtocol(store, principal, params.number);
    const [first] = visibleMessages(store, principal, protocol);
    const attachments = first ? toMessage(store, principal, first).attachments : [];
    recordAccess(store, principal, protocol, 'protocol.receipt');
    const { number, registeredAt, classification, contactMethod, contactPerson } = toProtocol(
      store,
      principal,
      protocol,
    );
    return {
      number,
      registeredAt,
      issuedAt: store.now.toISOString(),
      operator: store.operator,
      provider: { name: principal.providerName },
      classificationPath: classification.path,
      contactMethod: contactMethod.description,
      contactPerson,
      attachments: attachments.map(({ fileName, sizeBytes, sha256 }) => ({ fileName, sizeBytes, sha256 })),
    };
  },
};
