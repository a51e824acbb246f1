import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { createEntry, found, updateEntry } from '../shared/entity.ts';
import { contactMethodRegister, findCrmContactMethod, readContactMethods } from './repository.ts';

/** The register `Forma de contato/retorno`. */
export const registerCrmContactMethods = (app: FastifyInstance): void => {
  contractRoute(app, 'listCrmContactMethods', async ({ tx }) => ({ items: await readContactMethods(tx) }));

  contractRoute(app, 'getCrmContactMethod', async ({ tx, params }) =>
    found(await findCrmContactMethod(tx, params.id)),
  );

  contractRoute(app, 'createCrmContactMethod', async ({ tx, principal, body }) => {
    const id = await createEntry(tx, principal, contactMethodRegister, body);
    return found(await findCrmContactMethod(tx, id));
  });

  contractRoute(app, 'updateCrmContactMethod', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, contactMethodRegister, { id: params.id, ifMatch }, body);
    return found(await findCrmContactMethod(tx, params.id));
  });
};
