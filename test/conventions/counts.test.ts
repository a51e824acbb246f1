/** The check's own arithmetic: a file or a run that tests nothing is noticed, and a test that runs twice is one test. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  type Counts,
  countsVariable,
  filesWithoutTests,
  readReports,
  tally,
} from '../../scripts/lib/counts.ts';
import { root, run } from '../../scripts/lib/run.ts';

const passed = (times = 1): Counts => ({ passed: times, failed: 0, skipped: 0 });
const failed: Counts = { passed: 0, failed: 1, skipped: 0 };

describe('the counts of several runs', () => {
  it('have each test once, however often it ran', () => {
    const first = { 'a.test.ts': { one: passed(), 'in a loop': passed(3) }, 'b.test.ts': { one: passed() } };
    const second = { 'a.test.ts': { one: passed(), 'in a loop': passed(3) }, 'c.test.ts': { one: passed() } };
    assert.deepEqual(tally([first, second]), { distinct: passed(6), again: 4 });
  });

  it('have a test as failed that failed in any run', () => {
    for (const reports of [
      [{ 'a.test.ts': { one: passed() } }, { 'a.test.ts': { one: failed } }],
      [{ 'a.test.ts': { one: failed } }, { 'a.test.ts': { one: passed() } }],
    ])
      assert.deepEqual(tally(reports), { distinct: failed, again: 1 });
  });
});

describe('a run of node --test', () => {
  let folder: string;
  const sources = {
    'helped.test.mjs': "import './declares.mjs';",
    'declares.mjs':
      "import { it } from 'node:test'; for (const n of [1, 2]) it('declared elsewhere', () => undefined);",
    'suites.test.mjs':
      "import { describe, it } from 'node:test'; const f = () => undefined; describe('a', () => it('x', f)); describe('b', () => it('x', f));",
    'empty-suite.test.mjs': "import { describe } from 'node:test'; describe('nothing', () => undefined);",
    'empty.test.mjs': '',
    'broken.test.mjs': "throw new Error('not loaded');",
    'mixed.test.mjs':
      "import { it } from 'node:test'; it('fails', () => { throw new Error(); }); it.skip('is skipped', () => undefined);",
  };
  const files = Object.keys(sources).filter((name) => name.endsWith('.test.mjs'));
  const at = (name: string): string => path.relative(root, path.join(folder, name));
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-counts-'));
    for (const [name, source] of Object.entries(sources)) await writeFile(path.join(folder, name), source);
  });
  after(() => rm(folder, { recursive: true }));

  it('is counted by the file that ran, and names the files in which nothing did', async () => {
    const report = path.join(folder, 'report.json');
    // With it, the runner that is started here would take itself for one of the files of the runner around it.
    delete process.env['NODE_TEST_CONTEXT'];
    const reporter = path.join(root, 'scripts/lib/node-count-reporter.ts');
    const { code } = await run(
      process.execPath,
      [
        '--test',
        `--test-reporter=${reporter}`,
        '--test-reporter-destination=stdout',
        ...files.map((name) => path.join(folder, name)),
      ],
      { capture: true, env: { [countsVariable]: report } },
    );
    assert.equal(code, 1);
    const reports = readReports(report);
    assert.ok(reports);
    assert.deepEqual(reports[0]?.[at('helped.test.mjs')], { ' declared elsewhere': passed(2) });
    assert.deepEqual(reports[0]?.[at('suites.test.mjs')], { 'a x': passed(), 'b x': passed() });
    assert.deepEqual(tally(reports).distinct, { passed: 4, failed: 2, skipped: 1 });
    assert.deepEqual(
      filesWithoutTests(files.map(at), reports),
      ['empty-suite.test.mjs', 'empty.test.mjs'].map(at),
    );
  });
});
