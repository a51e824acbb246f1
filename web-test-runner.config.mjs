// Tests of the browser packages, in a real Chromium, on the sources.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { browserFlags, findBrowser } from './scripts/browser.ts';
import { browserCountReporter } from './scripts/lib/browser-count-reporter.ts';
import { circumstancesPlugin } from './scripts/lib/circumstances-plugin.ts';
import { layoutsPlugin } from './scripts/lib/layouts-plugin.ts';
import { uploadLinePlugin } from './scripts/lib/upload-line.ts';

/** Puts the guard before every test file, on its first line so that line numbers stay right. */
const guard = {
  name: 'guard',
  transform(context) {
    if (!context.path.endsWith('.test.ts')) return undefined;
    return { body: `import '/scripts/lib/browser-guard.mjs';${context.body}` };
  },
};

export default {
  rootDir: import.meta.dirname,
  files: ['packages/{ui,elements,crm}/src/**/*.test.ts'],
  concurrency: 2,
  nodeResolve: { exportConditions: ['source', 'browser', 'development'] },
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${import.meta.dirname}/tsconfig.base.json` }),
    guard,
    a11ySnapshotPlugin(),
    circumstancesPlugin(),
    layoutsPlugin(),
    uploadLinePlugin(),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findBrowser(), args: browserFlags },
      // As tabs of one window, files that run side by side get no animation frames and hang.
      createPage: ({ context }) => context.newPage({ type: 'window' }),
    }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: 15_000, retries: 0 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  reporters: [defaultReporter({ reportTestProgress: false }), browserCountReporter()],
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="pt-BR">
  <head>
    <meta charset="utf-8">
    <title>Fale Conosco: test page</title>
  </head>
  <body>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
};
