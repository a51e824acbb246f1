import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Configstore, FileStore } from '@tus/file-store';
import type { Storage } from './storage.ts';
import { checkedKey } from './storage-key.ts';

/**
 * Opens the storage on a folder, which is made when absent; readable by the server's own user only. One file a key, in
 * folders of two levels so that none of them grows large.
 */
export const openDiskStorage = async (directory: string): Promise<Storage> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pathOf = (key: string): string => path.join(directory, ...checkedKey(key).split('/'));
  return {
    uploadStore(current) {
      // The offset is the length of the file.
      const rowAsConfig: Configstore = {
        async get() {
          const row = current();
          return {
            id: row.storage_key,
            size: row.size_bytes,
            offset: 0,
            creation_date: row.created_at.toISOString(),
            metadata: undefined,
            storage: undefined,
            sizeIsDeferred: false,
          };
        },
        async set() {},
        async delete() {},
      };
      return new FileStore({ directory, configstore: rowAsConfig });
    },
    async sizeOf(key) {
      try {
        return (await stat(pathOf(key))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async put(key, content) {
      await mkdir(path.dirname(pathOf(key)), { recursive: true, mode: 0o700 });
      await writeFile(pathOf(key), content, { mode: 0o600 });
    },
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
