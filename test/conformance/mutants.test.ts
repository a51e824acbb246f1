import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Report, runConformance } from '@fale-conosco/conformance';
import { onMemoryServer } from './memory-server.ts';
import { accessMutants } from './mutants/access.ts';
import { changingMutants } from './mutants/changing.ts';
import { broken, type Mutant } from './mutants/gateway.ts';
import { readingMutants } from './mutants/reading.ts';
import { writingMutants } from './mutants/writing.ts';

const mutants = [...accessMutants, ...writingMutants, ...changingMutants, ...readingMutants];
/** Cases that may fail beside the expected ones: what is broken is under more than the case that is about it. */
const MAX_OTHERS = 3;

/** The areas of cases: the whole suite for each mutant would take minutes. */
const areasOf = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.replace(/-\d+$/, '')))];

const run = ({ breaks, server, caught }: Pick<Mutant, 'breaks' | 'server' | 'caught'>): Promise<Report> =>
  runConformance({
    ...broken(onMemoryServer(server), breaks),
    only: areasOf(caught),
    concurrency: 12,
    // What is broken may be that nothing comes.
    patienceMs: 150,
  });

const failuresOf = ({ results }: Report): string[] =>
  results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);

describe('a server broken on purpose', () => {
  test('in no way fails no case: the gateway itself breaks nothing', async () => {
    const report = await run({ breaks: ({ pass }) => pass, caught: [] });
    assert.deepEqual(failuresOf(report), []);
    assert.equal(report.leftOut, 0);
  });

  test('is broken in at least thirty ways, each with a name of its own', () => {
    assert.ok(mutants.length >= 30);
    assert.equal(new Set(mutants.map(({ name }) => name)).size, mutants.length);
  });

  for (const mutant of mutants) {
    test(mutant.name, async () => {
      const failures = failuresOf(await run(mutant));
      const missed = mutant.caught.filter((id) => !failures.includes(id));
      assert.deepEqual(missed, [], `cases that did not notice; these failed: ${failures.join(', ')}`);
      const others = failures.filter((id) => !mutant.caught.includes(id));
      if (!mutant.broad)
        assert.ok(others.length <= MAX_OTHERS, `cases that should not mind: ${others.join(', ')}`);
    });
  }
});
