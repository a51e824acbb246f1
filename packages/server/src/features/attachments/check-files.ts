import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { FileStorage } from '../../storage/file-storage.ts';

/** Rows of one page, and files read at a time. */
const PAGE = 500;
const AT_A_TIME = 4;

/** A file of a message that is not what was received. */
interface FileDefect {
  attachmentId: string;
  protocolNumber: string;
  storageKey: string;
  defect: 'missing' | 'damaged';
}

/** What {@link checkFiles} found. */
export interface FileCheck {
  checked: number;
  defects: FileDefect[];
}

/**
 * Reads the file of every attachment that belongs to a message and compares its SHA-256 with the one of its receipt: after
 * a restore, or whenever the store is in doubt.
 */
export const checkFiles = async (db: Kysely<Database>, storage: FileStorage): Promise<FileCheck> => {
  const result: FileCheck = { checked: 0, defects: [] };
  for (let after: string | undefined; ; ) {
    const rows = await inTransaction(db, 'system', async (tx) => {
      let query = tx
        .selectFrom('attachments')
        .innerJoin('protocols', 'protocols.id', 'attachments.protocol_id')
        .select(['attachments.id', 'attachments.storage_key', 'attachments.sha256', 'protocols.number'])
        .where('attachments.state', 'in', ['ready', 'scanning'])
        .orderBy('attachments.id')
        .limit(PAGE);
      if (after !== undefined) query = query.where('attachments.id', '>', after);
      return await query.execute();
    });
    const waiting = rows.values();
    const work = async (): Promise<void> => {
      for (const { id, storage_key: storageKey, sha256, number } of waiting) {
        const found = await digest(storage, storageKey);
        result.checked += 1;
        if (found === sha256) continue;
        const defect = found === undefined ? 'missing' : 'damaged';
        result.defects.push({ attachmentId: id, protocolNumber: number, storageKey, defect });
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    after = rows.at(-1)?.id;
    if (rows.length < PAGE) return result;
  }
};

/** @returns undefined where there is no file; other errors of the store are thrown, for they say nothing about the file */
const digest = async (storage: FileStorage, key: string): Promise<string | undefined> => {
  if ((await storage.sizeOf(key)) === undefined) return undefined;
  const hash = createHash('sha256');
  await pipeline(await storage.read(key), hash);
  return hash.digest('hex');
};
