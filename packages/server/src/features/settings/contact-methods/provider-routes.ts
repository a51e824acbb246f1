import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { readOfferedContactMethods } from './offered.ts';

/** `GET /v1/contact-methods`: what the form offers. */
export const registerContactMethods = (app: FastifyInstance): void => {
  contractRoute(app, 'listContactMethods', async ({ tx }) => ({
    items: await readOfferedContactMethods(tx),
  }));
};
