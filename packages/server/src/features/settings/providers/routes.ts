import { DEFAULT_PAGE_SIZE } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { createEntry, found, updateEntry } from '../shared/entity.ts';
import { findProvider, providerRegister, readProviders } from './repository.ts';

/** The register of providers. */
export const registerProviders = (app: FastifyInstance): void => {
  contractRoute(app, 'listProviders', async ({ tx, query }) =>
    readProviders(tx, { ...query, limit: query.limit ?? DEFAULT_PAGE_SIZE }),
  );

  contractRoute(app, 'getProvider', async ({ tx, params }) => found(await findProvider(tx, params.id)));

  contractRoute(app, 'createProvider', async ({ tx, principal, body }) => {
    const id = await createEntry(tx, principal, providerRegister, body);
    return found(await findProvider(tx, id));
  });

  contractRoute(app, 'updateProvider', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, providerRegister, { id: params.id, ifMatch }, body);
    return found(await findProvider(tx, params.id));
  });
};
