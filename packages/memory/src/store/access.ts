import { isClosedStatus } from '@fale-conosco/contract';
import {
  areRepliesReleased,
  type GroupReach,
  isVisibleToProvider,
  type ManagedGroup,
  type OperatorPrincipal,
  type Principal,
  type ProviderPrincipal,
  reachedGroups,
  reaches,
} from '@fale-conosco/domain';
import { ProblemError } from '../wire/problem.ts';
import type { StoredEvent } from './event-log.ts';
import type { StoredMessage, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

const membershipsOf = (store: Store, userId: string): string[] =>
  store.settings.agents.find(({ id }) => id === userId)?.groupIds ?? [];

/** The groups as the rules know them. */
export const managedGroups = ({ settings }: Store): (ManagedGroup & { name: string })[] =>
  settings.groups.map(({ id, name, managerGroup }) => ({
    id,
    name,
    managerGroupId: managerGroup?.id ?? null,
  }));

/** The groups that an agent reaches by membership and supervision. */
export const reachedGroupsOf = (store: Store, userId: string): ReadonlySet<string> =>
  reachedGroups(managedGroups(store), membershipsOf(store, userId));

/** The groups whose protocols somebody of the operator sees; an admin, all. */
export const reachOf = (store: Store, { kind, userId }: Principal): GroupReach =>
  kind === 'admin' ? 'all' : reachedGroupsOf(store, userId);

/** Whether an agent may read what is confidential: a member of an active group with `Acessa dados sob sigilo`. */
export const seesConfidential = (store: Store, { userId }: Principal): boolean => {
  const own = membershipsOf(store, userId);
  return store.settings.groups.some(
    ({ id, active, accessesConfidential }) => active && accessesConfidential && own.includes(id),
  );
};

/** Whether providers find a protocol: its classification is shown, its contact method offered in Fale Conosco. */
export const isShownToProvider = (store: Store, protocol: StoredProtocol): boolean => {
  const method = store.settings.contactMethods.find(({ id }) => id === protocol.contactMethod.id);
  const node = store.classification(protocol.classification.id);
  return isVisibleToProvider(node ?? { shownToProviders: true }, method ?? { faleConosco: true });
};

/** Whether an active contact method of return is released for the Web. */
export const isReplyReleased = ({ settings }: Store): boolean => areRepliesReleased(settings.contactMethods);

/** Whether somebody may read a protocol at all. */
export const sees = (store: Store, principal: Principal, protocol: StoredProtocol): boolean =>
  principal.kind === 'provider'
    ? protocol.provider.id === principal.providerId && isShownToProvider(store, protocol)
    : reaches(reachOf(store, principal), protocol.group.id);

/** The protocol, if the reader sees it. @throws ProblemError `not_found`, the same for foreign and nonexistent ones */
export const findProtocol = (
  store: Store,
  principal: ProviderPrincipal | OperatorPrincipal,
  number: string,
): StoredProtocol => {
  const protocol = store.protocol(number);
  if (!protocol || !sees(store, principal, protocol)) throw new ProblemError('not_found');
  return protocol;
};

/** What a reader may see of a thread. */
export const visibleMessages = (
  store: Store,
  principal: Principal,
  { messages }: StoredProtocol,
): StoredMessage[] => {
  if (principal.kind === 'provider') return messages.filter(({ visibility }) => visibility === 'public');
  const all = seesConfidential(store, principal);
  return all ? messages : messages.filter(({ visibility }) => visibility !== 'confidential');
};

/** Whether a reader who sees a message sees a file of it: a provider, of its own side all; an agent, by its groups. */
export const seesFile = (
  store: Store,
  principal: Principal,
  { author }: Pick<StoredMessage, 'author'>,
  { confidential }: { confidential: boolean },
): boolean =>
  !confidential ||
  (principal.kind === 'provider' ? author.kind === 'provider' : seesConfidential(store, principal));

/** Whether a protocol stands under `Em aberto`. */
export const isOpen = ({ status }: StoredProtocol): boolean => !isClosedStatus(status);

const isEventShown = (store: Store, event: StoredEvent): boolean => {
  if (!('number' in event.data)) return true;
  const protocol = store.protocol(event.data.number);
  return protocol === undefined || isShownToProvider(store, protocol);
};

/** Whether an event is for a reader. */
export const canReadEvent = (store: Store, principal: Principal, event: StoredEvent): boolean => {
  const { providerId, groupId = null, userId = null } = event;
  if (userId !== null && userId !== principal.userId) return false;
  if (providerId === null && groupId === null) return true;
  if (principal.kind === 'provider') return providerId === principal.providerId && isEventShown(store, event);
  return groupId !== null && reaches(reachOf(store, principal), groupId);
};
