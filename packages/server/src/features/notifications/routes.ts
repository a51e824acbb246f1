import type { FastifyInstance } from 'fastify';
import { registerDeliveries } from './deliveries/routes.ts';
import { registerWebhooks } from './webhooks/routes.ts';

/** Webhooks, and the deliveries of webhooks and e-mails. */
export const registerNotifications = (app: FastifyInstance): void => {
  registerWebhooks(app);
  registerDeliveries(app);
};
