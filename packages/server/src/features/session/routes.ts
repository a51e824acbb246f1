import { MESSAGE_MAX_CODE_POINTS, OPERATOR_TIME_ZONE } from '@fale-conosco/contract';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { ATTACHMENT_EXTENSIONS, ATTACHMENT_MEDIA_TYPES } from '../../storage/media-types.ts';

const agentFacts = async (tx: Tx) => {
  const { rows } = await sql<{ id: string; name: string; accesses_confidential: boolean }>`
    select g.id, g.name, g.accesses_confidential from group_members m join groups g on g.id = m.group_id
    where m.agent_id = fc_agent_id() and g.active order by g.name`.execute(tx);
  return {
    groups: rows.map(({ id, name }) => ({ id, name })),
    accessesConfidential: rows.some((group) => group.accesses_confidential),
  };
};

/** `GET /v1/session`: who is signed in, for whom, under which limits. */
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
    agent: principal.kind === 'provider' ? null : await agentFacts(tx),
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
