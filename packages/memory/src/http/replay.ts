import type { CrmMessage, CrmProtocol, OperationId } from '@fale-conosco/contract';
import { type Principal, reaches } from '@fale-conosco/domain';
import { settingsOperations } from '../api/settings.ts';
import { findProtocol, reachOf, visibleMessages } from '../store/access.ts';
import type { Store } from '../store/store.ts';
import { toCrmMessage } from '../store/views.ts';
import { ProblemError } from '../wire/problem.ts';

type Read = (context: { store: Store; principal: Principal; params: Record<string, string> }) => unknown;

/** What reads an entry of the settings, by what creates it. Holidays are open to all who may register one. */
const readsByCreation: Readonly<Partial<Record<OperationId, unknown>>> = {
  createCrmClassification: settingsOperations.getCrmClassification,
  createCrmContactMethod: settingsOperations.getCrmContactMethod,
  createGroup: settingsOperations.getGroup,
  createAgent: settingsOperations.getAgent,
  createProvider: settingsOperations.getProvider,
  createCannedAnswer: settingsOperations.getCannedAnswer,
  createWebhook: settingsOperations.getWebhook,
};

/** Whether the agent still sees what the group has that a protocol was forwarded from: the entry that says so names it. */
const reachesFormerGroup = (
  store: Store,
  principal: Principal,
  { number, lastSequence }: CrmProtocol,
): boolean => {
  const protocol = store.protocols.find((one) => one.number === number);
  const entry = protocol?.messages.find(({ sequence }) => sequence === lastSequence);
  const former = store.settings.groups.find(({ name }) => name === entry?.author.organization);
  return former !== undefined && reaches(reachOf(store, principal), former.id);
};

/**
 * Responds to the repetition of a keyed request by the rights of now.
 *
 * @param kept the first response
 * @throws ProblemError `not_found` where a read would find nothing
 */
export const replay = (
  store: Store,
  principal: Principal,
  operation: OperationId,
  params: Record<string, string>,
  kept: unknown,
): unknown => {
  const read = readsByCreation[operation] as Read | undefined;
  if (read) {
    read({ store, principal, params: { id: (kept as { id: string }).id } });
    return kept;
  }
  const number = params['number'] ?? (kept as { number?: string }).number;
  if (number === undefined) return kept;
  if (operation === 'forwardProtocol' && reachesFormerGroup(store, principal, kept as CrmProtocol))
    return kept;
  const protocol = findProtocol(store, principal, number);
  if (operation !== 'createCrmMessage' || principal.kind === 'provider') return kept;
  const shown = kept as CrmMessage;
  const message = visibleMessages(store, principal, protocol).find((one) => one.sequence === shown.sequence);
  if (!message) throw new ProblemError('not_found');
  return { ...shown, attachments: toCrmMessage(store, principal, message).attachments };
};
