import assert from 'node:assert/strict';
import http from 'node:http';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { asSomebodyElse } from '../../database/one-connection.ts';
import { inTransaction } from '../../database/transaction.ts';
import { fixture, userIds } from '../../testing/fixture.ts';
import { useTestServer } from '../../testing/running-server.ts';
import { type NewEvent, publishEvent } from './publish.ts';

const server = useTestServer();

interface Received {
  id: string;
  type: string;
  data: unknown;
}

/** How long anything may take to come. What comes at all comes at once; a slow machine is not a failure. */
const COMES_WITHIN_MS = 15_000;

/** The server looks every half second who may still read; the rest is for the machine. */
const REVOKED_WITHIN_MS = 5_000;

/** A reader of the stream that remembers what came. */
interface Stream {
  events: Received[];
  lastId: string;
  ended: boolean;
  /** Resolves when the condition holds; it is looked at whenever something arrives. Fails when nothing comes. */
  until(condition: () => boolean): Promise<void>;
  close(): void;
}

const open = async (login: string, lastEventId?: string, expiresInSeconds?: number): Promise<Stream> => {
  const token = await server.issuer.signToken(
    login,
    expiresInSeconds === undefined ? {} : { expiresInSeconds },
  );
  const headers = {
    authorization: `Bearer ${token}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(`${server.address}/v1/events`, { headers, agent: false }, resolve).on('error', reject);
  });
  assert.equal(response.statusCode, 200);
  assert.match(response.headers['content-type'] ?? '', /^text\/event-stream/);
  const waiting = new Set<() => void>();
  const stream: Stream = {
    ...{ events: [], lastId: lastEventId ?? '', ended: false },
    until: (condition) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          const came = JSON.stringify(stream.events.slice(-5));
          reject(
            new Error(`It never came: ${String(condition)}. The last of ${stream.events.length}: ${came}`),
          );
        }, COMES_WITHIN_MS);
        const look = (): void => {
          if (!condition()) return;
          clearTimeout(limit);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => response.destroy(),
  };
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
      stream.lastId = fields.get('id') ?? stream.lastId;
      const type = fields.get('event');
      if (type)
        stream.events.push({ id: stream.lastId, type, data: JSON.parse(fields.get('data') ?? 'null') });
    }
    for (const look of waiting) look();
  });
  const end = (): void => {
    stream.ended = true;
    for (const look of waiting) look();
  };
  response.on('end', end).on('close', end).on('error', end);
  await stream.until(() => stream.lastId !== '');
  return stream;
};

const publish = async (event: NewEvent): Promise<void> =>
  await inTransaction(server.db, 'system', (tx) => publishEvent(tx, event));

const changed = (number: string, to: Pick<NewEvent, 'providerId' | 'groupId' | 'userId'>): NewEvent => ({
  type: 'protocol.changed',
  data: { number, cause: 'message', status: 'in_analysis', lastSequence: 2 },
  ...to,
});

const catalogueChanged: NewEvent = { type: 'catalogue.changed', data: {}, providerId: null };
const numbersOf = (stream: Stream): (string | undefined)[] =>
  stream.events.map(({ type, data }) =>
    type === 'protocol.changed' ? (data as { number: string }).number : type,
  );

describe('event stream', () => {
  it('delivers to a provider its own events, to a group its own, and to everybody those of the catalogue', async () => {
    const streams = {
      ana: await open('ana'),
      bruno: await open('bruno'),
      carla: await open('carla'),
      fabio: await open('fabio'),
      aline: await open('aline'),
      admin: await open('admin'),
    };
    await publish(changed('1', { providerId: fixture.providerA, groupId: fixture.billing }));
    await publish(changed('2', { providerId: fixture.providerB, groupId: fixture.audit }));
    await publish(changed('3', { providerId: null, groupId: fixture.billing }));
    await publish(changed('4', { providerId: fixture.providerA, userId: userIds.ana }));
    await publish(catalogueChanged);
    const seen: Record<string, unknown> = {};
    for (const [name, stream] of Object.entries(streams)) {
      await stream.until(() => stream.events.at(-1)?.type === 'catalogue.changed');
      seen[name] = numbersOf(stream).slice(0, -1);
      stream.close();
    }
    assert.deepEqual(seen, {
      ana: ['1', '4'],
      bruno: ['1'],
      carla: ['2'],
      fabio: ['1', '3'],
      aline: ['2'],
      admin: ['1', '2', '3'],
    });
  });

  it('keeps events of hidden protocols from their provider', async () => {
    const number = '34665920260101000001';
    await server.db
      .insertInto('protocols')
      .values({
        ...{ number, provider_id: fixture.providerA, opened_by: 'operator', status: 'received' },
        ...{ classification_id: fixture.hidden, classification_path: ['x'], group_id: fixture.audit },
        ...{ contact_method_id: fixture.web, contact_person: 'x', contact_phone: 'x', contact_email: 'x' },
      })
      .execute();
    const ana = await open('ana');
    const admin = await open('admin');
    await publish(changed(number, { providerId: fixture.providerA, groupId: fixture.audit }));
    await publish(catalogueChanged);
    for (const stream of [ana, admin])
      await stream.until(() => stream.events.at(-1)?.type === 'catalogue.changed');
    assert.deepEqual(numbersOf(ana), ['catalogue.changed']);
    assert.deepEqual(numbersOf(admin), [number, 'catalogue.changed']);
    ana.close();
    admin.close();
  });

  it('resumes from the last event, with what was published meanwhile and nothing of other tenants', async () => {
    const first = await open('ana');
    await publish(changed('10', { providerId: fixture.providerA }));
    await first.until(() => numbersOf(first).includes('10'));
    first.close();
    await publish(changed('11', { providerId: fixture.providerA }));
    await publish(changed('12', { providerId: fixture.providerB }));
    const second = await open('ana', first.lastId);
    await second.until(() => numbersOf(second).includes('11'));
    assert.ok(!numbersOf(second).includes('12'));
    second.close();
  });

  it('resumes agents and admins with what is for them, and nobody with what is for another user', async () => {
    for (const [login, expected] of [
      ['fabio', ['13', '14']],
      ['aline', ['15']],
      ['admin', ['13', '14', '15']],
      ['bruno', ['13']],
    ] as const) {
      // What was committed shortly before the place of a reader is read again for it.
      await server.db.deleteFrom('events').execute();
      const first = await open(login);
      await publish(catalogueChanged);
      await first.until(() => numbersOf(first).includes('catalogue.changed'));
      first.close();
      await publish(changed('13', { providerId: fixture.providerA, groupId: fixture.billing }));
      await publish(changed('14', { providerId: null, groupId: fixture.billing }));
      await publish(changed('15', { providerId: fixture.providerB, groupId: fixture.audit }));
      await publish(changed('16', { providerId: fixture.providerA, userId: userIds.ana }));
      const second = await open(login, first.lastId);
      await publish(catalogueChanged);
      await second.until(() => second.events.at(-1)?.type === 'catalogue.changed');
      assert.deepEqual(numbersOf(second).slice(0, -1), expected);
      second.close();
    }
  });

  it('replays an event that was committed after one with a higher id', async () => {
    const stream = await open('ana');
    await inTransaction(server.db, 'system', async (tx) => {
      await publishEvent(tx, changed('20', { providerId: fixture.providerA }));
      await asSomebodyElse(() => publish(changed('21', { providerId: fixture.providerA })));
      await stream.until(() => numbersOf(stream).includes('21'));
      stream.close();
    });
    const resumed = await open('ana', stream.lastId);
    await resumed.until(() => numbersOf(resumed).includes('20'));
    resumed.close();
  });

  it('delivers live an event that was committed after one with a higher id', async () => {
    const stream = await open('ana');
    await inTransaction(server.db, 'system', async (tx) => {
      await publishEvent(tx, changed('30', { providerId: fixture.providerA }));
      await asSomebodyElse(() => publish(changed('31', { providerId: fixture.providerA })));
      await stream.until(() => numbersOf(stream).includes('31'));
    });
    await stream.until(() => numbersOf(stream).includes('30'));
    stream.close();
  });

  it('resets a reader whose place is unknown, or that missed more than 500 events', async () => {
    const here = await open('ana');
    here.close();
    for (const id of ['0', '999999999', 'x']) {
      const stream = await open('ana', id);
      await stream.until(() => stream.events.length > 0);
      assert.equal(stream.events[0]?.type, 'stream.reset');
      assert.match(stream.lastId, /^\d+$/);
      stream.close();
    }
    const data = JSON.stringify({ number: '40', cause: 'message', status: 'received', lastSequence: 1 });
    const rows = Array.from({ length: 501 }, () => ({
      type: 'protocol.changed',
      data,
      provider_id: fixture.providerA,
    }));
    await server.db.insertInto('events').values(rows).execute();
    const stream = await open('ana', here.lastId);
    await stream.until(() => stream.events.length > 0);
    assert.deepEqual(
      stream.events.map(({ type }) => type),
      ['stream.reset'],
    );
    stream.close();
    await server.db.deleteFrom('events').execute();
  });

  it('ends at once when the user or the provider is deactivated, long before its token does', async () => {
    for (const [table, id, login] of [
      ['provider_users', userIds.bruno, 'bruno'],
      ['providers', fixture.providerB, 'carla'],
      ['agents', fixture.agentFabio, 'fabio'],
    ] as const) {
      const stream = await open(login);
      await server.db.updateTable(table).set({ active: false }).where('id', '=', id).execute();
      const start = performance.now();
      await stream.until(() => stream.ended);
      assert.ok(performance.now() - start < REVOKED_WITHIN_MS);
      await server.db.updateTable(table).set({ active: true }).where('id', '=', id).execute();
    }
  });

  it('follows membership and supervision at once, both ways', async () => {
    const { billing, audit, agentFabio: fabio } = fixture;
    const membership = { group_id: billing, agent_id: fabio };
    const stream = await open('fabio');
    /** Publishes until the stream brings one to the agent, or one passes it by. */
    const hears = async (groupId: string, wanted: boolean): Promise<void> => {
      const start = performance.now();
      for (let attempt = 0; ; attempt += 1) {
        const number = `${groupId}-${wanted}-${attempt}`;
        const seen = stream.events.length;
        await publish(changed(number, { providerId: null, groupId }));
        await publish(catalogueChanged);
        await stream.until(() => stream.events.slice(seen).some(({ type }) => type === 'catalogue.changed'));
        if (numbersOf(stream).includes(number) === wanted) return;
        assert.ok(performance.now() - start < REVOKED_WITHIN_MS);
      }
    };
    const manage = (manager_group_id: string | null) =>
      server.db.updateTable('groups').set({ manager_group_id }).where('id', '=', audit).execute();
    await hears(billing, true);
    await hears(audit, false);
    await manage(billing);
    await hears(audit, true);
    await server.db.deleteFrom('group_members').where('agent_id', '=', fabio).execute();
    await hears(billing, false);
    await hears(audit, false);
    await server.db.insertInto('group_members').values(membership).execute();
    await manage(null);
    stream.close();
  });

  it('ends at once for an admin who is no longer one', async () => {
    const stream = await open('admin');
    const set = (role: 'admin' | 'agent') =>
      server.db.updateTable('agents').set({ role }).where('subject', '=', 'admin').execute();
    const start = performance.now();
    await set('agent');
    await stream.until(() => stream.ended);
    assert.ok(performance.now() - start < REVOKED_WITHIN_MS);
    await set('admin');
  });

  it('ends when its token does', async () => {
    const stream = await open('ana', undefined, 2);
    await stream.until(() => stream.ended);
    assert.ok(stream.ended);
  });

  it('takes a limited number of streams of one user', async () => {
    const streams = await Promise.all(Array.from({ length: 12 }, () => open('bruno')));
    const refused = await fetch(`${server.address}/v1/events`, {
      headers: await server.as('bruno'),
    });
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '30');
    for (const stream of streams) stream.close();
  });

  it('takes no more than that when they are opened at once', async () => {
    const headers = await server.as('ana');
    const leaving = new AbortController();
    const responses = await Promise.all(
      Array.from({ length: 40 }, () =>
        fetch(`${server.address}/v1/events`, { headers, signal: leaving.signal }),
      ),
    );
    assert.equal(responses.filter(({ status }) => status === 200).length, 12);
    assert.equal(responses.filter(({ status }) => status === 429).length, 28);
    leaving.abort();
  });

  it('delivers once what was published before its connection to the database was lost, and meanwhile', async () => {
    // After a loss the last half minute is read again, and readers start over if it has more than 500 events.
    await server.db.deleteFrom('events').execute();
    const stream = await open('ana');
    for (const number of ['48', '49']) await publish(changed(number, { providerId: fixture.providerA }));
    await stream.until(() => numbersOf(stream).includes('49'));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'fale-conosco events'`.execute(server.db);
    await publish(changed('50', { providerId: fixture.providerA }));
    await stream.until(() => numbersOf(stream).includes('50'));
    // What is read again was delivered before.
    assert.deepEqual(numbersOf(stream), ['48', '49', '50']);
    stream.close();
  });

  it('asks for a token', async () => {
    assert.equal((await fetch(`${server.address}/v1/events`)).status, 401);
  });
});
