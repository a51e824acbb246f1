import type { FastifyInstance } from 'fastify';
import { registerAttachments } from './features/attachments/routes.ts';
import { registerUploads } from './features/attachments/upload/routes.ts';
import { registerEvents } from './features/events/routes.ts';
import { registerHealth } from './features/health/routes.ts';
import { registerDeliveries } from './features/notifications/deliveries/routes.ts';
import { registerOpenApi } from './features/openapi/routes.ts';
import { registerCrmMessages } from './features/protocols/messages/operator-routes.ts';
import { registerMessages } from './features/protocols/messages/provider-routes.ts';
import { registerCrmProtocols } from './features/protocols/operator-routes.ts';
import { registerProtocols } from './features/protocols/provider-routes.ts';
import { registerSession } from './features/session/routes.ts';
import { registerSettings } from './features/settings/routes.ts';

/** Everything that the application serves. Each entry finds what it depends on in `app.services`. */
export const routes: readonly ((app: FastifyInstance) => void)[] = [
  registerSession,
  registerProtocols,
  registerMessages,
  registerUploads,
  registerAttachments,
  registerEvents,
  registerCrmProtocols,
  registerCrmMessages,
  registerSettings,
  registerDeliveries,
  registerOpenApi,
  registerHealth,
];
