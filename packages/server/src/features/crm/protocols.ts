import type { BareFieldIssue } from '@fale-conosco/contract';
import type { FastifyInstance } from 'fastify';
import type { Tx } from '../../database/transaction.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { ProblemError } from '../../http/problem.ts';
import type { OperatorPrincipal } from '../../principal.ts';
import { recordAccess } from '../access-log/repository.ts';
import { findActiveLeaf } from '../classifications/repository.ts';
import { findContactMethod } from '../contact-methods/repository.ts';
import { appendMessage } from '../messages/append.ts';
import { findProtocol, type ProtocolDetailRow } from '../protocols/repository.ts';
import { canClose } from '../protocols/rules.ts';
import { DEFAULT_LIMIT, register } from '../protocols/service.ts';
import { amongGroups, isActiveProvider, isInGroup, listForOperator } from './repository.ts';
import { toCrmProtocol, toCrmSummary } from './views.ts';

/**
 * Finds a protocol of the agent's groups.
 *
 * @throws ProblemError `not_found`, the same for other groups' and nonexistent ones
 */
export const getForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  number: string,
  options: { lock?: boolean } = {},
): Promise<ProtocolDetailRow> => {
  const protocol = await findProtocol(tx, { number, among: amongGroups(principal), ...options });
  if (!protocol) throw new ProblemError('not_found');
  return protocol;
};

/** The protocols of an agent's groups. */
export const registerCrmProtocols = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listCrmProtocols', async ({ tx, principal, query }) => {
    const { rows, nextCursor } = await listForOperator(tx, principal, {
      ...query,
      limit: query.limit ?? DEFAULT_LIMIT,
    });
    return { items: rows.map(toCrmSummary), nextCursor };
  });

  contractRoute(app, 'getCrmProtocol', async ({ tx, principal, params, request }) => {
    const protocol = await getForOperator(tx, principal, params.number);
    await recordAccess(tx, principal, {
      action: 'protocol.view',
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return toCrmProtocol(protocol);
  });

  contractRoute(app, 'createCrmProtocol', async ({ tx, principal, body }) => {
    const issues: BareFieldIssue[] = [];
    if (!(await isActiveProvider(tx, body.providerId)))
      issues.push({ path: 'providerId', code: 'not_available' });
    // Gates A and B are the provider's: what is registered past them stays out of its list.
    const classification = await findActiveLeaf(tx, body.classificationId);
    if (!classification || !(await isInGroup(tx, principal, classification.groupId))) {
      issues.push({ path: 'classificationId', code: 'not_available' });
    }
    if (!(await findContactMethod(tx, body.contactMethodId))) {
      issues.push({ path: 'contactMethodId', code: 'not_available' });
    }
    if (issues.length > 0 || !classification) throw new ProblemError('validation_failed', { issues });
    const number = await register(tx, principal, body, classification, { config, now: clock() }, null);
    return toCrmProtocol(await getForOperator(tx, principal, number));
  });

  contractRoute(app, 'closeProtocol', async ({ tx, principal, params, body }) => {
    const protocol = await getForOperator(tx, principal, params.number, { lock: true });
    if (!canClose(protocol.status)) throw new ProblemError('close_not_allowed');
    await appendMessage(
      tx,
      principal,
      protocol,
      { ...body, visibility: 'public', status: 'closed', cause: 'message' },
      { now: clock(), maxAttachments: config.attachmentsPerMessage },
    );
    return toCrmProtocol(await getForOperator(tx, principal, params.number));
  });
};
