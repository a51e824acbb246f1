/** How the reporters of the test runners tell `scripts/test.ts` what they ran: one small JSON file per run. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Name of the environment variable with the file's path. */
export const countsVariable = 'FALE_CONOSCO_TEST_COUNTS';

/** Tests of one run. Suites do not count. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Writes the counts where the environment asks for them, if it does. */
export function writeCounts(counts: Counts): void {
  const file = process.env[countsVariable];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** Reads the counts; undefined when the runner came to no end. */
export function readCounts(file: string): Counts | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return undefined;
  }
}
