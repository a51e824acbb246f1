import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { createEntry, found, updateEntry } from '../shared/entity.ts';
import { agentRegister, findAgent, readAgents } from './repository.ts';

/** The register of the operator's employees. */
export const registerAgents = (app: FastifyInstance): void => {
  contractRoute(app, 'listAgents', async ({ tx }) => ({ items: await readAgents(tx) }));

  contractRoute(app, 'getAgent', async ({ tx, params }) => found(await findAgent(tx, params.id)));

  contractRoute(app, 'createAgent', async ({ tx, principal, body }) => {
    const id = await createEntry(tx, principal, agentRegister, body);
    return found(await findAgent(tx, id));
  });

  contractRoute(app, 'updateAgent', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, agentRegister, { id: params.id, ifMatch }, body);
    return found(await findAgent(tx, params.id));
  });
};
