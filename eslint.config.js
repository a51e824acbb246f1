import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import docstrings from './scripts/lib/docstring-rule.mjs';

/** Code that pages load. A new package is browser code unless it is named here. */
const browserCode = ['packages/*/src/**/*.ts'];
const notBrowserCode = ['packages/{server,memory,conformance}/**'];
/** Packages without templates. */
const notElementCode = ['packages/{contract,domain,sdk,memory,server,conformance}/**'];
const testCode = ['**/*.test.ts'];

/** Bans for templates and their surroundings; each names what it would break in a page that is not ours. */
const embeddingRules = [
  {
    selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=/]',
    message:
      'A style attribute violates strict CSP. Use a class, or element.style.setProperty in a directive.',
  },
  {
    selector:
      'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/<(style|script)\\b/]',
    message: 'Strict CSP refuses inline style and script. Use css`` and modules.',
  },
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML)$/]',
    message: 'Texts are plain: use templates, never HTML strings (Trusted Types).',
  },
  {
    selector:
      'CallExpression[optional=false]:not(:matches(IfStatement, ConditionalExpression) *) > MemberExpression.callee[object.name="crypto"][property.name="randomUUID"]',
    message: 'Missing on http:// intranet pages. crypto.getRandomValues is there.',
  },
  {
    selector: 'MemberExpression[optional=false][object.object.name="crypto"][object.property.name="subtle"]',
    message: 'Missing on http:// intranet pages.',
  },
  {
    selector: 'MemberExpression[object.name="document"][property.name="cookie"]',
    message: 'The widget makes no cookies.',
  },
  {
    selector: 'CallExpression[callee.property.name="attachShadow"] Property[value.value="closed"]',
    message: 'Shadow roots are open, for accessibility tools and tests.',
  },
];

export default tseslint.config(
  {
    ignores: ['**/dist/', '**/cdn/', '**/.cache/', '.data/', '**/coverage/', 'node_modules/', 'demo/**/*.js'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { local: docstrings },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'],
              package: 'node:test',
            },
          ],
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // What an abort signal gives as its reason is thrown as it is.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Implementations of an asynchronous interface that have nothing to wait for are common and harmless.
      '@typescript-eslint/require-await': 'off',
      // The compiler and Biome say the same.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: testCode,
    rules: { 'local/docstrings': 'error' },
  },
  {
    files: browserCode,
    ignores: notElementCode,
    extends: [lit.configs['flat/recommended'], litA11y.configs.recommended, wc.configs['flat/best-practice']],
    settings: { litHtmlSources: true },
    rules: {
      'lit/no-native-attributes': 'error',
      'lit/no-template-arrow': 'off',
      'lit/no-template-bind': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
      // Redundant only until CSS speaks: `display: grid` on a table's parts takes their implicit roles away, and the list
      // shows its table as cards on narrow screens.
      'lit-a11y/no-redundant-role': 'off',
      // Registration has its own file (define.ts), and the class stays free of it.
      'wc/define-tag-after-class-definition': 'off',
      'wc/file-name-matches-element': 'off',
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['packages/crm/src/shared/provider-picker.ts'],
    rules: {
      // The field is named by its `<label for>`, which the rule does not follow.
      'lit-a11y/accessible-name': 'off',
      // Its options are chosen by the keys of the combobox, which keeps the focus (ARIA Authoring Practices).
      'lit-a11y/click-events-have-key-events': 'off',
    },
  },
  {
    files: ['packages/{ui,elements,crm}/src/**/*.test.ts'],
    rules: {
      'lit/prefer-nothing': 'off',
      'no-restricted-imports': [
        'error',
        {
          name: '@open-wc/testing',
          importNames: ['waitUntil'],
          message:
            'It gives up after a second, which a busy machine may need. Use the one of @fale-conosco/ui/testing.',
        },
      ],
    },
  },
  {
    files: browserCode,
    ignores: [...testCode, ...notBrowserCode],
    rules: {
      'no-restricted-syntax': ['error', ...embeddingRules],
      'no-restricted-globals': [
        'error',
        { name: 'localStorage', message: 'Shared with the host page: nothing of ours is kept there.' },
        { name: 'sessionStorage', message: 'Shared with the host page: nothing of ours is kept there.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'zod', message: "Import 'zod/mini': the classic build costs every page 16 kB." },
            { name: 'lit/directives/style-map.js', message: 'Violates strict CSP on first render.' },
            { name: 'lit/directives/unsafe-html.js', message: 'Texts are plain, never HTML.' },
          ],
        },
      ],
    },
  },
  {
    // chai's assertions are properties; mocha and fixtures hand out loosely typed things.
    files: testCode,
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      // With @open-wc/testing every chai assertion is typed as a promise, also those that are none.
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
