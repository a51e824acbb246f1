import { MESSAGE_MAX_CODE_POINTS, OPERATOR_TIME_ZONE } from '@fale-conosco/contract';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { ATTACHMENT_EXTENSIONS, ATTACHMENT_MEDIA_TYPES } from '../attachments/inspection/media-types.ts';

interface ReachedGroup {
  id: string;
  name: string;
  /** An active group of which the agent is a member. */
  own: boolean;
  accessesConfidential: boolean;
}

const agentFacts = async (tx: Tx) => {
  const { rows } = await sql<ReachedGroup>`
    select g.id, g.name, g.accesses_confidential as "accessesConfidential",
      g.active and m.agent_id is not null as own
    from fc_agent_groups() as reached (id) join groups g on g.id = reached.id
      left join group_members m on m.group_id = g.id and m.agent_id = fc_agent_id()
    order by g.name`.execute(tx);
  const own = rows.filter((group) => group.own);
  const named = ({ id, name }: ReachedGroup) => ({ id, name });
  return {
    groups: own.map(named),
    reach: rows.map(named),
    accessesConfidential: own.some(({ accessesConfidential }) => accessesConfidential),
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
