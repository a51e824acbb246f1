import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FileStorage, UploadLostError } from './file-storage.ts';
import { checkedKey } from './storage-key.ts';

/** The embedded PostgreSQL is on the same disk by default: its write-ahead log alone may take this much. */
const MIN_FREE_BYTES = 512 * 1024 * 1024;

/**
 * Opens the storage on a folder, which is made when absent; readable by the server's own user only. One file a key, in
 * folders of two levels so that none of them grows large.
 *
 * @param options `minFreeBytes` of the disk stay free for others; default 512 MiB
 */
export const openDiskStorage = async (
  directory: string,
  { minFreeBytes = MIN_FREE_BYTES } = {},
): Promise<FileStorage> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pathOf = (key: string): string => path.join(directory, ...checkedKey(key).split('/'));
  const put = async (key: string, content: Uint8Array): Promise<void> => {
    await mkdir(path.dirname(pathOf(key)), { recursive: true, mode: 0o700 });
    await writeFile(pathOf(key), content, { mode: 0o600 });
  };
  const freeBytes = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  };
  const sizeOf = async (key: string): Promise<number | undefined> => {
    try {
      return (await stat(pathOf(key))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    beginUpload: async ({ key }) => await put(key, new Uint8Array()),
    // The offset is the length of the file.
    async uploadOffset({ key }) {
      const size = await sizeOf(key);
      if (size === undefined) throw new UploadLostError();
      return size;
    },
    async appendToUpload({ key }, bytes, offset) {
      const file = createWriteStream(pathOf(key), { flags: 'r+', start: offset });
      await pipeline(bytes, file);
      return offset + file.bytesWritten;
    },
    hasRoomFor: async (sizeBytes) => (await freeBytes()) - sizeBytes >= minFreeBytes,
    freeBytes,
    sizeOf,
    put,
    async read(key) {
      // Opened first, so that a missing file is an error before the first header is sent.
      const file = await open(pathOf(key), 'r');
      return createReadStream('', { fd: file, autoClose: true });
    },
    withFile: async (key, use) => await use(pathOf(key)),
    async sync(key) {
      for (const [target, flags] of [
        [pathOf(key), 'r+'],
        [path.dirname(pathOf(key)), 'r'],
      ] as const) {
        await using file = await open(target, flags);
        await file.sync();
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async check() {
      const probe = path.join(directory, `.probe-${process.pid}-${randomBytes(4).toString('hex')}`);
      await writeFile(probe, 'ok');
      await rm(probe);
    },
    close() {},
  };
};
