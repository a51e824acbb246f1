import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { readTree, toCrmClassification } from './repository.ts';
import {
  createClassification,
  deleteClassification,
  getClassification,
  updateClassification,
} from './service.ts';

/** The register of classifications. */
export const registerCrmClassifications = (app: FastifyInstance): void => {
  contractRoute(app, 'listCrmClassifications', async ({ tx }) => ({
    items: (await readTree(tx)).map(toCrmClassification),
  }));

  contractRoute(app, 'getCrmClassification', async ({ tx, params }) =>
    toCrmClassification(await getClassification(tx, params.id)),
  );

  contractRoute(app, 'createCrmClassification', async ({ tx, principal, body }) =>
    toCrmClassification(await createClassification(tx, principal, body)),
  );

  contractRoute(app, 'updateCrmClassification', async ({ tx, principal, params, ifMatch, body }) =>
    toCrmClassification(await updateClassification(tx, principal, { id: params.id, ifMatch }, body)),
  );

  contractRoute(app, 'deleteCrmClassification', async ({ tx, principal, params, ifMatch }) => {
    await deleteClassification(tx, principal, { id: params.id, ifMatch });
    return undefined;
  });
};
