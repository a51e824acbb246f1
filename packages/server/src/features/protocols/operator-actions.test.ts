import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fixture, type Person, useHarness } from '../../testing/harness.ts';

const harness = useHarness();
const call: typeof harness.call = (...parameters) => harness.call(...parameters);
const url = (number: string, action = '') => `/v1/crm/protocols/${number}${action}`;
const view = async (number: string, person: Person = 'fabio') =>
  (await call(person, 'GET', url(number))).json;
const act = (
  number: string,
  action: string,
  body: object,
  { person = 'fabio', version, key }: { person?: Person; version?: number; key?: string } = {},
) =>
  call(person, 'POST', url(number, `/${action}`), {
    body,
    ...(key !== undefined && { key }),
    ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
  });
const close = (number: string, changes: object = {}) =>
  act(number, 'close', { body: 'Concluído.', attachmentIds: [], ...changes });
const answer = { body: 'Verificando.', attachmentIds: [], visibility: 'public', asksProvider: false };
const issuesOf = (result: { status: number; json: { issues?: { path: string; code: string }[] } }) =>
  result.json.issues?.map(({ path, code }) => `${path} ${code}`);
const entries = async (number: string, person: Person = 'fabio') =>
  (await call(person, 'GET', url(number, '/messages?limit=100'))).json.items;
const eventsOf = async (number: string, since = 0) => {
  const events = await harness.db
    .selectFrom('events')
    .selectAll()
    .where('id', '>', since)
    .orderBy('id')
    .execute();
  return events
    .map((event) => ({
      ...event,
      data: event.data as { number: string; cause: string; lastSequence: number },
    }))
    .filter(({ data }) => data.number === number)
    .map(({ provider_id, group_id, data }) => ({
      provider_id,
      group_id,
      cause: data.cause,
      last: data.lastSequence,
    }));
};
const newestEvent = async () =>
  (await harness.db.selectFrom('events').select('id').orderBy('id', 'desc').executeTakeFirst())?.id ?? 0;
/** Aline's group becomes the manager of Fábio's, or no longer. */
const supervise = (on: boolean) =>
  harness.db
    .updateTable('groups')
    .set({ manager_group_id: on ? fixture.audit : null })
    .where('id', '=', fixture.billing)
    .execute();

describe('waiting', () => {
  test('begins with the first unanswered message of the provider, and ends with the operator’s answer', async () => {
    const waiting = async () => (await view(number)).waitingSince;
    harness.setNow('2026-03-02T12:00:00Z');
    const number = await harness.openProtocol();
    assert.equal(await waiting(), '2026-03-02T12:00:00.000Z');
    harness.setNow('2026-03-02T13:00:00Z');
    const say = () =>
      call('ana', 'POST', `/v1/protocols/${number}/messages`, { body: { body: 'E aí?', attachmentIds: [] } });
    await say();
    await harness.answer(number, { visibility: 'internal' });
    assert.equal(await waiting(), '2026-03-02T12:00:00.000Z');
    await harness.answer(number);
    assert.equal(await waiting(), null);
    await say();
    assert.equal(await waiting(), '2026-03-02T13:00:00.000Z');
    await close(number);
    assert.equal(await waiting(), null);
    await say();
    assert.equal(await waiting(), '2026-03-02T13:00:00.000Z');
    harness.setNow(undefined);
  });

  test('begins with the registration of what the operator opens for the provider', async () => {
    harness.setNow('2026-03-03T12:00:00Z');
    const body = harness.newProtocol({ providerId: fixture.providerA });
    const { number, waitingSince } = (await call('fabio', 'POST', '/v1/crm/protocols', { body })).json;
    assert.equal(waitingSince, '2026-03-03T12:00:00.000Z');
    harness.setNow('2026-03-03T13:00:00Z');
    const say = { body: 'Segue o lote.', attachmentIds: [] };
    await call('ana', 'POST', `/v1/protocols/${number}/messages`, { body: say });
    assert.equal((await view(number)).waitingSince, waitingSince);
    await harness.answer(number);
    assert.equal((await view(number)).waitingSince, null);
    harness.setNow(undefined);
  });

  test('ends when the provider takes its protocol back', async () => {
    const number = await harness.openProtocol();
    await call('ana', 'POST', `/v1/protocols/${number}/cancel`, { body: {} });
    assert.equal((await view(number)).waitingSince, null);
  });
});

describe('answering', () => {
  test('says by which contact method it goes back, of mode return or both, active, and public', async () => {
    const number = await harness.openProtocol();
    const send = (changes: object) => act(number, 'messages', { ...answer, ...changes });
    for (const contactMethodId of [fixture.phone, fixture.glosa, 'nothing']) {
      assert.deepEqual(issuesOf(await send({ contactMethodId })), ['contactMethodId not_available']);
      assert.deepEqual(issuesOf(await close(number, { contactMethodId })), ['contactMethodId not_available']);
    }
    const internal = { contactMethodId: fixture.webReturn, visibility: 'internal' };
    assert.deepEqual(issuesOf(await send(internal)), ['contactMethodId not_available']);
    const { json } = await send({ contactMethodId: fixture.webReturn });
    assert.deepEqual(json.contactMethod, { id: fixture.webReturn, description: 'Retorno pela Web' });
    await send({ contactMethodId: null });
    await close(number, { contactMethodId: fixture.web });
    assert.deepEqual(
      (await entries(number)).map(
        (entry: { contactMethod: { description: string } | null }) => entry.contactMethod?.description,
      ),
      [undefined, 'Retorno pela Web', undefined, 'Web'],
    );
  });

  test('is signed with the protocol’s group, also by who belongs to several', async () => {
    const membership = { group_id: fixture.audit, agent_id: fixture.agentFabio };
    await harness.db.insertInto('group_members').values(membership).execute();
    const number = await harness.openProtocol();
    await harness.answer(number);
    await harness.db
      .deleteFrom('group_members')
      .where('group_id', '=', fixture.audit)
      .where('agent_id', '=', fixture.agentFabio)
      .execute();
    assert.equal((await entries(number))[1].author.organization, 'Faturamento');
  });
});

describe('closing and reopening', () => {
  test('goes back to analysis with an internal note, and the provider gets an event', async () => {
    const number = await harness.openProtocol();
    assert.equal((await act(number, 'reopen', {})).json.code, 'reopen_not_allowed');
    await close(number);
    const before = (await call('ana', 'GET', `/v1/protocols/${number}`)).json;
    const since = await newestEvent();
    const { status, json } = await act(number, 'reopen', { note: 'Faltou o demonstrativo.' });
    assert.deepEqual([status, json.status, json.closedAt], [200, 'in_analysis', null]);
    const entry = (await entries(number)).at(-1);
    assert.deepEqual(
      [entry.visibility, entry.body, entry.statusChange, entry.activity],
      ['internal', 'Faltou o demonstrativo.', 'in_analysis', { type: 'reopened', from: null, to: null }],
    );
    const {
      status: nowStatus,
      closedAt,
      reopenableUntil,
      deadline,
      ...same
    } = (await call('ana', 'GET', `/v1/protocols/${number}`)).json;
    assert.deepEqual([nowStatus, closedAt, reopenableUntil], ['in_analysis', null, null]);
    const { status: _s, closedAt: _c, reopenableUntil: _r, deadline: _d, ...was } = before;
    assert.deepEqual([same, deadline === undefined], [was, false]);
    assert.deepEqual(await eventsOf(number, since), [
      { provider_id: null, group_id: fixture.billing, cause: 'status', last: 3 },
      { provider_id: fixture.providerA, group_id: null, cause: 'status', last: 2 },
    ]);
  });

  test('does not bring back what its provider cancelled', async () => {
    const number = await harness.openProtocol();
    await call('ana', 'POST', `/v1/protocols/${number}/cancel`, { body: {} });
    assert.equal((await act(number, 'reopen', {})).json.code, 'reopen_not_allowed');
    assert.equal((await close(number)).json.code, 'close_not_allowed');
  });
});

describe('assigning', () => {
  test('takes an active agent who sees the group, or none, and leaves an entry', async () => {
    const number = await harness.openProtocol();
    const assign = (agentId: string | null) => act(number, 'assign', { agentId });
    for (const agentId of [fixture.agentAline, fixture.glosa, 'nobody'])
      assert.deepEqual(issuesOf(await assign(agentId)), ['agentId not_available']);
    const since = await newestEvent();
    assert.deepEqual((await assign(fixture.agentFabio)).json.assignee, {
      id: fixture.agentFabio,
      name: 'Fábio Reis',
    });
    assert.deepEqual(await eventsOf(number, since), [
      { provider_id: null, group_id: fixture.billing, cause: 'assigned', last: 2 },
    ]);
    const { version } = await view(number);
    assert.equal((await assign(fixture.agentFabio)).json.version, version);
    assert.equal((await assign(fixture.admin)).status, 200);
    assert.equal((await assign(null)).json.assignee, null);
    assert.deepEqual(
      (await entries(number)).flatMap((entry: { activity: object | null }) => entry.activity ?? []),
      [
        { type: 'assigned', from: null, to: 'Fábio Reis' },
        { type: 'assigned', from: 'Fábio Reis', to: 'Administração' },
        { type: 'assigned', from: 'Administração', to: null },
      ],
    );
  });

  test('takes supervisors, and no agent who is not active', async () => {
    const number = await harness.openProtocol();
    await supervise(true);
    assert.equal((await act(number, 'assign', { agentId: fixture.agentAline })).status, 200);
    await supervise(false);
    await harness.db
      .updateTable('agents')
      .set({ active: false })
      .where('id', '=', fixture.agentAline)
      .execute();
    assert.equal((await act(number, 'assign', { agentId: fixture.agentFabio })).status, 200);
    assert.deepEqual(issuesOf(await act(number, 'assign', { agentId: fixture.agentAline })), [
      'agentId not_available',
    ]);
    await harness.db
      .updateTable('agents')
      .set({ active: true })
      .where('id', '=', fixture.agentAline)
      .execute();
  });

  test('changes nothing that the provider could notice', async () => {
    const number = await harness.openProtocol();
    const all = async () => [
      (await call('ana', 'GET', `/v1/protocols/${number}`)).text,
      (await call('ana', 'GET', `/v1/protocols/${number}/messages`)).text,
      (await call('ana', 'GET', '/v1/protocols')).text,
    ];
    const before = await all();
    await act(number, 'assign', { agentId: fixture.agentFabio });
    await act(number, 'forward', { groupId: fixture.audit, note: 'Segue para auditoria.' });
    assert.deepEqual(await all(), before);
  });
});

describe('forwarding', () => {
  test('asks for exactly one of group and classification, both active', async () => {
    const number = await harness.openProtocol();
    const forward = async (body: object) => issuesOf(await act(number, 'forward', body));
    assert.deepEqual(await forward({}), ['groupId required']);
    assert.deepEqual(await forward({ groupId: fixture.audit, classificationId: fixture.hidden }), [
      'classificationId invalid_choice',
    ]);
    assert.deepEqual(await forward({ groupId: fixture.glosa }), ['groupId not_available']);
    for (const classificationId of [fixture.branch, fixture.retired, 'nothing'])
      assert.deepEqual(await forward({ classificationId }), ['classificationId not_available']);
    await harness.db.updateTable('groups').set({ active: false }).where('id', '=', fixture.audit).execute();
    assert.deepEqual(await forward({ groupId: fixture.audit }), ['groupId not_available']);
    assert.deepEqual(await forward({ classificationId: fixture.hidden }), ['classificationId not_available']);
    await harness.db.updateTable('groups').set({ active: true }).where('id', '=', fixture.audit).execute();
    assert.equal((await view(number)).group.id, fixture.billing);
  });

  test('to a group answers the protocol, out of sight or not, without its assignee, and tells both groups', async () => {
    const number = await harness.openProtocol();
    const { version } = (await act(number, 'assign', { agentId: fixture.agentFabio })).json;
    const since = await newestEvent();
    const key = randomUUID();
    const body = { groupId: fixture.audit, note: 'Precisa de parecer.' };
    const { status, json } = await act(number, 'forward', body, { key });
    assert.deepEqual(
      [status, json.group.name, json.assignee, json.version, json.status],
      [200, 'Auditoria médica', null, version + 1, 'received'],
    );
    assert.ok(!('formerGroupId' in json));
    assert.deepEqual((await act(number, 'forward', body, { key })).json, json);
    assert.equal((await call('fabio', 'GET', url(number))).status, 404);
    assert.equal((await act(number, 'forward', body)).status, 404);
    assert.deepEqual(await view(number, 'aline'), json);
    assert.deepEqual(await eventsOf(number, since), [
      { provider_id: null, group_id: fixture.billing, cause: 'forwarded', last: 3 },
      { provider_id: null, group_id: fixture.audit, cause: 'forwarded', last: 3 },
    ]);
    const entry = (await entries(number, 'aline')).at(-1);
    assert.deepEqual(
      [entry.visibility, entry.body, entry.author.organization, entry.activity],
      [
        'internal',
        'Precisa de parecer.',
        'Faturamento',
        { type: 'forwarded_to_group', from: 'Faturamento', to: 'Auditoria médica' },
      ],
    );
  });

  test('to a classification changes its path and group, and is found by it', async () => {
    const number = await harness.openProtocol();
    const { json } = await act(number, 'forward', { classificationId: fixture.appeal });
    assert.deepEqual(json.classification, { id: fixture.appeal, path: ['Faturamento', 'Recurso de glosa'] });
    assert.deepEqual((await entries(number)).at(-1).activity, {
      type: 'forwarded_to_classification',
      from: 'Faturamento › Glosa de guia',
      to: 'Faturamento › Recurso de glosa',
    });
    const seen = (await call('ana', 'GET', `/v1/protocols/${number}`)).json;
    assert.deepEqual([seen.classification.path.at(-1), seen.lastSequence], ['Recurso de glosa', 1]);
    const found = await call('ana', 'GET', '/v1/protocols?search=recurso&limit=100');
    assert.ok(found.json.items.some((item: { number: string }) => item.number === number));
    const hidden = await act(number, 'forward', { classificationId: fixture.hidden });
    assert.deepEqual([hidden.json.group.id, hidden.json.visibleToProvider], [fixture.audit, false]);
    assert.equal((await call('ana', 'GET', `/v1/protocols/${number}`)).status, 404);
  });
});

describe('two agents at once', () => {
  const bodies: Record<string, () => object> = {
    messages: () => answer,
    close: () => ({ body: 'Concluído.', attachmentIds: [] }),
    reopen: () => ({}),
    assign: () => ({ agentId: fixture.agentFabio }),
    forward: () => ({ classificationId: fixture.appeal }),
  };
  const prepare = async (action: string) => {
    const number = await harness.openProtocol();
    if (action === 'reopen') await close(number);
    return { number, version: (await view(number)).version as number };
  };
  const stored = async (number: string) => [await view(number, 'admin'), await entries(number, 'admin')];

  for (const [action, body] of Object.entries(bodies)) {
    test(`${action}: the second gets a conflict, and writes nothing`, async () => {
      const { number, version } = await prepare(action);
      await harness.answer(number, { visibility: 'internal' });
      const before = await stored(number);
      const rejected = await act(number, action, body(), { version });
      assert.deepEqual([rejected.status, rejected.json.code], [412, 'version_conflict']);
      assert.deepEqual(await stored(number), before);
      const current = (await call('fabio', 'GET', url(number))).headers.etag;
      assert.equal(current, `"${version + 1}"`);
      const key = randomUUID();
      const done = await act(number, action, body(), { version: version + 1, key });
      assert.ok(done.status < 300, done.text);
      await harness.answer(number, { visibility: 'internal' });
      const replayed = await act(number, action, body(), { version: version + 1, key });
      assert.deepEqual([replayed.status, replayed.json], [done.status, done.json]);
    });

    test(`${action}: of eight in parallel exactly one wins`, async () => {
      const { number, version } = await prepare(action);
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          act(number, action, body(), { version, person: index % 2 ? 'fabio' : 'admin' }),
        ),
      );
      const codes = results.map(({ status }) => status).sort();
      assert.deepEqual(codes.slice(1), Array(7).fill(412));
      assert.ok((codes[0] ?? 0) < 300);
      assert.equal((await view(number, 'admin')).version, version + 1);
    });
  }

  test('one who forwards and one who answers do not lose each other’s work', async () => {
    await supervise(true);
    const { number, version } = await prepare('messages');
    const results = await Promise.all([
      act(number, 'forward', { groupId: fixture.audit }, { version, person: 'aline' }),
      act(number, 'messages', answer, { version, person: 'aline' }),
      act(number, 'messages', answer, { version, person: 'admin' }),
    ]);
    await supervise(false);
    const codes = results.map(({ status }) => status).sort();
    assert.deepEqual(codes.slice(1), [412, 412]);
  });

  test('the provider’s messages count too, its reading does not', async () => {
    const { number, version } = await prepare('messages');
    await harness.answer(number);
    await call('ana', 'PUT', `/v1/protocols/${number}/read-marker`, { body: { sequence: 2 } });
    assert.equal((await view(number)).version, version + 1);
    await call('ana', 'POST', `/v1/protocols/${number}/messages`, {
      body: { body: 'Mais.', attachmentIds: [] },
    });
    assert.equal((await act(number, 'messages', answer, { version: version + 1 })).status, 412);
    assert.equal((await act(number, 'messages', answer)).status, 201);
  });
});

describe('a supervisor', () => {
  before(() => supervise(true));
  after(() => supervise(false));
  let number: string;
  beforeEach(async () => {
    number = await harness.openProtocol();
  });

  test('sees and works on the protocols of the groups that its own manages, and on those below', async () => {
    const lower = '00000000-0000-4000-8000-0000000000f9';
    await harness.db
      .insertInto('groups')
      .values({ id: lower, name: 'Equipe', manager_group_id: fixture.billing, email: null })
      .execute();
    await act(number, 'forward', { groupId: lower });
    for (const person of ['aline', 'fabio'] as const) {
      assert.equal((await call(person, 'GET', url(number))).status, 200);
      assert.equal((await act(number, 'messages', answer, { person })).status, 201);
    }
    assert.equal((await entries(number)).at(-1).author.organization, 'Equipe');
  });

  test('opens protocols for them, and is not seen into by them', async () => {
    const open = (person: Person, classificationId: string) =>
      call(person, 'POST', '/v1/crm/protocols', {
        body: harness.newProtocol({ providerId: fixture.providerA, classificationId }),
      });
    assert.equal((await open('aline', fixture.glosa)).status, 201);
    assert.equal((await open('fabio', fixture.hidden)).status, 422);
  });
});
