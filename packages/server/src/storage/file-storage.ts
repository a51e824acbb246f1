import { randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Attachments on a disk: one file a key, in folders of two levels so that none of them grows large. */
export interface FileStorage {
  /** Absolute path of the folder. */
  readonly directory: string;
  /** Where the file of a key is. @throws {RangeError} for what {@link newStorageKey} cannot have made */
  pathOf(key: string): string;
  /** How many bytes are there; undefined when there is no such file. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Writes a whole file at once. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** Opens a file for streaming; rejects with `ENOENT` when it is missing. */
  read(key: string): Promise<ReadStream>;
  /** Makes sure that a file survives a power cut. */
  sync(key: string): Promise<void>;
  /** Removes a file; a missing one is fine. */
  remove(key: string): Promise<void>;
  /** Writes, reads back and removes a small file. @throws what the file system says */
  check(): Promise<void>;
}

const KEY_PATTERN = /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{32}$/;

/** Makes the key of a new file: random, so it tells nothing of the file, its sender or its name. */
export const newStorageKey = (): string => {
  const name = randomBytes(16).toString('hex');
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
};

/** Opens the storage on a folder, which is made when absent; readable by the server's own user only. */
export const openFileStorage = async (directory: string): Promise<FileStorage> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pathOf = (key: string): string => {
    if (!KEY_PATTERN.test(key)) throw new RangeError('Not a storage key.');
    return path.join(directory, ...key.split('/'));
  };
  return {
    directory,
    pathOf,
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
  };
};
