/** What is done to an installation while people write. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createRandom, type Random, seedFrom } from '../../demo/catalogue/random.ts';
import { compare, type Findings } from './compare.ts';
import { Installation, type InstallationOptions } from './installation.ts';
import { Ledger } from './ledger.ts';
import { Writers } from './writers.ts';

/** One kind of disturbance. */
export interface Scenario {
  /** How the installation is made. */
  options?: InstallationOptions;
  /** Whether the disturbance starts a server again: then that counts as recovery. */
  restartsServer?: boolean;
  /** Disturbs it once. */
  disturb: (installation: Installation, random: Random) => Promise<void>;
}

/** What came of a run of a scenario. */
export interface ScenarioResult {
  name: string;
  seed: number;
  rounds: number;
  acknowledged: number;
  refused: number;
  unknown: number;
  /** Requests repeated after the SDK had given up. */
  repetitions: number;
  files: number;
  unavailableResponses: number;
  recoveryMedianMs: number;
  recoveryMaxMs: number;
  findings: Findings;
}

const WRITERS = 10;

/** All of them, by name. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'server-kill': {
    restartsServer: true,
    disturb: async (installation) => {
      await installation.stopServer('SIGKILL');
      await installation.startServer();
    },
  },
  'server-stop': {
    restartsServer: true,
    disturb: async (installation) => {
      await installation.stopServer('SIGTERM');
      await installation.startServer();
    },
  },
  'postgres-kill': { disturb: (installation) => installation.signalPostgres('SIGKILL') },
  'postgres-restart': { disturb: (installation) => installation.signalPostgres('SIGINT') },
  'postgres-backend-kill': { disturb: (installation) => installation.killBackend() },
  'postgres-frozen': {
    disturb: (installation, random) => installation.freezePostgres(random.integer(500, 8000)),
  },
  'both-kill': {
    restartsServer: true,
    disturb: async (installation) => {
      await Promise.all([installation.stopServer('SIGKILL'), installation.signalPostgres('SIGKILL')]);
      // It connects once at its start, and ends with a message when there is no database.
      await waitForDatabase(installation);
      await installation.startServer();
    },
  },
  'connections-ended': {
    disturb: async (installation) => {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'fale-conosco%'`.execute(installation.db);
    },
  },
  'pool-exhausted': {
    disturb: (installation, random) =>
      installation.db.transaction().execute(async (tx) => {
        await sql`lock table protocols in access exclusive mode`.execute(tx);
        await sleep(random.integer(5500, 7500));
      }),
  },
  'slow-files': {
    options: { faults: { fileDelayMs: 200 } },
    disturb: () => sleep(1000),
  },
  'failing-files': {
    options: { faults: { failEveryFileOperation: 7 } },
    disturb: () => sleep(1000),
  },
  'rolling-restart': {
    options: { servers: 2 },
    disturb: async (installation) => {
      for (const index of [0, 1]) {
        await installation.stopServer('SIGTERM', index);
        await installation.startServer(index);
      }
    },
  },
};

const waitForDatabase = async (installation: Installation): Promise<void> => {
  for (const deadlineMs = performance.now() + 60_000; ; ) {
    try {
      await sql`select 1`.execute(installation.db);
      return;
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
      await sleep(50);
    }
  }
};

/** Runs a scenario: so many disturbances under ten writers, then the comparison with the database. */
export const runScenario = async (name: string, seed: number, rounds: number): Promise<ScenarioResult> => {
  const scenario = scenarios[name];
  if (!scenario) throw new RangeError(`No scenario ${name}. There are: ${Object.keys(scenarios).join(', ')}`);
  const random = createRandom(seedFrom(`${name} ${seed}`));
  await using installation = await Installation.start(scenario.options);
  const ledger = new Ledger(`${name} ${seed}`);
  const writers = new Writers(installation, ledger, scenario.options?.servers ?? 1);
  await writers.start(WRITERS, random);
  for (let round = 0; round < rounds; round += 1) {
    await sleep(random.integer(200, 1200));
    await waitForDatabase(installation);
    const startedMs = performance.now();
    await scenario.disturb(installation, random);
    await installation.recovered(scenario.restartsServer ? startedMs : performance.now());
  }
  await sleep(500);
  await writers.stop();
  await waitForDatabase(installation);
  const findings = await compare(installation.db, installation.filesDir, ledger);
  const recoveries = installation.recoveriesMs.toSorted((a, b) => a - b);
  return {
    ...{ name, seed, rounds },
    acknowledged: ledger.count('acknowledged'),
    refused: ledger.count('refused'),
    unknown: ledger.count('unknown'),
    repetitions: writers.repetitions,
    files: ledger.files.length,
    unavailableResponses: installation.unavailableResponses,
    recoveryMedianMs: Math.round(recoveries[Math.floor(recoveries.length / 2)] ?? 0),
    recoveryMaxMs: Math.round(recoveries.at(-1) ?? 0),
    findings: [...findings, ...installation.failures],
  };
};
