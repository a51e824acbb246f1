import type { GroupChanges } from '@fale-conosco/contract';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { createEntry, found, updateEntry } from '../shared/entity.ts';
import { findGroup, groupRegister, readGroups } from './repository.ts';

/** The lists are sets: in the order of the register and without repetition, so that another order is no change. */
const asSets = <Fields extends GroupChanges>(fields: Fields): Fields => ({
  ...fields,
  ...(fields.memberIds && { memberIds: [...new Set(fields.memberIds)].sort() }),
  ...(fields.classificationIds && { classificationIds: [...new Set(fields.classificationIds)].sort() }),
});

/** The register of groups. */
export const registerGroups = (app: FastifyInstance): void => {
  contractRoute(app, 'listGroups', async ({ tx }) => ({ items: await readGroups(tx) }));

  contractRoute(app, 'getGroup', async ({ tx, params }) => found(await findGroup(tx, params.id)));

  contractRoute(app, 'createGroup', async ({ tx, principal, body }) => {
    const id = await createEntry(tx, principal, groupRegister, asSets(body));
    return found(await findGroup(tx, id));
  });

  contractRoute(app, 'updateGroup', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, groupRegister, { id: params.id, ifMatch }, asSets(body));
    return found(await findGroup(tx, params.id));
  });
};
