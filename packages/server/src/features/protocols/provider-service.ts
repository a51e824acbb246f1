import {
  isClosedStatus,
  type NewProtocol,
  type Protocol,
  type ProtocolListQuery,
  type Receipt,
} from '@fale-conosco/contract';
import { canCancel, type ProviderPrincipal, providerOpeningIssues } from '@fale-conosco/domain';
import { ofProvider } from '../../access/provider.ts';
import type { ServerConfig } from '../../config.ts';
import type { Tx } from '../../database/transaction.ts';
import { checkPeriod, withPageSize } from '../../http/list-query.ts';
import { ProblemError } from '../../http/problem.ts';
import { attachmentsOfMessages } from '../attachments/repository.ts';
import { findClassification, hasGroup } from '../settings/classifications/offered.ts';
import { findContactMethod } from '../settings/contact-methods/offered.ts';
import { appendMessage } from './messages/append.ts';
import { findReadPosition } from './messages/inbox.ts';
import { listMessages } from './messages/repository.ts';
import { listForProvider } from './provider-list.ts';
import { type RegistrationContext, registerProtocol } from './registration.ts';
import { findProtocol, type ProtocolDetailRow } from './repository.ts';
import { toProtocol, toSummary } from './views.ts';

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
 * A page of the provider's list.
 *
 * @throws ProblemError `validation_failed` for days that no calendar has, `cursor_invalid`
 */
export const listPage = async (tx: Tx, principal: ProviderPrincipal, query: ProtocolListQuery, now: Date) => {
  checkPeriod(query);
  const { rows, nextCursor } = await listForProvider(tx, principal, withPageSize(query));
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
  return registerProtocol(
    tx,
    principal,
    { ...input, providerId: principal.providerId },
    classification,
    context,
    previous?.id ?? null,
  );
};

/**
 * Cancels a protocol on which the operator has not begun to work.
 *
 * @throws ProblemError `not_found`, `cancel_not_allowed`
 */
export const cancelProtocol = async (
  tx: Tx,
  principal: ProviderPrincipal,
  number: string,
  { reason = '', now }: { reason: string | undefined; now: Date },
): Promise<Protocol> => {
  const protocol = await getForProvider(tx, principal, number, { lock: true });
  if (!canCancel(protocol.status)) throw new ProblemError('cancel_not_allowed');
  await appendMessage(
    tx,
    principal,
    protocol,
    { body: reason, attachmentIds: [], visibility: 'public', status: 'cancelled', cause: 'status' },
    { now, maxAttachments: 0 },
  );
  return viewForProvider(tx, principal, number, now);
};

/**
 * What proves that a protocol was registered.
 *
 * @throws ProblemError `not_found`
 */
export const issueReceipt = async (
  tx: Tx,
  principal: ProviderPrincipal,
  number: string,
  { config, now }: { config: Pick<ServerConfig, 'operatorName' | 'ansRegistration'>; now: Date },
): Promise<Receipt> => {
  const protocol = await getForProvider(tx, principal, number);
  const first = await listMessages(tx, protocol.id, { query: { after: 0 }, limit: 1, publicOnly: true });
  const ids = first.rows.map(({ id }) => id);
  const attachments = await attachmentsOfMessages(tx, ids, { includeConfidential: 'sent-by-provider' });
  return {
    number: protocol.number,
    registeredAt: protocol.registered_at.toISOString(),
    issuedAt: now.toISOString(),
    operator: { name: config.operatorName, ansRegistration: config.ansRegistration },
    provider: { name: protocol.provider_name },
    classificationPath: protocol.classification_path,
    contactMethod: protocol.contact_method,
    contactPerson: protocol.contact_person,
    attachments: [...attachments.values()]
      .flat()
      .map(({ fileName, sizeBytes, sha256 }) => ({ fileName, sizeBytes, sha256 })),
  };
};
