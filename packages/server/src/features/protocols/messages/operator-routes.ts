import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { recordAccess } from '../../access-log/record.ts';
import { addOperatorMessage, listForOperatorThread, recallForOperator } from './operator-service.ts';

/** The thread of a protocol on the operator's side. */
export const registerCrmMessages = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listCrmMessages', async ({ tx, principal, params, query, request }) => {
    const page = await listForOperatorThread(tx, principal, params.number, query);
    await recordAccess(tx, principal, {
      action: 'messages.read',
      protocolNumber: params.number,
      requestId: request.id,
    });
    return page;
  });

  contractRoute(
    app,
    'createCrmMessage',
    ({ tx, principal, params, ifMatch, body }) =>
      addOperatorMessage(tx, { principal, params, ifMatch }, body, { config, now: clock() }),
    { replay: ({ tx, principal, params }, kept) => recallForOperator(tx, principal, params.number, kept) },
  );
};
