import { MESSAGE_MAX_CODE_POINTS, OPERATOR_TIME_ZONE } from '@fale-conosco/contract';
import { ATTACHMENT_EXTENSIONS, ATTACHMENT_MEDIA_TYPES } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { readAgentGroups } from '../../access/agent.ts';
import { contractRoute } from '../../http/contract-route.ts';

/** `GET /v1/session`: who is signed in, for which provider, under which limits. */
export const registerSession = (app: FastifyInstance): void => {
  const { config } = app.services;
  contractRoute(app, 'getSession', async ({ principal, tx }) => ({
    role: principal.kind,
    user: {
      id: principal.userId,
      name: principal.name,
      email: principal.email,
      phone: principal.kind === 'provider' ? principal.phone : null,
    },
    provider:
      principal.kind === 'provider' ? { id: principal.providerId, name: principal.providerName } : null,
    agent: principal.kind === 'provider' ? null : await readAgentGroups(tx),
    operator: { name: config.operatorName, ansRegistration: config.ansRegistration },
    timeZone: OPERATOR_TIME_ZONE,
    limits: {
      messageMaxCodePoints: MESSAGE_MAX_CODE_POINTS,
      attachmentsPerMessage: config.attachmentsPerMessage,
      attachmentMaxBytes: config.attachmentMaxBytes,
      attachmentMediaTypes: [...ATTACHMENT_MEDIA_TYPES],
      attachmentExtensions: [...ATTACHMENT_EXTENSIONS],
    },
  }));
};
