import { type Kysely, sql } from 'kysely';

/** The audit trail takes what the system does by itself; the provider of a protocol that the operator opened is waiting. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- Null: the system.
    alter table audit_log alter actor_id drop not null, alter actor_name drop not null,
      add check ((actor_id is null) = (actor_name is null));

    update protocols p set waiting_since = p.registered_at
    where p.opened_by = 'operator' and p.status not in ('closed', 'cancelled') and not exists (
      select 1 from messages m where m.protocol_id = p.id and m.visibility = 'public' and m.author_kind = 'operator'
        and m.sequence > 1);
  `.execute(db);
};
