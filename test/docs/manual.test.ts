import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { missingTests, readRows } from '../support/references.ts';

/** Sentence, place and tests of each row. */
const rows = (await readRows('docs/manual.md')).filter(([sentence]) => sentence !== 'sentence');

describe('the table of the manual', () => {
  test('has the sentences of the manual once each, every one with a place and a test', () => {
    assert.equal(rows.length, 33);
    assert.equal(new Set(rows.map(([sentence]) => sentence)).size, rows.length);
    for (const row of rows) {
      assert.equal(row.length, 3, row[0]);
      assert.ok(
        row.every((cell) => cell.trim() !== ''),
        row[0],
      );
    }
  });

  test('names only tests that are there', async () => {
    const missing: string[] = [];
    for (const [sentence = '', , tests = ''] of rows)
      for (const reference of await missingTests(tests)) missing.push(`${reference} (for: ${sentence})`);
    assert.deepEqual(missing, []);
  });
});
