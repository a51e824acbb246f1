import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';
import type { StorageConfig } from '../config.ts';
import { openDiskStorage } from './disk-storage.ts';

/** What tus must know of an upload: it is in its row, in no third place that could disagree after a crash. */
export interface UploadDescription {
  storage_key: string;
  size_bytes: number;
  created_at: Date;
}

/** Where the bytes of attachments are: a folder on a disk, or a bucket of an S3-compatible store. */
export interface Storage {
  /**
   * Where uploads are written while they come in; what it holds of a whole upload is what `read` reads.
   *
   * @param current the upload that the running request is about
   */
  uploadStore(current: () => UploadDescription): DataStore;
  /** How many bytes a whole file has; undefined when there is none. A disk counts what has come so far. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Writes a whole file at once. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** Opens a file for streaming; rejects when it is missing. */
  read(key: string): Promise<Readable>;
  /** Lends a file by a path on this machine, which holds until `use` is done. */
  withFile<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result>;
  /** Makes sure that a file survives a power cut. */
  sync(key: string): Promise<void>;
  /** Removes a file, or what has come of one; a missing one is fine. */
  remove(key: string): Promise<void>;
  /** @throws what the store says when it does not work */
  check(): Promise<void>;
  /** Lets go of its connections. */
  close(): void;
}

/**
 * Opens the storage that the settings name and makes sure that it can be written.
 *
 * @throws {ConfigError} for a bucket that cannot be used; what the file system says for a folder
 */
export const openStorage = async (config: StorageConfig): Promise<Storage> => {
  if (config.kind === 'file') return await openDiskStorage(config.directory);
  // Loaded only where it is used: the AWS SDK takes longer than the rest of the start.
  const { openS3Storage } = await import('./s3-storage.ts');
  return await openS3Storage(config);
};
