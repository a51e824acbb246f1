/** A reporter for web-test-runner that prints a line for each file and counts; details of failures are the default reporter's. */
import path from 'node:path';
import type { Reporter, TestSuiteResult } from '@web/test-runner';
import { addResult, type TestReport, tally, writeReports } from './counts.ts';
import { root } from './run.ts';

/** Makes the reporter. A file that fails outside its tests (at loading, say) counts as one failed test. */
export function browserCountReporter(): Reporter {
  const report: TestReport = {};
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const ofFile: TestReport = {};
      for (const { passed, testResults } of sessionsForTestFile) {
        const failedBefore = tally([ofFile]).distinct.failed;
        if (testResults) addSuite(ofFile, testFile, '', testResults);
        if (!passed && tally([ofFile]).distinct.failed === failedBefore)
          addResult(ofFile, testFile, 'the file as a whole', 'failed');
      }
      const { passed, failed, skipped } = tally([ofFile]).distinct;
      const sign = failed > 0 ? '✖' : '✔';
      const more = `${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
      logger.log(`${sign} ${path.relative(root, testFile)}: ${passed} passed${more}`);
      Object.assign(report, ofFile);
    },
    onTestRunFinished() {
      writeReports([report]);
    },
  };
}

function addSuite(report: TestReport, file: string, around: string, suite: TestSuiteResult): void {
  const inside = `${around} ${suite.name}`;
  for (const test of suite.tests) {
    const result = test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed';
    addResult(report, file, `${inside} ${test.name}`, result);
  }
  for (const inner of suite.suites) addSuite(report, file, inside, inner);
}
