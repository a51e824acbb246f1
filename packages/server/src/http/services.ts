import type { Kysely } from 'kysely';
import type { Authenticator } from '../auth/authenticator.ts';
import type { ServerConfig } from '../config.ts';
import type { Database } from '../database/schema.ts';
import type { UploadLocker } from '../features/attachments/upload/locker.ts';
import type { EventHub } from '../features/events/hub.ts';
import type { Principal } from '../principal.ts';
import type { FileStorage } from '../storage/file-storage.ts';

/** What handlers work with; decorates the Fastify instance as `services`. */
export interface Services {
  config: ServerConfig;
  db: Kysely<Database>;
  /** The bytes of attachments. */
  storage: FileStorage;
  /** One request at a time writes to an upload. */
  uploadLocker: UploadLocker;
  /** The event streams of this process. */
  eventHub: EventHub;
  authenticator: Authenticator;
  /** Now, as the server counts it; tests give their own. */
  clock: () => Date;
  /** Whether the process was told to stop and takes no new work. */
  isDraining: () => boolean;
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
