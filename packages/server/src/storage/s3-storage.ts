import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3, type S3ClientConfig, S3ServiceException } from '@aws-sdk/client-s3';
import { type MetadataValue, S3Store } from '@tus/s3-store';
import { type KvStore, Upload } from '@tus/server';
import { ConfigError } from '../config/config-error.ts';
import type { S3StorageConfig } from '../config/storage.ts';
import { type FileStorage, type IncomingFile, UploadLostError } from './file-storage.ts';
import { checkedKey } from './storage-key.ts';

/** What @tus/s3-store keeps beside an upload: its description, and the end of it that is too short for a part. */
const COMPANIONS = ['.part', '.info'] as const;

const MAX_DESCRIPTIONS = 1000;

const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  (error.$metadata.httpStatusCode === 404 || ['NoSuchKey', 'NoSuchUpload'].includes(error.name));

const orUndefined = async <Result>(response: Promise<Result>): Promise<Result | undefined> => {
  try {
    return await response;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** The descriptions of the newest uploads. They never change; those of abandoned uploads must not fill the memory. */
const rememberDescriptions = (): KvStore<MetadataValue> => {
  const descriptions = new Map<string, MetadataValue>();
  return {
    get: async (key) => descriptions.get(key),
    async set(key, description) {
      descriptions.set(key, description);
      for (const oldest of descriptions.keys()) {
        if (descriptions.size <= MAX_DESCRIPTIONS) break;
        descriptions.delete(oldest);
      }
    },
    async delete(key) {
      descriptions.delete(key);
    },
  };
};

/**
 * Uploads as multipart uploads, with what @tus/s3-store leaves open: an upload whose parts are all there but not joined (an
 * empty one, or one whose server was killed at that moment) is joined, and a store that fails is not taken for a missing
 * upload.
 */
class UploadStore extends S3Store {
  constructor(client: S3ClientConfig, bucket: string) {
    super({ s3ClientConfig: { ...client, bucket }, cache: rememberDescriptions(), useTags: false });
  }

  override async create(upload: Upload): Promise<Upload> {
    const created = await super.create(upload);
    if (upload.size === 0) await this.write(Readable.from([]), upload.id, 0);
    return created;
  }

  override async getUpload(id: string): Promise<Upload> {
    if (!(await orUndefined(this.getMetadata(id)))) throw new UploadLostError();
    const upload = await super.getUpload(id);
    if (upload.offset !== upload.size) return upload;
    if (await orUndefined(this.client.headObject({ Bucket: this.bucket, Key: id }))) return upload;
    // tus asks under the upload's lock, so no other request is joining it. Parts may be gone: buckets can be told to tidy up.
    const joined = await orUndefined(this.write(Readable.from([]), id, upload.size));
    if (joined === undefined) throw new UploadLostError();
    return upload;
  }
}

/**
 * Opens the storage on a bucket, which must exist. Credentials come from where the AWS SDK looks for them (`AWS_*`
 * variables, the role of the container or machine).
 *
 * @throws {ConfigError} when the bucket cannot be written, with what the store said
 */
export const openS3Storage = async (config: S3StorageConfig): Promise<FileStorage> => {
  const Bucket = config.bucket;
  const clientConfig: S3ClientConfig = {
    forcePathStyle: config.forcePathStyle,
    ...(config.endpoint !== undefined && { endpoint: config.endpoint }),
    ...(config.region !== undefined && { region: config.region }),
    // The SDK's own checksums need a newer S3 than many compatible stores speak.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, socketTimeout: 60_000 },
  };
  const s3 = new S3(clientConfig);

  const remove = async (key: string): Promise<void> => {
    const Key = checkedKey(key);
    const info = await orUndefined(s3.headObject({ Bucket, Key: `${Key}.info` }));
    const UploadId = info?.Metadata?.['upload-id'];
    if (UploadId !== undefined) await orUndefined(s3.abortMultipartUpload({ Bucket, Key, UploadId }));
    await orUndefined(s3.deleteObject({ Bucket, Key }));
    // The description last, because it tells what else there is to remove: a removal that was cut can be repeated.
    for (const companion of COMPANIONS) {
      await orUndefined(s3.deleteObject({ Bucket, Key: `${Key}${companion}` }));
    }
  };
  const read = async (key: string): Promise<Readable> => {
    const { Body } = await s3.getObject({ Bucket, Key: checkedKey(key) });
    return Body as Readable;
  };
  const store = new UploadStore(clientConfig, Bucket);

  try {
    const probe = `probe-${randomBytes(8).toString('hex')}`;
    await s3.putObject({ Bucket, Key: probe, Body: 'ok' });
    await s3.deleteObject({ Bucket, Key: probe });
  } catch (error) {
    s3.destroy();
    throw new ConfigError([`STORAGE_URL: the bucket ${Bucket} cannot be written: ${describe(error)}`]);
  }

  return {
    async beginUpload({ key, sizeBytes, createdAt }: IncomingFile) {
      const description = { id: checkedKey(key), size: sizeBytes, offset: 0 };
      await store.create(new Upload({ ...description, creation_date: createdAt.toISOString() }));
    },
    uploadOffset: async ({ key }) => (await store.getUpload(checkedKey(key))).offset,
    appendToUpload: async ({ key }, bytes, offset) => await store.write(bytes, checkedKey(key), offset),
    hasRoomFor: async () => true,
    freeBytes: async () => undefined,
    sizeOf: async (key) =>
      (await orUndefined(s3.headObject({ Bucket, Key: checkedKey(key) })))?.ContentLength,
    async put(key, content) {
      await s3.putObject({ Bucket, Key: checkedKey(key), Body: content });
    },
    read,
    async withFile(key, use) {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-file-'));
      try {
        const file = path.join(folder, 'content');
        await pipeline(await read(key), createWriteStream(file, { mode: 0o600 }));
        return await use(file);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    // A store answers once it has a file for good.
    async sync() {},
    remove,
    async check() {
      await s3.headBucket({ Bucket });
    },
    close() {
      s3.destroy();
    },
  };
};

/** What kept the bucket from working, for the person who has to correct a setting. */
const describe = (error: unknown): string => {
  const { name, message } = error as Error;
  if (name === 'CredentialsProviderError')
    return 'no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run with a role';
  return name === 'Error' || message.startsWith(name) ? message : `${name}: ${message}`;
};
