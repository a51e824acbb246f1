import {
  isClosedStatus,
  type NewProtocol,
  type Protocol,
  type ProtocolListQuery,
} from '@fale-conosco/contract';
import { DEFAULT_PAGE_SIZE, type Period, periodIssues, providerOpeningIssues } from '@fale-conosco/domain';
import { ofProvider } from '../../access/provider.ts';
import type { ServerConfig } from '../../config.ts';
import type { Tx } from '../../database/transaction.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Principal, ProviderPrincipal } from '../../principal.ts';
import {
  findClassification,
  type GroupedClassification,
  hasGroup,
} from '../settings/classifications/offered.ts';
import { findContactMethod } from '../settings/contact-methods/offered.ts';
import { appendMessage } from './messages/append.ts';
import {
  findProtocol,
  findReadPosition,
  insertProtocol,
  listForProvider,
  type ProtocolDetailRow,
} from './repository.ts';
import { createSearchDocument } from './search.ts';
import { toProtocol, toSummary } from './views.ts';

/** What registering needs of the installation. */
export interface RegistrationContext {
  config: Pick<ServerConfig, 'ansRegistration' | 'attachmentsPerMessage' | 'email'>;
  now: Date;
}

/**
 * Finds a protocol that this provider may see.
 *
 * @throws ProblemError `not_found`, the same for foreign, hidden and nonexistent ones
 */
export const getForProvider = async (
  tx: Tx,
  principal: ProviderPrincipal,
  number: string,
  options: { lock?: boolean } = {},
): Promise<ProtocolDetailRow> => {
  const protocol = await findProtocol(tx, { number, among: ofProvider(principal), ...options });
  if (!protocol) throw new ProblemError('not_found');
  return protocol;
};

/** One protocol as this user sees it now. */
export const viewForProvider = async (
  tx: Tx,
  principal: ProviderPrincipal,
  number: string,
  now: Date,
): Promise<Protocol> => {
  const protocol = await getForProvider(tx, principal, number);
  return toProtocol(protocol, await findReadPosition(tx, principal.userId, protocol.id), now);
};

/**
 * Rejects days that no calendar has.
 *
 * @throws ProblemError `validation_failed`
 */
export const checkPeriod = (period: Period): void => {
  const issues = periodIssues(period);
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
};

/**
 * A page of the provider's list.
 *
 * @throws ProblemError `validation_failed` for days that no calendar has, `cursor_invalid`
 */
export const listPage = async (tx: Tx, principal: ProviderPrincipal, query: ProtocolListQuery, now: Date) => {
  checkPeriod(query);
  const { rows, nextCursor } = await listForProvider(tx, principal, {
    ...query,
    limit: query.limit ?? DEFAULT_PAGE_SIZE,
  });
  return { items: rows.map((row) => toSummary(row, now)), nextCursor };
};

/**
 * Opens a protocol for the signed-in provider.
 *
 * @returns its number
 * @throws ProblemError `validation_failed` when the classification, the contact method or the previous protocol is not
 *   offered, or a required attachment is missing
 */
export const openProtocol = async (
  tx: Tx,
  principal: ProviderPrincipal,
  input: NewProtocol,
  context: RegistrationContext,
): Promise<string> => {
  const classification = await findClassification(tx, input.classificationId);
  const previous =
    input.previousProtocolNumber === undefined
      ? undefined
      : await findProtocol(tx, { number: input.previousProtocolNumber, among: ofProvider(principal) });
  const issues = providerOpeningIssues({
    classification,
    contactMethod: await findContactMethod(tx, input.contactMethodId),
    previous: previous && { closed: isClosedStatus(previous.status) },
    namesPrevious: input.previousProtocolNumber !== undefined,
    attachmentCount: input.attachmentIds.length,
  });
  if (issues.length > 0 || !classification || !hasGroup(classification))
    throw new ProblemError('validation_failed', { issues });
  return register(
    tx,
    principal,
    { ...input, providerId: principal.providerId },
    classification,
    context,
    previous?.id ?? null,
  );
};

/**
 * Registers a protocol, checked before, with its first message.
 *
 * @returns its number
 */
export const register = async (
  tx: Tx,
  principal: Principal,
  input: Omit<NewProtocol, 'previousProtocolNumber'> & { providerId: string },
  classification: GroupedClassification,
  { config, now }: RegistrationContext,
  previousProtocolId: number | null,
): Promise<string> => {
  const { id, number } = await insertProtocol(
    tx,
    {
      ...input,
      openedBy: principal.kind === 'provider' ? 'provider' : 'operator',
      classification,
      previousProtocolId,
    },
    { ansRegistration: config.ansRegistration, now },
  );
  await createSearchDocument(tx, { id, number, providerId: input.providerId, path: classification.path });
  await appendMessage(
    tx,
    principal,
    {
      id,
      number,
      provider_id: input.providerId,
      group_id: classification.groupId,
      group_name: classification.groupName,
      status: 'received',
      last_sequence: 0,
      last_public_sequence: 0,
    },
    {
      body: input.message,
      attachmentIds: input.attachmentIds,
      visibility: 'public',
      status: 'received',
      cause: 'created',
    },
    { now, maxAttachments: config.attachmentsPerMessage, email: config.email },
  );
  return number;
};
