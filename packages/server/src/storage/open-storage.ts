import type { StorageConfig } from '../config/storage.ts';
import { openDiskStorage } from './disk-storage.ts';
import type { FileStorage } from './file-storage.ts';

/**
 * Opens the storage that the settings name and makes sure that it can be written.
 *
 * @param minFreeBytes of the disk of a folder stay free for others
 * @throws {ConfigError} for a bucket that cannot be used; what the file system says for a folder
 */
export const openStorage = async (config: StorageConfig, minFreeBytes?: number): Promise<FileStorage> => {
  if (config.kind === 'file')
    return await openDiskStorage(config.directory, minFreeBytes === undefined ? {} : { minFreeBytes });
  // Loaded only where it is used: the AWS SDK takes longer than the rest of the start.
  const { openS3Storage } = await import('./s3-storage.ts');
  return await openS3Storage(config);
};
