import { offeredTree } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { readClassifications } from './offered.ts';

/** `GET /v1/classifications`: the tree that the form offers. */
export const registerClassifications = (app: FastifyInstance): void => {
  contractRoute(app, 'listClassifications', async ({ tx }) => ({
    items: offeredTree(await readClassifications(tx)),
  }));
};
