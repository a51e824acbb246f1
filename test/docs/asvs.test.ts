import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { missingTests, readRows } from '../support/references.ts';

/** The requirements of levels 1 and 2 of OWASP ASVS 5.0.0, by section. */
const requirements: Readonly<Record<string, readonly number[]>> = {
  '1.1': [1, 2],
  '1.2': [1, 2, 3, 4, 5, 6, 7, 8, 9],
  '1.3': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '1.4': [1, 2, 3],
  '1.5': [1, 2],
  '2.1': [1, 2, 3],
  '2.2': [1, 2, 3],
  '2.3': [1, 2, 3, 4],
  '2.4': [1],
  '3.2': [1, 2],
  '3.3': [1, 2, 3, 4],
  '3.4': [1, 2, 3, 4, 5, 6],
  '3.5': [1, 2, 3, 4, 5],
  '3.7': [1, 2],
  '4.1': [1, 2, 3],
  '4.2': [1],
  '4.3': [1, 2],
  '4.4': [1, 2, 3, 4],
  '5.1': [1],
  '5.2': [1, 2, 3],
  '5.3': [1, 2],
  '5.4': [1, 2, 3],
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  '6.3': [1, 2, 3, 4],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3, 4],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1],
  '8.4': [1],
  '9.1': [1, 2, 3],
  '9.2': [1, 2, 3, 4],
  '10.1': [1, 2],
  '10.2': [1, 2],
  '10.3': [1, 2, 3, 4],
  '10.4': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  '10.5': [1, 2, 3, 4, 5],
  '10.6': [1, 2],
  '10.7': [1, 2, 3],
  '11.1': [1, 2],
  '11.2': [1, 2, 3],
  '11.3': [1, 2, 3],
  '11.4': [1, 2, 3, 4],
  '11.5': [1],
  '11.6': [1],
  '12.1': [1, 2, 3],
  '12.2': [1, 2],
  '12.3': [1, 2, 3, 4],
  '13.1': [1],
  '13.2': [1, 2, 3, 4, 5],
  '13.3': [1, 2],
  '13.4': [1, 2, 3, 4, 5],
  '14.1': [1, 2],
  '14.2': [1, 2, 3, 4],
  '14.3': [1, 2, 3],
  '15.1': [1, 2, 3],
  '15.2': [1, 2, 3],
  '15.3': [1, 2, 3, 4, 5, 6, 7],
  '16.1': [1],
  '16.2': [1, 2, 3, 4, 5],
  '16.3': [1, 2, 3, 4],
  '16.4': [1, 2, 3],
  '16.5': [1, 2, 3],
  '17.1': [1],
  '17.2': [1, 2, 3, 4],
  '17.3': [1, 2],
};
const VERDICTS = ['tested', 'by design', 'installation', 'not applicable', 'not met'];

const document = await readRows('docs/security/asvs.md');
/** Requirements, verdict, how, tests. */
const rows = document.filter(([ids = '']) => /^\d/.test(ids));

describe('the table of the Application Security Verification Standard', () => {
  test('has each requirement once, with a verdict and how it is met, or why not', () => {
    const wanted = Object.entries(requirements).flatMap(([section, numbers]) =>
      numbers.map((number) => `${section}.${number}`),
    );
    assert.deepEqual(rows.flatMap(([ids = '']) => ids.split(', ')).sort(), wanted.sort());
    for (const [ids, verdict = '', how = '', tests = ''] of rows) {
      assert.ok(VERDICTS.includes(verdict), ids);
      assert.notEqual(how.trim(), '', ids);
      assert.equal(verdict === 'tested', tests.trim() !== '', ids);
    }
  });

  test('counts its verdicts', () => {
    for (const verdict of VERDICTS) {
      const count = rows.flatMap(([ids = '', found]) => (found === verdict ? ids.split(', ') : [])).length;
      assert.equal(document.find(([cell]) => cell === verdict)?.[2], String(count), verdict);
    }
  });

  test('names only tests that are there', async () => {
    const missing = await Promise.all(
      rows.map(async ([, , , tests = '']) => await missingTests(tests.trim())),
    );
    assert.deepEqual(missing.flat(), []);
  });
});

test('the threat model names tests that are there', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const text = readFileSync(path.join(root, 'docs/security/threat-model.md'), 'utf8');
  const named = Array.from(text.matchAll(/`([\w/.-]+\.test\.ts)`/g), ([, name = '']) => name);
  const files = globSync('{packages/*/src,test}/**/*.test.ts', { cwd: root });
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((name) => !files.some((file) => file.endsWith(`/${name}`) || file === name)),
    [],
  );
});
