import type {
  Attachment,
  CrmMessage,
  CrmProtocol,
  CrmProtocolSummary,
  Message,
  Protocol,
  ProtocolSummary,
} from '@fale-conosco/contract';
import {
  canCancel,
  type OperatorPrincipal,
  type Principal,
  type ProviderPrincipal,
  type ReplyState,
  replyState,
} from '@fale-conosco/domain';
import { isReplyReleased, isShownToProvider, seesConfidential, seesFile } from './access.ts';
import { deadlineOf } from './deadlines.ts';
import type { StoredMessage, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';
import { lastPublicSequence, lastSequence, operatorMessagesAfter } from './thread.ts';

/** Whether the provider may reply now. */
export const replyStateOf = (store: Store, protocol: StoredProtocol): ReplyState => {
  const state = replyState(
    {
      status: protocol.status,
      closedAt: protocol.closedAt === null ? null : new Date(protocol.closedAt),
      reopenWindowDays: store.classification(protocol.classification.id)?.reopenWindowDays ?? null,
      releasedForWeb: isReplyReleased(store),
    },
    store.now,
  );
  const { replyOverride } = protocol;
  return replyOverride === undefined
    ? state
    : { ...state, canReply: replyOverride === null, replyBlockedReason: replyOverride };
};

const commonSummary = (store: Store, protocol: StoredProtocol) => {
  const { number, status, classification, openedBy, registeredAt, closedAt, lastActivityAt } = protocol;
  const deadline = deadlineOf(store, protocol);
  return { number, status, classification, openedBy, registeredAt, closedAt, lastActivityAt, deadline };
};

const commonDetail = (store: Store, protocol: StoredProtocol) => {
  const { contactMethod, contactPerson, contactPhone, contactEmail } = protocol;
  const method = store.settings.contactMethods.find(({ id }) => id === contactMethod.id);
  return {
    ...commonSummary(store, protocol),
    contactMethod: { id: contactMethod.id, description: method?.description ?? contactMethod.description },
    contactPerson,
    contactPhone,
    contactEmail,
    previousProtocolNumber: protocol.previousProtocolNumber,
    providerDueAt: protocol.providerDueAt,
  };
};

/** A row of the provider's list. */
export const toSummary = (
  store: Store,
  { userId }: ProviderPrincipal,
  protocol: StoredProtocol,
): ProtocolSummary => ({
  ...commonSummary(store, protocol),
  unreadCount: protocol.reads.get(userId)?.unreadCount ?? 0,
  organizationUnreadCount: operatorMessagesAfter(protocol, protocol.organizationReadSequence).length,
});

/** One protocol as a user of its provider sees it. */
export const toProtocol = (
  store: Store,
  principal: ProviderPrincipal,
  protocol: StoredProtocol,
): Protocol => {
  const { canReply, replyBlockedReason, reopenableUntil } = replyStateOf(store, protocol);
  return {
    ...commonDetail(store, protocol),
    ...toSummary(store, principal, protocol),
    lastSequence: lastPublicSequence(protocol),
    readSequence: protocol.reads.get(principal.userId)?.readSequence ?? 0,
    canReply,
    replyBlockedReason,
    reopenableUntil: reopenableUntil?.toISOString() ?? null,
    canCancel: canCancel(protocol.status),
  };
};

const operatorFields = (store: Store, protocol: StoredProtocol) => ({
  provider: { id: protocol.provider.id, name: store.providerName(protocol.provider) },
  group: { id: protocol.group.id, name: store.groupName(protocol.group) },
  assignee: protocol.assignee && {
    id: protocol.assignee.id,
    name:
      store.settings.agents.find(({ id }) => id === protocol.assignee?.id)?.name ?? protocol.assignee.name,
  },
  waitingSince: protocol.waitingSince,
  version: protocol.version,
});

/** A row of the operator's list. */
export const toCrmSummary = (store: Store, protocol: StoredProtocol): CrmProtocolSummary => ({
  ...commonSummary(store, protocol),
  ...operatorFields(store, protocol),
  contactPerson: protocol.contactPerson,
});

/** One protocol as the operator sees it. */
export const toCrmProtocol = (store: Store, protocol: StoredProtocol): CrmProtocol => {
  const { canReply, reopenableUntil } = replyStateOf(store, protocol);
  return {
    ...commonDetail(store, protocol),
    ...operatorFields(store, protocol),
    visibleToProvider: isShownToProvider(store, protocol),
    providerCanReply: canReply,
    lastSequence: lastSequence(protocol),
    reopenableUntil: reopenableUntil?.toISOString() ?? null,
  };
};

const filesFor = (store: Store, principal: Principal, message: StoredMessage): Attachment[] =>
  message.attachments.filter((attachment) => seesFile(store, principal, message, attachment));

/** A message as both sides see it. */
export const toMessage = (store: Store, principal: Principal, message: StoredMessage): Message => {
  const { sequence, author, authorId, body, sentAt, statusChange } = message;
  const attachments = filesFor(store, principal, message);
  return { sequence, author, own: authorId === principal.userId, body, attachments, sentAt, statusChange };
};

/** A message as the operator sees it. */
export const toCrmMessage = (
  store: Store,
  principal: OperatorPrincipal,
  message: StoredMessage,
): CrmMessage => {
  const { visibility, viewedByProviderAt, contactMethod, activity } = message;
  const attachments = seesConfidential(store, principal)
    ? message.attachments
    : filesFor(store, principal, message);
  return {
    ...toMessage(store, principal, message),
    attachments,
    visibility,
    viewedByProviderAt,
    contactMethod,
    activity,
  };
};
