import type { FastifyInstance } from 'fastify';
import { registerAgents } from './agents/routes.ts';
import { registerAudit } from './audit/routes.ts';
import { registerCannedAnswers } from './canned-answers/routes.ts';
import { registerCrmClassifications } from './classifications/routes.ts';
import { registerCrmContactMethods } from './contact-methods/routes.ts';
import { registerGroups } from './groups/routes.ts';
import { registerProviders } from './providers/routes.ts';
import { registerWebhooks } from './webhooks/routes.ts';

/** The settings of the operator's side, and the trail of their changes. */
export const registerSettings = (app: FastifyInstance): void => {
  registerCrmClassifications(app);
  registerCrmContactMethods(app);
  registerGroups(app);
  registerAgents(app);
  registerProviders(app);
  registerCannedAnswers(app);
  registerWebhooks(app);
  registerAudit(app);
};
