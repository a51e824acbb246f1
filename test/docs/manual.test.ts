import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const document = await readFile(path.join(root, 'docs/manual.md'), 'utf8');
/** Sentence, place and tests of each row. */
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| sentence'))
  .map((line) => line.slice(2, -2).split(' | '));

/** Titles of the tests in a file; what a title takes from a variable is left out at its end. */
const titlesOf = async (file: string): Promise<Set<string>> => {
  const source = await readFile(path.join(root, file), 'utf8').catch(() => '');
  const calls = source.matchAll(/^\s*(?:it|test)\(\s*(['"`])(.+?)\1,/gm);
  return new Set(Array.from(calls, ([, , title = '']) => title.replace(/: \$\{[^}]+\}$/, '')));
};

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
    for (const [sentence = '', , tests = ''] of rows) {
      for (const reference of tests.split('<br>')) {
        const [file = '', title = ''] = reference.split(' › ');
        const titles = await titlesOf(file.replaceAll('`', ''));
        if (!titles.has(title)) missing.push(`${reference} (for: ${sentence})`);
      }
    }
    assert.deepEqual(missing, []);
  });
});
