import { AsyncLocalStorage } from 'node:async_hooks';
import { type Locker, Server } from '@tus/server';
import { ProblemError } from '../../http/problem.ts';
import type { Storage } from '../../storage/storage.ts';
import type { AttachmentRow } from '../attachments/repository.ts';

/** Where uploads live. */
export const UPLOADS_PATH = '/v1/uploads';

/** Extensions of tus 1.0 that are spoken; deferred lengths are not, so that a limit can be checked before the first byte. */
export const TUS_EXTENSIONS = ['creation', 'creation-with-upload', 'termination'] as const;

/** Speaks tus for one upload. */
export interface TusEndpoint {
  /**
   * Handles a request about an upload that the caller was found to own.
   *
   * @param onFinish called when the last byte is in the storage, before the answer
   * @throws {ProblemError} for every refusal of the protocol
   */
  handle(request: Request, row: AttachmentRow, onFinish: () => Promise<void>): Promise<Response>;
}

interface Current {
  row: AttachmentRow;
  onFinish: () => Promise<void>;
}

/** A refusal of @tus/server as a problem of the contract. */
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
    // The media type of a PATCH is refused with 400 or, when it is missing, 403.
    default:
      return new ProblemError(status >= 500 ? 'unavailable' : 'malformed_request', {
        ...(status >= 500 && { headers: { 'retry-after': '5' } }),
      });
  }
};

/**
 * Makes the tus endpoint over the storage. The size and the name of an upload are in its row, its offset is what the
 * storage holds of it: there is no third place that could disagree after a crash.
 */
export const createTusEndpoint = (storage: Storage, locker: Locker): TusEndpoint => {
  const current = new AsyncLocalStorage<Current>();
  const currentRow = (): AttachmentRow => {
    const row = current.getStore()?.row;
    if (!row) throw new Error('An upload was handled outside its request.');
    return row;
  };
  const datastore = storage.uploadStore(currentRow);
  datastore.extensions = [...TUS_EXTENSIONS];
  const server = new Server({
    path: UPLOADS_PATH,
    datastore,
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
