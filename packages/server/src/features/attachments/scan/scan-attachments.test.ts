import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Person, useHarness } from '../../../testing/harness.ts';
import { EICAR } from '../../../testing/sample-files.ts';
import { startTestScanner, type TestScanner } from '../../../testing/scanner.ts';
import { Turns } from '../inspection/turns.ts';
import { createClamd } from './clamd.ts';
import { scanDue } from './scan-attachments.ts';

const harness = useHarness();
const socketPath = path.join(os.tmpdir(), `fale-conosco-scanner-${randomBytes(6).toString('hex')}`);
let scanner: TestScanner;

beforeEach(async () => {
  scanner = await startTestScanner(socketPath);
  harness.app.services.scanner = { virus: createClamd({ path: socketPath }), turns: new Turns(4) };
});
afterEach(async () => {
  await scanner.close();
  await rm(socketPath, { force: true });
});

const upload = async (content: string, { confidential = false } = {}): Promise<string> => {
  const tus = { 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('guia.txt').toString('base64')}${confidential ? ',confidential' : ''}`;
  const created = await harness.call('ana', 'POST', '/v1/uploads', {
    headers: { ...tus, 'upload-length': String(Buffer.byteLength(content)), 'upload-metadata': metadata },
  });
  const id = String(created.headers['location']).split('/').at(-1) ?? '';
  const appended = await harness.call('ana', 'PATCH', `/v1/uploads/${id}`, {
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: Buffer.from(content),
  });
  assert.equal(appended.status, 204);
  return id;
};
const read = async (id: string, person: Person = 'ana') =>
  (await harness.call(person, 'GET', `/v1/attachments/${id}`)).json;
const until = async (id: string, state: string) => {
  for (;;) {
    const attachment = await read(id);
    if (attachment.state === state) return attachment;
    await setImmediate();
  }
};
const content = async (id: string, person: Person) => {
  const { status, json } = await harness.call(person, 'GET', `/v1/attachments/${id}/content`);
  return json?.code ?? status;
};
const eventsOf = async (id: string) =>
  (
    await sql<{ data: unknown; provider_id: string | null; group_id: string | null }>`
      select data, provider_id, group_id from events where type = 'attachment.changed' and data ->> 'attachmentId' = ${id}`.execute(
      harness.db,
    )
  ).rows;
const due = async (): Promise<void> => {
  await sql`update attachments set next_scan_at = now() where state = 'scanning'`.execute(harness.db);
  await scanDue(harness.app.services);
};

test('a file waits for its verdict, may be sent meanwhile, and is downloaded by nobody before', async () => {
  const release = scanner.hold();
  const id = await upload('guia 1');
  await scanner.isAsked;
  const { state, mediaType, sha256 } = await read(id);
  assert.deepEqual([state, mediaType, sha256?.length], ['scanning', 'text/plain', 64]);
  assert.equal(await content(id, 'ana'), 'attachment_in_verification');
  const number = await harness.openProtocol({ attachmentIds: [id] });
  assert.equal((await read(id, 'fabio')).state, 'scanning');
  assert.equal(await content(id, 'fabio'), 'attachment_in_verification');
  assert.equal(await content(id, 'carla'), 'not_found');
  release();
  await until(id, 'ready');
  assert.equal(await content(id, 'fabio'), 200);
  const [event, ...more] = await eventsOf(id);
  assert.deepEqual(event?.data, { number, attachmentId: id, state: 'ready', rejectionCode: null });
  assert.ok(event?.provider_id && event.group_id);
  assert.deepEqual(more, []);
});

test('a file with a virus is rejected and removed, also after it was sent', async () => {
  const unsent = await until(await upload(EICAR), 'rejected');
  assert.equal(unsent.rejectionCode, 'attachment_infected');
  assert.deepEqual(await eventsOf(unsent.id), []);

  const release = scanner.hold();
  const id = await upload(`${EICAR}\n`);
  const number = await harness.openProtocol({ attachmentIds: [id] });
  release();
  await until(id, 'rejected');
  assert.equal(await content(id, 'fabio'), 'not_found');
  const { json } = await harness.call('fabio', 'GET', `/v1/crm/protocols/${number}/messages`);
  const [attachment] = json.items[0].attachments;
  assert.deepEqual([attachment.state, attachment.rejectionCode], ['rejected', 'attachment_infected']);
  assert.equal((await eventsOf(id)).length, 1);
  const { storage_key } = await harness.db
    .selectFrom('attachments')
    .select('storage_key')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  while ((await harness.storage.sizeOf(storage_key)) !== undefined) await setImmediate();
  assert.ok(harness.log.some((line) => line.includes('Test.Eicar') && !line.includes('guia.txt')));
});

test('without its scanner a file stays in verification, and is scanned when there is one again', async () => {
  await scanner.close();
  const id = await upload('guia 2');
  const { rows } = await sql<{ attempts: number; later: boolean }>`
    select scan_attempts as attempts, next_scan_at > now() as later from attachments where id = ${id}`.execute(
    harness.db,
  );
  assert.ok((rows[0]?.attempts ?? 0) <= 1);
  await due();
  await due();
  assert.equal((await read(id)).state, 'scanning');
  scanner = await startTestScanner(socketPath);
  // Not before its pause is over.
  await scanDue(harness.app.services);
  assert.equal((await read(id)).state, 'scanning');
  await due();
  assert.equal((await read(id)).state, 'ready');
});

test('two instances scan a file once', async () => {
  const release = scanner.hold();
  const id = await upload('guia 3');
  await scanner.isAsked;
  await Promise.all([scanDue(harness.app.services), scanDue(harness.app.services)]);
  release();
  await until(id, 'ready');
  const row = await harness.db
    .selectFrom('attachments')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.scan_attempts, row.next_scan_at], [1, null]);
});

test('the verdict on a confidential file is told to nobody who must not know of it', async () => {
  const release = scanner.hold();
  const id = await upload('sigiloso', { confidential: true });
  await harness.openProtocol({ attachmentIds: [id] });
  release();
  await until(id, 'ready');
  const [event] = await eventsOf(id);
  assert.ok(event?.provider_id);
  assert.equal(event.group_id, null);
});
