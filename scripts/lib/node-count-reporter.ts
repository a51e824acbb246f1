/** A reporter for `node --test` that prints nothing and counts. */
import { existsSync } from 'node:fs';
import type { TestEvent } from 'node:test/reporters';
import { type Counts, writeCounts } from './counts.ts';

/** Counts tests, without suites and without the entry that node makes for a file with no tests in it. */
export default async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (event.type === 'test:fail') counts.failed += 1;
    else if (!(data.nesting === 0 && existsSync(data.name))) counts.passed += 1;
  }
  writeCounts(counts);
  yield '';
}
