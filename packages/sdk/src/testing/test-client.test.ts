import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ConflictError,
  ConnectionError,
  type ConnectionState,
  TimeoutError,
  UploadRejectedError,
} from '../index.ts';
import { describeClient } from './behaviour.ts';
import { sampleInput as input } from './samples.ts';
import { createTestClient } from './test-client.ts';

describeClient('the client in memory', async () => {
  const client = createTestClient();
  return {
    client,
    answer: async (number, body, options) => void client.control.addOperatorMessage(number, body, options),
    close: async (number, body) => void client.control.closeProtocol(number, body),
    end: async () => {},
  };
});

describe('the control of the client in memory', () => {
  it('starts with protocols of every status, unread ones among them', async () => {
    const { items } = await createTestClient().protocols.list({ limit: 100 });
    assert.equal(items.length, 25);
    assert.equal(new Set(items.map(({ status }) => status)).size, 5);
    assert.ok(items.some(({ unreadCount }) => unreadCount > 9));
    assert.ok(items.some(({ openedBy }) => openedBy === 'operator'));
  });

  it('tells the same story each time', async () => {
    assert.deepEqual(await createTestClient().protocols.list(), await createTestClient().protocols.list());
  });

  it('gives copies, so that a reader cannot change what is kept', async () => {
    const client = createTestClient();
    const page = await client.protocols.list();
    page.items.length = 0;
    assert.equal((await client.protocols.list()).items.length, 20);
  });

  it('can be empty', async () => {
    const client = createTestClient({ seed: { protocols: [] } });
    assert.deepEqual(await client.protocols.list(), { items: [], nextCursor: null });
  });

  it('fails as often as it is told', async () => {
    const client = createTestClient();
    client.control.failNext('protocols.list', new ConnectionError(), { times: 2 });
    await assert.rejects(client.protocols.list(), ConnectionError);
    await assert.rejects(client.protocols.list(), ConnectionError);
    await client.protocols.list();
    assert.equal(client.control.calls.length, 3);
  });

  it('can lose an answer after the work is done', async () => {
    const client = createTestClient({ seed: { protocols: [] } });
    client.control.failNext('protocols.create', new TimeoutError(), { afterEffect: true });
    const options = { idempotencyKey: 'draft' };
    await assert.rejects(client.protocols.create(input, options), TimeoutError);
    const { number } = await client.protocols.create(input, options);
    assert.deepEqual(
      (await client.protocols.list()).items.map((item) => item.number),
      [number],
    );
  });

  it('holds calls until they are released, and lets them be aborted meanwhile', async () => {
    const client = createTestClient();
    const held = client.control.hold('protocols.list');
    const controller = new AbortController();
    const list = client.protocols.list();
    const aborted = client.protocols.list({}, { signal: controller.signal });
    controller.abort();
    await assert.rejects(aborted, { name: 'AbortError' });
    assert.equal(held.waiting, 2);
    held.release();
    assert.equal((await list).items.length, 20);
    await client.protocols.list();
  });

  it('goes offline and comes back', async () => {
    const client = createTestClient();
    const states: ConnectionState[] = [];
    client.events.subscribe(() => {}, { onConnectionChange: (state) => states.push(state) });
    await Promise.resolve();
    client.control.goOffline();
    await assert.rejects(client.protocols.list(), ConnectionError);
    client.control.goOnline();
    await client.protocols.list();
    assert.deepEqual(states, ['connecting', 'open', 'offline', 'connecting', 'open']);
  });

  it('sets whether a protocol takes replies', async () => {
    const client = createTestClient();
    const number = client.control.addProtocol().number;
    client.control.setCanReply(number, 'no_return_method');
    assert.equal((await client.protocols.retrieve(number)).replyBlockedReason, 'no_return_method');
    await assert.rejects(client.messages.create(number, { body: 'x', attachmentIds: [] }), ConflictError);
    client.control.setCanReply(number, null);
    assert.ok((await client.protocols.retrieve(number)).canReply);
  });

  it('moves uploads step by step', async () => {
    const client = createTestClient();
    client.control.stepUploads = true;
    const steps: number[] = [];
    const upload = client.uploads.start(new File(['0123456789'], 'a.txt'), {
      onProgress: ({ sentBytes }) => steps.push(sentBytes),
    });
    const [mover] = client.control.uploads;
    assert.ok(mover);
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(mover.state, 'uploading');
    mover.advance(4);
    upload.pause();
    mover.advance(4);
    upload.resume();
    mover.finish();
    assert.equal((await upload.done).state, 'ready');
    assert.deepEqual(steps, [4, 10]);
  });

  it('refuses, fails and aborts uploads', async () => {
    const client = createTestClient({ seed: { limits: { attachmentMaxBytes: 5 } } });
    client.control.stepUploads = true;
    const file = new File(['1234'], 'a.txt');
    const uploads = [client.uploads.start(file), client.uploads.start(file), client.uploads.start(file)];
    client.control.uploads[0]?.refuse('attachment_infected');
    client.control.uploads[1]?.fail(new ConnectionError());
    await uploads[2]?.abort();
    await assert.rejects(uploads[0]?.done ?? Promise.resolve(), UploadRejectedError);
    await assert.rejects(uploads[1]?.done ?? Promise.resolve(), ConnectionError);
    await assert.rejects(uploads[2]?.done ?? Promise.resolve(), { name: 'AbortError' });
    await assert.rejects(client.uploads.start(new File(['123456'], 'b.txt')).done, {
      code: 'attachment_too_large',
    });
  });
});
