import { DEFAULT_PAGE_SIZE } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound } from '../../../http/problem.ts';
import { createEntry, updateEntry } from '../shared/entity.ts';
import { findProvider, providerSettings, readProviders } from './repository.ts';

/** The settings of providers. */
export const registerProviders = (app: FastifyInstance): void => {
  contractRoute(app, 'listProviders', async ({ tx, query }) =>
    readProviders(tx, { ...query, limit: query.limit ?? DEFAULT_PAGE_SIZE }),
  );

  contractRoute(app, 'getProvider', async ({ tx, params }) => orNotFound(await findProvider(tx, params.id)));

  contractRoute(
    app,
    'createProvider',
    async ({ tx, principal, body }) => {
      const id = await createEntry(tx, principal, providerSettings, body);
      return orNotFound(await findProvider(tx, id));
    },
    { replay: async ({ tx }, kept) => orNotFound((await findProvider(tx, kept.id)) && kept) },
  );

  contractRoute(app, 'updateProvider', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, providerSettings, { id: params.id, ifMatch }, body);
    return orNotFound(await findProvider(tx, params.id));
  });
};
