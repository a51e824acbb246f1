/** A whole server with the people, groups, classifications and contact methods of the demo catalogue, and no protocols. */
import type { ServerConfig } from '@fale-conosco/server';
import { type TestServer, useTestServer } from '@fale-conosco/server/testing/running-server';
import { loadOrCreateDemoIssuer } from '../../demo/catalogue/issuer.ts';
import { seedSettings } from '../../demo/catalogue/seed-settings.ts';

/** Gives the tests of the current file a server of their own; its people are those of the demo (`ana@saolucas`). */
export const useDemoServer = (settings: Partial<ServerConfig> = {}): TestServer =>
  useTestServer({
    settings,
    prepare: async (db, dataDir) => {
      await db.transaction().execute(seedSettings);
      return await loadOrCreateDemoIssuer(dataDir);
    },
  });
