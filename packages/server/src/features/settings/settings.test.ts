import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { fixture, type Person, useHarness } from '../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);

interface Case {
  url: string;
  entity: string;
  /** A new entry, different each time. */
  body: () => Record<string, unknown>;
  /** A change of it, and how the changed field read before. */
  change: Record<string, unknown>;
  /** What the event names after a new entry, and after the change; absent when no screen shows the entries all the time. */
  publishes?: { created: string[]; changed: string[] };
}

let made = 0;
const cases: Case[] = [
  {
    url: '/v1/crm/classifications',
    entity: 'classification',
    body: () => ({
      name: `Assunto ${++made}`,
      parentId: fixture.branch,
      order: 0,
      active: true,
      groupId: fixture.billing,
      shownToProviders: true,
      defaultText: 'Guia:',
      helpText: null,
      attachmentRequired: false,
      deadlineBusinessDays: 5,
      providerDeadlineBusinessDays: 3,
      reopenWindowDays: 30,
    }),
    change: { helpText: 'Informe a guia.', shownToProviders: false },
    publishes: { created: ['classifications', 'groups'], changed: ['classifications'] },
  },
  {
    url: '/v1/crm/contact-methods',
    entity: 'contact_method',
    body: () => ({
      description: `Ofício ${++made}`,
      active: true,
      mode: 'contact',
      receivesComplaints: true,
      listedInApi: false,
      shownOnBeneficiaryWeb: false,
      faleConosco: false,
      releasedForWeb: false,
    }),
    change: { faleConosco: true },
    publishes: { created: ['contactMethods'], changed: ['contactMethods'] },
  },
  {
    url: '/v1/crm/groups',
    entity: 'group',
    body: () => ({
      name: `Grupo ${++made}`,
      managerGroupId: fixture.audit,
      email: 'grupo@op.test',
      active: true,
      accessesConfidential: false,
      memberIds: [fixture.agentFabio],
      classificationIds: [],
    }),
    change: { memberIds: [fixture.agentFabio, fixture.agentAline].sort(), managerGroupId: null },
    publishes: { created: ['groups', 'classifications'], changed: ['groups', 'classifications'] },
  },
  {
    url: '/v1/crm/agents',
    entity: 'agent',
    body: () => ({
      issuer: 'https://issuer.test',
      subject: `pessoa-${++made}`,
      name: 'Íris Lobo',
      email: null,
      role: 'agent',
      active: true,
    }),
    change: { role: 'admin', email: 'iris@op.test' },
  },
  {
    url: '/v1/crm/providers',
    entity: 'provider',
    body: () => ({ id: randomUUID(), name: `Clínica ${++made}`, active: true }),
    change: { name: 'Clínica renomeada' },
  },
  {
    url: '/v1/crm/canned-answers',
    entity: 'canned_answer',
    body: () => ({ title: `Resposta ${++made}`, body: 'Olá, {{contato}}.', groupId: null, active: true }),
    change: { body: 'Prezada {{contato}},', groupId: fixture.billing },
  },
];

/** An answer has a group where a body has its id. */
const bodyOf = ({ group, managerGroup, ...entry }: Record<string, unknown>): Record<string, unknown> => ({
  ...entry,
  ...(group !== undefined && { groupId: (group as { id: string } | null)?.id ?? null }),
  ...(managerGroup !== undefined && {
    managerGroupId: (managerGroup as { id: string } | null)?.id ?? null,
  }),
});
const pick = (fields: Record<string, unknown>, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));
const nameIn = (fields: Record<string, unknown>) =>
  fields['name'] ?? fields['description'] ?? fields['title'];

for (const { url, entity, body, change, publishes } of cases) {
  describe(`the settings of ${entity}`, () => {
    test('keeps what is created, once for a key, and says so in the trail', async () => {
      const fields = body();
      const events = await calls.published();
      const key = randomUUID();
      const [first, second] = [
        await harness.call('admin', 'POST', url, { body: fields, key }),
        await harness.call('admin', 'POST', url, { body: fields, key }),
      ];
      assert.equal(first.status, 201, first.text);
      assert.deepEqual(second.json, first.json);
      assert.equal(first.headers['etag'], '"1"');
      const names = Object.keys(fields);
      assert.deepEqual(pick(bodyOf(first.json), names), fields);
      assert.deepEqual((await calls.get(`${url}/${first.json.id}`)).json, first.json);
      const list = (await calls.get(url)).json.items as { id: string }[];
      assert.deepEqual(
        list.find(({ id }) => id === first.json.id),
        first.json,
      );
      assert.deepEqual(await calls.auditOf(first.json.id), [
        { action: 'created', entityName: nameIn(fields), before: null, after: fields },
      ]);
      assert.deepEqual((await calls.published()).slice(events.length), publishes ? [publishes.created] : []);
    });

    test('records exactly the fields that a change changed, and makes the version one more', async () => {
      const fields = body();
      const { json: entry } = await calls.create(url, fields);
      const events = await calls.published();
      const changed = await calls.change(`${url}/${entry.id}`, { ...change, active: true });
      assert.equal(changed.status, 200, changed.text);
      assert.equal(changed.headers['etag'], '"2"');
      assert.deepEqual(pick(bodyOf(changed.json), Object.keys(change)), change);
      assert.deepEqual((await calls.auditOf(entry.id))[0], {
        action: 'updated',
        entityName: nameIn({ ...fields, ...change }),
        before: pick(fields, Object.keys(change)),
        after: change,
      });
      assert.deepEqual((await calls.published()).slice(events.length), publishes ? [publishes.changed] : []);
    });

    test('leaves no trace of a change that changes nothing', async () => {
      const fields = body();
      const { json: entry } = await calls.create(url, fields);
      const events = await calls.published();
      for (const nothing of [{}, pick(fields, Object.keys(change))]) {
        const response = await calls.change(`${url}/${entry.id}`, nothing);
        assert.equal(response.status, 200, response.text);
        assert.deepEqual(response.json, entry);
      }
      assert.equal((await calls.auditOf(entry.id)).length, 1);
      assert.deepEqual(await calls.published(), events);
    });

    test('rejects changes without the version, of an older one, and of what is not there', async () => {
      const { json: entry } = await calls.create(url, body());
      const target = `${url}/${entry.id}`;
      assert.equal((await harness.call('admin', 'PATCH', target, { body: change })).status, 428);
      assert.equal((await calls.change(target, change)).status, 200);
      const late = await calls.change(target, change, 1);
      assert.deepEqual([late.status, late.json.code], [412, 'version_conflict']);
      for (const id of [randomUUID(), 'x']) {
        assert.equal((await calls.get(`${url}/${id}`)).status, 404);
        assert.equal((await calls.change(`${url}/${id}`, change, 1)).status, 404);
      }
    });

    test('lets one of two admins win who change the same version at once', async () => {
      const { json: entry } = await calls.create(url, body());
      const target = `${url}/${entry.id}`;
      const [name] = ['name', 'description', 'title'].filter((each) => each in entry) as [string];
      const names = [`Um ${made}`, `Outro ${made}`];
      const responses = await Promise.all(names.map((value) => calls.change(target, { [name]: value }, 1)));
      assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 412]);
      const winner = responses.findIndex(({ status }) => status === 200);
      const { json } = await calls.get(target);
      assert.deepEqual([json.version, json[name]], [2, names[winner]]);
      assert.equal((await calls.auditOf(entry.id)).length, 2);
    });

    test('is read by agents, changed by admins alone, and closed to providers', async () => {
      const { json: entry } = await calls.create(url, body());
      const target = `${url}/${entry.id}`;
      const headers = { 'if-match': '"1"' };
      const statuses = async (person: Person) => [
        (await calls.get(url, person)).status,
        (await calls.get(target, person)).status,
        (await harness.call(person, 'POST', url, { body: body() })).status,
        (await harness.call(person, 'PATCH', target, { body: change, headers })).status,
      ];
      assert.deepEqual(await statuses('fabio'), [200, 200, 403, 403]);
      assert.deepEqual(await statuses('ana'), [403, 403, 403, 403]);
      const admin = await harness.token('admin', { claims: { fc_role: 'agent' } });
      const less = await harness.call(null, 'POST', url, { token: admin, body: body() });
      assert.equal(less.status, 403);
    });
  });
}

describe('the audit trail', () => {
  test('says who changed what, newest first, in pages', async () => {
    const { json: method } = await calls.create('/v1/crm/contact-methods', cases[1]?.body() ?? {});
    for (const description of ['Carta A', 'Carta B', 'Carta C'])
      await calls.change(`/v1/crm/contact-methods/${method.id}`, { description });
    const url = `/v1/crm/audit?entity=contact_method&entityId=${method.id}&limit=2`;
    const first = (await calls.get(url)).json;
    const second = (await calls.get(`${url}&cursor=${first.nextCursor}`)).json;
    assert.deepEqual(
      [...first.items, ...second.items].map((record) => record.entityName),
      ['Carta C', 'Carta B', 'Carta A', method.description],
    );
    assert.equal(second.nextCursor, null);
    assert.deepEqual(first.items[0].actor, { id: fixture.admin, name: 'Administração' });
    assert.ok(Math.abs(Date.parse(first.items[0].at) - Date.now()) < 60_000);
  });

  test('is filtered by entity, and rejects positions that are not its own', async () => {
    const { json } = await calls.get('/v1/crm/audit?entity=provider&limit=100');
    assert.ok(json.items.length > 0);
    assert.ok(json.items.every((record: { entity: string }) => record.entity === 'provider'));
    assert.equal((await calls.get('/v1/crm/audit?cursor=eA')).json.code, 'cursor_invalid');
    assert.deepEqual(issuesOf(await calls.get('/v1/crm/audit?entity=protocol')), ['entity invalid_choice']);
  });

  test('is read by admins alone', async () => {
    for (const person of ['fabio', 'ana'] as const)
      assert.equal((await calls.get('/v1/crm/audit', person)).status, 403);
  });

  test('cannot be changed or thinned out by the role of requests', async () => {
    await assert.rejects(
      harness.db.transaction().execute(async (tx) => {
        await sql`select set_config('role', 'fale_conosco_app', true), set_config('fc.system', 'on', true)`.execute(
          tx,
        );
        await tx.deleteFrom('audit_log').execute();
      }),
      /permission denied/,
    );
  });
});
