import { type Kysely, sql } from 'kysely';

/**
 * The whole of the first schema. It knows two roles: the owner, which migrates, and `fale_conosco_app`, which every
 * request becomes: no ownership, no BYPASSRLS. Row-level security is the second line of defence: the code filters by
 * tenant, and a query that forgets to do so finds nothing.
 *
 * Settings that a transaction carries (`set_config(…, true)`): `fc.provider_id` for a provider's user,
 * `fc.agent_id` for the operator's people, `fc.user_id` for both, `fc.system` = 'on' for the server's own jobs.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create extension if not exists unaccent;
    create extension if not exists btree_gin;

    -- Portuguese stems over words without accents: "autorizacao" finds "Autorizações".
    create text search configuration fale_conosco (copy = portuguese);
    alter text search configuration fale_conosco
      alter mapping for hword, hword_part, word with unaccent, portuguese_stem;

    -- An owner without CREATEROLE finds the role made by an administrator.
    do $$ begin
      if not exists (select 1 from pg_roles where rolname = 'fale_conosco_app') then
        create role fale_conosco_app nologin noinherit;
      end if;
    exception when duplicate_object or unique_violation then null; end $$;
    grant fale_conosco_app to current_user;

    create function fc_provider_id() returns uuid language sql stable parallel safe as
      $$ select nullif(current_setting('fc.provider_id', true), '')::uuid $$;
    create function fc_agent_id() returns uuid language sql stable parallel safe as
      $$ select nullif(current_setting('fc.agent_id', true), '')::uuid $$;
    create function fc_user_id() returns uuid language sql stable parallel safe as
      $$ select nullif(current_setting('fc.user_id', true), '')::uuid $$;
    create function fc_system() returns boolean language sql stable parallel safe as
      $$ select coalesce(current_setting('fc.system', true), '') = 'on' $$;

    -- Registers ------------------------------------------------------------------------------------------------
    create table providers (
      id uuid primary key,
      name text not null,
      active boolean not null default true
    );

    create table provider_users (
      id uuid primary key default gen_random_uuid(),
      provider_id uuid not null references providers,
      issuer text not null,
      subject text not null,
      name text not null,
      email text,
      phone text,
      active boolean not null default true,
      created_at timestamptz not null default now(),
      unique (issuer, subject)
    );
    create index provider_users_by_provider on provider_users (provider_id) where active;

    create table groups (
      id uuid primary key,
      name text not null,
      email text,
      active boolean not null default true,
      accesses_confidential boolean not null default false
    );

    create table agents (
      id uuid primary key default gen_random_uuid(),
      issuer text not null,
      subject text not null,
      name text not null,
      email text,
      role text not null check (role in ('agent', 'admin')),
      active boolean not null default true,
      unique (issuer, subject)
    );

    create table group_members (
      group_id uuid not null references groups,
      agent_id uuid not null references agents,
      primary key (group_id, agent_id)
    );
    create index group_members_by_agent on group_members (agent_id);

    create table contact_methods (
      id uuid primary key,
      description text not null,
      active boolean not null default true,
      mode text not null check (mode in ('contact', 'return', 'both')),
      receives_complaints boolean not null default false,
      listed_in_api boolean not null default true,
      shown_on_beneficiary_web boolean not null default false,
      fale_conosco boolean not null default false,
      released_for_web boolean not null default false
    );

    create table classifications (
      id uuid primary key,
      parent_id uuid references classifications,
      name text not null,
      position integer not null default 0,
      active boolean not null default true,
      group_id uuid references groups,
      shown_to_providers boolean not null default false,
      default_text text,
      help_text text,
      attachment_required boolean not null default false,
      deadline_business_days integer check (deadline_business_days > 0),
      reopen_window_days integer check (reopen_window_days >= 0)
    );
    create index classifications_by_parent on classifications (parent_id);

    -- What an agent may see.
    create function fc_agent_sees_confidential() returns boolean language sql stable as $$
      select exists (
        select 1 from group_members m join groups g on g.id = m.group_id
        where m.agent_id = fc_agent_id() and g.active and g.accesses_confidential)
    $$;
    create function fc_agent_sees_group(wanted uuid) returns boolean language sql stable as $$
      select exists (select 1 from agents where id = fc_agent_id() and role = 'admin' and active)
          or exists (select 1 from group_members where agent_id = fc_agent_id() and group_id = wanted)
    $$;

    -- Protocols ------------------------------------------------------------------------------------------------
    -- One row a day; its lock is what makes the numbers of a day consecutive.
    create table protocol_days (
      day date primary key,
      last_sequence integer not null check (last_sequence between 1 and 999999)
    );

    create table protocols (
      id bigint generated always as identity primary key,
      number text not null unique check (number ~ '^[0-9]{20}$'),
      provider_id uuid not null references providers,
      opened_by text not null check (opened_by in ('provider', 'operator')),
      classification_id uuid not null references classifications,
      classification_path text[] not null,
      group_id uuid not null references groups,
      contact_method_id uuid not null references contact_methods,
      contact_person text not null,
      contact_phone text not null,
      contact_email text not null,
      status text not null check (status in ('received', 'in_analysis', 'awaiting_provider', 'closed', 'cancelled')),
      registered_at timestamptz not null default now(),
      closed_at timestamptz,
      last_activity_at timestamptz not null default now(),
      -- Sequence of the last entry of any visibility, and of the last one that providers see.
      last_sequence integer not null default 0,
      last_public_sequence integer not null default 0,
      -- Operator messages that no one at the provider has opened, and up to where somebody has.
      organization_unread_count integer not null default 0 check (organization_unread_count >= 0),
      organization_read_sequence integer not null default 0,
      previous_protocol_id bigint references protocols,
      check ((status in ('closed', 'cancelled')) = (closed_at is not null))
    );
    create index protocols_by_activity on protocols (provider_id, last_activity_at desc, id desc);
    create index protocols_open_by_activity on protocols (provider_id, last_activity_at desc, id desc)
      where status not in ('closed', 'cancelled');
    create index protocols_closed_by_activity on protocols (provider_id, last_activity_at desc, id desc)
      where status in ('closed', 'cancelled');
    create index protocols_by_group on protocols (group_id, last_activity_at desc, id desc);
    create index protocols_by_classification on protocols (provider_id, classification_id, last_activity_at desc, id desc);

    create table messages (
      id bigint generated always as identity primary key,
      protocol_id bigint not null references protocols,
      provider_id uuid not null references providers,
      sequence integer not null,
      author_kind text not null check (author_kind in ('provider', 'operator')),
      author_id uuid not null,
      author_name text not null,
      author_organization text not null,
      visibility text not null default 'public' check (visibility in ('public', 'internal', 'confidential')),
      body text not null,
      status_change text check (status_change in ('received', 'in_analysis', 'awaiting_provider', 'closed', 'cancelled')),
      sent_at timestamptz not null default now(),
      viewed_by_provider_at timestamptz,
      unique (protocol_id, sequence)
    );

    -- Its id is also the id of its upload. Without a message it waits for one, and belongs to who sent it.
    create table attachments (
      id uuid primary key default gen_random_uuid(),
      provider_id uuid references providers,
      uploaded_by uuid not null,
      protocol_id bigint references protocols,
      message_id bigint references messages,
      position integer not null default 0,
      file_name text not null,
      media_type text,
      size_bytes bigint not null check (size_bytes >= 0),
      sha256 text,
      state text not null check (state in ('uploading', 'ready', 'rejected')),
      rejection_code text,
      confidential boolean not null default false,
      storage_key text not null unique,
      created_at timestamptz not null default now(),
      check ((message_id is null) = (protocol_id is null))
    );
    create index attachments_by_message on attachments (message_id);
    create index attachments_waiting on attachments (created_at) where message_id is null;

    -- What one user has read of one protocol. Kept apart from protocols so that a page with its badges costs the same
    -- at ten thousand protocols and at a million. No row: nothing unread and nothing read yet.
    create table inbox (
      user_id uuid not null references provider_users,
      protocol_id bigint not null references protocols,
      provider_id uuid not null references providers,
      read_sequence integer not null default 0,
      unread_count integer not null default 0 check (unread_count >= 0),
      primary key (user_id, protocol_id)
    );
    create index inbox_unread on inbox (user_id, protocol_id) where unread_count > 0;
    create index inbox_by_protocol on inbox (protocol_id);

    -- What providers may search: number, classification, public messages.
    create table protocol_search (
      protocol_id bigint primary key references protocols,
      provider_id uuid not null references providers,
      document tsvector not null
    );
    create index protocol_search_document on protocol_search using gin (provider_id, document);

    -- Under row-level security the full-text operator may not use its index (it is not leakproof). These two run as the
    -- owner instead, and apply the same tenancy themselves.
    create function fc_search_as_provider(wanted tsquery) returns setof bigint
      language sql stable security definer set search_path = public, pg_temp as $$
        select protocol_id from protocol_search where provider_id = fc_provider_id() and document @@ wanted
      $$;
    create function fc_search_as_agent(wanted tsquery) returns setof bigint
      language sql stable security definer set search_path = public, pg_temp as $$
        select s.protocol_id from protocol_search s join protocols p on p.id = s.protocol_id
        where s.document @@ wanted and fc_agent_id() is not null and fc_agent_sees_group(p.group_id)
      $$;
    revoke execute on function fc_search_as_provider(tsquery), fc_search_as_agent(tsquery) from public;
    grant execute on function fc_search_as_provider(tsquery), fc_search_as_agent(tsquery) to fale_conosco_app;

    -- Maintenance ----------------------------------------------------------------------------------------------
    -- Events for streams; provider_id null: for everybody. user_id set: for that user alone.
    create table events (
      id bigint generated always as identity primary key,
      provider_id uuid references providers,
      group_id uuid references groups,
      user_id uuid,
      type text not null,
      data jsonb not null,
      created_at timestamptz not null default now()
    );
    create index events_by_provider on events (provider_id, id);

    create table idempotency_keys (
      actor_id uuid not null,
      operation text not null,
      key text not null,
      request_hash text not null,
      status integer not null,
      body jsonb not null,
      created_at timestamptz not null default now(),
      primary key (actor_id, operation, key)
    );
    create index idempotency_keys_by_age on idempotency_keys (created_at);

    create table access_log (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor_kind text not null check (actor_kind in ('provider', 'agent', 'admin')),
      actor_id uuid not null,
      provider_id uuid,
      action text not null,
      protocol_number text,
      attachment_id uuid,
      request_id text not null
    );
    create index access_log_by_protocol on access_log (protocol_number, at);

    -- Row-level security ----------------------------------------------------------------------------------------
    alter table protocols enable row level security;
    alter table messages enable row level security;
    alter table attachments enable row level security;
    alter table inbox enable row level security;
    alter table protocol_search enable row level security;
    alter table events enable row level security;
    alter table idempotency_keys enable row level security;
    alter table access_log enable row level security;

    -- "coalesce" hides the comparison from the planner's estimates: queries name the tenant themselves, and the same
    -- condition counted twice makes a large tenant look small, and its list be sorted instead of read in order.
    create policy tenant on protocols to fale_conosco_app
      using (coalesce(provider_id = fc_provider_id(), false) or fc_system() or (fc_agent_id() is not null and fc_agent_sees_group(group_id)))
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);
    create policy tenant on messages to fale_conosco_app
      using ((coalesce(provider_id = fc_provider_id(), false) and visibility = 'public') or fc_system()
        or (fc_agent_id() is not null and (visibility <> 'confidential' or fc_agent_sees_confidential())
          and exists (select 1 from protocols p where p.id = protocol_id)))
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);
    create policy tenant on attachments to fale_conosco_app
      using (coalesce(provider_id = fc_provider_id(), false) or fc_system() or fc_agent_id() is not null)
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);
    create policy tenant on inbox to fale_conosco_app
      using (coalesce(provider_id = fc_provider_id(), false) or fc_system() or fc_agent_id() is not null)
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);
    create policy tenant on protocol_search to fale_conosco_app
      using (coalesce(provider_id = fc_provider_id(), false) or fc_system() or fc_agent_id() is not null)
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);
    create policy tenant on events to fale_conosco_app
      using (fc_system() or (provider_id is null and group_id is null)
        or (provider_id = fc_provider_id() and (user_id is null or user_id = fc_user_id()))
        or (fc_agent_id() is not null and group_id is not null and fc_agent_sees_group(group_id)))
      with check (true);
    create policy actor on idempotency_keys to fale_conosco_app
      using (actor_id = fc_user_id() or fc_system()) with check (actor_id = fc_user_id());
    create policy append on access_log for insert to fale_conosco_app with check (true);
    create policy audit on access_log for select to fale_conosco_app using (fc_system());

    grant usage on schema public to fale_conosco_app;
    grant select, insert, update on all tables in schema public to fale_conosco_app;
    grant delete on attachments, idempotency_keys, events to fale_conosco_app;
    revoke update on access_log from fale_conosco_app;
  `.execute(db);
};
