import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { retryAfterMs } from './to-api-error.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('Retry-After', () => {
  it('is read in seconds and as a date', () => {
    assert.equal(retryAfterMs('0', now), 0);
    assert.equal(retryAfterMs('120', now), 120_000);
    assert.equal(retryAfterMs('Tue, 24 Nov 2026 12:00:30 GMT', now), 30_000);
    assert.equal(retryAfterMs('Tuesday, 24-Nov-26 12:00:30 GMT', now), 30_000);
  });

  it('is nothing to wait for when its date is over', () => {
    assert.equal(retryAfterMs('Tue, 24 Nov 2026 11:59:00 GMT', now), 0);
  });

  it('is ignored when it is absent or cannot be read', () => {
    assert.equal(retryAfterMs(null, now), undefined);
    assert.equal(retryAfterMs('soon', now), undefined);
  });
});
