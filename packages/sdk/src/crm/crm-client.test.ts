import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotFoundError, ValidationError } from '../index.ts';
import { FakeTiming } from '../testing/fake-timing.ts';
import { sampleInput, sampleProtocol } from '../testing/samples.ts';
import { json, lost, problem, ScriptedServer } from '../testing/scripted-server.ts';
import { CrmClient } from './crm-client.ts';

const group = { id: 'g1', name: 'Faturamento' };
const provider = { id: 'p1', name: 'Clínica São Lucas' };
const protocol = { ...sampleProtocol, group, provider };

describe('the CRM client', () => {
  it('lists, opens, answers and closes', async () => {
    await using server = await ScriptedServer.start();
    const client = new CrmClient({ baseUrl: server.baseUrl, getToken: () => 'agent' }, new FakeTiming());
    const message = {
      sequence: 2,
      author: { kind: 'operator', name: 'Fábio', organization: 'Faturamento' },
      own: true,
      body: 'Recebemos.',
      attachments: [],
      sentAt: '2026-11-24T12:00:00.000Z',
      statusChange: null,
      visibility: 'public',
      viewedByProviderAt: null,
    };
    server.answer(
      json({ items: [protocol], nextCursor: null }),
      json(protocol),
      lost,
      json(protocol, 201),
      json({ items: [message], nextCursor: null }),
      json(message, 201),
      json(protocol),
    );
    const { number } = protocol;
    const found: string[] = [];
    for await (const item of client.protocols.iterate({ state: 'open' })) found.push(item.provider.name);
    assert.deepEqual(found, ['Clínica São Lucas']);
    assert.equal((await client.protocols.retrieve(number)).group.name, 'Faturamento');
    const { previousProtocolNumber: _, ...input } = sampleInput;
    await client.protocols.create({ ...input, providerId: 'p1' });
    assert.equal((await client.messages.list(number)).items[0]?.visibility, 'public');
    await client.messages.create(number, {
      body: 'Recebemos.',
      attachmentIds: [],
      visibility: 'public',
      asksProvider: false,
    });
    await client.protocols.close(number, { body: 'Resolvido.', attachmentIds: [] });
    assert.deepEqual(
      server.requests.map(({ method, url }) => `${method} ${url.replace(number, 'N')}`),
      [
        'GET /v1/crm/protocols?state=open',
        'GET /v1/crm/protocols/N',
        'POST /v1/crm/protocols',
        'POST /v1/crm/protocols',
        'GET /v1/crm/protocols/N/messages',
        'POST /v1/crm/protocols/N/messages',
        'POST /v1/crm/protocols/N/close',
      ],
    );
    assert.equal(
      server.requests[2]?.headers['idempotency-key'],
      server.requests[3]?.headers['idempotency-key'],
    );
  });

  it('has the same errors as the provider’s client', async () => {
    await using server = await ScriptedServer.start();
    const client = new CrmClient({ baseUrl: server.baseUrl, getToken: () => 'agent' }, new FakeTiming());
    server.answer(problem('not_found'));
    await assert.rejects(client.protocols.retrieve('1'), NotFoundError);
    await assert.rejects(client.protocols.close('1', { body: '', attachmentIds: [] }), ValidationError);
  });
});
