/** A reporter for `node --test` that prints nothing and counts. */
import type { TestEvent } from 'node:test/reporters';
import { addResult, type TestReport, writeReports } from './counts.ts';

/** What Node says beyond its types: the file that a process ran (a test may be declared in another), and the suites around a test. */
interface Origin {
  entryFile?: string;
  classname?: string;
}

/** Counts tests, without suites and without the entry that Node makes for a file with no tests in it, unless that failed. */
export default async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const report: TestReport = {};
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') continue;
    const { entryFile, classname = '' } = data as Origin;
    const left = data.skip !== undefined || data.todo !== undefined;
    // The file as a whole: it passes without tests, and fails where it cannot be loaded.
    if (entryFile === undefined && event.type === 'test:pass') continue;
    const result = left ? 'skipped' : event.type === 'test:fail' ? 'failed' : 'passed';
    addResult(report, entryFile ?? data.file ?? data.name, `${classname} ${data.name}`, result);
  }
  writeReports([report]);
  yield '';
}
