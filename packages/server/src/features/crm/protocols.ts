import type { BareFieldIssue } from '@fale-conosco/contract';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../http/contract-route.ts';
import { ProblemError } from '../../http/problem.ts';
import { listAccessRecords, recordAccess } from '../access-log/repository.ts';
import { findActiveLeaf } from '../classifications/repository.ts';
import { findContactMethod } from '../contact-methods/repository.ts';
import { checkPeriod, DEFAULT_LIMIT, register } from '../protocols/service.ts';
import {
  countForOperator,
  isActiveProvider,
  isInGroup,
  listForOperator,
  seesConfidential,
} from './repository.ts';
import { getForOperator } from './service.ts';
import { toCrmProtocol, toCrmSummary } from './views.ts';

/** Where counting for the home screen stops. */
const COUNT_CAP = 1000;

/** The protocols of an agent's groups: what there is, one of them, who saw it, and a new one. */
export const registerCrmProtocols = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listCrmProtocols', async ({ tx, principal, query }) => {
    checkPeriod(query);
    const now = clock();
    const filter = { ...query, limit: query.limit ?? DEFAULT_LIMIT };
    const { rows, nextCursor } = await listForOperator(tx, principal, filter, now);
    return { items: rows.map((row) => toCrmSummary(row, now)), nextCursor };
  });

  contractRoute(app, 'countCrmProtocols', async ({ tx, principal }) => ({
    ...(await countForOperator(tx, principal, { cap: COUNT_CAP, now: clock() })),
    cap: COUNT_CAP,
  }));

  contractRoute(app, 'getCrmProtocol', async ({ tx, principal, params, request }) => {
    const protocol = await getForOperator(tx, principal, params.number);
    await recordAccess(tx, principal, {
      action: 'protocol.view',
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return toCrmProtocol(protocol, clock());
  });

  contractRoute(app, 'createCrmProtocol', async ({ tx, principal, body }) => {
    const now = clock();
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
    const number = await register(tx, principal, body, classification, { config, now }, null);
    return toCrmProtocol(await getForOperator(tx, principal, number), now);
  });

  contractRoute(app, 'listAccessRecords', async ({ tx, principal, params, query }) => {
    const { number } = await getForOperator(tx, principal, params.number);
    return listAccessRecords(tx, number, {
      cursor: query.cursor,
      limit: query.limit ?? DEFAULT_LIMIT,
      nameConfidential: await seesConfidential(tx),
    });
  });
};
