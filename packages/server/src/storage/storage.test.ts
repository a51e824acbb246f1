import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { createTestStorage, type TestStorage } from '../testing/storage.ts';
import { type FileStorage, type IncomingFile, UploadLostError } from './file-storage.ts';
import { newStorageKey } from './storage-key.ts';

const MIB = 1024 * 1024;
let folder: string;
let test: TestStorage;
let storage: FileStorage;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fc-storage-'));
  test = await createTestStorage(folder);
  storage = test.storage;
});
after(async () => {
  await test?.drop();
  await rm(folder, { recursive: true, force: true });
});

const contentOf = async (key: string): Promise<Buffer> =>
  Buffer.concat(await (await storage.read(key)).toArray());
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const begin = async (sizeBytes: number): Promise<IncomingFile> => {
  const file = { key: newStorageKey(), sizeBytes, createdAt: new Date() };
  await storage.beginUpload(file);
  return file;
};

describe('the storage', () => {
  it('keeps a file, lends it by a path, and removes it', async () => {
    const key = newStorageKey();
    const content = randomBytes(100_000);
    assert.equal(await storage.sizeOf(key), undefined);
    await storage.put(key, content);
    await storage.sync(key);
    assert.equal(await storage.sizeOf(key), content.length);
    assert.deepEqual(await contentOf(key), content);
    assert.deepEqual(await storage.withFile(key, (file) => readFile(file)), content);
    await storage.remove(key);
    await storage.remove(key);
    assert.equal(await storage.sizeOf(key), undefined);
    await assert.rejects(storage.read(key));
    await assert.rejects(storage.withFile(key, (file) => readFile(file)));
  });

  it('rejects a key that it did not make', async () => {
    for (const key of ['../../etc/passwd', 'a', '']) {
      await assert.rejects(storage.sizeOf(key), RangeError);
      await assert.rejects(storage.remove(key), RangeError);
    }
  });

  it('joins what comes in pieces of any size', async () => {
    const content = randomBytes(14 * MIB + 3);
    const file = await begin(content.length);
    let offset = 0;
    for (const size of [1000, 6 * MIB, 1, 7 * MIB, content.length]) {
      const piece = content.subarray(offset, Math.min(offset + size, content.length));
      offset = await storage.appendToUpload(file, Readable.from([piece]), offset);
      assert.equal(await storage.uploadOffset(file), offset);
    }
    assert.equal(offset, content.length);
    assert.equal(sha256(await contentOf(file.key)), sha256(content));
  });

  it('has an empty file as soon as it is begun', async () => {
    const { key } = await begin(0);
    assert.equal(await storage.sizeOf(key), 0);
  });

  it('removes what has come of an upload with everything beside it', async () => {
    const before = (await test.fileNames()).length;
    const file = await begin(7 * MIB);
    await storage.appendToUpload(file, Readable.from([randomBytes(6 * MIB)]), 0);
    assert.equal((await test.fileNames()).length, before + 1);
    await storage.remove(file.key);
    assert.equal((await test.fileNames()).length, before);
    await storage.remove(file.key);
    await assert.rejects(storage.uploadOffset(file), UploadLostError);
  });

  it('says that it works, and leaves nothing behind by that', async () => {
    const before = (await test.fileNames()).length;
    await storage.check();
    assert.equal((await test.fileNames()).length, before);
  });
});
