import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound } from '../../../http/problem.ts';
import { createEntry, updateEntry } from '../shared/entity.ts';
import { agentSettings, findAgent, readAgents } from './repository.ts';

/** The settings of the operator's employees. */
export const registerAgents = (app: FastifyInstance): void => {
  contractRoute(app, 'listAgents', async ({ tx }) => ({ items: await readAgents(tx) }));

  contractRoute(app, 'getAgent', async ({ tx, params }) => orNotFound(await findAgent(tx, params.id)));

  contractRoute(
    app,
    'createAgent',
    async ({ tx, principal, body }) => {
      const id = await createEntry(tx, principal, agentSettings, body);
      return orNotFound(await findAgent(tx, id));
    },
    { replay: async ({ tx }, kept) => orNotFound((await findAgent(tx, kept.id)) && kept) },
  );

  contractRoute(app, 'updateAgent', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, agentSettings, { id: params.id, ifMatch }, body);
    return orNotFound(await findAgent(tx, params.id));
  });
};
