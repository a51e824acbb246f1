import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MAX_ATTEMPTS, pauseAfter } from './backoff.ts';

const HOUR_MS = 3_600_000;

it('begins after seconds, goes on for more than a day, and ends', () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => pauseAfter(index + 1, 0.5) ?? 0);
  assert.equal(pauses[0], 5000);
  assert.ok(pauses.every((pause, index) => index === 0 || pause >= (pauses[index - 1] ?? 0)));
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  assert.ok(total > 30 * HOUR_MS && total < 40 * HOUR_MS);
  assert.equal(pauseAfter(MAX_ATTEMPTS), undefined);
});

it('varies by a fifth', () => {
  assert.deepEqual([pauseAfter(2, 0), pauseAfter(2, 1)], [24_000, 36_000]);
});
