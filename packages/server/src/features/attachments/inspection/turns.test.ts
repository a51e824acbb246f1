import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ProblemError } from '../../../http/problem.ts';
import { Turns } from './turns.ts';

/** Work that ends when it is told to. */
const started: string[] = [];
const work = (name: string) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const begin = (): Promise<string> => {
    started.push(name);
    return promise;
  };
  return { begin, end: () => resolve(name), fail: () => reject(new Error(name)) };
};

test('so many work at once, the others in the order in which they came', async () => {
  const turns = new Turns<string>(2);
  const [a, b, c, d] = [work('a'), work('b'), work('c'), work('d')] as const;
  const results = Object.entries({ a, b, c, d }).map(([key, { begin }]) => turns.take(key, begin));
  await setImmediate();
  assert.deepEqual(started, ['a', 'b']);
  b.end();
  await results[1];
  await setImmediate();
  assert.deepEqual(started, ['a', 'b', 'c']);
  a.fail();
  await assert.rejects(results[0] ?? assert.fail());
  await setImmediate();
  assert.deepEqual(started, ['a', 'b', 'c', 'd']);
  c.end();
  d.end();
  assert.deepEqual(await Promise.all(results.slice(1)), ['b', 'c', 'd']);
});

test('who asks for what is under way joins it', async () => {
  const turns = new Turns<string>(1);
  const first = work('first');
  const results = [turns.take('x', first.begin), turns.take('x', () => assert.fail('done twice'))];
  first.end();
  assert.deepEqual(await Promise.all(results), ['first', 'first']);
  assert.equal(await turns.take('x', async () => 'again'), 'again');
});

test('a long queue is refused for now', async () => {
  const turns = new Turns<string>(1, 1);
  const busy = work('busy');
  const results = [turns.take('a', busy.begin), turns.take('b', async () => 'b')];
  await assert.rejects(
    turns.take('c', async () => 'c'),
    (error: unknown) =>
      error instanceof ProblemError && error.status === 503 && error.headers['Retry-After'] === '5',
  );
  busy.end();
  assert.deepEqual(await Promise.all(results), ['busy', 'b']);
  assert.equal(await turns.take('c', async () => 'c'), 'c');
});
