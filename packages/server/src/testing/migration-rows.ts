import type { migrations } from '../database/migrate.ts';

/** What a version writes into its own schema, and what its migration does to the rows of the versions before. */
export interface MigrationRows {
  /**
   * SQL that writes rows as the version of this migration does: at least one into each new table, and a value into each new
   * column. Runs once on the schema of its version, and once on that of the next one, as an instance that is not yet replaced
   * would. It may build upon the rows of earlier migrations with the same `id`.
   *
   * @param id makes the uuid of a row from a name
   * @param tag a digit that differs between the two runs, for what is unique and no uuid
   */
  fill?: (id: (name: string) => string, tag: number) => string;
  /** Columns (`table.column`) whose values in older rows this migration changes, with why. */
  changes?: Readonly<Record<string, string>>;
  /** Tables, and columns (`table.column`), that this migration removes, with why nothing reads them any more. */
  removes?: Readonly<Record<string, string>>;
  /** Why instances of the version before cannot work on this schema; the release's notes must tell to stop them first. */
  stopsOlderInstances?: string;
  /** Queries over the rows that older versions wrote, with the one value that each answers after this migration. */
  expect?: readonly { query: (id: (name: string) => string) => string; is: unknown }[];
}

/**
 * The data of each version. A migration without an entry does not compile; one that only changes functions or policies has
 * an empty one. Entries are never edited afterwards: they stand for what installations of that version hold.
 */
export const migrationRows: Record<keyof typeof migrations, MigrationRows> = {
  '0001-initial': {
    fill: (id, tag) => `
      insert into providers (id, name) values (${id('provider')}, 'Clínica São João'), (${id('other')}, 'Outra');
      insert into provider_users (id, provider_id, issuer, subject, name, email, phone) values
        (${id('user')}, ${id('provider')}, 'https://portal.test', 'ana-${tag}', 'Ana Souza', 'ana@a.test', '11 3333-0000');
      insert into groups (id, name, email, accesses_confidential) values
        (${id('group')}, 'Faturamento', 'faturamento@op.test', true);
      insert into agents (id, issuer, subject, name, email, role) values
        (${id('agent')}, 'https://op.test', 'fabio-${tag}', 'Fábio Reis', 'fabio@op.test', 'agent');
      insert into group_members (group_id, agent_id) values (${id('group')}, ${id('agent')});
      insert into contact_methods (id, description, mode, receives_complaints, fale_conosco, released_for_web) values
        (${id('method')}, 'Web', 'both', true, true, true);
      insert into classifications (id, parent_id, name, position, group_id, shown_to_providers, default_text, help_text,
        attachment_required, deadline_business_days, reopen_window_days) values
        (${id('branch')}, null, 'Faturamento', 1, null, true, null, null, false, null, null),
        (${id('leaf')}, ${id('branch')}, 'Glosa', 2, ${id('group')}, true, 'Guia:', 'Informe a guia.', true, 5, 30);
      insert into protocol_days (day, last_sequence) values ('2025-01-0${tag}', 2);
      insert into protocols (number, provider_id, opened_by, classification_id, classification_path, group_id,
        contact_method_id, contact_person, contact_phone, contact_email, status, registered_at, closed_at, last_activity_at,
        last_sequence, last_public_sequence, organization_unread_count, organization_read_sequence) values
        ('3466592025010${tag}000001', ${id('provider')}, 'provider', ${id('leaf')}, '{Faturamento,Glosa}', ${id('group')},
         ${id('method')}, 'Ana Souza', '11 3333-0000', 'ana@a.test', 'closed', '2025-01-02T12:00Z', '2025-01-03T12:00Z',
         '2025-01-03T12:00Z', 2, 2, 1, 1),
        ('3466592025010${tag}000002', ${id('provider')}, 'provider', ${id('leaf')}, '{Faturamento,Glosa}', ${id('group')},
         ${id('method')}, 'Ana Souza', '11 3333-0000', 'ana@a.test', 'received', '2025-01-02T13:00Z', null,
         '2025-01-02T13:00Z', 1, 1, 0, 1);
      update protocols set previous_protocol_id = (select id from protocols where number = '3466592025010${tag}000001')
        where number = '3466592025010${tag}000002';
      insert into messages (protocol_id, provider_id, sequence, author_kind, author_id, author_name, author_organization, body,
        status_change, sent_at, viewed_by_provider_at)
        select p.id, p.provider_id, m.sequence, m.author_kind, m.author_id, m.author_name, m.organization, m.body,
          m.status_change, m.sent_at, m.viewed_at
        from protocols p join (values
          ('1', 1, 'provider', ${id('user')}, 'Ana Souza', 'Clínica São João', 'A guia 4471 foi glosada.', null,
            timestamptz '2025-01-02T12:00Z', null::timestamptz),
          ('1', 2, 'operator', ${id('agent')}, 'Fábio Reis', 'Operadora', 'A glosa foi revista.', 'closed',
            '2025-01-03T12:00Z', '2025-01-03T15:00Z'),
          ('2', 1, 'provider', ${id('user')}, 'Ana Souza', 'Clínica São João', 'E a guia 4472?', null,
            '2025-01-02T13:00Z', null)
        ) as m (ending, sequence, author_kind, author_id, author_name, organization, body, status_change, sent_at, viewed_at)
          on p.number = '3466592025010${tag}00000' || m.ending
        order by m.sent_at;
      insert into attachments (id, provider_id, uploaded_by, protocol_id, message_id, file_name, media_type, size_bytes, sha256,
        state, rejection_code, confidential, storage_key)
        select ${id('attachment')}, provider_id, ${id('user')}, protocol_id, id, 'guia.pdf', 'application/pdf', 1234,
          repeat('a', 64), 'ready', null, false, ${id('attachment')}::text
        from messages where provider_id = ${id('provider')} order by id limit 1;
      insert into attachments (id, provider_id, uploaded_by, file_name, size_bytes, state, rejection_code, storage_key) values
        (${id('rejected')}, ${id('provider')}, ${id('user')}, 'foto.exe', 10, 'rejected', 'type_not_allowed', ${id('rejected')}::text);
      insert into inbox (user_id, protocol_id, provider_id, read_sequence, unread_count)
        select ${id('user')}, id, provider_id, 1, 1 from protocols where number = '3466592025010${tag}000001';
      insert into protocol_search (protocol_id, provider_id, document)
        select id, provider_id, to_tsvector('fale_conosco', number || ' Faturamento Glosa guia 4471') from protocols
        where provider_id = ${id('provider')};
      insert into events (provider_id, group_id, user_id, type, data) values
        (${id('provider')}, ${id('group')}, ${id('user')}, 'protocol.changed', '{"number": "3466592025010${tag}000001"}');
      insert into idempotency_keys (actor_id, operation, key, request_hash, status, body) values
        (${id('user')}, 'createProtocol', 'key-${tag}', 'hash', 201, '{"number": "3466592025010${tag}000001"}');
      insert into access_log (actor_kind, actor_id, provider_id, action, protocol_number, attachment_id, request_id) values
        ('provider', ${id('user')}, ${id('provider')}, 'protocol.view', '3466592025010${tag}000001', ${id('attachment')}, 'request');
    `,
  },
  '0002-operator': {
    expect: [
      {
        query: (
          id,
        ) => `select array_agg(to_char(waiting_since at time zone 'UTC', 'MM-DD HH24') order by number)
          from protocols where provider_id = ${id('provider')}`,
        is: [null, '01-02 13'],
      },
      {
        query: (id) => `select version from classifications where id = ${id('leaf')}`,
        is: 1,
      },
    ],
    fill: (id, tag) => `
      insert into groups (id, name, manager_group_id, version) values (${id('managed')}, 'Glosas', ${id('group')}, 3);
      insert into classifications (parent_id, name, group_id, provider_deadline_business_days) values
        (${id('branch')}, 'Recurso', ${id('managed')}, 10);
      insert into canned_answers (title, body, group_id) values ('Recebido', 'Recebemos a guia.', ${id('group')});
      insert into holidays (day, name, every_year) values ('2025-01-25', 'Aniversário da cidade', true);
      insert into audit_log (actor_id, actor_name, entity, entity_id, entity_name, action, before, after) values
        (${id('agent')}, 'Fábio Reis', 'groups', ${id('managed')}::text, 'Glosas', 'updated', '{"name": "Glosa"}', '{"name": "Glosas"}');
      insert into protocols (number, provider_id, opened_by, classification_id, classification_path, group_id,
        contact_method_id, contact_person, contact_phone, contact_email, status, registered_at, last_activity_at,
        last_sequence, last_public_sequence, version, assignee_id, waiting_since, deadline_business_days,
        provider_deadline_business_days, due_at, due_soon_at, clock_pauses, provider_due_at) values
        ('3466592025010${tag}000003', ${id('provider')}, 'operator', ${id('leaf')}, '{Faturamento,Glosa}', ${id('managed')},
         ${id('method')}, 'Ana Souza', '11 3333-0000', 'ana@a.test', 'awaiting_provider', '2025-01-05T12:00Z',
         '2025-01-06T12:00Z', 1, 1, 4, ${id('agent')}, '2025-01-05T12:00Z', 5, 10, '2025-01-12T02:59Z',
         '2025-01-11T02:59Z', array[timestamptz '2025-01-06T12:00Z'], '2025-01-20T02:59Z'),
        ('3466592025010${tag}000004', ${id('provider')}, 'operator', ${id('leaf')}, '{Faturamento,Glosa}', ${id('managed')},
         ${id('method')}, 'Ana Souza', '11 3333-0000', 'ana@a.test', 'received', '2025-01-07T12:00Z',
         '2025-01-07T12:00Z', 1, 1, 1, null, null, null, null, null, null, '{}', null);
      insert into messages (protocol_id, provider_id, sequence, author_kind, author_id, author_name, author_organization,
        visibility, body, contact_method_id, activity)
        select p.id, p.provider_id, m.sequence, 'operator', ${id('agent')}, 'Fábio Reis', 'Operadora', m.visibility, m.body,
          ${id('method')}, m.activity
        from protocols p join (values
          ('3', 1, 'public', 'Falta a guia.', null::jsonb),
          ('4', 1, 'public', 'Contato por telefone.', null),
          ('3', 2, 'internal', '', '{"kind": "assigned"}'),
          ('3', 3, 'confidential', 'Sob sigilo.', null)
        ) as m (ending, sequence, visibility, body, activity) on p.number = '3466592025010${tag}00000' || m.ending;
      insert into webhooks (id, url, events, secret) values
        (${id('webhook')}, 'https://hook.test/', '{protocol.created}', 'whsec_c2VjcmV0');
      insert into idempotency_keys (actor_id, operation, key, request_hash, status, body) values
        (${id('agent')}, 'createWebhook', 'key-${tag}', 'hash', 201, '{"url": "https://hook.test/", "secret": "whsec_c2VjcmV0"}');
      insert into deliveries (kind, topic, recipient, webhook_id, protocol_id, payload, state, attempts, next_attempt_at, last_error)
        select d.kind, 'protocol.created', d.recipient, d.webhook_id, p.id, '{}', d.state, 1, d.next_at, d.error
        from protocols p, (values
          ('email', 'faturamento@op.test', null::uuid, 'pending', timestamptz '2025-01-06T12:00Z', null),
          ('webhook', null, ${id('webhook')}, 'dead', null, 'HTTP 500')
        ) as d (kind, recipient, webhook_id, state, next_at, error)
        where p.number = '3466592025010${tag}000003';
    `,
  },
  '0003-system': {
    changes: { 'protocols.waiting_since': 'the provider of a protocol that the operator opened is waiting' },
    expect: [
      {
        query: (
          id,
        ) => `select array_agg(to_char(waiting_since at time zone 'UTC', 'MM-DD HH24') order by number)
          from protocols where provider_id = ${id('provider')}`,
        is: [null, '01-02 13', '01-05 12', '01-07 12'],
      },
    ],
    fill: (id) => `
      insert into audit_log (entity, entity_id, entity_name, action, before, after) values
        ('webhooks', ${id('webhook')}::text, 'https://hook.test/', 'updated', '{"active": true}', '{"active": false}');
    `,
  },
  '0004-row-level-security': {},
  '0005-file-removals': {
    fill: (id) => `
      insert into attachments (id, provider_id, uploaded_by, file_name, size_bytes, state, storage_key) values
        (${id('withdrawn')}, ${id('provider')}, ${id('user')}, 'engano.pdf', 10, 'ready', ${id('withdrawn')}::text);
      delete from attachments where id = ${id('withdrawn')};
    `,
  },
  '0006-access-kinds': {
    changes: {
      'access_log.action':
        'what was recorded before says that data were read, not that somebody looked at them',
    },
    expect: [
      {
        query: (id) => `select action from access_log where actor_id = ${id('user')}`,
        is: 'protocol.read',
      },
      {
        query: () => `select count(distinct secret)::int from server_secrets where length(secret) = 32`,
        is: 2,
      },
    ],
    fill: (id, tag) => `
      insert into access_log (actor_kind, actor_id, provider_id, action, request_id, protocol_numbers, detail) values
        ('provider', ${id('user')}, ${id('provider')}, 'protocol.list', 'request', '{3466592025010${tag}000001}',
         '{"filters": {"state": "open"}}');
    `,
  },
  '0008-waiting-uploads': {},
  '0009-virus-scan': {
    fill: (id, tag) => `
      insert into attachments (id, provider_id, uploaded_by, file_name, media_type, size_bytes, sha256, state, storage_key,
        scan_attempts, next_scan_at) values
        (${id('in-verification')}, ${id('provider')}, ${id('user')}, 'laudo.pdf', 'application/pdf', 4, repeat('a', 64),
         'scanning', 'scan/${tag}', 1, now());
    `,
    expect: [
      {
        query: () =>
          `select count(*)::int from attachments where next_scan_at is not null and state <> 'scanning'`,
        is: 0,
      },
    ],
  },
  '0010-idempotency-without-secrets': {
    changes: { 'idempotency_keys.body': 'the secret of a webhook is kept in its own row alone' },
    expect: [
      {
        query: (id) => `select body from idempotency_keys where actor_id = ${id('agent')}`,
        is: { url: 'https://hook.test/' },
      },
      {
        query: (id) => `select body from idempotency_keys where actor_id = ${id('user')}`,
        is: { number: '34665920250101000001' },
      },
    ],
  },
  '0011-webhook-errors-by-class': {
    changes: {
      'deliveries.last_error': 'of a receiver of webhooks no more is kept than the class of its status',
    },
    expect: [
      {
        query: (id) => `select last_error from deliveries where webhook_id = ${id('webhook')}`,
        is: 'HTTP 5xx',
      },
    ],
  },
  '0013-fewer-rights': {},
};
