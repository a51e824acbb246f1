import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { simulate } from './in-process.ts';
import { runSimulation } from './simulation.ts';

const SEEDS = 2000;
const PROCESSES = 2;

describe('the SDK in a world of virtual time', () => {
  test(`loses nothing, does nothing twice and shows what is stored, in ${SEEDS} seeds`, async (t) => {
    const share = SEEDS / PROCESSES;
    const reports = await Promise.all(
      Array.from({ length: PROCESSES }, (_, index) => simulate(1 + index * share, share)),
    );
    t.diagnostic(JSON.stringify(reports));
    assert.deepEqual(
      reports.flatMap(({ failures }) => failures),
      [],
      'Seeds with findings; each is repeated by simulate.ts --seed',
    );
    assert.equal(
      reports.reduce((sum, { seeds }) => sum + seeds, 0),
      SEEDS,
    );
  });

  test('happens in the same way for the same seed', async () => {
    for (const seed of [3, 14, 159]) {
      const [one, other] = [await runSimulation(seed), await runSimulation(seed)];
      assert.ok(one.trace.length > 20);
      assert.deepEqual(other.trace, one.trace);
    }
  });

  test('notices a client that repeats under another key', async () => {
    const findings: string[] = [];
    for (let seed = 1; seed <= 20; seed += 1)
      findings.push(...(await runSimulation(seed, { sabotage: 'other-keys' })).findings);
    assert.match(findings.join('\n'), /is stored 2 times/);
  });

  test('notices a client that does not resume its events', async () => {
    const findings: string[] = [];
    for (let seed = 1; seed <= 20; seed += 1)
      findings.push(...(await runSimulation(seed, { sabotage: 'no-resume' })).findings);
    assert.match(findings.join('\n'), /stored are/);
  });
});
