/**
 * The check of every change, and `npm test`: build, checks, and every test of the repository, step by step; the first step that fails is
 * the last. Its closing line is `N passed, N failed` over all runners, each test once: those that `beyond` runs again on another
 * database or storage are told apart.
 *
 * `npm test -- unit e2e` runs only the steps named.
 */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countsVariable, filesWithoutTests, readReports, type TestReport, tally } from './lib/counts.ts';
import { elapsed, root, run, runTool, sideBySide, testLimit } from './lib/run.ts';

interface Step {
  name: string;
  /** Which files hold its tests, each pattern at least one; a step without patterns runs none. */
  tests?: string[];
  /** Those of them that other steps run. */
  except?: string[];
  /** It chooses among its files itself, and says itself what ran of them. */
  chooses?: boolean;
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
    await run(process.execPath, ['--conditions=source', '--test', ...reporters, ...flags, ...files], { env })
  ).code;
};

/** Runs files side by side on one PostgreSQL, in which each file that wants one makes its own database. */
const onOneDatabase = (files: string[], env: Record<string, string>): Promise<number> =>
  nodeTests(
    files,
    env,
    sideBySide,
    testLimit,
    '--test-global-setup=packages/server/src/testing/global-setup.ts',
  );

/** The test files below folders. */
const below = (...folders: string[]): string[] => folders.map((folder) => `${folder}/**/*.test.ts`);
/** The test files of packages. */
const of = (...packages: string[]): string[] => below(...packages.map((name) => `packages/${name}/src`));

const acrossPackages = below(
  ...['conformance', 'conventions', 'docs', 'packaging', 'sdk'].map((folder) => `test/${folder}`),
);
const inBrowser = below('test/e2e', 'test/cluster');

const steps: Step[] = [
  { name: 'build', work: () => script('build', '--if-stale') },
  { name: 'check', work: () => script('check') },
  {
    name: 'unit',
    tests: [...of('contract', 'domain', 'sdk', 'memory', 'server'), ...below('demo/catalogue')],
    work: onOneDatabase,
  },
  {
    name: 'elements',
    tests: of('ui', 'elements', 'crm'),
    work: async (_files, env) => (await runTool('wtr', [], { env })).code,
  },
  // The suites of the server and of several instances once more, on what an installation beyond one machine stands on.
  {
    name: 'beyond',
    tests: [...of('server'), ...below('demo/catalogue', 'test/cluster')],
    chooses: true,
    work: async (_files, env) =>
      (await run(process.execPath, ['--conditions=source', 'scripts/beyond-one-machine.ts'], { env })).code,
  },
  // The contract on both servers, the SDK, and what is packed: no browser, so files run side by side.
  { name: 'conformance', tests: acrossPackages, work: onOneDatabase },
  // Two files at a time: each drives a browser and a server of its own, and waits for them most of its time.
  {
    name: 'e2e',
    tests: inBrowser,
    work: (files, env) => nodeTests(files, env, '--test-concurrency=2', '--test-timeout=300000'),
  },
  // One file at a time: each takes an installation to its limits.
  {
    name: 'campaign',
    tests: below('test'),
    except: [...acrossPackages, ...inBrowser],
    work: (files, env) => nodeTests(files, env, '--test-concurrency=1', '--test-timeout=900000'),
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

const reports: TestReport[] = [];
let failure: string | undefined;

const filesOf = ({ tests = [], except = [] }: Step): string[] =>
  globSync(tests, { cwd: root, exclude: except });

/** Test files that no step runs: in a new folder, say, or one that was renamed. */
function forgottenFiles(): string[] {
  const run = new Set(steps.flatMap(filesOf));
  return globSync('**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).filter(
    (file) => !run.has(file),
  );
}

/** Runs a step; answers what is wrong with it, if anything is. */
async function perform(step: Step): Promise<string | undefined> {
  const files = filesOf(step).sort();
  const { tests = [], except = [] } = step;
  const empty = tests.filter((pattern) => globSync(pattern, { cwd: root, exclude: except }).length === 0);
  if (empty.length > 0) return `there is no test file ${empty.join(', ')}`;
  const countsFile = path.join(scratch, step.name);
  const code = await step.work(files, { [countsVariable]: countsFile });
  if (!step.tests) return code === 0 ? undefined : `exit code ${code}`;

  const ofStep = readReports(countsFile);
  if (!ofStep) return `the test runner came to no end (exit code ${code})`;
  reports.push(...ofStep);
  const { failed, skipped, passed } = tally(ofStep).distinct;
  if (failed > 0) return `${failed} failed`;
  if (code !== 0) return `exit code ${code}, although no test failed`;
  if (skipped > 0) return `${skipped} skipped; a test that is not worth running is not worth having`;
  const silent = step.chooses ? [] : filesWithoutTests(files, ofStep);
  if (silent.length > 0) return `no test ran in ${silent.join(', ')}`;
  if (passed === 0) return `no test ran, of ${files.length} files`;
  return undefined;
}

const startedMs = performance.now();
const forgotten = forgottenFiles();
if (forgotten.length > 0) {
  console.error(
    `test: no step runs ${forgotten.join(', ')}; scripts/test.ts says which files each step runs.`,
  );
  process.exit(1);
}
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

const { distinct, again } = tally(reports);
console.log(`\n${failure ?? 'All steps passed'}, after ${elapsed(startedMs)}.`);
if (again > 0) console.log(`${again} of these tests ran once more on another database or storage.`);
// A step that fails without a failing test is told as one failure, so that the closing line never looks green.
console.log(`${distinct.passed} passed, ${failure ? Math.max(1, distinct.failed) : 0} failed`);
process.exitCode = failure ? 1 : 0;
