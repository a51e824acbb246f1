/**
 * Checks what no test can: types, format, lint, templates, directions, unused code, packaging, sizes. All steps run, two
 * at a time; what fails shows its output. `npm run check -- biome knip` runs only the steps named.
 */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { packages, projects } from './lib/projects.ts';
import { elapsed, type RunResult, root, run, runTool } from './lib/run.ts';

interface Step {
  name: string;
  /** Names of steps whose results this one reads. */
  after?: string[];
  work: () => Promise<RunResult>;
}

const captured = { capture: true };
const templateSources = 'src/**/!(*.test).ts';
const folders = ['packages', 'scripts', 'demo', 'test', 'bench'].filter((folder) =>
  existsSync(path.join(root, folder)),
);
const skipped: RunResult = { code: 0, output: '' };

const steps: Step[] = [
  { name: 'build', work: () => run(process.execPath, ['scripts/build.ts', '--if-stale'], captured) },
  { name: 'types', after: ['build'], work: () => runTool('tsc', ['-b', ...projects()], captured) },
  { name: 'eslint', after: ['types'], work: () => runTool('eslint', ['--max-warnings', '0', '.'], captured) },
  {
    name: 'biome',
    work: () => runTool('biome', ['ci', '--error-on-warnings', '--colors=off', '.'], captured),
  },
  { name: 'templates', after: ['types'], work: templates },
  {
    name: 'directions',
    work: () => runTool('depcruise', ['--config', '.dependency-cruiser.cjs', ...folders], captured),
  },
  {
    name: 'cycles',
    work: () => runTool('depcruise', ['--config', '.dependency-cruiser.folders.cjs', 'packages'], captured),
  },
  {
    name: 'unused',
    work: () => runTool('knip', ['--no-progress', '--no-config-hints'], captured),
  },
  { name: 'packaging', after: ['types'], work: packaging },
  { name: 'sizes', after: ['build'], work: sizes },
];

/** Rules of lit-analyzer that cannot work here. */
const unfitRules = [
  // It looks for `customElements.define` in what a file imports. Here registration is apart from the classes, and takes
  // the name from its caller; the end-to-end tests see what is not registered.
  ...['--rules.no-missing-import', 'off'],
  // It knows neither container queries nor declarations that come into a css`` by interpolation.
  ...['--rules.no-invalid-css', 'off'],
];

/**
 * lit-analyzer: the types of template bindings. It takes its compiler options from the folder that it runs in: without
 * those of the package it cannot resolve the other packages. Its files come before its flags; after them it checks nothing
 * and is content.
 */
async function templates(): Promise<RunResult> {
  const result: RunResult = { code: 0, output: '' };
  for (const folder of ['packages/ui', 'packages/elements', 'packages/crm']) {
    const cwd = path.join(root, folder);
    if (globSync(templateSources, { cwd }).length === 0) continue;
    const { code, output } = await runTool('lit-analyzer', [templateSources, '--strict', ...unfitRules], {
      ...captured,
      cwd,
    });
    result.code ||= code;
    result.output += output;
  }
  return result;
}

async function packaging(): Promise<RunResult> {
  const result: RunResult = { code: 0, output: '' };
  for (const folder of packages()) {
    const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
      private?: boolean;
    };
    if (manifest.private) continue;
    const { code, output } = await runTool('publint', ['run', folder, '--strict', '--pack', 'npm'], captured);
    result.code ||= code;
    result.output += output;
  }
  return result;
}

async function sizes(): Promise<RunResult> {
  if (!existsSync(path.join(root, 'packages/elements/src/define.ts'))) return skipped;
  return run(process.execPath, ['scripts/sizes.ts'], captured);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `check: there is no step ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}.`,
  );
  process.exit(1);
}

const chosen = wanted.length > 0 ? steps.filter((step) => wanted.includes(step.name)) : steps;
const waiting = new Set(chosen);
const done = new Set<string>();
const slots = Math.min(2, availableParallelism());
const running = new Set<Promise<void>>();
const failed: string[] = [];

/** Takes the next step that may start now. */
function next(): Step | undefined {
  if (running.size >= slots) return undefined;
  const blocks = (name: string): boolean => !done.has(name) && chosen.some((step) => step.name === name);
  const ready = [...waiting].find((step) => !step.after?.some(blocks));
  if (ready) waiting.delete(ready);
  return ready;
}

async function perform(step: Step): Promise<void> {
  const startedMs = performance.now();
  const { code, output } = await step.work();
  done.add(step.name);
  if (code !== 0) failed.push(step.name);
  console.log(`  ${code === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(11)} ${elapsed(startedMs)}`);
  if (code !== 0 || step.name === 'sizes') console.log(output.trimEnd().replaceAll(/^/gm, '       '));
}

while (waiting.size > 0 || running.size > 0) {
  for (let step = next(); step; step = next()) {
    const work: Promise<void> = perform(step).finally(() => running.delete(work));
    running.add(work);
  }
  await Promise.race(running);
}

if (failed.length > 0) {
  console.error(`check: ${failed.join(', ')} failed.`);
  process.exit(1);
}
