import type { Principal } from '@fale-conosco/domain';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { ServerConfig } from '../config.ts';
import type { Database } from '../database/schema.ts';
import type { FileStorage } from '../storage/file-storage.ts';

/**
 * What handlers work with; decorates the Fastify instance as `services`. A feature whose routes depend on more adds it to this
 * interface where it defines it, so that this folder depends on no feature.
 */
export interface Services {
  config: ServerConfig;
  db: Kysely<Database>;
  /** The bytes of attachments. */
  storage: FileStorage;
  /** The structured log. */
  log: FastifyBaseLogger;
  /** Now, as the server counts it; tests give their own. */
  clock: () => Date;
  /** Whether the process was told to stop and takes no new work. */
  isDraining: () => boolean;
  /** How long a JSON body may take to arrive. */
  bodyTimeoutMs: number;
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
