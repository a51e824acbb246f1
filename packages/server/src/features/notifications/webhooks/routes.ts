import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { expectVersion } from '../../../http/if-match.ts';
import { recordChanges, takeTurn } from '../../settings/shared/changes.ts';
import { createEntry, found, updateEntry } from '../../settings/shared/entity.ts';
import { deleteWebhook, findWebhook, readSecret, readWebhooks, webhookRegister } from './repository.ts';

/** The register of the operator's other systems that are told of what happens. */
export const registerWebhooks = (app: FastifyInstance): void => {
  const register = webhookRegister(app.services.config.webhooks);

  contractRoute(app, 'listWebhooks', async ({ tx }) => ({ items: await readWebhooks(tx) }));

  contractRoute(app, 'getWebhook', async ({ tx, params }) => found(await findWebhook(tx, params.id)));

  contractRoute(app, 'createWebhook', async ({ tx, principal, body }) => {
    const id = await createEntry(tx, principal, register, body);
    return { ...found(await findWebhook(tx, id)), secret: await readSecret(tx, id) };
  });

  contractRoute(app, 'updateWebhook', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, register, { id: params.id, ifMatch }, body);
    return found(await findWebhook(tx, params.id));
  });

  contractRoute(app, 'deleteWebhook', async ({ tx, principal, params, ifMatch }) => {
    await takeTurn(tx);
    const stored = found(await register.find(tx, params.id));
    expectVersion(ifMatch, stored);
    await deleteWebhook(tx, params.id);
    const { url } = stored.fields;
    await recordChanges(tx, principal, [
      { entity: 'webhook', entityId: params.id, entityName: url, before: stored.fields, after: null },
    ]);
    return undefined;
  });
};
