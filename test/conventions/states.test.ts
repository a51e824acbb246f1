/** What every element of ours has beside it; without this test the rule is forgotten with the next element. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const files = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const stateFiles = files('packages/*/src/**/*.states.ts');
const folders = files('packages/{elements,crm}/src/*/define.ts').map((file) => path.dirname(file));

describe('the states of an element', () => {
  it('are there for each element', () => {
    assert.ok(folders.length > 10);
    const expected = folders.map((folder) => `${folder}/${path.basename(folder)}.states.ts`);
    assert.deepEqual(stateFiles, expected.sort());
  });

  for (const file of stateFiles) {
    const tag = path.basename(file, '.states.ts');
    it(`are all checked by describeStates: ${tag}`, () => {
      const call = new RegExp(`^describeStates\\('${tag}', states\\);$`, 'm');
      const source = new RegExp(
        `^import \\{[^}]*\\bstates\\b[^}]*\\} from '\\./${tag}\\.states\\.ts';$`,
        'm',
      );
      const tests = files(`${path.dirname(file)}/*.test.ts`).map(read);
      assert.ok(
        tests.some((test) => call.test(test) && source.test(test)),
        `No test beside ${file} imports its states and calls describeStates('${tag}', states).`,
      );
    });
  }
});
