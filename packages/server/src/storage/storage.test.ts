import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { type DataStore, Upload } from '@tus/server';
import { createTestStorage, type TestStorage } from '../testing/storage.ts';
import type { Storage } from './storage.ts';
import { newStorageKey } from './storage-key.ts';

const MIB = 1024 * 1024;
let folder: string;
let test: TestStorage;
let storage: Storage;

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

/** An upload as tus begins it. */
const begin = async (size: number): Promise<{ key: string; store: DataStore }> => {
  const key = newStorageKey();
  const store = storage.uploadStore(() => ({ storage_key: key, size_bytes: size, created_at: new Date() }));
  await store.create(new Upload({ id: key, size, offset: 0 }));
  return { key, store };
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

  it('refuses a key that it did not make', async () => {
    for (const key of ['../../etc/passwd', 'a', '']) {
      await assert.rejects(storage.sizeOf(key), RangeError);
      await assert.rejects(storage.remove(key), RangeError);
    }
  });

  it('joins what comes in pieces of any size', async () => {
    const content = randomBytes(14 * MIB + 3);
    const { key, store } = await begin(content.length);
    let offset = 0;
    for (const size of [1000, 6 * MIB, 1, 7 * MIB, content.length]) {
      const piece = content.subarray(offset, Math.min(offset + size, content.length));
      offset = await store.write(Readable.from([piece]), key, offset);
      assert.equal((await store.getUpload(key)).offset, offset);
    }
    assert.equal(offset, content.length);
    assert.equal(sha256(await contentOf(key)), sha256(content));
  });

  it('has an empty file as soon as it is begun', async () => {
    const { key } = await begin(0);
    assert.equal(await storage.sizeOf(key), 0);
  });

  it('removes what has come of an upload with everything beside it', async () => {
    const before = (await test.fileNames()).length;
    const { key, store } = await begin(7 * MIB);
    await store.write(Readable.from([randomBytes(6 * MIB)]), key, 0);
    assert.equal((await test.fileNames()).length, before + 1);
    await store.remove(key);
    assert.equal((await test.fileNames()).length, before);
    await storage.remove(key);
  });

  it('says that it works, and leaves nothing behind by that', async () => {
    const before = (await test.fileNames()).length;
    await storage.check();
    assert.equal((await test.fileNames()).length, before);
  });
});
