import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import {
  createClassification,
  deleteClassification,
  getClassification,
  listClassifications,
  updateClassification,
} from './service.ts';

/** The settings of classifications. */
export const registerCrmClassifications = (app: FastifyInstance): void => {
  contractRoute(app, 'listCrmClassifications', async ({ tx, principal }) => ({
    items: await listClassifications(tx, principal),
  }));

  contractRoute(app, 'getCrmClassification', ({ tx, principal, params }) =>
    getClassification(tx, principal, params.id),
  );

  contractRoute(
    app,
    'createCrmClassification',
    ({ tx, principal, body }) => createClassification(tx, principal, body),
    {
      replay: async ({ tx, principal }, kept) => {
        await getClassification(tx, principal, kept.id);
        return kept;
      },
    },
  );

  contractRoute(app, 'updateCrmClassification', ({ tx, principal, params, ifMatch, body }) =>
    updateClassification(tx, principal, { id: params.id, ifMatch }, body),
  );

  contractRoute(app, 'deleteCrmClassification', async ({ tx, principal, params, ifMatch }) => {
    await deleteClassification(tx, principal, { id: params.id, ifMatch });
    return undefined;
  });
};
