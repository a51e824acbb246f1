import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { toProblem } from '../http/errors.ts';
import { ProblemError } from '../http/problem.ts';
import { type Cut, startDatabaseCutter } from '../testing/database-cutter.ts';
import { useTestServer } from '../testing/running-server.ts';
import { createDatabase, createPool } from './connection.ts';
import { kyselyPool } from './kysely-pool.ts';
import type { Database } from './schema.ts';
import { inTransaction } from './transaction.ts';

const RECOVERS_WITHIN_MS = 10_000;
const server = useTestServer();

/** Ends every connection of the server, as a failover or an orderly restart of PostgreSQL does. */
const endConnections = async (): Promise<number> => {
  const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'fale-conosco%'`.execute(server.db);
  return rows.length;
};

const list = async (headers: Record<string, string>): Promise<Response> => {
  const response = await fetch(`${server.address}/v1/protocols?limit=50`, { headers });
  await response.arrayBuffer();
  return response;
};

describe('a server whose connections to PostgreSQL end', () => {
  it('answers what was running with 503 and Retry-After at worst, and goes on', async () => {
    const headers = await server.as('ana');
    for (let round = 0; round < 8; round += 1) {
      let ended = false;
      const reader = async (): Promise<Response[]> => {
        const responses: Response[] = [];
        while (!ended) responses.push(await list(headers));
        return responses;
      };
      const readers = Array.from({ length: 10 }, reader);
      await sleep(60);
      assert.ok((await endConnections()) > 1);
      await sleep(60);
      ended = true;
      for (const response of (await Promise.all(readers)).flat()) {
        assert.ok([200, 503].includes(response.status), `${response.status} in round ${round}`);
        if (response.status === 503) assert.equal(response.headers.get('retry-after'), '1');
      }
      assert.equal((await list(headers)).status, 200);
    }
  });

  it('delivers events, takes uploads and drains the outbox again within 10 s', async () => {
    const headers = await server.as('ana');
    const leaving = new AbortController();
    const stream = await fetch(`${server.address}/v1/events`, { headers, signal: leaving.signal });
    assert.ok(stream.body);
    let received = '';
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) received += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    assert.ok((await endConnections()) > 1);
    const endedMs = performance.now();

    const upload = await fetch(`${server.address}/v1/uploads`, {
      method: 'POST',
      headers: {
        ...{ ...headers, 'tus-resumable': '1.0.0', 'upload-length': '5' },
        ...{ 'upload-metadata': `filename ${Buffer.from('a.txt').toString('base64')}` },
        'content-type': 'application/offset+octet-stream',
      },
      body: 'texto',
    });
    assert.ok([201, 503].includes(upload.status), String(upload.status));
    await sql`with event as (insert into events (type, data) values ('catalogue.changed', '{}') returning id)
      select pg_notify('fc_events', id::text) from event`.execute(server.db);
    // Its attempts are used up, so that the worker gives it up without calling anybody.
    await sql`with webhook as (
        insert into webhooks (url, secret, events) values ('https://receiver.test', 'x', '{}') returning id),
      delivery as (
        insert into deliveries (kind, topic, webhook_id, payload, attempts)
        select 'webhook', 'protocol.created', id, '{}', 100 from webhook returning id)
      select pg_notify('fc_outbox', '') from delivery`.execute(server.db);
    const isWorkedOff = async (): Promise<boolean> =>
      (await sql`select from deliveries where state = 'dead'`.execute(server.db)).rows.length === 1;
    while (!received.includes('catalogue.changed')) {
      assert.ok(performance.now() - endedMs < RECOVERS_WITHIN_MS, 'no event came');
      await sleep(20);
    }
    while (!(await isWorkedOff())) {
      assert.ok(performance.now() - endedMs < RECOVERS_WITHIN_MS, 'the outbox stands still');
      await sleep(20);
    }
    leaving.abort();
    await reading;
  });

  it('answers 503 and Retry-After when no connection becomes free in time', { timeout: 30_000 }, async () => {
    const headers = await server.as('carla');
    assert.equal((await list(headers)).status, 200);
    const { held, exhausted } = await server.db.transaction().execute(async (tx) => {
      await sql`lock table protocols in access exclusive mode`.execute(tx);
      const holding = Array.from({ length: 10 }, () => list(headers));
      await sleep(300);
      return { held: holding, exhausted: await list(headers) };
    });
    assert.equal(exhausted.status, 503);
    assert.equal(exhausted.headers.get('retry-after'), '1');
    assert.deepEqual(
      (await Promise.all(held)).map(({ status }) => status),
      Array.from({ length: 10 }, () => 200),
    );
  });
});

/** A transaction of the server that reads, and refuses what it was asked when told to. */
const work = (db: Kysely<Database>, refused: boolean): Promise<unknown> =>
  inTransaction(db, 'system', async (tx) => {
    await tx.selectFrom('groups').select('id').execute();
    if (refused) throw new ProblemError('not_found');
    return await tx.selectFrom('events').select('id').limit(1).execute();
  });

describe('a connection that ends at any moment of a transaction', () => {
  const cuts: Cut[] = ['fatal', 'end', 'reset'];
  for (const cut of cuts) {
    for (const refused of [false, true]) {
      it(`is an unavailable database (${cut}, ${refused ? 'refused' : 'accepted'})`, async () => {
        const cutter = await startDatabaseCutter(server.databaseUrl);
        try {
          for (let messages = 1, wasCut = true; wasCut; messages += 1) {
            cutter.cutAfter(messages, cut);
            const { cuts: before } = cutter;
            const options = { applicationName: 'cut test', onError: () => undefined };
            const db = createDatabase<Database>(cutter.url, options);
            const problem = await work(db, refused).then(() => undefined, toProblem);
            await db.destroy();
            wasCut = cutter.cuts > before;
            const expected = refused ? [404, 503] : [undefined, 503];
            assert.ok(expected.includes(problem?.status), `${problem?.status} after ${messages} messages`);
            assert.ok(wasCut || problem?.status !== 503);
            assert.ok(messages < 100);
          }
        } finally {
          await cutter.close();
        }
      });
    }
  }
});

describe('kyselyPool', () => {
  it('gives up a query that is not answered, with its connection, and is usable afterwards', async () => {
    const pool = createPool(server.databaseUrl, {
      applicationName: 'timeout test',
      onError: () => undefined,
    });
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: kyselyPool(pool, 200) }) });
    try {
      const startedMs = performance.now();
      await assert.rejects(
        db.transaction().execute((tx) => sql`select pg_sleep(20)`.execute(tx)),
        { name: 'DatabaseUnavailableError', code: '08000' },
      );
      assert.ok(performance.now() - startedMs < 5000);
      assert.equal(pool.totalCount, 0);
      assert.equal((await sql`select 1`.execute(db)).rows.length, 1);
    } finally {
      await db.destroy();
    }
  });

  it('reports a refused connection as an unavailable database', async () => {
    const pool = createPool('postgres://nobody:x@127.0.0.1:9/none', {
      ...{ applicationName: 'refused test', onError: () => undefined },
    });
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: kyselyPool(pool, 0) }) });
    await assert.rejects(sql`select 1`.execute(db), { code: '08000' });
    await db.destroy();
  });
});
