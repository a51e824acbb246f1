/** What is done to an installation while people write. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { MakeScenario } from './scenario.ts';

/** Ends and starts processes. */
const processes: Record<string, MakeScenario> = {
  'server-kill': () => ({
    restartsServer: true,
    disturb: async (installation) => {
      await installation.stopServer('SIGKILL');
      await installation.startServer();
    },
  }),
  'server-stop': () => ({
    restartsServer: true,
    disturb: async (installation) => {
      await installation.stopServer('SIGTERM');
      await installation.startServer();
    },
  }),
  'postgres-kill': () => ({ disturb: (installation) => installation.signalPostgres('SIGKILL') }),
  'postgres-restart': () => ({ disturb: (installation) => installation.signalPostgres('SIGINT') }),
  'postgres-backend-kill': () => ({ disturb: (installation) => installation.killBackend() }),
  'both-kill': () => ({
    restartsServer: true,
    disturb: async (installation) => {
      await Promise.all([installation.stopServer('SIGKILL'), installation.signalPostgres('SIGKILL')]);
      // It waits for its database.
      await installation.startServer();
    },
  }),
  'rolling-restart': () => ({
    options: { servers: 2 },
    disturb: async (installation) => {
      for (const index of [0, 1]) {
        await installation.stopServer('SIGTERM', index);
        await installation.startServer(index);
      }
    },
  }),
};

/** Takes the database away in other ways. */
const database: Record<string, MakeScenario> = {
  'connections-ended': () => ({
    disturb: async (installation) => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'fale-conosco%'`.execute(installation.db);
    },
  }),
  'postgres-frozen': () => ({
    disturb: (installation, random) => installation.freezePostgres(random.integer(500, 8000)),
  }),
  'pool-exhausted': () => ({
    disturb: (installation, random) =>
      installation.db.transaction().execute(async (tx) => {
        await sql`lock table protocols in access exclusive mode`.execute(tx);
        await sleep(random.integer(5500, 7500));
      }),
  }),
};

/** What is loaded into a server to make its files slow or fail. */
const faultyFiles = path.join(import.meta.dirname, 'faulty-files.mjs');
const FILE_ERRORS = ['EIO', 'ENOSPC', 'EACCES', 'EMFILE'] as const;

const files: Record<string, MakeScenario> = {
  'slow-files': () => ({
    options: {
      imports: [faultyFiles],
      surround: async () => ({ env: { CHAOS_DELAY_MS: '200' } }),
    },
    disturb: () => sleep(1000),
  }),
  // Which operations fail, and with what, is another thing in each batch.
  'failing-files': (random) => ({
    options: {
      imports: [faultyFiles],
      surround: async () => ({
        env: { CHAOS_FAIL_EVERY: String(random.integer(5, 15)), CHAOS_ERROR: random.pick(FILE_ERRORS) },
      }),
    },
    disturb: () => sleep(1000),
  }),
};

/** All of them, by name. */
export const scenarios: Readonly<Record<string, MakeScenario>> = { ...processes, ...database, ...files };
