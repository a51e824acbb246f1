import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { describe, it } from 'node:test';
import type { Attachment } from '@fale-conosco/contract';
import { useTestServer } from '../../../testing/running-server.ts';

const MAX_BYTES = 25 * 1024 * 1024;
const server = useTestServer({ settings: { attachmentMaxBytes: MAX_BYTES } });
const TUS = { 'tus-resumable': '1.0.0' };
const pdf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const create = async (
  login: string,
  length: number,
  fileName: string,
  more: Record<string, string> = {},
): Promise<Response> =>
  await fetch(`${server.address}/v1/uploads`, {
    method: 'POST',
    headers: await server.as(login, {
      ...TUS,
      'upload-length': String(length),
      'upload-metadata': `filename ${base64(fileName)}`,
      ...more,
    }),
  });

const idOf = (response: Response): string => response.headers.get('location')?.split('/').at(-1) ?? '';

const append = async (login: string, id: string, offset: number, content: Uint8Array): Promise<Response> =>
  await fetch(`${server.address}/v1/uploads/${id}`, {
    method: 'PATCH',
    headers: await server.as(login, {
      ...TUS,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    }),
    body: Buffer.from(content),
  });

const head = async (login: string, id: string): Promise<Response> =>
  await fetch(`${server.address}/v1/uploads/${id}`, { method: 'HEAD', headers: await server.as(login, TUS) });

const attachment = async (login: string, id: string): Promise<Attachment> => {
  const response = await fetch(`${server.address}/v1/attachments/${id}`, { headers: await server.as(login) });
  assert.equal(response.status, 200);
  return (await response.json()) as Attachment;
};

const upload = async (login: string, content: Uint8Array, fileName: string): Promise<Attachment> => {
  const id = idOf(await create(login, content.length, fileName));
  if (content.length > 0) assert.equal((await append(login, id, 0, content)).status, 204);
  return await attachment(login, id);
};

const problemCode = async (response: Response): Promise<string> => {
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  return ((await response.json()) as { code: string }).code;
};

/** Sends the first `sent` bytes of a PATCH that announces more, then cuts the connection. */
const appendAndCut = async (id: string, content: Buffer, sent: number): Promise<void> => {
  const headers = await server.as('ana', {
    ...TUS,
    'upload-offset': '0',
    'content-type': 'application/offset+octet-stream',
    'content-length': String(content.length),
  });
  await new Promise<void>((resolve) => {
    const request = http.request(`${server.address}/v1/uploads/${id}`, { method: 'PATCH', headers });
    request.on('error', () => resolve());
    request.write(content.subarray(0, sent), () => request.destroy(new Error('cut')));
  });
};

describe('uploads', () => {
  it('stores a file of 20 MB byte for byte and describes it', async () => {
    const content = pdf(20 * 1024 * 1024);
    const response = await create('ana', content.length, 'Relatório de internação.pdf');
    assert.equal(response.status, 201);
    assert.match(response.headers.get('location') ?? '', /^\/v1\/uploads\/[0-9a-f-]{36}$/);
    const id = idOf(response);
    assert.equal((await attachment('ana', id)).state, 'uploading');

    const half = content.length / 2;
    const first = await append('ana', id, 0, content.subarray(0, half));
    assert.equal(first.status, 204);
    assert.equal(first.headers.get('upload-offset'), String(half));
    assert.equal((await append('ana', id, half, content.subarray(half))).status, 204);

    assert.deepEqual(await attachment('ana', id), {
      ...{
        id,
        fileName: 'Relatório de internação.pdf',
        mediaType: 'application/pdf',
        sizeBytes: content.length,
      },
      ...{ sha256: sha256(content), state: 'ready', rejectionCode: null, confidential: false },
    });
    const download = await fetch(`${server.address}/v1/attachments/${id}/content`, {
      headers: await server.as('ana'),
    });
    assert.equal(sha256(Buffer.from(await download.arrayBuffer())), sha256(content));
  });

  it('resumes from what is stored after the connection was cut', async () => {
    const content = pdf(3_000_000);
    const id = idOf(await create('ana', content.length, 'guia.pdf'));
    await appendAndCut(id, content, 1_700_000);
    // The server may still be writing what came before the cut; a 409 sends the client back to ask again.
    for (let status = 409; status !== 204; ) {
      const offset = Number((await head('ana', id)).headers.get('upload-offset'));
      assert.ok(offset <= 1_700_000);
      ({ status } = await append('ana', id, offset, content.subarray(offset)));
      assert.ok(status === 204 || status === 409);
    }
    assert.equal((await attachment('ana', id)).sha256, sha256(content));
  });

  it('resumes after the server was stopped and started', async () => {
    const content = pdf(100_000);
    const id = idOf(await create('ana', content.length, 'guia.pdf'));
    await append('ana', id, 0, content.subarray(0, 40_000));
    await server.restart();
    assert.equal((await head('ana', id)).headers.get('upload-offset'), '40000');
    await append('ana', id, 40_000, content.subarray(40_000));
    assert.equal((await attachment('ana', id)).sha256, sha256(content));
  });

  it('finishes at the next HEAD or PATCH what a crash after the last byte left out', async () => {
    const content = pdf(1000);
    const id = idOf(await create('ana', content.length, 'guia.pdf'));
    await append('ana', id, 0, content);
    const forget = { state: 'uploading', media_type: null, sha256: null } as const;
    for (const resume of [() => head('ana', id), () => append('ana', id, 1000, Buffer.alloc(0))]) {
      await server.db.updateTable('attachments').set(forget).where('id', '=', id).execute();
      assert.equal((await resume()).headers.get('upload-offset'), '1000');
      assert.equal((await attachment('ana', id)).state, 'ready');
    }
  });

  it('accepts the repetition of a last PATCH whose answer was lost', async () => {
    const content = pdf(1000);
    const id = idOf(await create('ana', content.length, 'guia.pdf'));
    await append('ana', id, 0, content);
    const again = await append('ana', id, 1000, Buffer.alloc(0));
    assert.equal(again.status, 204);
    assert.equal(again.headers.get('upload-offset'), '1000');
    assert.equal(await problemCode(await append('ana', id, 0, content)), 'upload_offset_conflict');
  });

  it('rejects a wrong offset and bytes beyond the length', async () => {
    const id = idOf(await create('ana', 100, 'a.txt'));
    assert.equal(await problemCode(await append('ana', id, 50, Buffer.alloc(10))), 'upload_offset_conflict');
    assert.equal(await problemCode(await append('ana', id, 0, Buffer.alloc(101))), 'attachment_too_large');
  });

  it('rejects what is too large, has no length, a later length, no name or no tus version', async () => {
    assert.equal(await problemCode(await create('ana', MAX_BYTES + 1, 'a.pdf')), 'attachment_too_large');
    for (const headers of [
      { 'upload-length': '' },
      { 'upload-length': '-1' },
      { 'upload-defer-length': '1' },
    ]) {
      assert.equal(await problemCode(await create('ana', 10, 'a.pdf', headers)), 'malformed_request');
    }
    const nameless = await create('ana', 10, 'a.pdf', { 'upload-metadata': '' });
    assert.equal(await problemCode(nameless), 'validation_failed');
    const broken = await create('ana', 10, 'a.pdf', { 'upload-metadata': 'filename ***' });
    assert.equal(await problemCode(broken), 'malformed_request');
    const versionless = await create('ana', 10, 'a.pdf', { 'tus-resumable': '0.2.2' });
    assert.equal(versionless.headers.get('tus-version'), '1.0.0');
    assert.equal(await problemCode(versionless), 'malformed_request');
  });

  it('hides an upload from everybody but its user, byte for byte like one that does not exist', async () => {
    const content = pdf(500);
    const id = idOf(await create('ana', content.length, 'guia.pdf'));
    const bodies = new Set<string>();
    for (const login of ['bruno', 'carla', 'admin']) {
      for (const target of [id, '00000000-0000-4000-8000-000000000000', 'x']) {
        assert.equal((await head(login, target)).status, 404);
        assert.equal((await append(login, target, 0, content)).status, 404);
        const seen = await fetch(`${server.address}/v1/attachments/${target}`, {
          headers: await server.as(login),
        });
        assert.equal(seen.status, 404);
        bodies.add((await seen.text()).replace(/"requestId":"[^"]*"/, ''));
        const options = { method: 'DELETE', headers: await server.as(login, TUS) };
        assert.equal((await fetch(`${server.address}/v1/uploads/${target}`, options)).status, 404);
      }
    }
    assert.equal(bodies.size, 1);
    assert.equal((await head('ana', id)).status, 200);
    assert.equal(
      (await fetch(`${server.address}/v1/uploads/${id}`, { method: 'HEAD', headers: TUS })).status,
      401,
    );
  });

  it('removes an upload with its file', async () => {
    for (const sent of [200, 500]) {
      const content = pdf(500);
      const id = idOf(await create('ana', content.length, 'guia.pdf'));
      await append('ana', id, 0, content.subarray(0, sent));
      const before = (await server.storage.fileNames()).length;
      const options = { method: 'DELETE', headers: await server.as('ana', TUS) };
      assert.equal((await fetch(`${server.address}/v1/uploads/${id}`, options)).status, 204);
      assert.equal((await head('ana', id)).status, 404);
      assert.equal((await server.storage.fileNames()).length, before - 1);
    }
  });

  it('answers 410 for an upload that was abandoned', async () => {
    const id = idOf(await create('ana', 100, 'guia.pdf'));
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await server.db.updateTable('attachments').set({ created_at: old }).where('id', '=', id).execute();
    assert.equal((await head('ana', id)).status, 410);
  });

  it('keeps the name apart from the path, cleaned of what hides in it, with its accents', async () => {
    const { fileName } = await upload('ana', pdf(300), '../../etc/relatório\u202efdp.\u200bção\u0000.pdf');
    assert.equal(fileName, 'relatóriofdp.ção.pdf');
    for (const name of await server.storage.fileNames()) assert.match(name, /^[0-9a-f]{32}$/);
  });

  it('rejects an empty file and removes what it rejects', async () => {
    assert.equal((await upload('ana', Buffer.alloc(0), 'vazio.pdf')).rejectionCode, 'attachment_empty');
    const before = (await server.storage.fileNames()).length;
    const rejected = await upload('ana', Buffer.from('<html><script>alert(1)</script>'), 'guia.pdf');
    assert.equal(rejected.state, 'rejected');
    assert.equal(rejected.rejectionCode, 'attachment_type_mismatch');
    assert.equal(rejected.mediaType, null);
    assert.equal((await server.storage.fileNames()).length, before);
    const content = await fetch(`${server.address}/v1/attachments/${rejected.id}/content`, {
      headers: await server.as('ana'),
    });
    assert.equal(content.status, 404);
  });

  it('tells what it speaks to OPTIONS, and to a preflight too', async () => {
    for (const preflight of [
      {},
      { origin: 'https://portal.example', 'access-control-request-method': 'PATCH' },
    ]) {
      const response = await fetch(`${server.address}/v1/uploads`, {
        method: 'OPTIONS',
        headers: preflight as Record<string, string>,
      });
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('tus-version'), '1.0.0');
      assert.equal(response.headers.get('tus-max-size'), String(MAX_BYTES));
      assert.match(response.headers.get('tus-extension') ?? '', /creation,.*termination/);
    }
  });

  it('takes the first bytes together with the creation', async () => {
    const content = pdf(700);
    const response = await fetch(`${server.address}/v1/uploads`, {
      method: 'POST',
      headers: await server.as('ana', {
        ...TUS,
        'upload-length': '700',
        'upload-metadata': `filename ${base64('guia.pdf')},confidential ${base64('true')}`,
        'content-type': 'application/offset+octet-stream',
      }),
      body: Buffer.from(content),
    });
    assert.equal(response.headers.get('upload-offset'), '700');
    const stored = await attachment('ana', idOf(response));
    assert.equal(stored.sha256, sha256(content));
    assert.equal(stored.confidential, true);
  });

  it('writes no file name into the log', async () => {
    await upload('ana', pdf(300), 'canario-7391.pdf');
    assert.ok(server.log.length > 0);
    assert.ok(!server.log.join('').includes('canario-7391'));
  });
});
