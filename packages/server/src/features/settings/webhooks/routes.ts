import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { orNotFound } from '../../../http/problem.ts';
import { createEntry, deleteEntry, updateEntry } from '../shared/entity.ts';
import { findWebhook, readSecret, readWebhooks, webhookSettings } from './repository.ts';

/** The settings of webhooks: the operator's other systems that are notified of changes. */
export const registerWebhooks = (app: FastifyInstance): void => {
  const settings = webhookSettings(app.services.config.webhooks);

  contractRoute(app, 'listWebhooks', async ({ tx }) => ({ items: await readWebhooks(tx) }));

  contractRoute(app, 'getWebhook', async ({ tx, params }) => orNotFound(await findWebhook(tx, params.id)));

  contractRoute(
    app,
    'createWebhook',
    async ({ tx, principal, body }) => {
      const id = await createEntry(tx, principal, settings, body);
      return { ...orNotFound(await findWebhook(tx, id)), secret: await readSecret(tx, id) };
    },
    {
      keep: ({ secret: _, ...webhook }) => webhook,
      replay: async ({ tx }, kept) => {
        orNotFound(await findWebhook(tx, kept.id));
        return { ...kept, secret: await readSecret(tx, kept.id) };
      },
    },
  );

  contractRoute(app, 'updateWebhook', async ({ tx, principal, params, ifMatch, body }) => {
    await updateEntry(tx, principal, settings, { id: params.id, ifMatch }, body);
    return orNotFound(await findWebhook(tx, params.id));
  });

  contractRoute(app, 'deleteWebhook', async ({ tx, principal, params, ifMatch }) => {
    await deleteEntry(tx, principal, settings, { id: params.id, ifMatch });
    return undefined;
  });
};
