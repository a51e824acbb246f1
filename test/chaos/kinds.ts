/** All that a campaign runs, by name. */
import { simulate } from '../simulation/in-process.ts';
import { runBrowserSessions } from './browser-sessions.ts';
import type { KindResult } from './report.ts';
import { type MakeScenario, runScenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

/** One kind of disturbance, or another long test with a seed. */
export interface Kind {
  /** Each batch begins anew: what has gone wrong in one spoils no other. */
  roundsPerBatch: number;
  /**
   * Runs so many rounds.
   *
   * @param progress told now and then what has been done
   */
  run: (seed: number, rounds: number, progress: (text: string) => void) => Promise<KindResult>;
}

const ROUNDS_PER_BATCH = 25;

const ofScenario = (name: string, make: MakeScenario): Kind => ({
  roundsPerBatch: ROUNDS_PER_BATCH,
  run: async (seed, rounds, progress) => {
    const { counts, recoveriesMs, findings, ...figures } = await runScenario(name, make, {
      seed,
      rounds,
      progress,
    });
    return { figures: { ...figures, ...counts }, recoveriesMs, findings };
  },
});

/** The kinds, in the order in which they run. */
export const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(Object.entries(scenarios).map(([name, make]) => [name, ofScenario(name, make)])),
  browser: {
    roundsPerBatch: ROUNDS_PER_BATCH,
    run: async (seed, rounds, progress) => {
      const { acknowledged, unknown, presses, faults, findings } = await runBrowserSessions(seed, rounds, {
        progress,
      });
      return { figures: { acknowledged, unknown, presses, ...faults }, findings };
    },
  },
  simulation: {
    roundsPerBatch: 500,
    run: async (seed, rounds) => {
      // Batches have seeds one after another: each takes as many of the simulation's.
      const { failures, ...figures } = await simulate(seed * 500, rounds);
      return {
        figures,
        findings: failures.map((failure) => `seed ${failure.seed}: ${failure.findings.join('; ')}`),
      };
    },
  },
};
