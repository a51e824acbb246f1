/** What a campaign has done so far: a line of JSON a batch, so that one that was cut can go on, and tables of all of it. */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What came of some rounds of one kind. */
export interface KindResult {
  /** Sums over batches, apart from `recoveriesMs`. */
  figures: Readonly<Record<string, number>>;
  /** From each disturbance to the last read that failed. */
  recoveriesMs?: readonly number[];
  /** What is wrong; empty when everything is as promised. */
  findings: readonly string[];
}

/** Rounds of one kind on one installation. */
export interface Batch extends KindResult {
  kind: string;
  seed: number;
  rounds: number;
  /** When it began. */
  startedAt: string;
  seconds: number;
  /** Processes that wanted a core, over the last minute, at its end; beside the cores. */
  load: number;
  cores: number;
}

/** What was run of one kind. */
interface Total extends Required<KindResult> {
  kind: string;
  seeds: number[];
  rounds: number;
  seconds: number;
}

const journalOf = (folder: string): string => path.join(folder, 'batches.jsonl');

/** The batches that a folder has the results of. */
export const readBatches = async (folder: string): Promise<Batch[]> => {
  const text = await readFile(journalOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Batch);
};

/** Adds a batch to a folder, and writes its tables anew. */
export const addBatch = async (folder: string, batch: Batch): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await appendFile(journalOf(folder), `${JSON.stringify(batch)}\n`);
  const batches = await readBatches(folder);
  await writeFile(path.join(folder, 'report.json'), `${JSON.stringify(totalsOf(batches), undefined, 2)}\n`);
  await writeFile(path.join(folder, 'report.md'), describe(batches));
};

const totalsOf = (batches: readonly Batch[]): Total[] =>
  [...new Set(batches.map(({ kind }) => kind))].map((kind) => {
    const ofKind = batches.filter((batch) => batch.kind === kind);
    const figures: Record<string, number> = {};
    for (const batch of ofKind)
      for (const [name, figure] of Object.entries(batch.figures))
        figures[name] = (figures[name] ?? 0) + figure;
    return {
      kind,
      seeds: ofKind.map(({ seed }) => seed).sort((a, b) => a - b),
      rounds: ofKind.reduce((sum, { rounds }) => sum + rounds, 0),
      seconds: ofKind.reduce((sum, { seconds }) => sum + seconds, 0),
      figures,
      recoveriesMs: ofKind.flatMap(({ recoveriesMs = [] }) => recoveriesMs).sort((a, b) => a - b),
      findings: ofKind.flatMap(({ seed, findings }) => findings.map((finding) => `seed ${seed}: ${finding}`)),
    };
  });

const seconds = (ms: number | undefined): string =>
  ms === undefined ? '' : ms === 0 ? 'none failed' : `${(ms / 1000).toFixed(1)} s`;

/** `7`, `7–12`, `7, 9`. */
const ranges = (numbers: readonly number[]): string => {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
};

const describe = (batches: readonly Batch[]): string => {
  const totals = totalsOf(batches);
  const loads = batches.map(({ load }) => load);
  const lines = [
    `${batches.length} installations, from ${batches[0]?.startedAt} on; load ${Math.min(...loads).toFixed(1)} to ${Math.max(
      ...loads,
    ).toFixed(1)} on ${batches[0]?.cores} cores.`,
    '',
    '| scenario | seeds | rounds | acknowledged | repeated | 503 | recovery, half of them / longest | findings |',
    '|---|---|---|---|---|---|---|---|',
    ...totals.map(({ kind, seeds, rounds, figures, recoveriesMs, findings }) => {
      const median = recoveriesMs[Math.floor(recoveriesMs.length / 2)];
      const recovery = median === undefined ? '' : `${seconds(median)} / ${seconds(recoveriesMs.at(-1))}`;
      const counts = ['acknowledged', 'repetitions', 'unavailable'].map((name) =>
        (figures[name] ?? 0).toLocaleString('en'),
      );
      return `| \`${kind}\` | ${ranges(seeds)} | ${rounds} | ${counts.join(' | ')} | ${recovery} | ${findings.length} |`;
    }),
  ];
  const others = totals.map(({ kind, figures }) => `\`${kind}\`: ${JSON.stringify(figures)}`);
  const findings = totals.flatMap((total) =>
    total.findings.map((finding) => `- \`${total.kind}\`, ${finding}`),
  );
  return `${[...lines, '', ...others, '', ...(findings.length > 0 ? findings : ['No findings.'])].join('\n')}\n`;
};
