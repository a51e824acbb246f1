import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUuid } from './random-uuid.ts';

// How it does without crypto.randomUUID is told by the transport's tests.
test('a random UUID is of version 4 and does not repeat', () => {
  const made = Array.from({ length: 1000 }, randomUuid);
  for (const id of made) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.equal(new Set(made).size, 1000);
});
