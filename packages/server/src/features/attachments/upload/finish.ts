import { uploadLifeMs } from '@fale-conosco/domain';
import { inTransaction } from '../../../database/transaction.ts';
import type { Services } from '../../../http/services.ts';
import { removeFileNow } from '../file-removal.ts';
import { type FileInspection, inspectFile } from '../inspection/inspect-file.ts';
import type { Turns } from '../inspection/turns.ts';
import { type AttachmentRow, findAttachment, incompleteUploads, recordInspection } from '../repository.ts';
import { type ScanServices, scanSoon } from '../scan/scan-attachments.ts';

declare module '../../../http/services.ts' {
  interface Services {
    /** Inspections of this instance: a few at a time, because each reads a whole file. */
    inspections: Turns<AttachmentRow>;
  }
}

/** What uploads are finished with. */
export type FinishServices = Pick<Services, 'inspections'> & ScanServices;

const inspectUpload = async (services: FinishServices, row: AttachmentRow): Promise<AttachmentRow> => {
  const { db, storage, scanner } = services;
  let inspection: FileInspection;
  try {
    // "Ready" promises that the file survives a power cut.
    await storage.sync(row.storage_key);
    inspection = await storage.withFile(row.storage_key, (path) =>
      inspectFile(path, row.file_name, row.size_bytes),
    );
  } catch (error) {
    // Another request, here or in another instance, may have been faster and have removed what it rejected.
    const now = await inTransaction(db, 'system', (tx) => findAttachment(tx, row.id));
    if (now && now.state !== 'uploading') return now;
    throw error;
  }
  const finished = await inTransaction(db, 'system', (tx) =>
    recordInspection(tx, row.id, inspection, scanner !== undefined),
  );
  // After the commit: a crash in between leaves the removal to the maintenance, never a row without its file.
  if (finished?.state === 'scanning') scanSoon(services, row.id);
  if (finished?.state === 'rejected') await removeFileNow(db, storage, row.storage_key);
  return finished ?? row;
};

/**
 * Inspects the file of an upload whose bytes are all there, and records the result. Safe to call at any time, more than
 * once, and by several instances at once.
 *
 * @returns the row as it is now, still `uploading` while bytes are missing
 * @throws {ProblemError} `unavailable` while too many files wait for their inspection; it can be asked for again
 */
export const finishUpload = async (services: FinishServices, row: AttachmentRow): Promise<AttachmentRow> => {
  const { storage, inspections } = services;
  if (row.state !== 'uploading' || (await storage.sizeOf(row.storage_key)) !== row.size_bytes) return row;
  return await inspections.take(row.id, () => inspectUpload(services, row));
};

/** Rows read at a time. */
const BATCH = 500;

/** Which uploads {@link finishInterruptedUploads} looks at. */
export interface InterruptedUploads {
  now: Date;
  /** Only uploads begun at most so long ago; by default, all that may still be used. */
  begunWithinMs?: number;
  /** Told of each upload that cannot be finished now; the others go on. */
  onError: (error: unknown) => void;
}

/**
 * Finishes the uploads whose last byte was stored by a server that stopped before it inspected the file. Their clients ask
 * by `GET /v1/attachments/{id}`, which only reads, so nothing else would finish them.
 *
 * @returns how many were finished
 */
export const finishInterruptedUploads = async (
  services: FinishServices,
  { now, begunWithinMs = uploadLifeMs('uploading'), onError }: InterruptedUploads,
): Promise<number> => {
  const since = new Date(now.getTime() - begunWithinMs);
  let finished = 0;
  for (let after: string | undefined; ; ) {
    const rows = await inTransaction(services.db, 'system', (tx) =>
      incompleteUploads(tx, { since, after, limit: BATCH }),
    );
    for (const row of rows) {
      try {
        if ((await finishUpload(services, row)).state !== 'uploading') finished += 1;
      } catch (error) {
        onError(error);
      }
    }
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) return finished;
  }
};
