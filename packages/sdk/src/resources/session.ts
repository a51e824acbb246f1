import { providerRoutes, type Session } from '@fale-conosco/contract';
import type { SessionResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';

/** The session over HTTP; what `cached()` gives is requested once, and again only after a failure. `retrieve()` renews it. */
export const sessionOver = (transport: Transport): SessionResource => {
  let cached: Promise<Session> | undefined;
  const resource: SessionResource = {
    retrieve: async (options) => {
      const session = await transport.call(providerRoutes.getSession, {}, options);
      cached = Promise.resolve(session);
      return session;
    },
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
