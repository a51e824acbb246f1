import { DEFAULT_PAGE_SIZE } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound, ProblemError } from '../../../http/problem.ts';
import { findDelivery, listDeliveries, requeueDelivery } from './repository.ts';
import { toDelivery } from './views.ts';

/** What goes out, went out, and could not. */
export const registerDeliveries = (app: FastifyInstance): void => {
  contractRoute(app, 'listDeliveries', async ({ tx, query }) => {
    const { rows, nextCursor } = await listDeliveries(tx, {
      ...query,
      limit: query.limit ?? DEFAULT_PAGE_SIZE,
    });
    return { items: rows.map(toDelivery), nextCursor };
  });

  contractRoute(app, 'retryDelivery', async ({ tx, params }) => {
    const id = /^\d{1,15}$/.test(params.id) ? Number(params.id) : 0;
    const requeued = await requeueDelivery(tx, id);
    const delivery = orNotFound(await findDelivery(tx, id));
    if (!requeued) throw new ProblemError('retry_not_allowed');
    return toDelivery(delivery);
  });
};
