/**
 * Do the tests notice? Makes small realistic changes of the sources, one at a time, runs the tests nearest to each, and
 * prints what no test noticed and the share that was. Works in a copy; the tree stays as it is.
 *
 * `npm run mutate` takes a sample of every area; `npm run mutate -- domain sdk --sample 100 --seed 7` of some, larger, another.
 * `--file <text>` takes only files with that text in their path, all changes of them with `--sample 0`. `--floor 85` fails
 * below that share. What survives may be a change without a difference: it is to be read, not only counted.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startTestCluster } from '@fale-conosco/server/testing/cluster';
import { type Mutant, mutantsOf } from './lib/mutants.ts';
import { copyTree, TestMap } from './lib/mutation-tree.ts';
import { elapsed, root, run } from './lib/run.ts';
import { compiles } from './lib/type-check.ts';

/** A part of the product that is looked at by itself. */
interface Area {
  sources: string[];
  tests: string[];
  /** How many test files run for one change. */
  nearest: number;
  runner: 'node' | 'browser';
  /** Needs a database. */
  database?: boolean;
}

const server = 'packages/server/src';
const areas: Record<string, Area> = {
  contract: {
    sources: ['packages/contract/src/*.ts', 'packages/contract/src/schemas/primitives.ts'],
    tests: ['packages/contract/src/**/*.test.ts'],
    ...{ nearest: 4, runner: 'node' },
  },
  domain: {
    sources: ['packages/domain/src/*.ts'],
    tests: ['packages/domain/src/**/*.test.ts'],
    ...{ nearest: 6, runner: 'node' },
  },
  access: {
    sources: [
      `${server}/access/*.ts`,
      `${server}/features/*/visibility.ts`,
      `${server}/features/events/audience.ts`,
    ],
    tests: [`${server}/{http,database,features}/**/*.test.ts`],
    ...{ nearest: 14, runner: 'node', database: true },
  },
  http: {
    sources: [`${server}/http/*.ts`, `${server}/auth/*.ts`],
    tests: [`${server}/**/*.test.ts`],
    ...{ nearest: 6, runner: 'node', database: true },
  },
  protocols: {
    sources: [`${server}/features/{protocols,deadlines}/**/*.ts`],
    tests: [`${server}/features/**/*.test.ts`],
    ...{ nearest: 8, runner: 'node', database: true },
  },
  sdk: {
    sources: ['packages/sdk/src/**/*.ts'],
    tests: ['packages/sdk/src/**/*.test.ts', 'test/sdk/*.test.ts'],
    ...{ nearest: 6, runner: 'node', database: true },
  },
  controllers: {
    sources: ['packages/ui/src/**/*-controller.ts', 'packages/ui/src/thread/*.ts'],
    tests: ['packages/{ui,elements}/src/**/*.test.ts'],
    ...{ nearest: 5, runner: 'browser' },
  },
};
const notMutated = ['**/*.test.ts', '**/testing/**', '**/index.ts', '**/*-texts.ts', '**/problem-texts/**'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', default: '' },
    floor: { type: 'string', default: '0' },
  },
});
const unknown = positionals.filter((name) => !areas[name]);
if (unknown.length > 0) {
  console.error(
    `mutate: there is no area ${unknown.join(', ')}; there are ${Object.keys(areas).join(', ')}.`,
  );
  process.exit(1);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Candidate extends Mutant {
  file: string;
}

/** A sample of the changes of an area that compile; all of them for a size of 0. */
function sampleOf(area: Area): Candidate[] {
  const random = randomNumbers(Number(options.seed));
  const files = globSync(area.sources, { cwd: root, exclude: notMutated }).sort();
  const candidates = files
    .filter((file) => file.includes(options.file))
    .flatMap((file) =>
      mutantsOf(file, readFileSync(path.join(root, file), 'utf8')).map((mutant) => ({ ...mutant, file })),
    )
    .map((candidate) => ({ candidate, order: random() }))
    .sort((a, b) => a.order - b.order);
  const sample: Candidate[] = [];
  for (const { candidate } of candidates) {
    if (compiles(candidate.file, candidate.text)) sample.push(candidate);
    if (sample.length === Number(options.sample)) break;
  }
  return sample;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-mutants-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const tree = path.join(folder, 'tree');
copyTree(tree);
const chosen = positionals.length > 0 ? positionals : Object.keys(areas);
const cluster = chosen.some((name) => areas[name]?.database) ? await startTestCluster() : undefined;
const env = { ...(cluster && { TEST_DATABASE_URL: cluster.url }) };

/** Runs test files in the copy. @returns how many passed, undefined when any failed */
async function passes(runner: Area['runner'], tests: readonly string[]): Promise<number | undefined> {
  const { bin, args } =
    runner === 'browser'
      ? { bin: 'node_modules/@web/test-runner/dist/bin.js', args: ['--files', ...tests] }
      : { bin: '', args: ['--conditions=source', '--test', '--test-timeout=30000', ...tests] };
  const command = bin === '' ? args : [path.join(tree, bin), ...args];
  const { code, output } = await run(process.execPath, command, {
    capture: true,
    cwd: tree,
    timeoutMs: 180_000,
    env,
  });
  return code === 0 ? Number(/(?:^ℹ pass |: )(\d+)(?: passed)?$/m.exec(output)?.[1] ?? 0) : undefined;
}

const results: { name: string; noticed: number; tried: number }[] = [];
for (const name of chosen) {
  const area = areas[name];
  if (!area) continue;
  const startedMs = performance.now();
  const map = new TestMap(globSync(area.tests, { cwd: root }).sort());
  const sample = sampleOf(area);
  console.log(`\n== ${name}: ${sample.length} changes, seed ${options.seed}`);
  let noticed = 0;
  const sound = new Set<string>();
  for (const { file, line, kind, before, after, text } of sample) {
    const tests = map.nearest(file, area.nearest);
    const key = tests.join(' ');
    // Tests that fail without a change would notice everything.
    if (tests.length > 0 && !sound.has(key) && !(await passes(area.runner, tests)))
      throw new Error(`These fail, or test nothing, without any change: ${key}`);
    sound.add(key);
    const original = readFileSync(path.join(root, file), 'utf8');
    writeFileSync(path.join(tree, file), text);
    // The nearest first: most changes are noticed there.
    let survives = true;
    for (const test of tests) {
      survives = (await passes(area.runner, [test])) !== undefined;
      if (!survives) break;
    }
    writeFileSync(path.join(tree, file), original);
    if (!survives) noticed += 1;
    else {
      const change = `${before.replaceAll(/\s+/g, ' ').slice(0, 90)}  →  ${after.replaceAll(/\s+/g, ' ').slice(0, 90)}`;
      console.log(
        `not noticed  ${file}:${line}  ${kind}: ${change}${tests.length === 0 ? '  (no test imports it)' : ''}`,
      );
    }
  }
  results.push({ name, noticed, tried: sample.length });
  console.log(`== ${name}: ${noticed} of ${sample.length} noticed, ${elapsed(startedMs)}`);
}
await cluster?.close();

console.log('');
let below = false;
for (const { name, noticed, tried } of results) {
  const share = tried === 0 ? 100 : (100 * noticed) / tried;
  below ||= share < Number(options.floor);
  console.log(`${name.padEnd(12)} ${share.toFixed(0).padStart(3)} % noticed (${noticed} of ${tried})`);
}
process.exitCode = below ? 1 : 0;
