/**
 * `npm run campaign`: disturbs a whole installation in every known way while people write, and compares what they were told
 * with what is stored. Exit code 1 when anything was lost, made twice, or ended.
 *
 * `--seed 7` repeats a run; `--rounds 100` disturbances of each kind; `--only postgres-kill,browser` some kinds only.
 */
import { parseArgs } from 'node:util';
import { runBrowserSessions } from './browser-sessions.ts';
import { runScenario, scenarios } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    rounds: { type: 'string', default: '10' },
    only: { type: 'string', default: [...Object.keys(scenarios), 'browser'].join(',') },
  },
});
const seed = Number(values.seed);
const rounds = Number(values.rounds);

console.log(`campaign: seed ${seed}, ${rounds} rounds of each kind`);
let failed = false;
for (const name of values.only.split(',')) {
  const startedMs = performance.now();
  const { findings, ...figures } =
    name === 'browser' ? await runBrowserSessions(seed, rounds) : await runScenario(name, seed, rounds);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${JSON.stringify({ ...figures, seconds })}`);
  for (const finding of findings) console.log(`     ${finding}`);
  failed ||= findings.length > 0;
}
console.log(failed ? `campaign: FAILED with seed ${seed}` : 'campaign: nothing lost, nothing twice');
process.exitCode = failed ? 1 : 0;
