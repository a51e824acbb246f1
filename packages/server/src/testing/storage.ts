import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { S3StorageConfig } from '../config/storage.ts';
import { parseConfig } from '../config.ts';
import type { FileStorage } from '../storage/file-storage.ts';
import { openStorage } from '../storage/open-storage.ts';

/** An empty storage for one test file. */
export interface TestStorage {
  /** `STORAGE_URL` of servers that use it. */
  url: string;
  storage: FileStorage;
  /** Names of all files that are there, whole or not. */
  fileNames(): Promise<string[]>;
  /** Copies everything into an empty storage of the same kind, as a back-up does; what disappears meanwhile is left out. */
  copyTo(target: TestStorage): Promise<void>;
  /** Closes it, and removes it where nothing else does. */
  drop(): Promise<void>;
}

/**
 * Makes an empty storage: a bucket of its own in the store of the run (`TEST_STORAGE_URL`, an `s3://` address whose bucket
 * name begins the new one's), or a folder.
 *
 * @param dataDir holds the folder; who made it removes it
 */
export const createTestStorage = async (dataDir: string): Promise<TestStorage> => {
  const storeUrl = process.env['TEST_STORAGE_URL'];
  return storeUrl ? await createBucket(storeUrl) : await createFolder(path.join(dataDir, 'files'));
};

const createFolder = async (directory: string): Promise<TestStorage> => {
  const storage = await openStorage({ kind: 'file', directory });
  return {
    url: `file:${directory}`,
    storage,
    fileNames: async () =>
      (await readdir(directory, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    async copyTo({ url }) {
      const target = url.slice('file:'.length);
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        if (!entry.isFile()) continue;
        const source = path.join(entry.parentPath, entry.name);
        const copy = path.join(target, path.relative(directory, source));
        await mkdir(path.dirname(copy), { recursive: true });
        await copyFile(source, copy).catch(ignoreMissing);
      }
    },
    drop: async () => storage.close(),
  };
};

const ignoreMissing = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOENT' && error.name !== 'NoSuchKey') throw error;
};

const createBucket = async (storeUrl: string): Promise<TestStorage> => {
  const { S3 } = await import('@aws-sdk/client-s3');
  const url = storeUrl.replace('?', `-${process.pid}-${randomBytes(4).toString('hex')}?`);
  const config = parseConfig({ STORAGE_URL: url }).storage as S3StorageConfig;
  const { bucket, kind: _kind, ...client } = config;
  const s3 = new S3({ ...client, requestChecksumCalculation: 'WHEN_REQUIRED' });
  await s3.createBucket({ Bucket: bucket });
  const storage = await openStorage(config);
  return {
    url,
    storage,
    async fileNames() {
      const { Contents: objects = [] } = await s3.listObjectsV2({ Bucket: bucket });
      const { Uploads: uploads = [] } = await s3.listMultipartUploads({ Bucket: bucket });
      // The companions of a file are part of it.
      const names = [...objects, ...uploads].map(({ Key = '' }) =>
        path.basename(Key).replace(/\.(info|part)$/, ''),
      );
      return [...new Set(names)];
    },
    async copyTo(target) {
      const { bucket: Bucket } = parseConfig({ STORAGE_URL: target.url }).storage as S3StorageConfig;
      const { Contents: objects = [] } = await s3.listObjectsV2({ Bucket: bucket });
      for (const { Key = '' } of objects) {
        const copied = s3.getObject({ Bucket: bucket, Key }).then(async ({ Body, Metadata = {} }) => {
          await s3.putObject({ Bucket, Key, Body: (await Body?.transformToByteArray()) ?? '', Metadata });
        });
        await copied.catch(ignoreMissing);
      }
    },
    async drop() {
      storage.close();
      s3.destroy();
    },
  };
};
