import type { Kysely } from 'kysely';
import type { Authenticator } from '../auth/authenticator.ts';
import type { ServerConfig } from '../config.ts';
import type { Database } from '../database/schema.ts';
import type { Principal } from '../principal.ts';

/** What every handler works with; decorates the Fastify instance as `services`. */
export interface Services {
  config: ServerConfig;
  db: Kysely<Database>;
  authenticator: Authenticator;
  /** Now, as the server counts it; tests give their own. */
  clock: () => Date;
}

declare module 'fastify' {
  interface FastifyInstance {
    services: Services;
  }
  interface FastifyRequest {
    /** Set on operations that need a token, before the handler runs. */
    principal: Principal | undefined;
  }
}
