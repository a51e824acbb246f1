import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { startTestCluster, type TestCluster } from '../testing/cluster.ts';
import { createDatabase, createPool } from './connection.ts';
import { type Listener, listen } from './connection-listener.ts';
import { asSomebodyElse, duringTransaction, SecondConnectionError } from './one-connection.ts';

let cluster: TestCluster | undefined;
let url: string;
let db: Kysely<unknown>;

const unexpected = (error: Error) => {
  throw error;
};

before(async () => {
  if (!process.env.TEST_DATABASE_URL) cluster = await startTestCluster();
  url = process.env.TEST_DATABASE_URL || (cluster?.url ?? '');
  db = createDatabase(url, { applicationName: 'connection test', onError: unexpected });
});

after(async () => {
  await db.destroy();
  await cluster?.close();
});

describe('createDatabase', () => {
  it('reads values as the types that the code relies on', async () => {
    const result = await sql<Record<string, unknown>>`
      SELECT count(*) AS count, 9007199254740991::int8 AS largest, '{1,NULL}'::int8[] AS many,
             '2026-11-24T23:59:59.123-03'::timestamptz AS instant, '2026-11-24'::date AS day, '{2026-11-24}'::date[] AS days,
             '2026-11-24 10:00'::timestamp AS local, 1.10::numeric AS amount
      FROM generate_series(1, 3)`.execute(db);
    assert.deepEqual(result.rows, [
      {
        count: 3,
        largest: 9_007_199_254_740_991,
        many: [1, null],
        instant: new Date('2026-11-25T02:59:59.123Z'),
        day: '2026-11-24',
        days: ['2026-11-24'],
        local: '2026-11-24 10:00:00',
        amount: '1.10',
      },
    ]);
  });

  it('refuses an int8 that is no exact number, and stays usable', async () => {
    await assert.rejects(sql`SELECT 9007199254740992::int8 AS big`.execute(db), RangeError);
    assert.equal((await sql`SELECT 1`.execute(db)).rows.length, 1);
  });
});

describe('a transaction', () => {
  it('gets no second connection', async () => {
    const select = () => sql`select 1`.execute(db);
    await duringTransaction(async () => {
      await assert.rejects(select(), SecondConnectionError);
      await setImmediate();
      await assert.rejects(select(), SecondConnectionError);
    });
  });

  it('leaves connections to what it started and to what others do', async () => {
    const select = () => sql`select 1`.execute(db);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    let later: Promise<unknown> | undefined;
    await duringTransaction(async () => {
      later = ended.then(select);
      await asSomebodyElse(select);
    });
    resolve();
    await later;
  });
});

describe('createPool', () => {
  it('names itself, cancels slow statements and ends idle transactions', async () => {
    const pool = createPool(url, {
      applicationName: 'limits test',
      onError: () => undefined,
      statementTimeoutMs: 100,
      idleInTransactionTimeoutMs: 100,
    });
    try {
      const name = await pool.query<{ application_name: string }>('SHOW application_name');
      assert.equal(name.rows[0]?.application_name, 'limits test');
      await assert.rejects(pool.query('SELECT pg_sleep(10)'), { code: '57014' });

      const client = await pool.connect();
      const ended = new Promise<Error>((resolve) => client.once('error', resolve));
      await client.query('BEGIN');
      const error = await ended;
      assert.ok('code' in error);
      assert.equal(error.code, '25P03');
      client.release(error);
    } finally {
      await pool.end();
    }
  });
});

describe('listen', () => {
  const channel = 'Test "channel"';

  it('receives payloads, comes back after its connection is ended, and stops when closed', async () => {
    const payloads = queue<string>();
    const reconnects = queue<void>();
    const errors: Error[] = [];
    const listener: Listener = await listen(url, channel, payloads.push, () => reconnects.push(), {
      applicationName: 'listen test',
      onError: (error) => {
        errors.push(error);
        assert.equal(listener.isListening(), false);
      },
    });
    const notify = (payload: string) => sql`SELECT pg_notify(${channel}, ${payload})`.execute(db);
    const sessions = async (end: boolean) =>
      (
        await sql`SELECT CASE WHEN ${end} THEN pg_terminate_backend(pid, 5000) END FROM pg_stat_activity
                  WHERE application_name = 'listen test'`.execute(db)
      ).rows.length;

    await notify('one');
    assert.equal(await payloads.next(), 'one');

    for (const round of ['two', 'three']) {
      assert.equal(await sessions(true), 1);
      await reconnects.next();
      assert.equal(listener.isListening(), true);
      await notify(round);
      assert.equal(await payloads.next(), round);
    }
    assert.ok(errors.length >= 2);

    await listener.close();
    await listener.close();
    assert.equal(listener.isListening(), false);
    await notify('after the end');
    assert.equal(payloads.size(), 0);
  });

  it('fails at once when the first connection is refused', async () => {
    const wrong = new URL(url);
    wrong.password = 'wrong';
    wrong.username = 'nobody_of_that_name';
    await assert.rejects(
      listen(
        wrong.href,
        channel,
        () => undefined,
        () => undefined,
        { applicationName: 'listen test', onError: unexpected },
      ),
    );
  });
});

/** Hands over what callbacks receive, in order, to those who wait. */
function queue<T>() {
  const items: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  return {
    push: (item: T) => {
      const next = waiting.shift();
      if (next === undefined) items.push(item);
      else next(item);
    },
    next: (): Promise<T> =>
      items.length > 0
        ? Promise.resolve(items.shift() as T)
        : new Promise((resolve) => waiting.push(resolve)),
    size: () => items.length,
  };
}
