import { type Kysely, sql } from 'kysely';

/**
 * The access log tells opening a protocol from reading its data, and knows lists and searches. Secrets of the installation's
 * own: what is searched for is kept as a digest, since it may name a person.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- What was recorded so far says that data were read, not that anybody looked at them: lists read their rows the same way.
    update access_log set action = case action when 'protocol.view' then 'protocol.read' else 'messages.read' end
      where action in ('protocol.view', 'messages.view');

    alter table access_log
      -- Of a list or a search: the protocols that it showed and that its earlier records of the visit do not name.
      add protocol_numbers text[],
      -- Of a list or a search: what narrowed it, and digests of the words that were looked for.
      add detail jsonb;
    create index access_log_by_actor on access_log (actor_id, at);
    create index access_log_by_listed_protocol on access_log using gin (protocol_numbers) where protocol_numbers is not null;

    -- Whether a visit has its record already is asked by whoever makes the visit.
    create policy own on access_log for select to fale_conosco_app using (actor_id = fc_user_id());
    drop policy operator on access_log;
    create policy operator on access_log for select to fale_conosco_app using (
      fc_agent_id() is not null and (
        exists (select 1 from protocols p where p.number = access_log.protocol_number offset 0)
        or (protocol_numbers is not null
          and exists (select 1 from protocols p where p.number = any (access_log.protocol_numbers) offset 0))));

    -- Nobody writes down what somebody else did.
    drop policy append on access_log;
    create policy append on access_log for insert to fale_conosco_app with check (fc_system() or actor_id = fc_user_id());

    create table server_secrets (
      name text primary key,
      secret bytea not null
    );
    alter table server_secrets enable row level security;
    create policy system on server_secrets for select to fale_conosco_app using (fc_system());
    grant select on server_secrets to fale_conosco_app;
    insert into server_secrets (name, secret) values
      ('search-digests', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
      ('event-ids', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

    -- As the owner: requests may ask for a digest, not for the secret.
    create function fc_search_digest(word text) returns text
      language sql stable security definer set search_path = public, pg_temp as $$
        select left(encode(sha256(secret || convert_to(lower(unaccent(word)), 'UTF8')), 'hex'), 20)
        from server_secrets where name = 'search-digests'
      $$;
    revoke execute on function fc_search_digest(text) from public;
    grant execute on function fc_search_digest(text) to fale_conosco_app;
  `.execute(db);
};
