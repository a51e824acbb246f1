import type { FastifyInstance } from 'fastify';
import { registerDeliveries } from './deliveries/routes.ts';
import { registerWebhooks } from './webhooks/routes.ts';

/** Who is told of what happens beside the streams, and what became of it. */
export const registerNotifications = (app: FastifyInstance): void => {
  registerWebhooks(app);
  registerDeliveries(app);
};
