import { DEFAULT_PAGE_SIZE } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { readAudit } from './repository.ts';

/** The audit trail of the settings. */
export const registerAudit = (app: FastifyInstance): void => {
  contractRoute(app, 'listAuditRecords', async ({ tx, query }) =>
    readAudit(tx, { ...query, limit: query.limit ?? DEFAULT_PAGE_SIZE }),
  );
};
