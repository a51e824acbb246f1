/** A reporter for web-test-runner that prints a line for each file and counts; details of failures are the default reporter's. */
import path from 'node:path';
import type { Reporter, TestSuiteResult } from '@web/test-runner';
import { type Counts, writeCounts } from './counts.ts';
import { root } from './run.ts';

/** Makes the reporter. A file that fails outside its tests (at loading, say) counts as one failed test. */
export function browserCountReporter(): Reporter {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
      for (const { passed, testResults } of sessionsForTestFile) {
        const failedBefore = counts.failed;
        if (testResults) add(counts, testResults);
        if (!passed && counts.failed === failedBefore) counts.failed += 1;
      }
      const sign = counts.failed > 0 ? '✖' : '✔';
      const failed = counts.failed > 0 ? `, ${counts.failed} failed` : '';
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
      logger.log(`${sign} ${path.relative(root, testFile)}: ${counts.passed} passed${failed}${skipped}`);
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    },
    onTestRunFinished() {
      writeCounts(total);
    },
  };
}

function add(counts: Counts, suite: TestSuiteResult): void {
  for (const test of suite.tests) {
    if (test.skipped) counts.skipped += 1;
    else if (test.passed) counts.passed += 1;
    else counts.failed += 1;
  }
  for (const inner of suite.suites) add(counts, inner);
}
