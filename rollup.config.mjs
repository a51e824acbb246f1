// What is published of the elements, the provider's and the operator's, in two shapes made from what `tsc -b` has put into
// dist: an ES module whose chunks load when they are needed, and one classic file for old pages. `scripts/build.ts` runs
// this and adds the integrity lists.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform as esbuild } from 'esbuild';
import htmlLiterals from 'rollup-plugin-html-literals';

const { version } = JSON.parse(
  readFileSync(new URL('packages/elements/package.json', import.meta.url), 'utf8'),
);
/** Folder of a package, absolute. */
const folderOf = (name) => path.join(import.meta.dirname, 'packages', name);
const banner = `/*! Fale Conosco ${version}. Contains lit, ky, zod and others: see THIRD-PARTY.txt */`;

/** Leads the source maps back to the TypeScript, through the maps that tsc wrote. */
const tscMaps = {
  name: 'tsc-maps',
  load(id) {
    if (!id.endsWith('.js') || !existsSync(`${id}.map`) || id.includes('node_modules')) return null;
    return { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') };
  },
};

/** What a page gets that loads one classic script: the elements defined, and the library's exports as a global. */
const classicEntry = (dist) => ({
  name: 'classic-entry',
  resolveId: (id) =>
    id.startsWith('classic-entry/') ? `${dist}/${id.split('/')[1]}.js` : id === 'classic-entry' ? id : null,
  // Its text is in the source map, so it names no folder of this machine.
  load: (id) =>
    id === 'classic-entry' ? `import 'classic-entry/define'; export * from 'classic-entry/index';` : null,
});

/** zod shares a registry between its copies on a page through `globalThis`: a guest of the page leaves nothing there. */
const ownZod = {
  name: 'own-zod',
  transform(code, id) {
    if (!/[\\/]zod[\\/]v4[\\/]core[\\/](registries|core)\.js$/.test(id)) return null;
    return { code: `const ownGlobal = {};${code.replaceAll('globalThis', 'ownGlobal')}`, map: null };
  },
};

/** Leaves out the values that open enums know: only the OpenAPI document needs them, browsers need the types. 0.8 kB. */
const withoutKnownValues = {
  name: 'without-known-values',
  transform(code, id) {
    if (!/[\\/]contract[\\/]dist[\\/]schemas[\\/]primitives\.js$/.test(id)) return null;
    const statement = 'knownValues.set(schema, values);';
    if (!code.includes(statement)) throw new Error(`${id} no longer has the statement ${statement}`);
    return { code: code.replace(statement, ' '.repeat(statement.length)), map: null };
  },
};

/**
 * Leaves out of ky what the SDK never comes to: progress streams, since uploads go by `XMLHttpRequest`, and the list of texts by
 * which browsers name a network error, since the SDK wraps what `fetch` throws. And lets ky read `Retry-After` by the function
 * of the SDK, so that a page loads one reader of it instead of two. 1.5 kB.
 */
const partsOfKy = {
  'utils/body.js': 'export const streamRequest = (it) => it; export const streamResponse = (it) => it;',
  'utils/is-network-error.js': 'export default () => false;',
  'core/retry-timing.js': `
    import { retryAfterMs } from 'sdk-retry-after';
    export const getRetryTimingHeader = (headers) => headers.get('retry-after');
    export const calculateRetryTimingDelay = (header) => retryAfterMs(header, Date.now());`,
};
/**
 * What else the SDK never comes to: bodies that are streams, queries and `init` hooks of the client itself, and the shortcuts
 * that read a response, since the SDK reads it inside `fetch`. 0.7 kB.
 */
const cutsOfKy = {
  'core/constants.js': [
    [/(?<=export const supportsRequestStreams = )\(\(\) => \{[\s\S]*?\n\}\)\(\)/, 'false'],
  ],
  'utils/merge.js': [
    [/(?<=const appendSearchParameters = )\(target, source\) => \{[\s\S]*?\n\}(?=;)/, '() => undefined'],
  ],
  'core/Ky.js': [
    [/(?<=function cloneInitHookOptions\(options\) )\{[\s\S]*?\n\}/, '{ return options; }'],
    [
      /for \(const \[type, mimeType\] of Object\.entries\(responseTypes\)\) \{[\s\S]*?\n {8}\}(?=\n {8}return result;)/,
      '',
    ],
  ],
};
const nameInKy = (id) => /[\\/]ky[\\/]distribution[\\/](.*)$/.exec(id)?.[1].replaceAll('\\', '/') ?? '';
const slimKy = {
  name: 'slim-ky',
  resolveId: (id) =>
    id === 'sdk-retry-after' ? path.join(folderOf('sdk'), 'dist/http/to-api-error.js') : null,
  load: (id) => partsOfKy[nameInKy(id)] ?? null,
  transform(code, id) {
    const cuts = cutsOfKy[nameInKy(id)];
    if (!cuts) return null;
    const cut = (text, [pattern, replacement]) => {
      if (!pattern.test(text)) throw new Error(`${id} no longer has ${pattern}`);
      // Source maps go by lines.
      return text.replace(pattern, (part) => replacement + '\n'.repeat(part.split('\n').length - 1));
    };
    return { code: cuts.reduce(cut, code), map: null };
  },
};

/**
 * Minifies the css`` templates, between whose tag and text tsc puts a space; the minifier that comes with the HTML one does
 * not know today's colour functions. The lines that a template loses follow it, so that the source map still holds.
 */
const cssLiterals = {
  name: 'css-literals',
  async transform(code, id) {
    if (!id.startsWith(path.join(import.meta.dirname, 'packages')) || !/\bcss ?`/.test(code)) return null;
    const parts = await Promise.all(
      code.split(/(\bcss ?`[^`]*`)/).map(async (part) => {
        const text = /^css ?`([^`]*)`$/.exec(part)?.[1];
        if (text === undefined) return part;
        const expressions = [];
        // In a template JavaScript takes one backslash of two, and would take that of an escape which CSS needs.
        const plain = text
          .replaceAll('\\\\', '\\')
          .replace(/\$\{[^}]*\};?/g, (expression) => `--x${expressions.push(expression) - 1}: 0;`);
        // A template of bare declarations, for use inside another, is no style sheet by itself.
        const bare = !/^[^;]*\{/.test(plain.replace(/\/\*[\s\S]*?\*\//g, ''));
        const source = bare ? `x{${plain}}` : plain;
        const { code: css } = await esbuild(source, {
          loader: 'css',
          minify: true,
          charset: 'utf8',
          target: 'chrome109',
        });
        const whole = css.trim().replaceAll('\\', '\\\\');
        const small = bare ? `${whole.slice(2, -1)};` : whole;
        const template = `css\`${small.replace(/--x(\d+): ?0;?/g, (_, index) => expressions[index])}\``;
        return template + '\n'.repeat(part.split('\n').length - template.split('\n').length);
      }),
    );
    return { code: parts.join(''), map: null };
  },
};

const plugins = [
  ownZod,
  withoutKnownValues,
  slimKy,
  tscMaps,
  // lit's development build warns and is three times as large.
  nodeResolve({ browser: true, exportConditions: ['production'] }),
  cssLiterals,
  htmlLiterals({
    include: path.join(import.meta.dirname, 'packages/**'),
    failOnError: true,
    // Without its slash a shape of an svg`` template swallows the next one; without its last space a fragment sticks to
    // the text that follows it in another template.
    options: {
      shouldMinifyCSS: () => false,
      minifyOptions: { keepClosingSlash: true, conservativeCollapse: true },
    },
  }),
];

/**
 * Gives the private members of every class the same short names, class by class, where terser gives each of the whole file a
 * name of its own. 0.3 kB of all three elements.
 */
const shortPrivateNames = {
  name: 'short-private-names',
  renderChunk: (code) =>
    esbuild(code, {
      minifyIdentifiers: true,
      target: 'es2022',
      charset: 'utf8',
      sourcemap: true,
      sourcesContent: false,
    }),
};

// Chromium 109 is the oldest browser that we serve, and it knows all of ES2022.
const minify = (module) =>
  terser({ module, ecma: 2020, compress: { passes: 2, unsafe_arrows: true }, format: { comments: /^!/ } });

/**
 * A chunk that the code imports by name is called after its module, or after the folder where the module is called define
 * or index; what several have in common is called shared.
 */
const chunkFileNames = ({ name, facadeModuleId }) => {
  if (!facadeModuleId) return 'shared-[hash].js';
  return `${/^(define|index)$/.test(name) ? path.basename(path.dirname(facadeModuleId)) : name}-[hash].js`;
};

// A warning of the bundler (a cycle, a missing export) is a defect, but in other people's code it is not ours to mend.
const onwarn = (warning) => {
  const places = [warning.id, warning.loc?.file, ...(warning.ids ?? [])];
  if (places.some((place) => place?.includes('node_modules'))) return;
  throw new Error(`${warning.code}: ${warning.message}`);
};

/**
 * Both shapes of a package's elements.
 *
 * @param packageName folder under `packages`
 * @param name of its files
 * @param global what the classic file's exports are called
 */
const shapes = (packageName, name, global) => {
  const dist = path.join(folderOf(packageName), 'dist');
  const cdn = path.join(folderOf(packageName), 'cdn');
  return [
    {
      input: { [name]: path.join(dist, 'define.js') },
      plugins,
      onwarn,
      output: {
        dir: cdn,
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames,
        sourcemap: true,
        hoistTransitiveImports: false,
        banner: (chunk) => (chunk.isEntry ? banner : ''),
        plugins: [shortPrivateNames, minify(true)],
      },
    },
    {
      input: 'classic-entry',
      plugins: [classicEntry(dist), ...plugins],
      onwarn,
      output: {
        file: path.join(cdn, `${name}.iife.js`),
        format: 'iife',
        name: global,
        exports: 'named',
        inlineDynamicImports: true,
        sourcemap: true,
        banner,
        plugins: [shortPrivateNames, minify(false)],
      },
    },
  ];
};

export default [
  ...shapes('elements', 'fale-conosco', 'FaleConosco'),
  ...shapes('crm', 'fale-conosco-crm', 'FaleConoscoCrm'),
];
