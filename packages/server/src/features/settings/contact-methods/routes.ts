import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound } from '../../../http/problem.ts';
import { createEntry, updateEntry } from '../shared/entity.ts';
import { contactMethodSettings, findCrmContactMethod, readContactMethods } from './repository.ts';

/** The settings `Forma de contato/retorno`. */
export const registerCrmContactMethods = (app: FastifyInstance): void => {
  contractRoute(app, 'listCrmContactMethods', async ({ tx }) => ({ items: await readContactMethods(tx) }));

  contractRoute(app, 'getCrmContactMethod', async ({ tx, params }) =>
    orNotFound(await findCrmContactMethod(tx, params.id)),
  );

  contractRoute(
    app,
    'createCrmContactMethod',
    async ({ tx, principal, body }) => {
      const id = await createEntry(tx, principal, contactMethodSettings, body);
      return orNotFound(await findCrmContactMethod(tx, id));
    },
    { replay: async ({ tx }, kept) => orNotFound((await findCrmContactMethod(tx, kept.id)) && kept) },
  );

  contractRoute(app, 'updateCrmContactMethod', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, contactMethodSettings, { id: params.id, ifMatch }, body);
    return orNotFound(await findCrmContactMethod(tx, params.id));
  });
};
