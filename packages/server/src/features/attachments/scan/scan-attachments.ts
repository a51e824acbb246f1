import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../database/schema.ts';
import { inTransaction, type Tx } from '../../../database/transaction.ts';
import type { Services } from '../../../http/services.ts';
import { removeFileNow } from '../file-removal.ts';
import type { Turns } from '../inspection/turns.ts';
import { type AttachmentRow, findAttachment } from '../repository.ts';
import type { VirusScanner } from './clamd.ts';
import { publishVerdict } from './publish-verdict.ts';

declare module '../../../http/services.ts' {
  interface Services {
    /** The virus scanner of the installation, and the turns in which this instance asks it; undefined: there is none. */
    scanner: { virus: VirusScanner; turns: Turns<void> } | undefined;
  }
}

/** What files are scanned with. */
export type ScanServices = Pick<Services, 'db' | 'storage' | 'scanner' | 'log'>;

/** Longer than a scan may take; after that another instance may try. */
const LEASE_SECONDS = 300;
/** After failures: 5 s, 10 s, 20 s … up to 5 min. */
const FIRST_PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 300;
/** Files that one round of maintenance takes on at a time. */
const BATCH = 4;

/** Takes files that are due, or one, for a scan by this instance. */
const claim = async (db: Kysely<Database>, limit: number, id?: string): Promise<AttachmentRow[]> =>
  await inTransaction(db, 'system', async (tx) => {
    const { rows } = await sql<AttachmentRow>`
      update attachments set next_scan_at = now() + make_interval(secs => ${LEASE_SECONDS}),
        scan_attempts = scan_attempts + 1
      where id in (
        select id from attachments where state = 'scanning' and next_scan_at <= now()
          ${id === undefined ? sql`` : sql`and id = ${id}`}
        order by next_scan_at limit ${limit} for update skip locked)
      returning *`.execute(tx);
    return rows;
  });

const recordVerdict = async (tx: Tx, id: string, infected: boolean): Promise<AttachmentRow | undefined> => {
  const { numUpdatedRows } = await tx
    .updateTable('attachments')
    .set({
      ...(infected ? { state: 'rejected', rejection_code: 'attachment_infected' } : { state: 'ready' }),
      next_scan_at: null,
    })
    .where('id', '=', id)
    .where('state', '=', 'scanning')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return undefined;
  const row = await findAttachment(tx, id);
  if (row) await publishVerdict(tx, row);
  return row;
};

const postpone = async (db: Kysely<Database>, { id, scan_attempts }: AttachmentRow): Promise<void> => {
  const pause = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.min(scan_attempts - 1, 10));
  await inTransaction(db, 'system', (tx) =>
    sql`update attachments set next_scan_at = now() + make_interval(secs => ${pause})
      where id = ${id} and state = 'scanning'`.execute(tx),
  );
};

const scan = async (
  { db, storage, log }: ScanServices,
  virus: VirusScanner,
  row: AttachmentRow,
): Promise<void> => {
  try {
    const result = await virus.scan(await storage.read(row.storage_key));
    const now = await inTransaction(db, 'system', (tx) => recordVerdict(tx, row.id, result.infected));
    if (!result.infected || !now) return;
    log.warn(
      { attachmentId: row.id, signature: result.signature },
      'attachment rejected by the virus scanner',
    );
    // After the commit: a crash in between leaves the removal to the maintenance.
    await removeFileNow(db, storage, row.storage_key);
  } catch (err) {
    log.error({ err, attachmentId: row.id }, 'virus scan failed; the attachment stays in verification');
    await postpone(db, row);
  }
};

/** Scans a file that was just inspected, unless another instance does. Nobody waits for it: failures are repeated by {@link scanDue}. */
export const scanSoon = (services: ScanServices, id: string): void => {
  const { scanner, db, log } = services;
  if (!scanner) return;
  const work = async (): Promise<void> => {
    for (const row of await claim(db, 1, id)) await scan(services, scanner.virus, row);
  };
  scanner.turns.take(id, work).catch((err: unknown) => log.error({ err }, 'virus scan could not begin'));
};

/** Scans the files that wait for it: after a failure, a restart, or where another instance ended. */
export const scanDue = async (services: ScanServices, signal?: AbortSignal): Promise<void> => {
  const { scanner, db } = services;
  while (scanner && !signal?.aborted) {
    const rows = await claim(db, BATCH);
    if (rows.length === 0) return;
    await Promise.all(
      rows.map((row) => scanner.turns.take(row.id, () => scan(services, scanner.virus, row))),
    );
  }
};
