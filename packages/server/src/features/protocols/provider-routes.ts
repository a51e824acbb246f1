import type { Protocol } from '@fale-conosco/contract';
import { COUNT_CAP, describeList, type ProviderPrincipal, readingAction } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import type { Tx } from '../../database/transaction.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { recordAccess, recordList } from '../access-log/record.ts';
import { countForProvider } from './provider-list.ts';
import {
  cancelProtocol,
  getForProvider,
  issueReceipt,
  listPage,
  openProtocol,
  viewForProvider,
} from './provider-service.ts';

/** The provider's protocols. */
export const registerProtocols = (app: FastifyInstance): void => {
  const { config, clock } = app.services;
  const repetition = {
    replay: async (
      { tx, principal }: { tx: Tx; principal: ProviderPrincipal },
      kept: Protocol,
    ): Promise<Protocol> => {
      await getForProvider(tx, principal, kept.number);
      return kept;
    },
  };

  contractRoute(app, 'listProtocols', async ({ tx, principal, query, request }) => {
    const page = await listPage(tx, principal, query, clock());
    await recordList(tx, principal, {
      list: describeList(query),
      protocolNumbers: page.items.map(({ number }) => number),
      requestId: request.id,
    });
    return page;
  });

  contractRoute(app, 'countProtocols', async ({ tx, principal }) => ({
    ...(await countForProvider(tx, principal, COUNT_CAP)),
    cap: COUNT_CAP,
  }));

  contractRoute(
    app,
    'createProtocol',
    async ({ tx, principal, body }) => {
      const now = clock();
      const number = await openProtocol(tx, principal, body, { config, now });
      return viewForProvider(tx, principal, number, now);
    },
    repetition,
  );

  contractRoute(app, 'getProtocol', async ({ tx, principal, params, query, request }) => {
    const protocol = await viewForProvider(tx, principal, params.number, clock());
    await recordAccess(tx, principal, {
      action: readingAction(query.purpose),
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return protocol;
  });

  contractRoute(
    app,
    'cancelProtocol',
    ({ tx, principal, params, body }) =>
      cancelProtocol(tx, principal, params.number, { reason: body.reason, now: clock() }),
    repetition,
  );

  contractRoute(app, 'getReceipt', async ({ tx, principal, params, request }) => {
    const receipt = await issueReceipt(tx, principal, params.number, { config, now: clock() });
    await recordAccess(tx, principal, {
      action: 'protocol.receipt',
      protocolNumber: receipt.number,
      requestId: request.id,
    });
    return receipt;
  });
};
