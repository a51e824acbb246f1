import { type Kysely, sql } from 'kysely';

/**
 * Files are removed after the commit that makes them useless, so their keys are kept until it is done: no crash leaves a
 * file behind that no row names, and no transaction waits for a slow store.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table file_removals (
      storage_key text primary key,
      -- Until then, an instance is removing it or has failed to.
      next_attempt_at timestamptz not null default now()
    );
    create index file_removals_due on file_removals (next_attempt_at);
    alter table file_removals enable row level security;
    create policy system on file_removals to fale_conosco_app using (fc_system());
    grant select, update, delete on file_removals to fale_conosco_app;

    -- As the owner: a provider's transaction deletes its upload, but may not touch the table.
    create function fc_remove_file() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          insert into file_removals (storage_key) values (old.storage_key) on conflict do nothing;
          return null;
        end
      $$;
    revoke execute on function fc_remove_file() from public;
    create trigger remove_file_of_deleted after delete on attachments
      for each row execute function fc_remove_file();
    create trigger remove_file_of_rejected after update of state on attachments
      for each row when (new.state = 'rejected' and old.state <> 'rejected') execute function fc_remove_file();
  `.execute(db);
};
