import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import type { Principal } from '../../principal.ts';
import type { Storage } from '../../storage/storage.ts';
import { judgeFile, type Verdict } from '../../storage/verdict.ts';
import type { AttachmentRow } from '../attachments/repository.ts';

/** How long an upload may wait for its bytes, or for a message, before it is thrown away. */
export const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** A file that somebody is about to send. */
export interface NewUpload {
  id: string;
  fileName: string;
  sizeBytes: number;
  confidential: boolean;
  storageKey: string;
}

/** Registers an upload before its first byte; its id is the attachment's. */
export const insertUpload = async (tx: Tx, principal: Principal, upload: NewUpload): Promise<AttachmentRow> =>
  await tx
    .insertInto('attachments')
    .values({
      id: upload.id,
      provider_id: principal.kind === 'provider' ? principal.providerId : null,
      uploaded_by: principal.userId,
      file_name: upload.fileName,
      size_bytes: upload.sizeBytes,
      state: 'uploading',
      confidential: upload.confidential,
      storage_key: upload.storageKey,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Finds an upload of this user that no message uses yet. */
export const findOwnUpload = async (
  tx: Tx,
  principal: Principal,
  id: string,
): Promise<AttachmentRow | undefined> =>
  await tx
    .selectFrom('attachments')
    .selectAll()
    .where('id', '=', id)
    .where('uploaded_by', '=', principal.userId)
    .where('message_id', 'is', null)
    .executeTakeFirst();

/** Forgets an upload that no message uses. @returns whether there was one */
export const deleteUpload = async (tx: Tx, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('attachments')
    .where('id', '=', id)
    .where('message_id', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

const findUpload = async (tx: Tx, id: string): Promise<AttachmentRow | undefined> =>
  await tx.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst();

/**
 * Gives the verdict on an upload whose bytes are all there. Safe to call at any time and more than once, so it also
 * repairs what a crash between the last byte and the verdict left behind.
 *
 * @returns the row as it is now, still `uploading` while bytes are missing
 */
export const finishUpload = async (
  db: Kysely<Database>,
  storage: Storage,
  row: AttachmentRow,
): Promise<AttachmentRow> => {
  if (row.state !== 'uploading' || (await storage.sizeOf(row.storage_key)) !== row.size_bytes) return row;
  let verdict: Verdict;
  try {
    // "Ready" promises that the file survives a power cut.
    await storage.sync(row.storage_key);
    verdict = await storage.withFile(row.storage_key, (path) =>
      judgeFile(path, row.file_name, row.size_bytes),
    );
  } catch (error) {
    // Another request, here or in another instance, may have been faster and have removed what it rejected.
    const now = await inTransaction(db, 'system', (tx) => findUpload(tx, row.id));
    if (now && now.state !== 'uploading') return now;
    throw error;
  }
  const judged = await inTransaction(db, 'system', async (tx) => {
    const { state, ...found } = verdict;
    await tx
      .updateTable('attachments')
      .set({
        state,
        media_type: 'mediaType' in found ? found.mediaType : null,
        sha256: 'sha256' in found ? found.sha256 : null,
        rejection_code: 'rejectionCode' in found ? found.rejectionCode : null,
      })
      .where('id', '=', row.id)
      .where('state', '=', 'uploading')
      .execute();
    return await findUpload(tx, row.id);
  });
  // After the commit: a crash in between leaves a file too many, which the chores remove, never a row without its file.
  if (judged?.state === 'rejected') await storage.remove(row.storage_key);
  return judged ?? row;
};
