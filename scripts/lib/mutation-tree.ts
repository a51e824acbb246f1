/** A copy of the repository in which files may be changed while others work, and what of it tests what. */
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './run.ts';

/** Copies sources and tests into a folder. Dependencies are links; packages of the repository resolve to the copy. */
export function copyTree(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const copied = globSync(['packages/*/{package.json,src}', 'test', 'scripts', 'demo', '*.{json,mjs}'], {
    cwd: root,
  });
  for (const file of copied) cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '@fale-conosco'), { recursive: true });
  for (const name of readdirSync(path.join(root, 'node_modules')))
    if (name !== '@fale-conosco')
      symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  for (const name of readdirSync(path.join(root, 'node_modules/@fale-conosco')))
    symlinkSync(path.join(folder, 'packages', name), path.join(modules, '@fale-conosco', name));
}

/** Which test file imports which source file, over any number of others. Paths are relative to the top folder. */
export class TestMap {
  readonly #imports = new Map<string, string[]>();
  readonly #reached = new Map<string, Map<string, number>>();
  readonly #testFiles: string[];
  readonly #entries: ReadonlyMap<string, string>;

  /** @param testFiles those among which the nearest are looked for */
  constructor(testFiles: readonly string[]) {
    this.#testFiles = [...testFiles];
    this.#entries = sourceEntries();
  }

  /**
   * The tests nearest to a source file: those that reach it by the fewest imports; of equal ones, those that lie nearest, and
   * one named like it before all.
   */
  nearest(file: string, count: number): string[] {
    const stem = path.basename(file).replace(/\.ts$/, '');
    const found = this.#testFiles.flatMap((test) => {
      const steps = this.#reach(test).get(file);
      if (steps === undefined) return [];
      const named = path.basename(test).startsWith(`${stem}.`) && path.dirname(test) === path.dirname(file);
      return [{ test, rank: named ? -1 : distance(test, file) * 4 + Math.min(steps, 3) }];
    });
    return found
      .sort((a, b) => a.rank - b.rank || (a.test < b.test ? -1 : 1))
      .slice(0, count)
      .map(({ test }) => test);
  }

  /** Everything that a file imports, with the number of steps. */
  #reach(from: string): Map<string, number> {
    const known = this.#reached.get(from);
    if (known) return known;
    const reached = new Map([[from, 0]]);
    // A map is read in the order in which it was written: breadth first.
    for (const [file, steps] of reached)
      for (const next of this.#importsOf(file)) if (!reached.has(next)) reached.set(next, steps + 1);
    this.#reached.set(from, reached);
    return reached;
  }

  /** The source behind the name of an import; undefined for what is not of the repository. */
  #sourceOf(name: string): string | undefined {
    const source = this.#entries.get(name);
    if (source) return source;
    const folder = path.dirname(name);
    return this.#entries.get(`${folder}/*`)?.replace('*', name.slice(folder.length + 1));
  }

  #importsOf(file: string): string[] {
    let imports = this.#imports.get(file);
    if (imports) return imports;
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'), true, true);
    imports = importedFiles.flatMap(({ fileName }) => {
      if (fileName.startsWith('.')) return path.join(path.dirname(file), fileName);
      return this.#sourceOf(fileName) ?? [];
    });
    imports = imports.filter((name) => name.endsWith('.ts'));
    this.#imports.set(file, imports);
    return imports;
  }
}

/** Steps from one folder to the other. */
function distance(a: string, b: string): number {
  const [from, to] = [path.dirname(a).split('/'), path.dirname(b).split('/')];
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared += 1;
  return from.length + to.length - 2 * shared;
}

/** The source file behind each name by which packages of the repository are imported. */
function sourceEntries(): Map<string, string> {
  const entries = new Map<string, string>();
  for (const manifest of globSync('packages/*/package.json', { cwd: root })) {
    const { name, exports = {} } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8')) as {
      name: string;
      exports?: Record<string, string | { source?: string }>;
    };
    for (const [subpath, target] of Object.entries(exports)) {
      const source = typeof target === 'string' ? target : target.source;
      if (source) entries.set(path.join(name, subpath), path.join(path.dirname(manifest), source));
    }
  }
  return entries;
}
