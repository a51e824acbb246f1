import type { FastifyInstance } from 'fastify';
import { registerAgents } from './agents/routes.ts';
import { registerAudit } from './audit/routes.ts';
import { registerCannedAnswers } from './canned-answers/routes.ts';
import { registerClassifications } from './classifications/provider-routes.ts';
import { registerCrmClassifications } from './classifications/routes.ts';
import { registerContactMethods } from './contact-methods/provider-routes.ts';
import { registerCrmContactMethods } from './contact-methods/routes.ts';
import { registerGroups } from './groups/routes.ts';
import { registerHolidays } from './holidays/routes.ts';
import { registerProviders } from './providers/routes.ts';
import { registerWebhooks } from './webhooks/routes.ts';

/** The settings, the trail of their changes, and what providers are offered of them. */
export const registerSettings = (app: FastifyInstance): void => {
  registerClassifications(app);
  registerContactMethods(app);
  registerCrmClassifications(app);
  registerCrmContactMethods(app);
  registerGroups(app);
  registerAgents(app);
  registerProviders(app);
  registerCannedAnswers(app);
  registerHolidays(app);
  registerWebhooks(app);
  registerAudit(app);
};
