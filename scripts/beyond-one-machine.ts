/**
 * Runs the server's suites, and those of several instances (`test/cluster`), against what stands beyond one machine: a
 * PostgreSQL of the distribution instead of the embedded one, an S3-compatible store instead of a folder; and what depends on
 * either, with each of them alone. Brings both up in a temporary folder and takes them down again. Where they cannot be had
 * it fails; it never passes without having run.
 *
 * `BEYOND_DATABASE_URL` (a superuser's) and `BEYOND_STORAGE_URL` (with the `AWS_*` variables; its bucket name begins those
 * that are made) name a database server and a store to use instead, on systems whose apt-get cannot provide them;
 * `BEYOND_CLAMD_URL` a virus scanner with a signature `Test.Eicar` for the text of eicar.org.
 *
 * `node --conditions=source scripts/beyond-one-machine.ts attachments cluster` runs only test files with such a word in their path.
 */
import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  countsVariable,
  filesWithoutTests,
  readReports,
  type TestReport,
  tally,
  writeReports,
} from './lib/counts.ts';
import { elapsed, root, run, sideBySide, testLimit } from './lib/run.ts';
import { startTestClamd } from './lib/test-clamd.ts';
import { checkMonitoring } from './lib/test-monitoring.ts';
import { startTestPostgres } from './lib/test-postgres.ts';
import { startTestS3 } from './lib/test-s3.ts';

/** Suites that neither a database nor files have a part in, and those of the embedded PostgreSQL itself. All others run. */
const elsewhere = [
  'demo/catalogue/{catalogue,editable,issuer}.test.ts',
  ...[
    '{config,log-output}',
    'database/{embedded-postgres,embedded-postgres-supervisor,locks}',
    'features/attachments/inspection/{hostile-files,inspect-file,turns}',
    'features/events/connection',
    'features/notifications/backoff',
    'features/settings/webhooks/address',
    'http/foundation',
  ].map((name) => `packages/server/src/${name}.test.ts`),
];
/** A back-up needs the programs of the distribution. */
const ofBackUps = /\/backup\.test/;
/** What meets both, the database and the files. */
const ofBoth = /\/attachments\/|\/storage\.test|\/maintenance\.test|\/two-instances\./;

const words = process.argv.slice(2);
const suites = ['{packages/server/src,demo/catalogue}/**/*.test.ts', 'test/cluster/*.test.ts'];
const files = globSync(suites, { cwd: root, exclude: elsewhere })
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort();
if (files.length === 0) throw new Error(`There is no test file with ${words.join(' or ')} in its path.`);

const startedMs = performance.now();
// Reachable for the unprivileged user that PostgreSQL runs as.
const folder = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-beyond-'));
chmodSync(folder, 0o711);
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
await using cleanup = new AsyncDisposableStack();

const {
  BEYOND_DATABASE_URL: givenDatabase,
  BEYOND_STORAGE_URL: givenStore,
  BEYOND_CLAMD_URL: givenScanner,
} = process.env;

async function findDatabase(): Promise<{ name: string; url: string; programs?: Record<string, string> }> {
  if (givenDatabase) return { name: 'the PostgreSQL of BEYOND_DATABASE_URL', url: givenDatabase };
  const postgres = await startTestPostgres(folder);
  cleanup.defer(() => postgres.stop());
  return { name: `PostgreSQL ${postgres.version}`, url: postgres.url, programs: postgres.env };
}

async function findStore(): Promise<{ name: string; env: Record<string, string> }> {
  if (givenStore) return { name: 'the store of BEYOND_STORAGE_URL', env: { TEST_STORAGE_URL: givenStore } };
  const s3 = await startTestS3(folder);
  cleanup.defer(() => s3.stop());
  return { name: 'the S3 API of OpenStack Swift', env: { ...s3.env, TEST_STORAGE_URL: s3.url } };
}

/** The virus scanner of the distribution, whose part in the tests is small: only its client meets it. */
async function findScanner(): Promise<string> {
  if (givenScanner) return givenScanner;
  const clamd = await startTestClamd(folder);
  cleanup.defer(() => clamd.stop());
  return clamd.url;
}

const needs = [findDatabase(), findStore(), findScanner()] as const;
const [database, store, scanner] = await Promise.all(needs).catch((error: unknown) => {
  console.error(
    `${error instanceof Error ? error.message : String(error)}\n\n` +
      'These tests need a PostgreSQL, an S3-compatible store and clamd. Debian 12 or newer and Ubuntu provide them by apt-get;\n' +
      'elsewhere name your own by BEYOND_DATABASE_URL, BEYOND_STORAGE_URL and BEYOND_CLAMD_URL, or leave them out by naming the\n' +
      'other steps of `npm test`.',
  );
  process.exit(1);
});
const external = { TEST_DATABASE_URL: database.url };
const embedded = '--test-global-setup=packages/server/src/testing/global-setup.ts';
const both = files.filter((file) => ofBoth.test(file));
const backUps = database.programs ? files.filter((file) => ofBackUps.test(file)) : [];
const others = files.filter((file) => !ofBackUps.test(file));

/** With what each round runs. A folder and the embedded PostgreSQL together are what the other steps of the check run with. */
const rounds: { on: string; files: string[]; env: Record<string, string>; flags: string[] }[] = [
  {
    on: `${database.name} and ${store.name}`,
    files: [...others, ...backUps],
    env: { ...external, ...database.programs, ...store.env, TEST_CLAMD_URL: scanner },
    flags: [],
  },
  {
    on: `${database.name} and a folder`,
    files: [...both, ...backUps],
    env: { ...external, ...database.programs },
    flags: [],
  },
  { on: `the embedded PostgreSQL and ${store.name}`, files: both, env: store.env, flags: [embedded] },
];

const reports: TestReport[] = [];
const reporters = ['spec', './scripts/lib/node-count-reporter.ts'].flatMap((reporter) => [
  `--test-reporter=${reporter}`,
  '--test-reporter-destination=stdout',
]);
if (words.length === 0) {
  await checkMonitoring(folder);
  console.log('promtool accepts the alert rules and the dashboard.');
}
console.log(`${database.name} and ${store.name} answer after ${elapsed(startedMs)}.`);
for (const [index, round] of rounds.entries()) {
  if (round.files.length === 0) continue;
  console.log(`\n-- on ${round.on}`);
  const roundStartedMs = performance.now();
  const countsFile = path.join(folder, `counts-${index}`);
  const { code } = await run(
    process.execPath,
    ['--conditions=source', '--test', sideBySide, testLimit, ...reporters, ...round.flags, ...round.files],
    { env: { ...round.env, [countsVariable]: countsFile } },
  );
  const ofRound = readReports(countsFile) ?? [];
  reports.push(...ofRound);
  const { passed, failed } = tally(ofRound).distinct;
  console.log(
    `-- on ${round.on}: ${passed} passed, ${failed} failed, of ${round.files.length} files, ${elapsed(roundStartedMs)}`,
  );
  const silent = code === 0 ? filesWithoutTests(round.files, ofRound) : [];
  if (silent.length > 0) console.error(`No test ran in ${silent.join(', ')}.`);
  if (code !== 0 || silent.length > 0) {
    process.exitCode = 1;
    break;
  }
}
writeReports(reports);
