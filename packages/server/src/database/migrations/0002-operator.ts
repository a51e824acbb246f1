import { type Kysely, sql } from 'kysely';

/** The operator's side: versions of what is edited, supervision, hands and clocks of protocols, notifications, audit. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- Registers ------------------------------------------------------------------------------------------------
    -- A version is what If-Match names; every change makes it one more.
    alter table providers add version integer not null default 1;
    alter table agents add version integer not null default 1;
    alter table contact_methods add version integer not null default 1, alter id set default gen_random_uuid();
    alter table classifications add version integer not null default 1, alter id set default gen_random_uuid(),
      add provider_deadline_business_days integer check (provider_deadline_business_days > 0);
    alter table groups add version integer not null default 1, alter id set default gen_random_uuid(),
      add manager_group_id uuid references groups;
    create index groups_by_manager on groups (manager_group_id);
    create index classifications_by_group on classifications (group_id);

    -- Whether a classification can no longer be deleted; whose protocols they are does not matter, nor who asks.
    create index protocols_of_classification on protocols (classification_id);
    create function fc_has_protocols(classification uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as
      $$ select exists (select 1 from protocols where classification_id = classification) $$;
    revoke execute on function fc_has_protocols(uuid) from public;
    grant execute on function fc_has_protocols(uuid) to fale_conosco_app;

    create table canned_answers (
      id uuid primary key default gen_random_uuid(),
      title text not null,
      body text not null,
      group_id uuid references groups,
      active boolean not null default true,
      version integer not null default 1
    );

    -- Local ones; national ones are known to the code. Of one that comes back every year, the year is when it began.
    create table holidays (
      id uuid primary key default gen_random_uuid(),
      day date not null,
      name text not null,
      every_year boolean not null default false
    );

    -- Who changed what in the registers.
    create table audit_log (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      actor_id uuid not null,
      actor_name text not null,
      entity text not null,
      entity_id text not null,
      entity_name text not null,
      action text not null check (action in ('created', 'updated', 'deleted')),
      before jsonb,
      after jsonb
    );
    create index audit_log_by_entity on audit_log (entity, entity_id, id desc);

    -- Whose protocols an agent sees: its groups', and those of the groups that they manage, and so on.
    create function fc_agent_groups() returns setof uuid language sql stable as $$
      with recursive seen as (
        select group_id as id from group_members where agent_id = fc_agent_id()
        union
        select g.id from groups g join seen on g.manager_group_id = seen.id)
      select id from seen
    $$;
    -- The other way round: who takes care of a group's protocols, an admin besides.
    create function fc_agents_of_group(wanted uuid) returns setof uuid language sql stable as $$
      with recursive above as (
        select wanted as id
        union
        select g.manager_group_id from groups g join above on g.id = above.id where g.manager_group_id is not null)
      select m.agent_id from group_members m join above on m.group_id = above.id
      union
      select id from agents where role = 'admin'
    $$;
    create function fc_agent_is_admin() returns boolean language sql stable as
      $$ select exists (select 1 from agents where id = fc_agent_id() and role = 'admin' and active) $$;
    create or replace function fc_agent_sees_group(wanted uuid) returns boolean language sql stable as
      $$ select fc_agent_is_admin() or wanted in (select fc_agent_groups()) $$;
    create or replace function fc_search_as_agent(wanted tsquery) returns setof bigint
      language sql stable security definer set search_path = public, pg_temp as $$
        select s.protocol_id from protocol_search s join protocols p on p.id = s.protocol_id
        where s.document @@ wanted and fc_agent_id() is not null
          and ((select fc_agent_is_admin()) or p.group_id = any (array(select fc_agent_groups())))
      $$;

    -- Protocols ------------------------------------------------------------------------------------------------
    alter table protocols
      add version integer not null default 1,
      add assignee_id uuid references agents,
      -- Since when the provider waits for the operator; null while it does not.
      add waiting_since timestamptz,
      -- The classification's deadlines as they were on the day, and where the operator's clock stands: when it stopped
      -- and went on again, by turns. While it stands, due_at is what it was when it stopped.
      add deadline_business_days integer,
      add provider_deadline_business_days integer,
      add due_at timestamptz,
      add due_soon_at timestamptz,
      add clock_pauses timestamptz[] not null default '{}',
      add clock_paused_at timestamptz generated always as (
        case when cardinality(clock_pauses) % 2 = 1 then clock_pauses[cardinality(clock_pauses)] end) stored,
      add provider_due_at timestamptz;

    update protocols p set waiting_since = w.since from (
      select m.protocol_id, min(m.sent_at) as since from messages m
      where m.visibility = 'public' and m.author_kind = 'provider' and m.sequence > coalesce((
        select max(o.sequence) from messages o
        where o.protocol_id = m.protocol_id and o.visibility = 'public' and o.author_kind = 'operator'), 0)
      group by m.protocol_id) w
    where w.protocol_id = p.id and p.status not in ('closed', 'cancelled');

    -- Not "coalesce": the planner takes that for one that could leak, and under row-level security looks nothing up by it.
    create index protocols_waiting on protocols (group_id, (case when waiting_since is null then 'infinity' else waiting_since end), id)
      where status not in ('closed', 'cancelled');
    create index protocols_due on protocols (group_id, (case when due_at is null then 'infinity' else due_at end), id)
      where status not in ('closed', 'cancelled');
    create index protocols_of_assignee on protocols (assignee_id) where status not in ('closed', 'cancelled');
    create index protocols_unassigned on protocols (group_id, (case when waiting_since is null then 'infinity' else waiting_since end), id)
      where status not in ('closed', 'cancelled') and assignee_id is null;

    -- The log of a protocol is read newest first.
    drop index access_log_by_protocol;
    create index access_log_by_protocol on access_log (protocol_number, id);

    alter table messages
      add contact_method_id uuid references contact_methods,
      add activity jsonb;

    -- Notifications --------------------------------------------------------------------------------------------
    create table webhooks (
      id uuid primary key default gen_random_uuid(),
      url text not null,
      events text[] not null,
      active boolean not null default true,
      secret text not null,
      version integer not null default 1
    );

    -- The outbox: written in the transaction of what it tells, carried out afterwards.
    create table deliveries (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('email', 'webhook')),
      topic text not null,
      -- E-mail address, or null for a webhook, whose address is in its row.
      recipient text,
      webhook_id uuid references webhooks on delete cascade,
      protocol_id bigint references protocols,
      -- What the message needs besides; never what people wrote.
      payload jsonb not null,
      state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
      attempts integer not null default 0,
      next_attempt_at timestamptz default now(),
      last_error text,
      created_at timestamptz not null default now(),
      check ((webhook_id is not null) = (kind = 'webhook')),
      check ((next_attempt_at is not null) = (state = 'pending'))
    );
    create index deliveries_pending on deliveries (next_attempt_at, id) where state = 'pending';
    create index deliveries_of_webhook on deliveries (webhook_id, next_attempt_at, id) where state = 'pending';
    create index deliveries_by_state on deliveries (state, id desc);

    -- Who causes a message to other systems may neither see nor choose them.
    create function fc_enqueue_webhooks(wanted_protocol bigint, messages jsonb) returns bigint
      language sql volatile security definer set search_path = public, pg_temp as $$
        with added as (
          insert into deliveries (kind, topic, webhook_id, protocol_id, payload)
          select 'webhook', m ->> 'type', w.id, wanted_protocol, m
          from jsonb_array_elements(messages) with ordinality as t (m, place)
            join webhooks w on w.active and m ->> 'type' = any (w.events)
          order by place returning id)
        select count(*) from added
      $$;
    revoke execute on function fc_enqueue_webhooks(bigint, jsonb) from public;
    grant execute on function fc_enqueue_webhooks(bigint, jsonb) to fale_conosco_app;

    -- Row-level security ----------------------------------------------------------------------------------------
    alter table webhooks enable row level security;
    alter table deliveries enable row level security;
    alter table audit_log enable row level security;

    create policy admin on webhooks to fale_conosco_app
      using (fc_system() or fc_agent_is_admin()) with check (fc_system() or fc_agent_is_admin());
    create policy append on deliveries for insert to fale_conosco_app with check (true);
    create policy admin on deliveries for select to fale_conosco_app using (fc_system() or fc_agent_is_admin());
    create policy carry_out on deliveries for update to fale_conosco_app
      using (fc_system() or fc_agent_is_admin()) with check (fc_system() or fc_agent_is_admin());
    create policy clear on deliveries for delete to fale_conosco_app using (fc_system());
    create policy append on audit_log for insert to fale_conosco_app with check (fc_system() or fc_agent_is_admin());
    create policy admin on audit_log for select to fale_conosco_app using (fc_system() or fc_agent_is_admin());
    -- What an agent may see of a protocol's accesses; the protocol's own policy says which protocols.
    create policy operator on access_log for select to fale_conosco_app using (
      fc_agent_id() is not null and exists (select 1 from protocols p where p.number = protocol_number));
    -- Asked once a query, not once a row. Queries name the groups themselves: "coalesce" keeps the same condition from being
    -- estimated twice, which makes a large group look small, and its list be sorted instead of read in order.
    drop policy tenant on protocols;
    create policy tenant on protocols to fale_conosco_app
      using (coalesce(provider_id = fc_provider_id(), false) or fc_system() or (fc_agent_id() is not null
        and ((select fc_agent_is_admin()) or coalesce(group_id = any (array(select fc_agent_groups())), false))))
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);

    grant select, insert, update on canned_answers, holidays, webhooks, deliveries to fale_conosco_app;
    grant select, insert on audit_log to fale_conosco_app;
    grant delete on classifications, canned_answers, holidays, webhooks, deliveries, group_members to fale_conosco_app;
  `.execute(db);
};
