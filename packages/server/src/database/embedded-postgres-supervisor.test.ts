import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { superviseProcess } from './embedded-postgres-supervisor.ts';

it('gives up after the last pause, saying so, and can still be stopped', async () => {
  const lines: string[] = [];
  const supervisor = superviseProcess({
    isRunning: async () => false,
    restart: () => Promise.reject(new Error('The disk is full.')),
    onLog: (line) => lines.push(line),
    pausesMs: [0, 1],
  });
  while (lines.length < 5) await delay(10);
  await supervisor.stop();
  assert.deepEqual(lines, [
    'PostgreSQL is not running; starting it again (attempt 1 of 2).',
    'The disk is full.',
    'PostgreSQL is not running; starting it again (attempt 2 of 2).',
    'The disk is full.',
    'PostgreSQL does not stay up (2 attempts). Correct the reason and restart the server.',
  ]);
});

it('starts nothing after it was stopped', async () => {
  let starts = 0;
  const supervisor = superviseProcess({
    isRunning: async () => false,
    restart: async () => {
      starts += 1;
    },
    onLog: () => undefined,
    pausesMs: [1000],
  });
  await delay(400);
  await supervisor.stop();
  assert.equal(starts, 0);
});
