/**
 * Runs seeds of the simulation, and prints what came of them as JSON: `node --conditions=source test/simulation/simulate.ts
 * --seed 7 --count 100 --steps 3`. With `--trace` it prints what happened in each, line by line.
 */
import { parseArgs } from 'node:util';
import { runSimulation } from './simulation.ts';

/** What came of a number of seeds. */
export interface SimulationReport {
  seeds: number;
  acknowledged: number;
  rejected: number;
  unknown: number;
  requests: number;
  virtualHours: number;
  /** Seeds with findings. */
  failures: { seed: number; findings: string[] }[];
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    steps: { type: 'string', default: '3' },
    trace: { type: 'boolean', default: false },
  },
});
const [first, count, steps] = [values.seed, values.count, values.steps].map(Number) as [
  number,
  number,
  number,
];

const report: SimulationReport = {
  seeds: 0,
  acknowledged: 0,
  rejected: 0,
  unknown: 0,
  requests: 0,
  virtualHours: 0,
  failures: [],
};
for (let seed = first; seed < first + count; seed += 1) {
  const result = await runSimulation(seed, { steps });
  report.seeds += 1;
  for (const name of ['acknowledged', 'rejected', 'unknown', 'requests'] as const)
    report[name] += result[name];
  report.virtualHours += result.virtualMs / 3_600_000;
  if (result.findings.length > 0) report.failures.push({ seed, findings: result.findings });
  if (values.trace) console.error(result.trace.join('\n'));
}
console.log(JSON.stringify(report));
