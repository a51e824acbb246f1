import type { CrmProtocol, CrmProtocolListQuery, NewCrmProtocol } from '@fale-conosco/contract';
import { type OperatorPrincipal, operatorOpeningIssues, takesReplies } from '@fale-conosco/domain';
import { isInReach, readReach } from '../../access/agent.ts';
import type { Tx } from '../../database/transaction.ts';
import { expectVersion } from '../../http/if-match.ts';
import { checkPeriod, withPageSize } from '../../http/list-query.ts';
import { fieldProblem, ProblemError } from '../../http/problem.ts';
import { findClassification, hasGroup } from '../settings/classifications/offered.ts';
import { findContactMethod } from '../settings/contact-methods/offered.ts';
import { findProvider } from '../settings/providers/repository.ts';
import { listForOperator } from './operator-list.ts';
import { toCrmProtocol, toCrmSummary } from './operator-views.ts';
import { type RegistrationContext, registerProtocol } from './registration.ts';
import { findProtocol, type ProtocolDetailRow } from './repository.ts';

/**
 * Finds a protocol that the agent may see.
 *
 * @throws ProblemError `not_found`, the same for other groups' and nonexistent ones
 */
export const getForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  number: string,
  options: { lock?: boolean } = {},
): Promise<ProtocolDetailRow> => {
  const protocol = await findProtocol(tx, { number, among: isInReach(principal, 'p.group_id'), ...options });
  if (!protocol) throw new ProblemError('not_found');
  return protocol;
};

/** A change that an agent asks for: of which protocol, and of which version of it. */
export interface ChangeRequest {
  principal: OperatorPrincipal;
  params: { number: string };
  ifMatch: number | undefined;
}

/**
 * Finds a protocol to change, and locks it until the transaction ends: of two agents who change it at once, the second
 * gets a conflict.
 *
 * @throws ProblemError `not_found`, `version_conflict`
 */
export const getForChange = async (
  tx: Tx,
  { principal, params, ifMatch }: ChangeRequest,
): Promise<ProtocolDetailRow> => {
  const protocol = await getForOperator(tx, principal, params.number, { lock: true });
  expectVersion(ifMatch, protocol);
  return protocol;
};

/** One protocol as this agent sees it now. @throws ProblemError `not_found` */
export const viewForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  number: string,
  now: Date,
): Promise<CrmProtocol> => toCrmProtocol(await getForOperator(tx, principal, number), now);

/**
 * A page of an agent's list.
 *
 * @throws ProblemError `validation_failed` for days that no calendar has, `cursor_invalid`
 */
export const listPageForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  query: CrmProtocolListQuery,
  now: Date,
) => {
  checkPeriod(query);
  const { rows, nextCursor } = await listForOperator(tx, principal, withPageSize(query), now);
  return { items: rows.map((row) => toCrmSummary(row, now)), nextCursor };
};

/**
 * Opens a protocol on behalf of a provider.
 *
 * @returns its number
 * @throws ProblemError `validation_failed` when the provider, the classification or the contact method cannot be used
 */
export const openForProvider = async (
  tx: Tx,
  principal: OperatorPrincipal,
  input: NewCrmProtocol,
  context: RegistrationContext,
): Promise<string> => {
  const classification = await findClassification(tx, input.classificationId);
  const issues = operatorOpeningIssues({
    provider: await findProvider(tx, input.providerId),
    classification,
    contactMethod: await findContactMethod(tx, input.contactMethodId),
    reach: await readReach(tx, principal),
  });
  if (issues.length > 0 || !classification || !hasGroup(classification))
    throw new ProblemError('validation_failed', { issues });
  return registerProtocol(tx, principal, input, classification, context, null);
};

/**
 * Finds the contact method by which a reply goes back.
 *
 * @param id null or undefined: it was not said
 * @throws ProblemError `validation_failed` when it is not an active one of return
 */
export const getReturnMethod = async (tx: Tx, id: string | null | undefined) => {
  if (id === null || id === undefined) return null;
  const method = await findContactMethod(tx, id);
  if (!method || !takesReplies(method)) throw fieldProblem('contactMethodId', 'not_available');
  return method;
};
