import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { openDiskStorage } from '../../../storage/disk-storage.ts';
import { useHarness } from '../../../testing/harness.ts';

const harness = useHarness();
const TUS = { 'tus-resumable': '1.0.0' };
const MIB = 1024 * 1024;

const create = async () =>
  await harness.app.inject({
    method: 'POST',
    url: '/v1/uploads',
    headers: {
      ...{ ...TUS, authorization: `Bearer ${await harness.token('ana')}`, 'accept-language': 'pt-BR' },
      ...{ 'upload-length': '5', 'upload-metadata': `filename ${Buffer.from('a.txt').toString('base64')}` },
    },
  });
const append = async (url: string) =>
  await harness.app.inject({
    method: 'PATCH',
    url,
    headers: {
      ...{ ...TUS, authorization: `Bearer ${await harness.token('ana')}`, 'upload-offset': '0' },
      'content-type': 'application/offset+octet-stream',
    },
    payload: Buffer.from('texto'),
  });

it('rejects new uploads and further bytes while the disk is nearly full, and goes on when there is room', async () => {
  const begun = String((await create()).headers['location']);
  const { hasRoomFor } = harness.storage;
  harness.storage.hasRoomFor = async () => false;
  const rejected = await create();
  assert.equal(rejected.statusCode, 507);
  const problem = rejected.json<{ code: string; title: string }>();
  assert.equal(problem.code, 'insufficient_storage');
  assert.match(problem.title, /^Não há espaço para receber arquivos/);
  assert.equal((await append(begun)).statusCode, 507);
  assert.match(harness.log.join(''), /disk of STORAGE_URL is nearly full/);
  assert.equal((await harness.db.selectFrom('attachments').select('id').execute()).length, 1);

  harness.storage.hasRoomFor = hasRoomFor;
  assert.equal((await append(begun)).statusCode, 204);
});

it('says that there is no room when the disk is full at that moment', async () => {
  const begun = String((await create()).headers['location']);
  const { appendToUpload } = harness.storage;
  harness.storage.appendToUpload = () =>
    Promise.reject(Object.assign(new Error('No space left on device'), { code: 'ENOSPC' }));
  const rejected = await append(begun);
  harness.storage.appendToUpload = appendToUpload;
  assert.equal(rejected.statusCode, 507);
  assert.equal(rejected.json<{ code: string }>().code, 'insufficient_storage');
  assert.equal((await append(begun)).statusCode, 204);
});

it('counts what the disk has free, less a reserve', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fc-room-'));
  const disk = await openDiskStorage(folder, { minFreeBytes: MIB });
  assert.equal(await disk.hasRoomFor(MIB), true);
  assert.equal(await disk.hasRoomFor(Number.MAX_SAFE_INTEGER), false);
  const reserved = await openDiskStorage(folder, { minFreeBytes: Number.MAX_SAFE_INTEGER });
  assert.equal(await reserved.hasRoomFor(1), false);
  await rm(folder, { recursive: true });
});
