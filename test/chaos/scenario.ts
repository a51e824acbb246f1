/** A kind of disturbance, and how it is run under writers. */
import { setTimeout as sleep } from 'node:timers/promises';
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
  /** Ends what disturbs it, before the writers end. */
  calm?: (installation: Installation) => Promise<void>;
  /** Finds what is wrong besides what every scenario is compared for. */
  check?: (installation: Installation) => Promise<Findings>;
  /** What happened how often. */
  count?: () => Record<string, number>;
}

/** Makes a scenario for one installation. */
export type MakeScenario = (random: Random) => Scenario;

/** What came of a run of a scenario. */
export interface ScenarioResult {
  acknowledged: number;
  refused: number;
  unknown: number;
  /** Requests repeated after the SDK had given up. */
  repetitions: number;
  files: number;
  /** Responses 503. */
  unavailable: number;
  counts: Record<string, number>;
  /** From each disturbance to the last read that failed. */
  recoveriesMs: number[];
  findings: Findings;
}

const WRITERS = 10;
const PROGRESS_MS = 15_000;

/** Disturbs an installation so many times under ten writers, and compares what they were told with the database. */
export const runScenario = async (
  name: string,
  make: MakeScenario,
  {
    seed,
    rounds,
    progress = () => undefined,
  }: { seed: number; rounds: number; progress?: (text: string) => void },
): Promise<ScenarioResult> => {
  const random = createRandom(seedFrom(`${name} ${seed}`));
  const scenario = make(random);
  await using installation = await Installation.start(scenario.options);
  const ledger = new Ledger(`${name} ${seed}`);
  const writers = new Writers(installation, ledger, scenario.options?.servers ?? 1);
  await writers.start(WRITERS, random);
  const findings: Findings = [];
  let toldMs = performance.now();
  for (let round = 1; round <= rounds; round += 1) {
    try {
      await sleep(random.integer(200, 1200));
      await installation.untilDatabaseAnswers();
      const startedMs = performance.now();
      await scenario.disturb(installation, random);
      await installation.recovered(scenario.restartsServer ? startedMs : performance.now());
    } catch (error) {
      findings.push(`round ${round}: ${String(error instanceof Error ? error.stack : error)}`);
      // The rounds left would be about the same trouble.
      break;
    }
    if (performance.now() - toldMs < PROGRESS_MS) continue;
    toldMs = performance.now();
    progress(`${round} of ${rounds} rounds, ${ledger.count('acknowledged')} acknowledged`);
  }
  await scenario.calm?.(installation);
  await sleep(500);
  await writers.stop();
  await installation.untilDatabaseAnswers();
  findings.push(...(await compare(installation, ledger)), ...((await scenario.check?.(installation)) ?? []));
  return {
    acknowledged: ledger.count('acknowledged'),
    refused: ledger.count('refused'),
    unknown: ledger.count('unknown'),
    repetitions: writers.repetitions,
    files: ledger.files.length,
    unavailable: installation.unavailableResponses,
    counts: scenario.count?.() ?? {},
    recoveriesMs: installation.recoveriesMs.map(Math.round),
    findings: [...findings, ...installation.failures],
  };
};
