import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';

const CHECK_TIMEOUT_MS = 2000;

const withTimeout = async (check: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Liveness and readiness probes, without a token: `/livez` says that the process responds, `/readyz` that it can work
 * (database, storage, not stopping). They name no version and no reason beyond which part fails.
 */
export const registerHealth = (app: FastifyInstance): void => {
  const { db, storage, isDraining } = app.services;
  const options = { logLevel: 'warn', config: { rateLimit: false } } as const;
  app.get('/livez', options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/readyz', options, async (_request, reply) => {
    const [database, files] = await Promise.all([
      withTimeout(sql`select 1`.execute(db)),
      withTimeout(storage.check()),
    ]);
    const ready = database && files && !isDraining();
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ok' : 'unavailable', database, storage: files, draining: isDraining() });
  });
};
