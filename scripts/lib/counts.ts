/** How the reporters of the test runners tell `scripts/test.ts` what they ran, and how that is counted: each test once. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.ts';

/** Name of the environment variable with the path of the file that a reporter writes. */
export const countsVariable = 'FALE_CONOSCO_TEST_COUNTS';

/** How often something passed, failed or was left out. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What one run did: by test file (relative to the top folder) and by title. A loop may give several tests one title. */
export type TestReport = Record<string, Record<string, Counts>>;

/** Adds the result of a test to a report. */
export function addResult(report: TestReport, file: string, title: string, result: keyof Counts): void {
  report[path.relative(root, file)] ??= {};
  const titles = report[path.relative(root, file)] as Record<string, Counts>;
  titles[title] ??= { passed: 0, failed: 0, skipped: 0 };
  titles[title][result] += 1;
}

/** Writes the reports of one or more runs where the environment asks for them, if it does. */
export function writeReports(reports: readonly TestReport[]): void {
  const file = process.env[countsVariable];
  if (file) writeFileSync(file, JSON.stringify(reports));
}

/** Reads the reports; undefined when the runner came to no end. */
export function readReports(file: string): TestReport[] | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestReport[];
  } catch {
    return undefined;
  }
}

/** The files (relative to the top folder) that registered no test: an early return, say, or a runner that passed them by. */
export function filesWithoutTests(files: readonly string[], reports: readonly TestReport[]): string[] {
  return files.filter((file) => !reports.some((report) => report[file]));
}

/** What several runs come to. The same test in two runs is one test. */
export interface Tally {
  /** Each test once: failed where it failed in any run. */
  distinct: Counts;
  /** Results beyond the first of each test: it ran again on something else. */
  again: number;
}

/** Counts what several runs did. */
export function tally(reports: readonly TestReport[]): Tally {
  const most = new Map<string, Counts>();
  let results = 0;
  for (const report of reports) {
    for (const [file, titles] of Object.entries(report)) {
      for (const [title, counts] of Object.entries(titles)) {
        const key = `${file}\0${title}`;
        const { passed = 0, failed = 0, skipped = 0 } = most.get(key) ?? {};
        const number = Math.max(passed + failed + skipped, counts.passed + counts.failed + counts.skipped);
        const worst = { failed: Math.max(failed, counts.failed), skipped: Math.max(skipped, counts.skipped) };
        most.set(key, { ...worst, passed: Math.max(0, number - worst.failed - worst.skipped) });
        results += counts.passed + counts.failed + counts.skipped;
      }
    }
  }
  const distinct: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of most.values())
    for (const result of ['passed', 'failed', 'skipped'] as const) distinct[result] += counts[result];
  return { distinct, again: results - distinct.passed - distinct.failed - distinct.skipped };
}
