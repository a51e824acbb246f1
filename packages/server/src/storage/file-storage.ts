import type { Readable } from 'node:stream';

/** An upload while its bytes come in. */
export interface IncomingFile {
  key: string;
  sizeBytes: number;
  createdAt: Date;
}

/** The bytes that had come of an upload are gone, so it cannot go on. */
export class UploadLostError extends Error {
  override readonly name = 'UploadLostError';

  constructor() {
    super('The bytes of the upload are no longer stored.');
  }
}

/**
 * Where the bytes of attachments are: a folder on a disk, or a bucket of an S3-compatible store. What has been written of
 * an upload is known here alone; its size and name are in its row. So no third place can disagree after a crash.
 */
export interface FileStorage {
  /** Begins a file that comes in pieces; what it holds once it is whole is what `read` reads. */
  beginUpload(file: IncomingFile): Promise<void>;
  /**
   * How many bytes have come of an upload.
   *
   * @throws UploadLostError
   */
  uploadOffset(file: IncomingFile): Promise<number>;
  /**
   * Appends bytes to an upload. What arrived before the stream ended early is kept.
   *
   * @param offset as `uploadOffset` gave it
   * @returns the offset after them
   */
  appendToUpload(file: IncomingFile, bytes: Readable, offset: number): Promise<number>;
  /** Whether a file of a size can be taken without filling the store, which others may share. */
  hasRoomFor(sizeBytes: number): Promise<boolean>;
  /** Free bytes of the disk; undefined for a store that has no end. */
  freeBytes(): Promise<number | undefined>;
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
  /** Closes its connections. */
  close(): void;
}
