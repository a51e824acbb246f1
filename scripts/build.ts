/**
 * Builds what is published: `dist` of every package by tsc, and the bundles of the elements by Rollup with their integrity
 * list. With `--if-stale` it does nothing, silently, when sources and settings are those of the last build.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type OutputChunk, rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import { type BundleChunk, bundledPackages, bundleRecordFile, cdnFolder } from './lib/bundle.ts';
import { packages } from './lib/projects.ts';
import { cacheFolder, elapsed, root, run, runTool } from './lib/run.ts';

const recordFile = path.join(cacheFolder, 'build.txt');
const inputs = [
  'packages/*/src/**/*.ts',
  'packages/*/{package,tsconfig}.json',
  'tsconfig*.json',
  'rollup.config.mjs',
  'scripts/build.ts',
  'package-lock.json',
];

/** A hash over names and contents, because times are worthless after a checkout. Tests are no part of what is published. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(inputs, { cwd: root, exclude: ['**/node_modules', '**/*.test.ts'] }).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether the last build is that of `now` and its results are still in place. */
function upToDate(now: string): boolean {
  if (!existsSync(recordFile) || readFileSync(recordFile, 'utf8') !== now) return false;
  const results = packages().map((project) => path.join(root, project, 'dist'));
  results.push(bundleRecordFile, ...bundledPackages.map((name) => path.join(cdnFolder(name), 'sri.json')));
  return results.every((result) => existsSync(result));
}

async function bundle(): Promise<void> {
  const { options, warnings } = await loadConfigFile(path.join(root, 'rollup.config.mjs'), { silent: true });
  warnings.flush();
  const written = new Map<string, OutputChunk[]>();
  for (const input of options) {
    const build = await rollup(input);
    for (const output of input.output) {
      const folder = output.dir ?? path.dirname(output.file ?? '');
      const result = await build.write(output);
      const chunks = result.output.filter((item) => item.type === 'chunk');
      written.set(folder, [...(written.get(folder) ?? []), ...chunks]);
    }
    await build.close();
  }
  for (const [folder, chunks] of written) finish(folder, chunks);

  mkdirSync(cacheFolder, { recursive: true });
  const records = bundledPackages.flatMap((name) =>
    (written.get(cdnFolder(name)) ?? [])
      .filter((chunk) => !chunk.fileName.includes('iife'))
      .map((chunk) => record(name, chunk)),
  );
  writeFileSync(bundleRecordFile, JSON.stringify(records));
}

/** Adds to a folder of bundles what goes along with them, and removes what an earlier build left there. */
function finish(folder: string, chunks: readonly OutputChunk[]): void {
  writeFileSync(path.join(folder, 'THIRD-PARTY.txt'), thirdPartyNotices(chunks));
  writeFileSync(path.join(folder, 'sri.json'), `${JSON.stringify(integrity(folder, chunks), null, 2)}\n`);
  // Only now, so that a page served meanwhile never misses a file.
  const current = new Set([
    'sri.json',
    'THIRD-PARTY.txt',
    ...chunks.flatMap((chunk) => [chunk.fileName, `${chunk.fileName}.map`]),
  ]);
  for (const file of readdirSync(folder)) if (!current.has(file)) rmSync(path.join(folder, file));
}

function record(packageName: string, chunk: OutputChunk): BundleChunk {
  return {
    package: packageName,
    file: chunk.fileName,
    name: chunk.fileName.replace(/(-[\w-]{8})?\.js$/, ''),
    isEntry: chunk.isEntry,
    imports: chunk.imports,
    modules: Object.fromEntries(
      Object.entries(chunk.modules).map(([id, module]) => [path.relative(root, id), module.renderedLength]),
    ),
  };
}

/** File name → the value of an `integrity` attribute. */
function integrity(folder: string, chunks: readonly OutputChunk[]): Record<string, string> {
  const entries = chunks.map(({ fileName }) => {
    const digest = createHash('sha384')
      .update(readFileSync(path.join(folder, fileName)))
      .digest('base64');
    return [fileName, `sha384-${digest}`] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The licences of what the bundles contain; BSD and MIT ask that they travel with every copy. */
function thirdPartyNotices(chunks: readonly OutputChunk[]): string {
  const folders = new Set<string>();
  for (const id of chunks.flatMap((chunk) => chunk.moduleIds)) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replace('\0', ''))?.[0];
    if (folder) folders.add(folder);
  }
  return [...folders]
    .sort()
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<
        string,
        string
      >;
      const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      const text = licence ? readFileSync(path.join(folder, licence), 'utf8').trim() : '';
      return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

const now = fingerprint();
if (!process.argv.includes('--if-stale') || !upToDate(now)) {
  const startedMs = performance.now();
  console.log('Building the packages…');
  rmSync(recordFile, { force: true });
  const { code } = await runTool('tsc', ['-b', ...packages()]);
  if (code !== 0) {
    console.error('build: the types do not hold; see above.');
    process.exit(1);
  }
  try {
    await bundle();
  } catch (error) {
    console.error(`build: Rollup stopped. ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
  await run(process.execPath, ['scripts/sizes.ts', '--print']);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(recordFile, now);
  console.log(`Built in ${elapsed(startedMs)}.`);
}
