import type { FastifyInstance } from 'fastify';
import { checkParts } from './readiness.ts';

/**
 * Liveness and readiness probes, without a token: `/livez` says that the process responds, `/readyz` that it can work
 * (database, storage, not stopping). They name no version and no reason beyond which part fails.
 */
export const registerHealth = (app: FastifyInstance): void => {
  const { isDraining } = app.services;
  const options = { logLevel: 'warn', config: { rateLimit: false } } as const;
  app.get('/livez', options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', options, async (_request, reply) => {
    const parts = await checkParts(app.services);
    const ready = parts.database && parts.storage && !isDraining();
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'unavailable', ...parts, draining: isDraining() });
  });
};
