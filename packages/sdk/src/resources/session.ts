import { providerRoutes, type Session } from '@fale-conosco/contract';
import type { SessionResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';

/** The session over HTTP; what `cached()` gives is requested once, and again only after a failure. */
export const sessionOver = (transport: Transport): SessionResource => {
  let cached: Promise<Session> | undefined;
  const resource: SessionResource = {
    retrieve: (options) => transport.call(providerRoutes.getSession, {}, options),
    cached: () => {
      cached ??= resource.retrieve().catch((error: unknown) => {
        cached = undefined;
        throw error;
      });
      return cached;
    },
  };
  return resource;
};
