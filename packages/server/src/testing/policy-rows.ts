/**
 * Who finds, changes, deletes and adds which row of each table, by the database alone: what `policies.test.ts` compares with
 * the policies. A row is named as what it is; people are those of {@link people}.
 */
import { randomUUID } from 'node:crypto';
import type { Principal } from '@fale-conosco/domain';
import type { Insertable, Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { fixture, userIds } from './fixture.ts';

const provider = (userId: string, providerId: string): Principal => ({
  ...{ kind: 'provider', userId, providerId },
  ...{ providerName: 'x', name: 'x', email: null, phone: null },
});
const agent = (userId: string): Principal => ({ kind: 'agent', userId, name: 'x', email: null });

const supervisor = '00000000-0000-4000-8000-0000000000e4';
const formerAdmin = '00000000-0000-4000-8000-0000000000e5';
const coordination = '00000000-0000-4000-8000-0000000000f3';
/** Accessed confidential data, and is no longer active. */
const formerAudit = '00000000-0000-4000-8000-0000000000f4';

/** Who asks the database. Provider A's protocol is of Fábio's group, provider B's of Aline's, which accesses confidential data. */
export const people = {
  ana: provider(userIds.ana, fixture.providerA),
  bruno: provider(userIds.bruno, fixture.providerA),
  carla: provider(userIds.carla, fixture.providerB),
  fabio: agent(fixture.agentFabio),
  aline: agent(fixture.agentAline),
  // Manages Fábio's group.
  supervisor: agent(supervisor),
  admin: { kind: 'admin', userId: fixture.admin, name: 'x', email: null },
  // Deactivated, and member of no group.
  formerAdmin: { kind: 'admin', userId: formerAdmin, name: 'x', email: null },
  // Registered nowhere.
  unknownAgent: agent('00000000-0000-4000-8000-0000000000e6'),
  // A transaction that carries nothing.
  nobody: provider('', ''),
  system: 'system',
} satisfies Record<string, Principal | 'system'>;

/** A name of {@link people}. */
export type PersonName = keyof typeof people;

/** Names, separated by spaces. */
type Names = string;
const agents = 'fabio aline supervisor admin formerAdmin unknownAgent';
const everybody = Object.keys(people).join(' ');
const ofGroupA = 'fabio supervisor admin system';
const ofGroupB = 'aline admin system';

/** What rows refer to: a protocol of provider A, one of provider B, and their messages by name. */
export interface PolicyWorld {
  a: { id: number; number: string };
  b: { id: number; number: string };
  messages: Record<string, number>;
}

/** One row, and who may do what with it. */
export interface PolicyRow<Table extends keyof Database> {
  row: (world: PolicyWorld) => Insertable<Database[Table]>;
  finds: Names;
  adds: Names;
  /** Default: who finds it, as far as the table may be changed at all. */
  changes?: Names;
  /** Default: who finds it, as far as rows of the table may be deleted at all. */
  deletes?: Names;
}

/** A table under row-level security. */
interface PolicyTable<Table extends keyof Database> {
  /** What the role of requests may do at all. */
  grants: string;
  /** What tells one row from another, as text in SQL. */
  key: string;
  rows: Record<string, PolicyRow<Table>>;
}

type PolicyTables = { [Table in keyof Database]?: PolicyTable<Table> };

let count = 0;
const next = (): number => {
  count += 1;
  return count;
};

const protocol = (providerId: string, groupId: string) => () => ({
  ...{ number: String(34665920260101000000n + BigInt(next())), provider_id: providerId, group_id: groupId },
  ...{ opened_by: 'provider' as const, status: 'received' as const, classification_path: ['x'] },
  ...{ classification_id: fixture.glosa, contact_method_id: fixture.web },
  ...{ contact_person: 'x', contact_phone: 'x', contact_email: 'x' },
});
const message =
  (
    of: 'a' | 'b',
    visibility: 'public' | 'internal' | 'confidential',
    kind: 'provider' | 'operator' = 'operator',
  ) =>
  (world: PolicyWorld) => ({
    ...{ protocol_id: world[of].id, provider_id: of === 'a' ? fixture.providerA : fixture.providerB },
    ...{ sequence: next(), author_kind: kind, author_id: randomUUID(), author_name: 'x' },
    ...{ author_organization: 'x', body: 'x', visibility },
  });
const file =
  (by: string, of?: 'a' | 'b', messageName?: string, confidential = false) =>
  (world: PolicyWorld) => ({
    ...{ provider_id: null, uploaded_by: by, confidential, storage_key: randomUUID() },
    ...{ file_name: 'x', size_bytes: 1, state: 'ready' as const },
    ...(of && messageName && { protocol_id: world[of].id, message_id: world.messages[messageName] ?? 0 }),
  });
const event = (to: { provider_id?: string; group_id?: string; user_id?: string }) => () => ({
  ...{ type: 'protocol.changed', data: '{}' },
  ...to,
});
const storedResponse = (actor_id: string) => () => ({
  ...{ actor_id, operation: 'createMessage', key: randomUUID(), request_hash: 'x', status: 201, body: '{}' },
});
const own = (userId: string, of: 'a' | 'b') => (world: PolicyWorld) => ({
  ...{ user_id: userId, protocol_id: world[of].id },
  provider_id: of === 'a' ? fixture.providerA : fixture.providerB,
});

/** The tables under row-level security. A new one is written down here, or under {@link openTables}. */
export const policyTables = {
  protocols: {
    grants: 'select insert update',
    key: 'id',
    rows: {
      // An agent forwards a protocol to a group that it does not reach, so what is written is not limited to its reach.
      'of A': {
        row: protocol(fixture.providerA, fixture.billing),
        ...{ finds: `ana bruno ${ofGroupA}`, adds: `ana bruno ${agents} system` },
      },
      'of B': {
        row: protocol(fixture.providerB, fixture.audit),
        ...{ finds: `carla ${ofGroupB}`, adds: `carla ${agents} system` },
      },
    },
  },
  messages: {
    grants: 'select insert update',
    key: 'id',
    rows: {
      'public of A': {
        row: message('a', 'public'),
        ...{ finds: `ana bruno ${ofGroupA}`, adds: `ana bruno ${agents} system` },
      },
      'complement of A': {
        row: message('a', 'public', 'provider'),
        ...{ finds: `ana bruno ${ofGroupA}`, adds: `ana bruno ${agents} system` },
      },
      'internal of A': {
        row: message('a', 'internal'),
        ...{ finds: ofGroupA, adds: `ana bruno ${agents} system` },
      },
      // Nobody who reaches it is member of an active group that accesses confidential data.
      'confidential of A': {
        row: message('a', 'confidential'),
        ...{ finds: 'system', adds: `ana bruno ${agents} system` },
      },
      'public of B': {
        row: message('b', 'public'),
        ...{ finds: `carla ${ofGroupB}`, adds: `carla ${agents} system` },
      },
      'confidential of B': {
        row: message('b', 'confidential'),
        ...{ finds: 'aline system', adds: `carla ${agents} system` },
      },
    },
  },
  attachments: {
    grants: 'select insert update delete',
    key: 'id',
    rows: {
      'waiting, of Ana': { row: file(userIds.ana), finds: 'ana system', adds: 'ana system' },
      'waiting, of Fábio': { row: file(fixture.agentFabio), finds: 'fabio system', adds: 'fabio system' },
      'sent by the operator': {
        row: file(fixture.agentAline, 'a', 'public of A'),
        // Aline no longer reaches the protocol, and the file is hers still.
        ...{ finds: `ana bruno aline ${ofGroupA}`, adds: 'aline system' },
        ...{ changes: 'aline system' },
        deletes: 'system',
      },
      'confidential, sent by the operator': {
        row: file(fixture.admin, 'b', 'public of B', true),
        ...{ finds: 'aline admin system', adds: 'admin system', changes: 'admin system' },
        deletes: 'system',
      },
      'confidential, sent by the provider': {
        row: file(userIds.ana, 'a', 'complement of A', true),
        ...{ finds: 'ana bruno system', adds: 'ana system', changes: 'ana system' },
        deletes: 'system',
      },
      'of an internal message': {
        row: file(fixture.agentFabio, 'a', 'internal of A'),
        ...{ finds: ofGroupA, adds: 'fabio system', changes: 'fabio system' },
        deletes: 'system',
      },
      'of a confidential message': {
        row: file(fixture.agentAline, 'b', 'confidential of B'),
        ...{ finds: 'aline system', adds: 'aline system' },
        deletes: 'system',
      },
    },
  },
  inbox: {
    grants: 'select insert update',
    key: "user_id || '@' || protocol_id",
    rows: {
      'of Ana': {
        row: own(userIds.ana, 'a'),
        finds: `ana bruno ${agents} system`,
        adds: `ana bruno ${agents} system`,
      },
      'of Carla': {
        row: own(userIds.carla, 'b'),
        finds: `carla ${agents} system`,
        adds: `carla ${agents} system`,
      },
    },
  },
  protocol_search: {
    grants: 'select insert update',
    key: 'protocol_id',
    rows: {
      'of A': {
        row: (world) => ({ protocol_id: world.a.id, provider_id: fixture.providerA, document: 'x' }),
        ...{ finds: `ana bruno ${agents} system`, adds: `ana bruno ${agents} system` },
      },
      'of B': {
        row: (world) => ({ protocol_id: world.b.id, provider_id: fixture.providerB, document: 'x' }),
        ...{ finds: `carla ${agents} system`, adds: `carla ${agents} system` },
      },
    },
  },
  events: {
    grants: 'select insert delete',
    key: 'id',
    // Whoever causes an event names its readers, who need not be those who see it: an internal note's are not the provider.
    rows: {
      'of A': {
        row: event({ provider_id: fixture.providerA, group_id: fixture.billing }),
        ...{ finds: `ana bruno ${ofGroupA}`, adds: everybody, deletes: 'system' },
      },
      'of B': {
        row: event({ provider_id: fixture.providerB, group_id: fixture.audit }),
        ...{ finds: `carla ${ofGroupB}`, adds: everybody, deletes: 'system' },
      },
      'of the group alone': {
        row: event({ group_id: fixture.billing }),
        finds: ofGroupA,
        adds: everybody,
        deletes: 'system',
      },
      'of Ana alone': {
        row: event({ provider_id: fixture.providerA, user_id: userIds.ana }),
        ...{ finds: 'ana system', adds: everybody, deletes: 'system' },
      },
      'of everybody': { row: event({}), finds: everybody, adds: everybody, deletes: 'system' },
    },
  },
  idempotency_keys: {
    grants: 'select insert update delete',
    key: 'key',
    rows: {
      'of Ana': { row: storedResponse(userIds.ana), finds: 'ana system', adds: 'ana', changes: 'ana' },
      'of Fábio': {
        row: storedResponse(fixture.agentFabio),
        finds: 'fabio system',
        adds: 'fabio',
        changes: 'fabio',
      },
    },
  },
  access_log: {
    grants: 'select insert',
    key: 'id',
    rows: {
      'of Ana, of the protocol of A': {
        row: (world) => ({
          ...{ actor_kind: 'provider', actor_id: userIds.ana, action: 'protocol.view', request_id: 'x' },
          protocol_number: world.a.number,
        }),
        ...{ finds: `ana ${ofGroupA}`, adds: 'ana system' },
      },
      'of somebody, of the protocol of B': {
        row: (world) => ({
          ...{ actor_kind: 'agent', actor_id: randomUUID(), action: 'protocol.view', request_id: 'x' },
          protocol_number: world.b.number,
        }),
        ...{ finds: ofGroupB, adds: 'system' },
      },
      'of a list of Carla with the protocol of B': {
        row: (world) => ({
          ...{ actor_kind: 'provider', actor_id: userIds.carla, action: 'protocol.list', request_id: 'x' },
          ...{ protocol_numbers: [world.b.number], detail: '{}' },
        }),
        ...{ finds: `carla ${ofGroupB}`, adds: 'carla system' },
      },
    },
  },
  server_secrets: {
    grants: 'select',
    key: 'name',
    rows: {
      'of the installation': {
        row: () => ({ name: randomUUID(), secret: Buffer.from('x') }),
        ...{ finds: 'system', adds: '' },
      },
    },
  },
  audit_log: {
    grants: 'select insert',
    key: 'id',
    rows: {
      'of a group': {
        row: () => ({ entity: 'group', entity_id: 'x', entity_name: 'x', action: 'created' }),
        ...{ finds: 'admin system', adds: 'admin system' },
      },
    },
  },
  webhooks: {
    grants: 'select insert update delete',
    key: 'id',
    rows: {
      'with its secret': {
        row: () => ({ url: 'https://x.test', events: [], secret: 'x' }),
        ...{ finds: 'admin system', adds: 'admin system' },
      },
    },
  },
  deliveries: {
    grants: 'select insert update delete',
    key: 'id',
    rows: {
      'with an address': {
        row: () => ({ kind: 'email', topic: 'protocol.created', recipient: 'a@b.test', payload: '{}' }),
        ...{ finds: 'admin system', adds: everybody, deletes: 'system' },
      },
    },
  },
  file_removals: {
    grants: 'select update delete',
    key: 'storage_key',
    rows: { 'of a deleted file': { row: () => ({ storage_key: randomUUID() }), finds: 'system', adds: '' } },
  },
} satisfies PolicyTables;

/** Tables that everybody's requests may read, and why nobody's data are in them. */
export const openTables: Record<string, { grants: string; because: string }> = {
  providers: { grants: 'select insert update', because: 'names of organisations; settings of the operator' },
  provider_users: {
    grants: 'select insert update',
    because: 'read before it is known whose request it is; conditions of the queries keep users apart',
  },
  groups: { grants: 'select insert update', because: 'settings of the operator; policies read them' },
  agents: { grants: 'select insert update', because: 'settings of the operator; policies read them' },
  group_members: {
    grants: 'select insert update delete',
    because: 'settings of the operator; policies read them',
  },
  contact_methods: {
    grants: 'select insert update',
    because: 'settings of the operator; policies read them',
  },
  classifications: { grants: 'select insert update delete', because: 'settings of the operator' },
  canned_answers: { grants: 'select insert update delete', because: 'settings of the operator' },
  holidays: { grants: 'select insert update delete', because: 'settings of the operator' },
  protocol_days: { grants: 'select insert update', because: 'a counter' },
  kysely_migration: { grants: '', because: 'names of migrations' },
  kysely_migration_lock: { grants: '', because: 'a lock' },
};

const manage = { manager_group_id: coordination };

/** Writes the people and groups that the fixture lacks. */
export const seedPolicyPeople = async (db: Kysely<Database>): Promise<void> => {
  await db.insertInto('groups').values({ id: coordination, name: 'Coordenação' }).execute();
  await db.updateTable('groups').set(manage).where('id', '=', fixture.billing).execute();
  const account = { issuer: 'x', name: 'x' };
  await db
    .insertInto('agents')
    .values([
      { ...account, id: supervisor, subject: 'supervisor', role: 'agent' },
      { ...account, id: formerAdmin, subject: 'former', role: 'admin', active: false },
    ])
    .execute();
  const closed = { id: formerAudit, name: 'Auditoria antiga', active: false, accesses_confidential: true };
  await db.insertInto('groups').values(closed).execute();
  await db
    .insertInto('group_members')
    .values([
      { group_id: coordination, agent_id: supervisor },
      { group_id: formerAudit, agent_id: fixture.agentFabio },
    ])
    .execute();
  for (const [subject, id] of Object.entries(userIds)) {
    const provider_id = subject === 'carla' ? fixture.providerB : fixture.providerA;
    await db
      .insertInto('provider_users')
      .values({ ...account, id, subject, provider_id })
      .execute();
  }
};
