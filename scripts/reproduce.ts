/**
 * `npm run reproduce`: builds the tree twice, in two clean folders of different names, and compares every file of `dist` and
 * `cdn` by its hash. Whoever has the sources can so find out whether a bundle that is served was made from them. No part of
 * the check: it takes two whole builds.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { elapsed, root, run } from './lib/run.ts';

const startedMs = performance.now();
const folder = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-reproduce-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  capture: true,
});
const files = listed.output.split('\0').filter((file) => file && existsSync(path.join(root, file)));

/** @returns hashes by name of what was built */
async function build(name: string): Promise<Map<string, string>> {
  const tree = path.join(folder, name);
  for (const file of files) cpSync(path.join(root, file), path.join(tree, file));
  // Hard links where the file system has them; npm's links to our own packages are relative, and lead into the copy.
  const modules = [path.join(root, 'node_modules'), path.join(tree, 'node_modules')] as const;
  const linked = await run('cp', ['-al', ...modules], { capture: true });
  if (linked.code !== 0) {
    rmSync(modules[1], { recursive: true, force: true });
    await run('cp', ['-a', ...modules]);
  }
  const { code, output } = await run(process.execPath, ['scripts/build.ts'], { cwd: tree, capture: true });
  if (code !== 0) throw new Error(`The build in ${tree} failed: ${output}`);
  const built = globSync('packages/*/{dist,cdn}/**/*', { cwd: tree, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tsbuildinfo'))
    .map((entry) => path.relative(tree, path.join(entry.parentPath, entry.name)));
  return new Map(
    built.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(tree, file)))
        .digest('hex'),
    ]),
  );
}

const first = await build('first');
const second = await build('a-second-folder');
const different = [...new Set([...first.keys(), ...second.keys()])].filter(
  (file) => first.get(file) !== second.get(file),
);
for (const file of different) console.error(`differs: ${file}`);
const all = createHash('sha256')
  .update(JSON.stringify([...first].sort()))
  .digest('hex');
console.log(
  `${first.size} files built twice, ${different.length} differ; SHA-256 over all ${all}; ${elapsed(startedMs)}`,
);
if (different.length > 0 || first.size === 0) process.exitCode = 1;
