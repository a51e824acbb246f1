/** The directions in which packages may depend on one another (docs/architecture.md: contract ← sdk ← ui ← elements). */

/** For each package, the sibling packages it may import. */
const allowed = {
  contract: [],
  domain: ['contract'],
  sdk: ['contract'],
  memory: ['contract', 'domain', 'sdk'],
  conformance: ['contract', 'sdk'],
  ui: ['contract', 'sdk'],
  elements: ['contract', 'sdk', 'ui'],
  crm: ['contract', 'domain', 'sdk', 'ui'],
  server: ['contract', 'domain'],
};

/** Tests, states and test helpers of these run on the server in memory; what is published of them does not. */
const testedOnMemory = ['ui', 'elements', 'crm'];

/** For a dependency that only some may import: those packages. */
const reserved = {
  zod: ['contract', 'sdk', 'memory', 'server', 'conformance'],
  ky: ['sdk'],
  lit: ['ui', 'elements', 'crm'],
  fastify: ['server'],
  pg: ['server'],
};

const tests = '\\.test\\.ts$';
/** Files of a package that are no part of what its users load. */
const testSupport = '(\\.(test|states)\\.ts$|/testing/|-states\\.ts$)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...Object.entries(allowed).map(([name, siblings]) => ({
      name: `direction-of-${name}`,
      comment: `${name} may import ${siblings.join(', ') || 'no sibling package'}.`,
      severity: 'error',
      from: { path: `^packages/${name}/` },
      to: {
        path: '^packages/',
        pathNot: `^packages/(${[name, ...siblings, ...(testedOnMemory.includes(name) ? ['memory'] : [])].join('|')})/`,
      },
    })),
    {
      name: 'memory-is-for-tests',
      comment: 'The server in memory is for tests, states and playgrounds; no page loads it with an element.',
      severity: 'error',
      from: { path: `^packages/(${testedOnMemory.join('|')})/`, pathNot: testSupport },
      to: { path: '^packages/memory/' },
    },
    ...Object.entries(reserved).map(([name, users]) => ({
      name: `only-some-import-${name}`,
      comment: `Only ${users.join(', ')} may import ${name}.`,
      severity: 'error',
      from: { path: '^packages/', pathNot: [`^packages/(${users.join('|')})/`, tests] },
      to: { path: `^node_modules/${name}/` },
    })),
    {
      name: 'nothing-imports-the-outside',
      comment: 'demo, test, bench and scripts use the packages, never the other way round.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(demo|test|bench|scripts)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: tests },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdn|\\.cache)/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.d.ts', '.mjs', '.js', '.cjs'],
    },
  },
};
