import { type Kysely, sql } from 'kysely';

/** Requests may do less: nothing to the list of migrations, nothing to events that are there, and delete only what waits. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    revoke all on kysely_migration, kysely_migration_lock from fale_conosco_app;

    revoke update on events from fale_conosco_app;
    create policy clear on events as restrictive for delete to fale_conosco_app using (fc_system());

    -- What was sent stays; who sees a file is not who may take it back.
    create policy take_back on attachments as restrictive for delete to fale_conosco_app
      using (fc_system() or (uploaded_by = fc_user_id() and message_id is null));
  `.execute(db);
};
