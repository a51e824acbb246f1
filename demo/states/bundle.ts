import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type Plugin, rollup } from 'rollup';

const root = path.resolve(import.meta.dirname, '../..');

/** Every element that has a catalogue of states, by tag; the file lies beside the element. */
function stateFiles(): [tag: string, file: string][] {
  return globSync('packages/{elements,crm}/src/*/*.states.ts', { cwd: root })
    .sort()
    .map((file) => [path.basename(file, '.states.ts'), path.join(root, file)]);
}

/** The page's entry: the elements defined, and their states handed to `page.ts`. */
const entry: Plugin = {
  name: 'entry',
  resolveId: (id) => (id === 'entry' ? '\0entry' : null),
  load(id) {
    if (id !== '\0entry') return null;
    const files = stateFiles();
    const imports = files.map(
      ([, file], index) => `import { states as s${index} } from ${JSON.stringify(file)};`,
    );
    // Each element registered by its own define, at once: the package's fetches some of them later.
    imports.push(
      ...files.flatMap(([, file], index) => [
        `import * as d${index} from ${JSON.stringify(path.resolve(file, '../define.ts'))};`,
        `for (const define of Object.values(d${index})) define();`,
      ]),
    );
    const page = JSON.stringify(path.join(import.meta.dirname, 'page.ts'));
    const entries = files.map(([tag], index) => `${JSON.stringify(tag)}: s${index}`);
    return [...imports, `import { start } from ${page};`, `start({ ${entries.join(', ')} });`].join('\n');
  },
};

const typescript: Plugin = {
  name: 'typescript',
  load: (id) => (id.endsWith('.ts') ? stripTypeScriptTypes(readFileSync(id, 'utf8')) : null),
};

/** Bundles the page's script from the sources, so that no build is needed before looking. */
export async function bundleStates(): Promise<string> {
  const bundle = await rollup({
    input: 'entry',
    plugins: [entry, typescript, nodeResolve({ browser: true, exportConditions: ['source', 'development'] })],
    onwarn: () => {},
  });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
  await bundle.close();
  return output[0].code;
}
