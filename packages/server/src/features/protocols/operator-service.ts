import { takesReplies } from '@fale-conosco/domain';
import { isInReach } from '../../access/agent.ts';
import type { Tx } from '../../database/transaction.ts';
import { expectVersion } from '../../http/if-match.ts';
import { fieldProblem, ProblemError } from '../../http/problem.ts';
import type { OperatorPrincipal } from '../../principal.ts';
import { findContactMethod } from '../settings/contact-methods/offered.ts';
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

/**
 * Finds a protocol to change, and keeps it from changing otherwise until the transaction ends: of two agents who do
 * something at once, the second is told that what it read is no longer so.
 *
 * @throws ProblemError `not_found`, `version_conflict`
 */
export const getForChange = async (
  tx: Tx,
  {
    principal,
    params,
    ifMatch,
  }: { principal: OperatorPrincipal; params: { number: string }; ifMatch: number | undefined },
): Promise<ProtocolDetailRow> => {
  const protocol = await getForOperator(tx, principal, params.number, { lock: true });
  expectVersion(ifMatch, protocol);
  return protocol;
};

/**
 * Finds the contact method by which an answer goes back.
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
