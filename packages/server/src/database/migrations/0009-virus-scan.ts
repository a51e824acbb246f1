import { type Kysely, sql } from 'kysely';

/** A file may wait for the verdict of a virus scanner after its inspection. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table attachments drop constraint attachments_state_check;
    alter table attachments add constraint attachments_state_check
      check (state in ('uploading', 'scanning', 'ready', 'rejected'));
    alter table attachments
      add column scan_attempts integer not null default 0,
      -- Until then, an instance is scanning it or has failed to.
      add column next_scan_at timestamptz;
    create index attachments_scan_due on attachments (next_scan_at) where state = 'scanning';
  `.execute(db);
};
