import { COUNT_CAP, describeList, type OperatorPrincipal, readingAction } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { seesConfidential } from '../../access/agent.ts';
import type { Tx } from '../../database/transaction.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { withPageSize } from '../../http/list-query.ts';
import { recordAccess, recordList } from '../access-log/record.ts';
import { listAccessRecords } from '../access-log/repository.ts';
import {
  assignProtocol,
  closeProtocol,
  forwardProtocol,
  recallForwarded,
  reopenProtocol,
} from './operator-actions.ts';
import { countForOperator } from './operator-list.ts';
import { getForOperator, listPageForOperator, openForProvider, viewForOperator } from './operator-service.ts';

/** The protocols of an agent's groups: what there is, one of them, who saw it, a new one, and what agents do with them. */
export const registerCrmProtocols = (app: FastifyInstance): void => {
  const { config, clock } = app.services;
  const repetition = {
    replay: async <Kept extends { number: string }>(
      { tx, principal }: { tx: Tx; principal: OperatorPrincipal },
      kept: Kept,
    ): Promise<Kept> => {
      await getForOperator(tx, principal, kept.number);
      return kept;
    },
  };

  contractRoute(app, 'listCrmProtocols', async ({ tx, principal, query, request }) => {
    const page = await listPageForOperator(tx, principal, query, clock());
    await recordList(tx, principal, {
      list: describeList(query),
      protocolNumbers: page.items.map(({ number }) => number),
      requestId: request.id,
    });
    return page;
  });

  contractRoute(app, 'countCrmProtocols', async ({ tx, principal }) => ({
    ...(await countForOperator(tx, principal, { cap: COUNT_CAP, now: clock() })),
    cap: COUNT_CAP,
  }));

  contractRoute(app, 'getCrmProtocol', async ({ tx, principal, params, query, request }) => {
    const protocol = await viewForOperator(tx, principal, params.number, clock());
    await recordAccess(tx, principal, {
      action: readingAction(query.purpose),
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return protocol;
  });

  contractRoute(
    app,
    'createCrmProtocol',
    async ({ tx, principal, body }) => {
      const now = clock();
      const number = await openForProvider(tx, principal, body, { config, now });
      return viewForOperator(tx, principal, number, now);
    },
    repetition,
  );

  contractRoute(
    app,
    'closeProtocol',
    ({ tx, principal, params, ifMatch, body }) =>
      closeProtocol(tx, { principal, params, ifMatch }, body, { config, now: clock() }),
    repetition,
  );

  contractRoute(
    app,
    'reopenProtocol',
    ({ tx, principal, params, ifMatch, body }) =>
      reopenProtocol(tx, { principal, params, ifMatch }, body, clock()),
    repetition,
  );

  contractRoute(
    app,
    'assignProtocol',
    ({ tx, principal, params, ifMatch, body, request }) =>
      assignProtocol(tx, { principal, params, ifMatch }, body, { now: clock(), requestId: request.id }),
    repetition,
  );

  contractRoute(
    app,
    'forwardProtocol',
    ({ tx, principal, params, ifMatch, body }) =>
      forwardProtocol(tx, { principal, params, ifMatch }, body, clock()),
    { replay: ({ tx, principal }, kept) => recallForwarded(tx, principal, kept) },
  );

  contractRoute(app, 'listAccessRecords', async ({ tx, principal, params, query }) => {
    const { number } = await getForOperator(tx, principal, params.number);
    const { cursor, limit, lists } = withPageSize(query);
    return listAccessRecords(tx, number, {
      cursor,
      limit,
      lists,
      nameConfidential: await seesConfidential(tx),
    });
  });
};
