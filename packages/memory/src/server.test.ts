import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerEvent } from '@fale-conosco/contract';
import { ConflictError, ConnectionError, TimeoutError, UploadRejectedError } from '@fale-conosco/sdk';
import { createCrmTestClient, createMemoryServer, createTestClient } from './index.ts';

/** Waits until something holds. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
};

/** A protocol that takes a message. */
const openNumber = ({ control }: ReturnType<typeof createTestClient>): string =>
  control.protocols.find(({ status, provider }) => status === 'received' && provider.id === 'prv-saolucas')
    ?.number ?? '';

const message = { body: 'Segue o documento.', attachmentIds: [] };

describe('the server in memory', () => {
  it('speaks HTTP to anybody with a token', async () => {
    const server = createMemoryServer();
    const authorization = `Bearer ${server.token('ana')}`;
    const session = await server.fetch('https://any.example/v1/session', { headers: { authorization } });
    assert.equal(((await session.json()) as { role: string }).role, 'provider');
    const unknown = await server.fetch(new Request('https://any.example/v1/session'));
    assert.equal(unknown.status, 401);
    assert.match(unknown.headers.get('content-type') ?? '', /problem\+json/);
  });

  it('keeps a log of what was asked', async () => {
    const client = createTestClient();
    const number = openNumber(client);
    await client.protocols.list({ state: 'open', limit: 5 });
    await client.messages.create(number, message, { idempotencyKey: 'k-1' });
    const [list, create] = client.control.requests;
    assert.deepEqual([list?.operation, list?.query], ['listProtocols', { state: 'open', limit: '5' }]);
    assert.deepEqual(
      [create?.operation, create?.params, create?.body],
      ['createMessage', { number }, message],
    );
    assert.equal(create?.headers.get('idempotency-key'), 'k-1');
  });

  it('fails before the work, as often as asked', async () => {
    const client = createTestClient();
    const number = openNumber(client);
    client.control.failNext('createMessage', 'network', { times: 2 });
    await assert.rejects(client.messages.create(number, message), ConnectionError);
    await assert.rejects(client.messages.create(number, message), ConnectionError);
    assert.equal((await client.messages.list(number)).items.length, 1);
    assert.equal((await client.messages.create(number, message)).sequence, 2);
  });

  it('loses the response after the work; the same key gives it again', async () => {
    const client = createTestClient();
    const number = openNumber(client);
    client.control.failNext('createMessage', 'network', { afterEffect: true });
    await assert.rejects(client.messages.create(number, message, { idempotencyKey: 'k' }), ConnectionError);
    assert.equal((await client.messages.create(number, message, { idempotencyKey: 'k' })).sequence, 2);
    assert.equal((await client.messages.list(number)).items.length, 2);
  });

  it('responds with the problem that a test asks for', async () => {
    const client = createTestClient();
    client.control.failNext('cancelProtocol', { code: 'cancel_not_allowed' });
    await assert.rejects(client.protocols.cancel(openNumber(client)), ConflictError);
  });

  it('keeps a request until the client gives up', async () => {
    const client = createTestClient();
    client.control.failNext('getSession', 'timeout');
    await assert.rejects(client.session.retrieve({ timeoutMs: 20 }), TimeoutError);
  });

  it('holds an operation until it is released', async () => {
    const client = createTestClient();
    const hold = client.control.hold('countProtocols');
    const counts = client.protocols.counts();
    await until(() => hold.waiting === 1);
    await client.session.retrieve();
    hold.release();
    assert.equal((await counts).cap, 1000);
    assert.equal(hold.waiting, 0);
  });

  it('breaks streams and requests while it is offline, and streams resume after it', async () => {
    const client = createTestClient();
    const number = openNumber(client);
    const events: ServerEvent[] = [];
    const states: string[] = [];
    const end = client.events.subscribe((event) => events.push(event), {
      onConnectionChange: (state) => states.push(state),
    });
    await until(() => states.includes('open'));
    client.control.operator.reply(number, 'Recebido.');
    await until(() => events.length === 1);
    client.control.goOffline();
    await until(() => states.includes('offline'));
    await assert.rejects(client.session.retrieve(), ConnectionError);
    client.control.operator.reply(number, 'Resolvido.', { asksProvider: true });
    client.control.goOnline();
    await until(() => events.length === 2);
    assert.deepEqual(
      events.map(({ data }) => 'status' in data && data.status),
      ['in_analysis', 'awaiting_provider'],
    );
    assert.equal(states.at(-1), 'open');
    end();
  });

  it('moves uploads step by step', async () => {
    const client = createTestClient();
    const { control } = client;
    control.stepUploads = true;
    const sent: number[] = [];
    const upload = client.uploads.start(new Blob(['0123456789']), {
      fileName: 'guia.txt',
      onProgress: ({ sentBytes }) => sent.push(sentBytes),
    });
    await until(() => control.uploads.length === 1);
    control.uploads[0]?.advance(4);
    await until(() => sent.length === 1);
    control.uploads[0]?.finish();
    assert.equal((await upload.done).sizeBytes, 10);
    assert.deepEqual(sent, [4, 10]);

    const infected = client.uploads.start(new Blob(['x']), { fileName: 'guia.txt' });
    await until(() => control.uploads.length === 2);
    control.uploads[1]?.reject('attachment_infected');
    await assert.rejects(infected.done, UploadRejectedError);
  });

  it('keeps files in verification until the virus scanner has looked at them', async () => {
    const client = createTestClient();
    const { control } = client;
    control.scansFiles = true;
    const number = openNumber(client);
    const events: ServerEvent[] = [];
    const states: string[] = [];
    const end = client.events.subscribe((event) => events.push(event), {
      onConnectionChange: (state) => states.push(state),
    });
    await until(() => states.includes('open'));
    const ids: string[] = [];
    for (const fileName of ['guia.txt', 'virus.txt'])
      ids.push((await client.uploads.start(new Blob(['x']), { fileName }).done).id);
    const [clean = '', infected = ''] = ids;
    await client.messages.create(number, { body: 'Seguem.', attachmentIds: ids });
    await assert.rejects(client.attachments.download(clean), { code: 'attachment_in_verification' });
    control.finishScan(clean);
    control.finishScan(infected, { infected: true });
    await until(() => events.filter(({ type }) => type === 'attachment.changed').length === 2);
    assert.equal((await client.attachments.download(clean)).size, 1);
    await assert.rejects(client.attachments.download(infected), { code: 'not_found' });
    const { items } = await client.messages.list(number);
    assert.deepEqual(
      items.at(-1)?.attachments.map(({ state, rejectionCode }) => [state, rejectionCode]),
      [
        ['ready', null],
        ['rejected', 'attachment_infected'],
      ],
    );
    end();
  });

  it('lets clients of both sides share one store', async () => {
    const provider = createTestClient();
    const agent = createCrmTestClient({ sharedWith: provider, role: 'admin' });
    const number = openNumber(provider);
    await agent.messages.create(number, {
      ...message,
      visibility: 'public',
      asksProvider: true,
      contactMethodId: null,
    });
    const protocol = await provider.protocols.retrieve(number);
    assert.deepEqual([protocol.status, protocol.unreadCount], ['awaiting_provider', 1]);
  });
});
