/**
 * Runs the server's suites, and those of several instances (`test/cluster`), against what stands beyond one machine: a
 * PostgreSQL of the distribution instead of the embedded one, an S3-compatible store instead of a folder. Brings both up in
 * a temporary folder and takes them down again. Where they cannot be had it fails; it never passes without having run.
 *
 * `node --conditions=source scripts/beyond-one-machine.ts uploads cluster` runs only test files with such a word in their path.
 */
import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { elapsed, root, run } from './lib/run.ts';
import { startTestPostgres } from './lib/test-postgres.ts';
import { startTestS3 } from './lib/test-s3.ts';

/** Suites that neither a database nor files have a part in, and the one of the embedded PostgreSQL itself. */
const elsewhere =
  /\/(config\.test|demo\/catalogue|database\/embedded-postgres|testing\/|messages\/|storage\/(?!storage))|rules\.test|search-terms/;

const words = process.argv.slice(2);
const files = globSync(['packages/server/src/**/*.test.ts', 'test/cluster/*.test.ts'], { cwd: root })
  .filter(
    (file) => !elsewhere.test(file) && (words.length === 0 || words.some((word) => file.includes(word))),
  )
  .sort();
if (files.length === 0) throw new Error(`There is no test file with ${words.join(' or ')} in its path.`);

const startedMs = performance.now();
// Reachable for the unprivileged user that PostgreSQL runs as.
const folder = mkdtempSync(path.join(os.tmpdir(), 'fale-conosco-beyond-'));
chmodSync(folder, 0o711);
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
await using cleanup = new AsyncDisposableStack();

const [postgres, s3] = await Promise.all([startTestPostgres(folder), startTestS3(folder)]);
cleanup.defer(() => postgres.stop());
cleanup.defer(() => s3.stop());
console.log(
  `PostgreSQL ${postgres.version} and OpenStack Swift's S3 API of this machine's distribution run after ${elapsed(startedMs)}.`,
);

const reporters = ['spec', './scripts/lib/node-count-reporter.ts'].flatMap((reporter) => [
  `--test-reporter=${reporter}`,
  '--test-reporter-destination=stdout',
]);
const { code } = await run(process.execPath, ['--conditions=source', '--test', ...reporters, ...files], {
  env: { ...s3.env, TEST_DATABASE_URL: postgres.url, TEST_STORAGE_URL: s3.url },
});
console.log(
  `${files.length} files ran against PostgreSQL ${postgres.version} and S3, in ${elapsed(startedMs)}.`,
);
process.exitCode = code;
