import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture, type Person, useHarness } from '../../../testing/harness.ts';

const harness = useHarness();
const call: typeof harness.call = (...parameters) => harness.call(...parameters);
const say = (number: string, body = 'Complemento.', person: 'ana' | 'bruno' = 'ana') =>
  call(person, 'POST', `/v1/protocols/${number}/messages`, { body: { body, attachmentIds: [] } });
const close = (number: string) =>
  call('fabio', 'POST', `/v1/crm/protocols/${number}/close`, {
    body: { body: 'Concluído.', attachmentIds: [] },
  });
const view = async (number: string, person: 'ana' | 'bruno' = 'ana') =>
  (await call(person, 'GET', `/v1/protocols/${number}`)).json;
const mark = (number: string, sequence: number, person: 'ana' | 'bruno' = 'ana') =>
  call(person, 'PUT', `/v1/protocols/${number}/read-marker`, { body: { sequence } });

describe('status', () => {
  test('goes with the answers, and each entry says what it changed', async () => {
    const number = await harness.openProtocol();
    assert.equal((await say(number)).json.statusChange, null);
    assert.equal((await view(number)).status, 'received');
    await harness.answer(number);
    assert.deepEqual([(await view(number)).status, (await view(number)).canCancel], ['in_analysis', false]);
    await harness.answer(number, { asksProvider: true });
    assert.equal((await view(number)).status, 'awaiting_provider');
    const complement = await say(number, 'Segue.\r\nObrigada.');
    assert.equal(complement.status, 201);
    assert.deepEqual(
      [complement.json.statusChange, complement.json.body, complement.json.own],
      ['in_analysis', 'Segue.\nObrigada.', true],
    );
    assert.deepEqual(complement.json.author, {
      kind: 'provider',
      name: 'Ana Souza',
      organization: 'Clínica A',
    });
    const { json } = await call('bruno', 'GET', `/v1/protocols/${number}/messages`);
    assert.deepEqual(
      json.items.map((item: { statusChange: string }) => item.statusChange),
      [null, null, 'in_analysis', 'awaiting_provider', 'in_analysis'],
    );
    assert.deepEqual(
      json.items.map((item: { own: boolean }) => item.own),
      [false, false, false, false, false],
    );
    assert.deepEqual(json.items[2].author, {
      kind: 'operator',
      name: 'Fábio Reis',
      organization: 'Faturamento',
    });
  });

  test('the order of the list never goes back, though the clock of another instance is behind', async () => {
    harness.setNow('2026-05-10T12:00:00Z');
    const number = await harness.openProtocol();
    harness.setNow('2026-05-10T11:59:50Z');
    assert.equal((await say(number)).status, 201);
    harness.setNow(undefined);
    const { last_activity_at } = await harness.db
      .selectFrom('protocols')
      .select('last_activity_at')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    assert.equal(last_activity_at.toISOString(), '2026-05-10T12:00:00.000Z');
  });

  test('a closed protocol is reopened by a reply within its window, and not after it', async () => {
    harness.setNow('2026-04-01T12:00:00Z');
    const number = await harness.openProtocol();
    assert.equal((await close(number)).json.status, 'closed');
    assert.equal((await close(number)).json.code, 'close_not_allowed');
    const closed = await view(number);
    assert.deepEqual(
      [closed.canReply, closed.reopenableUntil, closed.closedAt],
      [true, '2026-05-01T12:00:00.000Z', '2026-04-01T12:00:00.000Z'],
    );
    harness.setNow('2026-05-01T12:00:00.001Z');
    assert.equal((await say(number)).json.code, 'reply_not_allowed');
    assert.equal((await view(number)).replyBlockedReason, 'reopen_window_over');
    harness.setNow('2026-05-01T12:00:00Z');
    assert.equal((await say(number)).json.statusChange, 'in_analysis');
    const reopened = await view(number);
    assert.deepEqual(
      [reopened.status, reopened.closedAt, reopened.reopenableUntil],
      ['in_analysis', null, null],
    );
    harness.setNow(undefined);
  });

  test('the provider cancels what was just received, with or without a reason, for good', async () => {
    const [withReason, without, answered] = [
      await harness.openProtocol(),
      await harness.openProtocol(),
      await harness.openProtocol(),
    ];
    const cancel = (number: string, body: object) =>
      call('ana', 'POST', `/v1/protocols/${number}/cancel`, { body });
    assert.equal((await cancel(withReason, { reason: 'Enviado por engano.' })).json.status, 'cancelled');
    assert.equal((await cancel(without, {})).json.canReply, false);
    const { json } = await call('ana', 'GET', `/v1/protocols/${without}/messages`);
    assert.deepEqual([json.items[1].body, json.items[1].statusChange], ['', 'cancelled']);
    await harness.answer(answered);
    assert.equal((await cancel(answered, {})).json.code, 'cancel_not_allowed');
    assert.equal((await say(without)).json.code, 'reply_not_allowed');
    assert.equal((await view(without)).replyBlockedReason, 'cancelled');
    const answer = { body: 'x', attachmentIds: [], visibility: 'public', asksProvider: false };
    assert.equal(
      (await call('fabio', 'POST', `/v1/crm/protocols/${without}/messages`, { body: answer })).json.code,
      'reply_not_allowed',
    );
  });

  test('no reply while no active method of return is released for the Web', async () => {
    const number = await harness.openProtocol();
    const release = (released_for_web: boolean) =>
      harness.db
        .updateTable('contact_methods')
        .set({ released_for_web })
        .where('id', '=', fixture.webReturn)
        .execute();
    await release(false);
    assert.equal((await say(number)).json.code, 'reply_not_allowed');
    const blocked = await view(number);
    assert.deepEqual([blocked.canReply, blocked.replyBlockedReason], [false, 'no_return_method']);
    assert.equal((await call('ana', 'GET', `/v1/protocols/${number}/messages`)).status, 200);
    await release(true);
    assert.equal((await say(number)).status, 201);
  });
});

describe('unread', () => {
  test('is counted for every user of the provider, for the organisation, and lowered by the marker alone', async () => {
    const number = await harness.openProtocol();
    await view(number, 'bruno');
    await harness.answer(number);
    await harness.answer(number);
    await call('ana', 'GET', `/v1/protocols/${number}/messages`);
    const counts = async (person: 'ana' | 'bruno') => {
      const { unreadCount, organizationUnreadCount, readSequence } = await view(number, person);
      return [unreadCount, organizationUnreadCount, readSequence];
    };
    assert.deepEqual(await counts('ana'), [2, 2, 0]);
    assert.deepEqual(await counts('bruno'), [2, 2, 0]);
    assert.deepEqual((await mark(number, 2)).json, { sequence: 2, unreadCount: 1 });
    assert.deepEqual(await counts('ana'), [1, 1, 2]);
    assert.deepEqual(await counts('bruno'), [2, 1, 0]);
    assert.deepEqual((await mark(number, 999_999_999_999)).json, { sequence: 3, unreadCount: 0 });
    assert.deepEqual((await mark(number, 1)).json, { sequence: 3, unreadCount: 0 });
    assert.deepEqual((await mark(number, 3, 'bruno')).json, { sequence: 3, unreadCount: 0 });
    assert.deepEqual(await counts('bruno'), [0, 0, 3]);
    await harness.answer(number);
    assert.deepEqual(await counts('bruno'), [1, 1, 3]);
  });

  test('is neither raised for who was deactivated, nor by what its own side says', async () => {
    const number = await harness.openProtocol();
    await view(number, 'bruno');
    const setActive = (active: boolean) =>
      harness.db.updateTable('provider_users').set({ active }).where('subject', '=', 'bruno').execute();
    await setActive(false);
    await harness.answer(number);
    await setActive(true);
    assert.equal((await view(number, 'bruno')).unreadCount, 0);
    await say(number, 'Complemento de Bruno.', 'bruno');
    await say(number);
    await harness.answer(number);
    assert.deepEqual((await mark(number, 2)).json, { sequence: 2, unreadCount: 1 });
    assert.deepEqual((await mark(number, 2, 'bruno')).json, { sequence: 2, unreadCount: 1 });
    const seen = await view(number);
    assert.deepEqual([seen.unreadCount, seen.organizationUnreadCount], [1, 1]);
  });

  test('the first opening by anybody is when the operator sees it viewed', async () => {
    const number = await harness.openProtocol();
    await harness.answer(number);
    const viewedAt = async () =>
      (await call('fabio', 'GET', `/v1/crm/protocols/${number}/messages`)).json.items[1].viewedByProviderAt;
    assert.equal(await viewedAt(), null);
    await mark(number, 2, 'bruno');
    const first = await viewedAt();
    assert.notEqual(first, null);
    await mark(number, 2);
    assert.equal(await viewedAt(), first);
  });

  test('marking and answering at the same time lose no message', async () => {
    const number = await harness.openProtocol();
    await harness.answer(number);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 3 ? harness.answer(number) : mark(number, index + 2),
      ),
    );
    const { json } = await call('ana', 'GET', `/v1/protocols/${number}/messages?limit=100`);
    const seen = await view(number);
    assert.equal(
      seen.unreadCount,
      json.items.filter(
        (item: { sequence: number }) => item.sequence > seen.readSequence && item.sequence > 1,
      ).length,
    );
    assert.equal(seen.organizationUnreadCount, seen.unreadCount);
    const sequences = json.items.map((item: { sequence: number }) => item.sequence);
    assert.deepEqual(
      sequences,
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
  });

  test('a protocol that the operator opened is unread in the list', async () => {
    await call('bruno', 'GET', '/v1/session');
    const { attachmentIds, ...fields } = harness.newProtocol();
    const body = { ...fields, attachmentIds, providerId: fixture.providerA };
    const opened = await call('fabio', 'POST', '/v1/crm/protocols', { body });
    assert.equal(opened.status, 201, opened.text);
    assert.equal(opened.json.openedBy, 'operator');
    const { json } = await call('bruno', 'GET', '/v1/protocols?unread=true&limit=1');
    assert.deepEqual(
      [json.items[0].number, json.items[0].unreadCount, json.items[0].openedBy],
      [opened.json.number, 1, 'operator'],
    );
  });

  test('the marker is published to this user’s other windows, and to the group when a message is opened first', async () => {
    const number = await harness.openProtocol();
    await harness.answer(number);
    await harness.answer(number, { visibility: 'internal' });
    const since = await harness.db
      .selectFrom('events')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const userId = async (person: Person) => (await call(person, 'GET', '/v1/session')).json.user.id;
    await mark(number, 1);
    await mark(number, 2);
    await mark(number, 2);
    await mark(number, 2, 'bruno');
    const events = await harness.db
      .selectFrom('events')
      .selectAll()
      .where('id', '>', since.id)
      .orderBy('id')
      .execute();
    const told = events.map(({ data, provider_id, group_id, user_id }) => {
      const { cause, lastSequence } = data as { cause: string; lastSequence: number };
      return [cause, lastSequence, provider_id, group_id, user_id];
    });
    const [ana, bruno] = [await userId('ana'), await userId('bruno')];
    assert.deepEqual(told, [
      ['read', 2, fixture.providerA, null, ana],
      ['read', 3, null, fixture.billing, null],
      ['read', 2, fixture.providerA, null, ana],
      ['read', 2, fixture.providerA, null, bruno],
    ]);
  });
});

describe('what providers may not see', () => {
  test('changes nothing that they could notice', async () => {
    const number = await harness.openProtocol();
    await harness.answer(number);
    const before = await view(number);
    const internal = await harness.answer(number, { visibility: 'internal', body: 'Só para nós.' });
    assert.deepEqual(await view(number), before);
    assert.equal((await mark(number, internal)).json.sequence, 2);
    await harness.answer(number);
    const { json } = await call('ana', 'GET', `/v1/protocols/${number}/messages`);
    assert.deepEqual(
      json.items.map((item: { sequence: number }) => item.sequence),
      [1, 2, 4],
    );
    const crm = await call('fabio', 'GET', `/v1/crm/protocols/${number}/messages`);
    assert.deepEqual(
      crm.json.items.map((item: { visibility: string }) => item.visibility),
      ['public', 'public', 'internal', 'public'],
    );
    const events = await harness.db
      .selectFrom('events')
      .select(['provider_id', 'group_id'])
      .orderBy('id', 'desc')
      .limit(3)
      .execute();
    assert.ok(events.some((event) => event.provider_id === null && event.group_id === fixture.billing));
  });

  test('confidential messages reach only members of a group that may see them', async () => {
    const number = await harness.openProtocol();
    const body = {
      body: 'Dado sob sigilo.',
      attachmentIds: [],
      visibility: 'confidential',
      asksProvider: false,
    };
    const write = () => call('fabio', 'POST', `/v1/crm/protocols/${number}/messages`, { body });
    assert.deepEqual((await write()).json.issues[0].path, 'visibility');
    const membership = { group_id: fixture.audit, agent_id: fixture.agentFabio };
    await harness.db.insertInto('group_members').values(membership).execute();
    assert.equal((await write()).status, 201);
    const sees = async () =>
      JSON.stringify((await call('fabio', 'GET', `/v1/crm/protocols/${number}/messages`)).json).includes(
        'sigilo',
      );
    assert.ok(await sees());
    await harness.db
      .deleteFrom('group_members')
      .where('group_id', '=', fixture.audit)
      .where('agent_id', '=', fixture.agentFabio)
      .execute();
    assert.ok(!(await sees()));
    assert.ok(
      !JSON.stringify((await call('ana', 'GET', `/v1/protocols/${number}/messages`)).json).includes('sigilo'),
    );
  });

  test('the provider is not asked by what it does not see', async () => {
    const number = await harness.openProtocol();
    const body = { body: 'x', attachmentIds: [], visibility: 'internal', asksProvider: true };
    const { json } = await call('fabio', 'POST', `/v1/crm/protocols/${number}/messages`, { body });
    assert.equal(json.issues[0].path, 'asksProvider');
  });
});

describe('paging a thread', () => {
  test('goes from the newest to older ones, and with `after` to newer ones, always ascending', async () => {
    const number = await harness.openProtocol();
    for (let sequence = 2; sequence <= 7; sequence += 1) await say(number);
    const page = async (query: string) => {
      const { json } = await call('ana', 'GET', `/v1/protocols/${number}/messages?${query}`);
      return {
        sequences: json.items.map((item: { sequence: number }) => item.sequence),
        cursor: json.nextCursor,
      };
    };
    const newest = await page('limit=3');
    assert.deepEqual(newest.sequences, [5, 6, 7]);
    const older = await page(`limit=3&cursor=${newest.cursor}`);
    assert.deepEqual(older.sequences, [2, 3, 4]);
    assert.deepEqual(await page(`limit=3&cursor=${older.cursor}`), { sequences: [1], cursor: null });
    const first = await page('limit=2&after=3');
    assert.deepEqual(first.sequences, [4, 5]);
    assert.deepEqual(await page(`limit=2&after=3&cursor=${first.cursor}`), {
      sequences: [6, 7],
      cursor: null,
    });
    assert.deepEqual(await page('after=9007199254740991'), { sequences: [], cursor: null });
    const mixed = await call(
      'ana',
      'GET',
      `/v1/protocols/${number}/messages?after=1&cursor=${newest.cursor}`,
    );
    assert.equal(mixed.json.code, 'cursor_invalid');
  });
});

describe('the operator', () => {
  test('lists the protocols of its own groups, an admin all', async () => {
    const number = await harness.openProtocol();
    const listed = async (person: 'fabio' | 'aline' | 'admin') =>
      (await call(person, 'GET', '/v1/crm/protocols?state=open&limit=100')).json.items.some(
        (item: { number: string }) => item.number === number,
      );
    assert.deepEqual(
      [await listed('fabio'), await listed('aline'), await listed('admin')],
      [true, false, true],
    );
    assert.equal((await call('aline', 'GET', `/v1/crm/protocols/${number}`)).status, 404);
  });

  test('opens protocols for active providers in its own groups', async () => {
    const open = async (changes: object) => {
      const body = { ...harness.newProtocol(), providerId: fixture.providerA, ...changes };
      const { json } = await call('fabio', 'POST', '/v1/crm/protocols', { body });
      return json.issues?.map((issue: { path: string; code: string }) => `${issue.path} ${issue.code}`);
    };
    assert.deepEqual(await open({ providerId: fixture.billing }), ['providerId not_available']);
    assert.deepEqual(await open({ classificationId: fixture.hidden }), ['classificationId not_available']);
    assert.deepEqual(await open({ contactMethodId: fixture.webReturn }), ['contactMethodId not_available']);
    assert.equal(await open({ contactMethodId: fixture.phone }), undefined);
  });

  test('registers by a method with `Fale Conosco` off what the provider does not see', async () => {
    const body = { ...harness.newProtocol(), providerId: fixture.providerA, contactMethodId: fixture.phone };
    const { json } = await call('fabio', 'POST', '/v1/crm/protocols', { body });
    assert.equal((await call('ana', 'GET', `/v1/protocols/${json.number}`)).status, 404);
    assert.equal((await call('fabio', 'GET', `/v1/crm/protocols/${json.number}`)).status, 200);
  });
});
