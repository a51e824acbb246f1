import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { recordAccess } from '../../access-log/record.ts';
import { getForProvider } from '../provider-service.ts';
import { addComplement, listForThread } from './provider-service.ts';
import { moveReadMarker } from './read-marker.ts';

/** The thread of a protocol on the provider's side. */
export const registerMessages = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listMessages', async ({ tx, principal, params, query, request }) => {
    const page = await listForThread(tx, principal, params.number, query);
    await recordAccess(tx, principal, {
      action: 'messages.read',
      protocolNumber: params.number,
      requestId: request.id,
    });
    return page;
  });

  contractRoute(
    app,
    'createMessage',
    ({ tx, principal, params, body }) =>
      addComplement(tx, principal, params.number, body, { config, now: clock() }),
    {
      replay: async ({ tx, principal, params }, kept) => {
        await getForProvider(tx, principal, params.number);
        return kept;
      },
    },
  );

  contractRoute(app, 'putReadMarker', async ({ tx, principal, params, body }) => {
    const protocol = await getForProvider(tx, principal, params.number, { lock: true });
    return moveReadMarker(tx, principal, protocol, { sequence: body.sequence, now: clock() });
  });
};
