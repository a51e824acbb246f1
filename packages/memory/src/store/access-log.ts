import type { AccessAction, AccessLogQuery, AccessRecordPage } from '@fale-conosco/contract';
import {
  actionsCovering,
  describeList,
  type OperatorPrincipal,
  type Principal,
  VISIT_MINUTES,
} from '@fale-conosco/domain';
import { decodeCursor, encodeCursor, pageOf } from '../wire/cursor.ts';
import { seesConfidential } from './access.ts';
import type { StoredAccess, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

const keep = (
  store: Store,
  principal: Principal,
  protocol: StoredProtocol,
  access: Pick<StoredAccess, 'action' | 'attachmentId' | 'list'>,
): void => {
  const organization = principal.kind === 'provider' ? principal.providerName : null;
  protocol.accesses.push({
    ...{ id: store.nextNumber(), at: store.now.toISOString(), ...access },
    ...{ actorId: principal.userId, actor: { name: principal.name, organization } },
  });
};

/** What a person has done with a protocol in this visit, newest first. */
const ofVisit = (store: Store, { userId }: Principal, { accesses }: StoredProtocol): StoredAccess[] => {
  const since = new Date(store.now.getTime() - VISIT_MINUTES * 60_000).toISOString();
  return accesses.filter(({ actorId, at }) => actorId === userId && at > since);
};

/** Keeps who viewed or downloaded what, unless a record of the same visit says so already. */
export const recordAccess = (
  store: Store,
  principal: Principal,
  protocol: StoredProtocol,
  action: AccessAction,
  attachmentId: string | null = null,
): void => {
  const covering = actionsCovering(action);
  const isCovered = ofVisit(store, principal, protocol).some(
    (access) => covering.includes(access.action) && access.attachmentId === attachmentId,
  );
  if (!isCovered) keep(store, principal, protocol, { action, attachmentId });
};

/** Keeps which protocols a list or a search showed to whom, once a visit. */
export const recordList = (
  store: Store,
  principal: Principal,
  query: Parameters<typeof describeList>[0],
  protocols: readonly StoredProtocol[],
): void => {
  const { action, ...rest } = describeList(query);
  const list = JSON.stringify(rest);
  for (const protocol of protocols) {
    const known = ofVisit(store, principal, protocol);
    if (!known.some((access) => access.action === action && access.list === list))
      keep(store, principal, protocol, { action, attachmentId: null, list });
  }
};

// Of what the log gives only when lists are asked for.
const OF_LISTS: readonly AccessAction[] = ['protocol.row', 'protocol.list', 'protocol.search'];

const LIST = 'access-log';

/** A page of the access log of a protocol, newest first; names of confidential files are for those who see them. */
export const listAccesses = (
  store: Store,
  principal: OperatorPrincipal,
  { accesses }: StoredProtocol,
  { cursor, limit, lists }: AccessLogQuery & { limit: number },
): AccessRecordPage => {
  const before = cursor === undefined ? undefined : decodeCursor(LIST, cursor, ['number'])[0];
  const all = seesConfidential(store, principal);
  const page = pageOf(
    accesses.filter(({ action }) => lists || !OF_LISTS.includes(action)).toReversed(),
    limit,
    before === undefined ? undefined : ({ id }) => id < before,
    ({ id }) => encodeCursor(LIST, id),
  );
  return {
    ...page,
    items: page.items.map(({ at, actor, action, attachmentId }) => {
      const file = store.files.get(attachmentId ?? '');
      const hidden = file?.attachment.confidential || file?.usedBy?.message.visibility === 'confidential';
      return { at, actor, action, attachment: file && (all || !hidden) ? file.attachment.fileName : null };
    }),
  };
};
