/** The part of the campaign that every run of the tests repeats, with seeds of its own each time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runBrowserSessions } from './browser-sessions.ts';
import { type MakeScenario, runScenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const seed = Number(process.env['CAMPAIGN_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const RECOVERS_WITHIN_MS = 10_000;
/** How often each kind of disturbance happens here. */
const rounds = {
  'server-kill': 3,
  'postgres-kill': 3,
  'postgres-restart': 3,
  'connections-ended': 5,
  'postgres-frozen': 1,
  'pool-exhausted': 1,
  'failing-files': 3,
  'rolling-restart': 1,
};

describe(`an installation that is disturbed while people write (CAMPAIGN_SEED=${seed})`, () => {
  for (const [name, count] of Object.entries(rounds)) {
    it(`loses nothing and does nothing twice: ${name}, ${count} times`, async () => {
      const result = await runScenario(name, scenarios[name] as MakeScenario, { seed, rounds: count });
      assert.deepEqual(result.findings, []);
      assert.equal(result.unknown, 0);
      assert.ok(result.acknowledged > 0);
      const longestMs = Math.max(...result.recoveriesMs);
      assert.ok(longestMs < RECOVERS_WITHIN_MS, `${longestMs} ms`);
    });
  }

  it('loses no typed text and makes one effect of each in a browser behind a bad network', async () => {
    const result = await runBrowserSessions(seed, 5);
    assert.deepEqual(result.findings, []);
    assert.ok(result.acknowledged > 0);
  });
});
