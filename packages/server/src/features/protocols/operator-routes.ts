import { COUNT_CAP, DEFAULT_PAGE_SIZE, operatorOpeningIssues } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { readReach, seesConfidential } from '../../access/agent.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { ProblemError } from '../../http/problem.ts';
import { listAccessRecords, recordAccess } from '../access-log/repository.ts';
import { findClassification, hasGroup } from '../settings/classifications/offered.ts';
import { findContactMethod } from '../settings/contact-methods/offered.ts';
import { findProvider } from '../settings/providers/repository.ts';
import { countForOperator, listForOperator } from './operator-repository.ts';
import { getForOperator } from './operator-service.ts';
import { toCrmProtocol, toCrmSummary } from './operator-views.ts';
import { checkPeriod, register } from './service.ts';

/** The protocols of an agent's groups: what there is, one of them, who saw it, and a new one. */
export const registerCrmProtocols = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listCrmProtocols', async ({ tx, principal, query }) => {
    checkPeriod(query);
    const now = clock();
    const filter = { ...query, limit: query.limit ?? DEFAULT_PAGE_SIZE };
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
    const classification = await findClassification(tx, body.classificationId);
    const issues = operatorOpeningIssues({
      provider: await findProvider(tx, body.providerId),
      classification,
      contactMethod: await findContactMethod(tx, body.contactMethodId),
      reach: await readReach(tx, principal),
    });
    if (issues.length > 0 || !classification || !hasGroup(classification))
      throw new ProblemError('validation_failed', { issues });
    const number = await register(tx, principal, body, classification, { config, now }, null);
    return toCrmProtocol(await getForOperator(tx, principal, number), now);
  });

  contractRoute(app, 'listAccessRecords', async ({ tx, principal, params, query }) => {
    const { number } = await getForOperator(tx, principal, params.number);
    return listAccessRecords(tx, number, {
      cursor: query.cursor,
      limit: query.limit ?? DEFAULT_PAGE_SIZE,
      nameConfidential: await seesConfidential(tx),
    });
  });
};
