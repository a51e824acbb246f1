/** The simulation in a process of its own, whose clock it takes. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SimulationReport } from './simulate.ts';

const script = fileURLToPath(new URL('simulate.ts', import.meta.url));

/** Runs seeds one after another. */
export const simulate = async (seed: number, count: number): Promise<SimulationReport> => {
  const args = ['--conditions=source', script, '--seed', String(seed), '--count', String(count)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as SimulationReport;
};
