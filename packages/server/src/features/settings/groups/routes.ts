import type { GroupChanges } from '@fale-conosco/contract';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound } from '../../../http/problem.ts';
import { createEntry, updateEntry } from '../shared/entity.ts';
import { findGroup, groupSettings, readGroups } from './repository.ts';

/** The lists are sets: sorted and without repetition, so that another order is no change. */
const asSets = <Fields extends GroupChanges>(fields: Fields): Fields => ({
  ...fields,
  ...(fields.memberIds && { memberIds: [...new Set(fields.memberIds)].sort() }),
  ...(fields.classificationIds && { classificationIds: [...new Set(fields.classificationIds)].sort() }),
});

/** The settings of groups. */
export const registerGroups = (app: FastifyInstance): void => {
  contractRoute(app, 'listGroups', async ({ tx }) => ({ items: await readGroups(tx) }));

  contractRoute(app, 'getGroup', async ({ tx, params }) => orNotFound(await findGroup(tx, params.id)));

  contractRoute(
    app,
    'createGroup',
    async ({ tx, principal, body }) => {
      const id = await createEntry(tx, principal, groupSettings, asSets(body));
      return orNotFound(await findGroup(tx, id));
    },
    { replay: async ({ tx }, kept) => orNotFound((await findGroup(tx, kept.id)) && kept) },
  );

  contractRoute(app, 'updateGroup', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, groupSettings, { id: params.id, ifMatch }, asSets(body));
    return orNotFound(await findGroup(tx, params.id));
  });
};
