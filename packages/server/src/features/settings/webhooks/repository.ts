import type { NewWebhook, Webhook, WebhookEvent } from '@fale-conosco/contract';
import { sql } from 'kysely';
import type { WebhookConfig } from '../../../config.ts';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import type { SettingsEntity } from '../shared/entity.ts';
import { createAddressRules } from './address.ts';
import { newSecret } from './signature.ts';

const select = (tx: Tx) => tx.selectFrom('webhooks').select(['id', 'url', 'events', 'active', 'version']);

/** All webhooks, without their secrets. */
export const readWebhooks = (tx: Tx): Promise<Webhook[]> => select(tx).orderBy('url').orderBy('id').execute();

/** One webhook, without its secret. */
export const findWebhook = async (tx: Tx, id: string): Promise<Webhook | undefined> =>
  isUuid(id) ? select(tx).where('id', '=', id).executeTakeFirst() : undefined;

/** The secret of a webhook, for the one time that it is shown. */
export const readSecret = async (tx: Tx, id: string): Promise<string> =>
  (await tx.selectFrom('webhooks').select('secret').where('id', '=', id).executeTakeFirstOrThrow()).secret;

const columnsOf = ({ url, events, active }: NewWebhook) => ({ url, events: [...new Set(events)], active });

/** The addresses of the operator's other systems. The secret is no field: it is never shown again, nor in the trail. */
export const webhookSettings = (config: WebhookConfig) => {
  const { isAcceptedUrl } = createAddressRules(config);
  return {
    entity: 'webhook',
    nameOf: ({ url }) => url,
    find: async (tx, wanted) => {
      const webhook = await findWebhook(tx, wanted);
      if (!webhook) return undefined;
      const { url, events, active, version } = webhook;
      return { version, fields: { url, events: events as WebhookEvent[], active } };
    },
    check: async (_tx, { before, after: { url } }) =>
      before?.url === url || isAcceptedUrl(url) ? [] : [{ path: 'url', code: 'not_available' }],
    insert: async (tx, fields) =>
      (
        await tx
          .insertInto('webhooks')
          .values({ ...columnsOf(fields), secret: newSecret() })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id,
    update: (tx, id, fields) =>
      tx
        .updateTable('webhooks')
        .set({ ...columnsOf(fields), version: sql`version + 1` })
        .where('id', '=', id)
        .execute(),
    // With the deliveries that were on their way there.
    remove: (tx, id) => tx.deleteFrom('webhooks').where('id', '=', id).execute(),
  } satisfies SettingsEntity<NewWebhook>;
};
