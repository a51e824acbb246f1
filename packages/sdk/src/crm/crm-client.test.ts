import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NewWebhook } from '@fale-conosco/contract';
import {
  ConflictError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  ValidationError,
  VersionConflictError,
} from '../index.ts';
import * as samples from '../testing/crm-samples.ts';
import { FakeTiming } from '../testing/fake-timing.ts';
import { sampleInput } from '../testing/samples.ts';
import { type Answer, json, lost, problem, raw, ScriptedServer } from '../testing/scripted-server.ts';
import { CrmClient } from './crm-client.ts';

const { sampleProtocol: protocol, sampleThread: thread } = samples;
const { number } = protocol;

const noContent = raw(204, {});

const makeClient = (server: ScriptedServer): CrmClient =>
  new CrmClient({ baseUrl: server.baseUrl, getToken: () => 'agent' }, new FakeTiming());

const sent = (server: ScriptedServer): string[] =>
  server.requests.map(({ method, url, headers }) =>
    [method, url.replace(number, 'N'), headers['if-match'] ?? ''].join(' ').trim(),
  );

describe('the CRM client', () => {
  it('lists, opens, answers, hands over, closes and reopens', async () => {
    await using server = await ScriptedServer.start();
    const { protocols, messages } = makeClient(server);
    server.answer(
      json(samples.samplePage),
      json(samples.sampleCounts),
      json(protocol),
      json(protocol, 201),
      json(thread),
      json(thread.items[0], 201),
      json(protocol),
      json(protocol),
      json(protocol),
      json(protocol),
      json(samples.sampleAccessLog),
    );
    const found: string[] = [];
    for await (const item of protocols.iterate({ state: 'open', order: 'waiting' })) {
      found.push(item.provider.name);
      break;
    }
    assert.deepEqual(found, [protocol.provider.name]);
    assert.ok((await protocols.counts()).groups.length > 0);
    assert.deepEqual(await protocols.retrieve(number), protocol);
    const { previousProtocolNumber: _, ...input } = sampleInput;
    await protocols.create({ ...input, providerId: 'p1' });
    assert.deepEqual(await messages.list(number, { limit: 5 }), thread);
    await messages.create(
      number,
      { body: 'Ok.', attachmentIds: [], visibility: 'public', asksProvider: false },
      { version: 3 },
    );
    await protocols.assign(number, { agentId: 'a1' }, { version: 3 });
    await protocols.forward(number, { groupId: 'g1' });
    await protocols.close(number, { body: 'Resolvido.', attachmentIds: [] }, { version: 4 });
    await protocols.reopen(number);
    await protocols.accessLog(number, { limit: 10 });
    assert.deepEqual(sent(server), [
      'GET /v1/crm/protocols?state=open&order=waiting',
      'GET /v1/crm/protocols/counts',
      'GET /v1/crm/protocols/N',
      'POST /v1/crm/protocols',
      'GET /v1/crm/protocols/N/messages?limit=5',
      'POST /v1/crm/protocols/N/messages "3"',
      'POST /v1/crm/protocols/N/assign "3"',
      'POST /v1/crm/protocols/N/forward',
      'POST /v1/crm/protocols/N/close "4"',
      'POST /v1/crm/protocols/N/reopen',
      'GET /v1/crm/protocols/N/access-log?limit=10',
    ]);
    const posts = server.requests.filter(({ method }) => method === 'POST');
    assert.ok(posts.every(({ headers }) => headers['idempotency-key']));
  });

  it('keeps the registers', async () => {
    await using server = await ScriptedServer.start();
    const client = makeClient(server);
    const whole = (items: readonly object[]): Answer => json({ items });
    const [group] = samples.sampleGroups;
    const [delivery] = samples.sampleDeliveries.items;
    const newWebhook: NewWebhook = { url: 'https://a.example', events: ['message.added'], active: true };
    server.answer(
      whole(samples.sampleClassifications),
      json(samples.sampleClassifications[0]),
      noContent,
      whole(samples.sampleContactMethods),
      whole(samples.sampleGroups),
      json(group),
      whole(samples.sampleAgents),
      whole(samples.sampleCannedAnswers),
      json(samples.sampleProviders),
      whole(samples.sampleHolidays),
      noContent,
      whole([samples.sampleWebhook]),
      json(samples.sampleWebhook, 201),
      json(samples.sampleDeliveries),
      json({ ...delivery, state: 'pending' }),
      json(samples.sampleAudit),
    );
    assert.deepEqual(await client.classifications.list(), samples.sampleClassifications);
    await client.classifications.update('c1', { name: 'Glosa' }, { version: 7 });
    await client.classifications.delete('c1', { version: 8 });
    assert.deepEqual(await client.contactMethods.list(), samples.sampleContactMethods);
    assert.deepEqual(await client.groups.list(), samples.sampleGroups);
    assert.deepEqual(await client.groups.retrieve('g1'), group);
    assert.ok((await client.agents.list()).length > 0);
    assert.ok((await client.cannedAnswers.list()).length > 0);
    assert.ok((await client.providers.list({ search: 'santa' })).items.length > 0);
    assert.ok((await client.holidays.list({ year: 2026 })).length > 0);
    await client.holidays.delete('h1');
    await client.webhooks.list();
    assert.match((await client.webhooks.create(newWebhook)).secret, /^whsec_/);
    await client.deliveries.list({ state: 'dead' });
    assert.equal((await client.deliveries.retry('d1')).state, 'pending');
    await client.audit.list({ entity: 'group' });
    assert.deepEqual(sent(server), [
      'GET /v1/crm/classifications',
      'PATCH /v1/crm/classifications/c1 "7"',
      'DELETE /v1/crm/classifications/c1 "8"',
      'GET /v1/crm/contact-methods',
      'GET /v1/crm/groups',
      'GET /v1/crm/groups/g1',
      'GET /v1/crm/agents',
      'GET /v1/crm/canned-answers',
      'GET /v1/crm/providers?search=santa',
      'GET /v1/crm/holidays?year=2026',
      'DELETE /v1/crm/holidays/h1',
      'GET /v1/crm/webhooks',
      'POST /v1/crm/webhooks',
      'GET /v1/crm/deliveries?state=dead',
      'POST /v1/crm/deliveries/d1/retry',
      'GET /v1/crm/audit?entity=group',
    ]);
  });

  it('has the provider’s session, files and events', async () => {
    await using server = await ScriptedServer.start();
    const client = makeClient(server);
    server.answer(json(samples.sampleSession));
    assert.deepEqual(await client.session.cached(), samples.sampleSession);
    assert.ok(client.uploads && client.attachments && client.events);
  });

  it('says when somebody else was faster', async () => {
    await using server = await ScriptedServer.start();
    const client = makeClient(server);
    server.answer(problem('version_conflict'));
    await assert.rejects(client.groups.update('g1', { active: false }, { version: 1 }), (error: unknown) => {
      assert.ok(error instanceof VersionConflictError);
      assert.equal(error.status, 412);
      assert.equal(error.code, 'version_conflict');
      return true;
    });
  });

  it('sends what happens to a protocol again with its key and its version', async () => {
    await using server = await ScriptedServer.start();
    const client = makeClient(server);
    server.answer(lost, json(protocol));
    await client.protocols.assign(number, { agentId: null }, { version: 5 });
    const [first, second] = server.requests.map(({ headers }) => headers);
    assert.equal(second?.['if-match'], '"5"');
    assert.equal(second?.['idempotency-key'], first?.['idempotency-key']);
  });

  it('never repeats a change of a register by itself: a repeat could not tell its own change from another’s', async () => {
    await using server = await ScriptedServer.start();
    const client = makeClient(server);
    server.answer(lost, lost, json({ items: [] }));
    await assert.rejects(client.groups.update('g1', { active: false }, { version: 1 }), ConnectionError);
    await assert.rejects(client.cannedAnswers.delete('a1', { version: 1 }), ConnectionError);
    await client.groups.list();
    assert.equal(server.requests.length, 3);
  });

  it('has the same errors as the provider’s client', async () => {
    await using server = await ScriptedServer.start();
    const client = makeClient(server);
    server.answer(problem('not_found'), problem('in_use'), problem('forbidden'));
    await assert.rejects(client.protocols.retrieve('1'), NotFoundError);
    await assert.rejects(client.classifications.delete('c1', { version: 1 }), ConflictError);
    await assert.rejects(client.audit.list(), PermissionError);
    await assert.rejects(client.protocols.close('1', { body: '', attachmentIds: [] }), ValidationError);
    assert.equal(server.requests.length, 3);
  });
});
