import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LOCK_HASH_SEEDS, LOCKS } from './locks.ts';

const sources = path.join(import.meta.dirname, '..');

test('every advisory lock has an id of its own', () => {
  const ids = [...Object.values(LOCKS), ...Object.values(LOCK_HASH_SEEDS)];
  assert.equal(new Set<number>(ids).size, ids.length);
});

test('no advisory lock is taken by a number that is not in the list', () => {
  const files = globSync('**/*.ts', { cwd: sources }).filter((file) => !file.startsWith('testing/'));
  const literal = /(pg_\w*advisory\w*|hashtextextended)\([^$)]*\b\d/;
  const strays = files.filter((file) => literal.test(readFileSync(path.join(sources, file), 'utf8')));
  assert.deepEqual(strays, []);
});
