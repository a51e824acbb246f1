/**
 * What the elements cost a page, as it travels: the sum of each file compressed by itself. Fails when a limit is passed;
 * with `--print` (after a build) it only tells.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BundleChunk, cdnFolder, readBundleRecord } from './lib/bundle.ts';

/** Chunks that only rare use loads; all others count as the price of the three elements at work. */
const rareChunks = /^(en|es|print-receipt)$/;

/**
 * Gzip bytes, in thousands: `target` is what we promise, `limit` fails the check. The limits of the provider's elements stand
 * just above what they weigh with ky, which is 7.5 kB of each: they keep them from growing until they reach their targets.
 */
const budgets: Record<string, { target: number; limit: number }> = {
  'a page with the list': { target: 40, limit: 45 },
  'list, form and thread': { target: 40, limit: 67 },
  'classic file': { target: 45, limit: 69 },
  // Staff load it once a day from an intranet: no promise, but no surprise either.
  'console, home screen': { target: 75, limit: 75 },
  'console, classic file': { target: 140, limit: 140 },
};

const record = readBundleRecord();
const chunks = record.filter((chunk) => chunk.package === 'elements');

/** The chunks given and everything that loads together with them, as paths. */
function closure(start: readonly BundleChunk[]): string[] {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const next of byFile.get(file)?.imports ?? []) visit(next);
  };
  const folder = start[0]?.package ?? '';
  const byFile = new Map(
    record.filter((chunk) => chunk.package === folder).map((chunk) => [chunk.file, chunk]),
  );
  for (const chunk of start) visit(chunk.file);
  return [...files].map((file) => path.join(cdnFolder(folder), file));
}

const entriesOf = (packageName: string): BundleChunk[] =>
  record.filter((chunk) => chunk.package === packageName && chunk.isEntry);
const groups: Record<string, string[]> = {
  'a page with the list': closure(entriesOf('elements')),
  'list, form and thread': closure(chunks.filter((chunk) => !rareChunks.test(chunk.name))),
  'classic file': [path.join(cdnFolder('elements'), 'fale-conosco.iife.js')],
  'console, home screen': closure(entriesOf('crm')),
  'console, classic file': [path.join(cdnFolder('crm'), 'fale-conosco-crm.iife.js')],
};

const kilo = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(6);
const failures: string[] = [];

console.log('                             gzip  brotli    raw   kB');
for (const [group, files] of Object.entries(groups)) {
  const contents = files.map((file) => readFileSync(file));
  const sum = (measure: (content: Buffer) => number): number =>
    contents.reduce((total, content) => total + measure(content), 0);
  const gzip = sum((content) => gzipSync(content, { level: 9 }).length);
  const brotli = sum((content) => brotliCompressSync(content).length);
  const raw = sum((content) => content.length);
  const budget = budgets[group] ?? { target: 0, limit: 0 };
  const verdict =
    gzip > budget.limit * 1000
      ? 'TOO LARGE'
      : gzip > budget.target * 1000
        ? `over the target of ${budget.target}`
        : '';
  console.log(`${group.padEnd(26)} ${kilo(gzip)}  ${kilo(brotli)} ${kilo(raw)}   ${verdict}`.trimEnd());
  if (gzip > budget.limit * 1000)
    failures.push(`${group}: ${kilo(gzip).trim()} kB gzip, the limit is ${budget.limit}.`);
}

if (failures.length > 0 && !process.argv.includes('--print')) {
  const modules = record.flatMap((chunk) => Object.entries(chunk.modules)).sort(([, a], [, b]) => b - a);
  console.error(`\n${failures.join('\n')}`);
  console.error(
    'Pages of other people carry this weight. Load what is rarely used on first use, or find what came in:',
  );
  for (const [id, bytes] of modules.slice(0, 15))
    console.error(`  ${kilo(bytes)} kB before minifying  ${id}`);
  process.exit(1);
}
