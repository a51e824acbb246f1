/**
 * `npm run campaign`: disturbs a whole installation in every known way while people write, and compares what they were told
 * with what is stored. Exit code 1 when anything was lost, made twice, or ended.
 *
 * `--rounds 100` disturbances of each kind, in batches of a new installation each; `--only postgres-kill,browser` some kinds
 * only. `--seed 7` is the seed of each kind's first batch, the next ones have 8, 9, …
 *
 * `--until 23:30` (local time) or `--minutes 90` begin no batch after it. What was found is in the folder `--report`
 * (`.cache/campaign` of the repository): `report.md`, `report.json`, and `batches.jsonl`, by which the same command goes on
 * where it was cut. `--again` runs what is there already once more.
 */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Kind, kinds } from './kinds.ts';
import { addBatch, type KindResult, readBatches } from './report.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    rounds: { type: 'string', default: '10' },
    only: { type: 'string', default: Object.keys(kinds).join(',') },
    minutes: { type: 'string' },
    until: { type: 'string' },
    report: { type: 'string', default: path.resolve(import.meta.dirname, '../../.cache/campaign') },
    again: { type: 'boolean', default: false },
  },
});

const numberOf = (name: string, text: string): number => {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name}: expected a whole number, not ${text}`);
  return Number(text);
};
const firstSeed = numberOf('seed', values.seed);
const rounds = numberOf('rounds', values.rounds);
const names = values.only.split(',');
const unknown = names.filter((name) => !kinds[name]);
if (unknown.length > 0)
  throw new RangeError(`--only: no ${unknown.join(', ')}; there are ${Object.keys(kinds).join(', ')}`);

/** The next time that a clock on the wall shows this. */
const nextTime = (text: string): number => {
  const [hours = '', minutes = ''] = text.split(':');
  const date = new Date();
  date.setHours(numberOf('until', hours), numberOf('until', minutes), 0, 0);
  return date.getTime() < Date.now() ? date.setDate(date.getDate() + 1) : date.getTime();
};
const endsAt = Math.min(
  values.minutes === undefined
    ? Number.POSITIVE_INFINITY
    : Date.now() + numberOf('minutes', values.minutes) * 60_000,
  values.until === undefined ? Number.POSITIVE_INFINITY : nextTime(values.until),
);

/** First batches of all kinds, then second ones, …, so that a campaign that is cut has something of each. */
const plan = names
  .flatMap((name) => {
    const { roundsPerBatch } = kinds[name] as Kind;
    return Array.from({ length: Math.ceil(rounds / roundsPerBatch) }, (_, index) => ({
      name,
      index,
      seed: firstSeed + index,
      rounds: Math.min(roundsPerBatch, rounds - index * roundsPerBatch),
    }));
  })
  .sort((a, b) => a.index - b.index);

const done = new Set(
  values.again ? [] : (await readBatches(values.report)).map(({ kind, seed }) => `${kind} ${seed}`),
);
const clock = (): string => new Date().toTimeString().slice(0, 8);
console.log(
  `campaign: seed ${firstSeed}, ${rounds} rounds of each of ${names.length} kinds; ${values.report}`,
);

let findings = 0;
let left = 0;
for (const batch of plan) {
  if (done.has(`${batch.name} ${batch.seed}`)) continue;
  if (Date.now() >= endsAt) {
    left += 1;
    continue;
  }
  const startedAt = new Date();
  const progress = (text: string): void =>
    console.log(`${clock()}      ${batch.name} ${batch.seed}: ${text}`);
  let result: KindResult;
  try {
    result = await (kinds[batch.name] as Kind).run(batch.seed, batch.rounds, progress);
  } catch (error) {
    result = {
      figures: {},
      findings: [`not finished: ${String(error instanceof Error ? error.stack : error)}`],
    };
  }
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  const { name: kind, seed } = batch;
  const { figures } = result;
  console.log(
    `${clock()} ${result.findings.length === 0 ? 'ok  ' : 'FAIL'} ${JSON.stringify({ kind, seed, rounds: batch.rounds, seconds, ...figures })}`,
  );
  for (const finding of result.findings) console.log(`              ${finding}`);
  findings += result.findings.length;
  const machine = { load: os.loadavg()[0] ?? 0, cores: os.availableParallelism() };
  await addBatch(values.report, {
    ...{
      kind,
      seed,
      rounds: batch.rounds,
      startedAt: startedAt.toISOString(),
      seconds,
      ...machine,
      ...result,
    },
  });
}
if (left > 0)
  console.log(`campaign: ${left} of ${plan.length} batches are left; the same command goes on with them.`);
console.log(
  findings > 0
    ? `campaign: FAILED, ${findings} findings from seed ${firstSeed} on`
    : 'campaign: nothing lost, nothing twice',
);
process.exitCode = findings > 0 ? 1 : 0;
