import type { RunOptions } from '@fale-conosco/conformance';
import { createMemoryServer, type MemoryServerOptions } from '@fale-conosco/memory';

/** What the suite needs to run on a new server in memory. */
export const onMemoryServer = (options: MemoryServerOptions = {}): RunOptions & { fetch: typeof fetch } => {
  const server = createMemoryServer(options);
  return {
    baseUrl: 'https://memory.test',
    fetch: server.fetch,
    tokens: {
      a: server.token('ana'),
      a2: server.token('bruno'),
      b: server.token('carla'),
      agent: server.token('marcos'),
      otherAgent: server.token('patricia'),
      admin: server.token('regina'),
    },
  };
};
