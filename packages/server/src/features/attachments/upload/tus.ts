import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, type Locker, Server, Upload } from '@tus/server';
import { ProblemError } from '../../../http/problem.ts';
import { type FileStorage, type IncomingFile, UploadLostError } from '../../../storage/file-storage.ts';
import type { AttachmentRow } from '../repository.ts';
import { TusError } from './tus-error.ts';

/** Where uploads live. */
export const UPLOADS_PATH = '/v1/uploads';

/** Extensions of tus 1.0 that are spoken; deferred lengths are not, so that a limit can be checked before the first byte. */
export const TUS_EXTENSIONS = ['creation', 'creation-with-upload', 'termination'] as const;

/** Speaks tus for one upload. */
export interface TusEndpoint {
  /**
   * Handles a request about an upload that the caller was found to own.
   *
   * @param onFinish called when the last byte is in the storage, before the response
   * @throws {ProblemError} for every rejection of the protocol
   */
  handle(request: Request, row: AttachmentRow, onFinish: () => Promise<void>): Promise<Response>;
}

interface Current {
  row: AttachmentRow;
  onFinish: () => Promise<void>;
}

/** A rejection of @tus/server as a problem of the contract. */
const toProblem = (status: number): ProblemError => {
  switch (status) {
    case 404:
      return new ProblemError('not_found');
    case 409:
      return new ProblemError('upload_offset_conflict');
    // The row is there and the file is not: the upload cannot go on.
    case 410:
      return new ProblemError('upload_gone');
    case 413:
      return new ProblemError('attachment_too_large');
    case 507:
      return new ProblemError('insufficient_storage');
    // The media type of a PATCH is rejected with 400 or, when it is missing, 403.
    default:
      return new ProblemError(status >= 500 ? 'unavailable' : 'malformed_request', {
        ...(status >= 500 && { headers: { 'retry-after': '5' } }),
      });
  }
};

const describe = (row: AttachmentRow): IncomingFile => ({
  key: row.storage_key,
  sizeBytes: row.size_bytes,
  createdAt: row.created_at,
});

const DISK_FULL = { status_code: 507, body: 'The disk is full.' };

/** The file storage as @tus/server wants it. The size of an upload is in its row, its offset is what the storage holds of it. */
class StorageDataStore extends DataStore {
  override extensions = [...TUS_EXTENSIONS];
  readonly #storage: FileStorage;
  readonly #currentRow: () => AttachmentRow;

  constructor(storage: FileStorage, currentRow: () => AttachmentRow) {
    super();
    this.#storage = storage;
    this.#currentRow = currentRow;
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.#storage.beginUpload(describe(this.#currentRow()));
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const file = describe(this.#currentRow());
    try {
      const offset = await this.#storage.uploadOffset(file);
      return new Upload({ id, size: file.sizeBytes, offset, creation_date: file.createdAt.toISOString() });
    } catch (error) {
      throw error instanceof UploadLostError ? new TusError(ERRORS.FILE_NO_LONGER_EXISTS) : error;
    }
  }

  override async write(stream: Readable, _id: string, offset: number): Promise<number> {
    try {
      return await this.#storage.appendToUpload(describe(this.#currentRow()), stream, offset);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ENOSPC' || code === 'EDQUOT' ? new TusError(DISK_FULL) : error;
    }
  }

  override remove(id: string): Promise<void> {
    return this.#storage.remove(id);
  }
}

/** Makes the tus endpoint over the storage. */
export const createTusEndpoint = (storage: FileStorage, locker: Locker): TusEndpoint => {
  const current = new AsyncLocalStorage<Current>();
  const currentRow = (): AttachmentRow => {
    const row = current.getStore()?.row;
    if (!row) throw new Error('An upload was handled outside its request.');
    return row;
  };
  const server = new Server({
    path: UPLOADS_PATH,
    datastore: new StorageDataStore(storage, currentRow),
    locker,
    generateUrl: () => `${UPLOADS_PATH}/${currentRow().id}`,
    getFileIdFromRequest: () => currentRow().storage_key,
    namingFunction: () => currentRow().storage_key,
    onUploadFinish: async () => {
      await current.getStore()?.onFinish();
      return {};
    },
  });
  return {
    async handle(request, row, onFinish) {
      const response = await current.run({ row, onFinish }, () => server.handleWeb(request));
      if (response.status >= 400) throw toProblem(response.status);
      return response;
    },
  };
};
