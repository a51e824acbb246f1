/**
 * The check of every change, and `npm test`: build, checks, and every test of the repository, step by step; the first step that fails is
 * the last. Its closing line is `N passed, N failed` over all runners.
 *
 * `npm test -- unit e2e` runs only the steps named.
 */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Counts, countsVariable, readCounts } from './lib/counts.ts';
import { elapsed, root, run, runTool, sideBySide } from './lib/run.ts';

interface Step {
  name: string;
  /** Which files hold its tests; a step without them has none to run. */
  tests?: string;
  /** Those of them that other steps run. */
  except?: string[];
  /** Runs the step; answers the exit code. */
  work: (files: string[], env: Record<string, string>) => Promise<number>;
}

const script = async (name: string, ...args: string[]): Promise<number> =>
  (await run(process.execPath, [`scripts/${name}.ts`, ...args])).code;

const nodeTests = async (
  files: string[],
  env: Record<string, string>,
  ...flags: string[]
): Promise<number> => {
  const reporters = ['spec', './scripts/lib/node-count-reporter.ts'].flatMap((reporter) => [
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
  ]);
  return (
    await run(
      process.execPath,
      // A test that waits for ever is a failure, and must not hold up the whole run.
      ['--conditions=source', '--test', '--test-timeout=600000', ...reporters, ...flags, ...files],
      { env },
    )
  ).code;
};

/** Runs files side by side on one PostgreSQL, in which each file that wants one makes its own database. */
const onOneDatabase = (files: string[], env: Record<string, string>): Promise<number> =>
  nodeTests(files, env, sideBySide, '--test-global-setup=packages/server/src/testing/global-setup.ts');

const acrossPackages = 'test/{conformance,conventions,docs,packaging,sdk}/**/*.test.ts';
const inBrowser = 'test/{e2e,cluster}/**/*.test.ts';

const steps: Step[] = [
  { name: 'build', work: () => script('build', '--if-stale') },
  { name: 'check', work: () => script('check') },
  {
    name: 'unit',
    tests: '{packages/{contract,domain,sdk,memory,conformance,server}/src,demo/catalogue}/**/*.test.ts',
    work: onOneDatabase,
  },
  {
    name: 'elements',
    tests: 'packages/{ui,elements,crm}/src/**/*.test.ts',
    work: async (_files, env) => (await runTool('wtr', [], { env })).code,
  },
  // The suites of the server and of several instances once more, on what an installation beyond one machine stands on.
  {
    name: 'beyond',
    tests: '{packages/server/src,demo/catalogue,test/cluster}/**/*.test.ts',
    work: async (_files, env) =>
      (await run(process.execPath, ['--conditions=source', 'scripts/beyond-one-machine.ts'], { env })).code,
  },
  // The contract on both servers, the SDK, and what is packed: no browser, so files run side by side.
  { name: 'conformance', tests: acrossPackages, work: onOneDatabase },
  // Two files at a time: each drives a browser and a server of its own, and waits for them most of its time.
  { name: 'e2e', tests: inBrowser, work: (files, env) => nodeTests(files, env, '--test-concurrency=2') },
  // One file at a time: each takes an installation to its limits.
  {
    name: 'campaign',
    tests: 'test/**/*.test.ts',
    except: [acrossPackages, inBrowser],
    work: (files, env) => nodeTests(files, env, '--test-concurrency=1'),
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `test: there is no step ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}.`,
  );
  process.exit(1);
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
let failure: string | undefined;

/** Runs a step; answers what is wrong with it, if anything is. */
async function perform(step: Step): Promise<string | undefined> {
  const files = step.tests ? globSync(step.tests, { cwd: root, exclude: step.except ?? [] }).sort() : [];
  if (step.tests && files.length === 0) {
    console.log('no test files yet');
    return undefined;
  }
  const countsFile = path.join(scratch, step.name);
  const code = await step.work(files, { [countsVariable]: countsFile });
  if (!step.tests) return code === 0 ? undefined : `exit code ${code}`;

  const counts = readCounts(countsFile);
  if (!counts) return `the test runner came to no end (exit code ${code})`;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (counts.failed > 0) return `${counts.failed} failed`;
  if (code !== 0) return `exit code ${code}, although no test failed`;
  if (counts.skipped > 0)
    return `${counts.skipped} skipped; a test that is not worth running is not worth having`;
  if (counts.passed === 0) return `no test ran, of ${files.length} files`;
  return undefined;
}

const startedMs = performance.now();
for (const step of wanted.length > 0 ? steps.filter(({ name }) => wanted.includes(name)) : steps) {
  console.log(`\n== ${step.name}`);
  const stepStartedMs = performance.now();
  const problem = await perform(step);
  console.log(`== ${step.name}: ${problem ?? 'ok'}, ${elapsed(stepStartedMs)}`);
  if (problem) {
    failure = `${step.name} failed: ${problem}`;
    break;
  }
}

// A step that fails without a failing test is told as one failure, so that the closing line never looks green.
if (failure && total.failed === 0) total.failed = 1;
console.log(`\n${failure ?? 'All steps passed'}, after ${elapsed(startedMs)}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = failure ? 1 : 0;
