/**
 * What the database alone lets whom do, table by table: each policy is tried with rows of everybody, as everybody. A table
 * that is not written down in `testing/policy-rows.ts` fails.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { useHarness } from '../testing/harness.ts';
import {
  openTables,
  type PersonName,
  type PolicyRow,
  type PolicyWorld,
  people,
  policyTables,
  seedPolicyPeople,
} from '../testing/policy-rows.ts';
import type { Database } from './schema.ts';
import { inTransaction, type Tx } from './transaction.ts';

const harness = useHarness(async ({ db }) => {
  await seedPolicyPeople(db);
  spare = await addWorld(db);
  world = await addWorld(db);
  for (const table of tables) keys[table] ??= await addRows(db, table, world);
  return async () => undefined;
});
type Table = keyof typeof policyTables;
const tables = Object.keys(policyTables) as Table[];
const personNames = Object.keys(people) as PersonName[];
const rowsOf = (table: Table) => Object.entries<PolicyRow<Table>>(policyTables[table].rows);
const keyOf = (table: Table) => sql<string>`(${sql.raw(policyTables[table].key)})::text`;

/** What tells each row apart from the others of its table, by its name. */
const keys: Partial<Record<Table, Record<string, string>>> = {};
/** What the rows refer to, and what those that are added on trial do. */
let world: PolicyWorld;
let spare: PolicyWorld;

/** Adds a row. @returns what tells it apart */
const add = async (db: Kysely<Database>, table: Table, values: object): Promise<string> => {
  const insert = db.insertInto(table).values(values);
  return (await insert.returning(keyOf(table).as('key')).executeTakeFirstOrThrow()).key;
};

/** Adds rows of a table. @returns their keys by name */
const addRows = async (
  db: Kysely<Database>,
  table: Table,
  to: PolicyWorld,
): Promise<Record<string, string>> => {
  const added: Record<string, string> = {};
  for (const [name, { row }] of rowsOf(table)) added[name] = await add(db, table, row(to));
  return added;
};

/** Adds protocols and their messages, to which the rows of other tables refer. */
const addWorld = async (db: Kysely<Database>): Promise<PolicyWorld> => {
  const ids = { a: { id: 0, number: '' }, b: { id: 0, number: '' }, messages: {} };
  const protocols = await addRows(db, 'protocols', ids);
  const protocol = async (name: string) =>
    await db
      .selectFrom('protocols')
      .select(['id', 'number'])
      .where('id', '=', Number(protocols[name]))
      .executeTakeFirstOrThrow();
  const withProtocols = { ...ids, a: await protocol('of A'), b: await protocol('of B') };
  const messages = await addRows(db, 'messages', withProtocols);
  keys.protocols = protocols;
  keys.messages = messages;
  return {
    ...withProtocols,
    messages: Object.fromEntries(Object.entries(messages).map(([name, key]) => [name, Number(key)])),
  };
};

class Undo extends Error {}

/** Tries something as somebody, and takes it back. @returns whether the database let it have an effect */
const succeeds = async (tx: Tx, attempt: () => Promise<unknown[]>): Promise<boolean> => {
  await sql`savepoint attempt`.execute(tx);
  try {
    return (await attempt()).length > 0;
  } catch (error) {
    // insufficient_privilege: no grant, or a policy that refuses the row as it would be.
    if ((error as { code?: string }).code === '42501') return false;
    throw error;
  } finally {
    await sql`rollback to savepoint attempt`.execute(tx);
  }
};

type Deed = 'finds' | 'changes' | 'deletes' | 'adds';
type Deeds = Record<string, Record<Deed, string>>;

/** What a person can do with each row of a table. */
const tryAll = async (table: Table, person: PersonName, add: (name: string, deed: Deed) => void) => {
  const name = sql.table(table);
  await inTransaction(harness.db, people[person], async (tx) => {
    for (const [rowName, { row }] of rowsOf(table)) {
      const isRow = sql`${keyOf(table)} = ${keys[table]?.[rowName]}`;
      const values: object = row(spare);
      const column = sql.ref(Object.keys(values)[0] ?? '');
      const attempts = {
        finds: sql`select 1 from ${name} where ${isRow}`,
        changes: sql`update ${name} set ${column} = ${column} where ${isRow} returning 1`,
        deletes: sql`delete from ${name} where ${isRow} returning 1`,
      };
      for (const [deed, statement] of Object.entries(attempts))
        if (await succeeds(tx, async () => (await statement.execute(tx)).rows)) add(rowName, deed as Deed);
      // Without "returning": who adds a row need not find it afterwards.
      const insert = tx.insertInto(table).values(values);
      if (await succeeds(tx, () => insert.execute())) add(rowName, 'adds');
    }
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
};

const expectedOf = (table: Table): Deeds => {
  const granted = (grant: string, names: string): string =>
    policyTables[table].grants.split(' ').includes(grant)
      ? personNames.filter((person) => names.split(' ').includes(person)).join(' ')
      : '';
  return Object.fromEntries(
    rowsOf(table).map(([name, { finds, adds, changes = finds, deletes = finds }]) => [
      name,
      {
        finds: granted('select', finds),
        changes: granted('update', changes),
        deletes: granted('delete', deletes),
        adds: granted('insert', adds),
      },
    ]),
  );
};

describe('the tables of the schema', () => {
  const ofSchema = sql`c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

  test('are all written down: under row-level security, or open for a reason', async () => {
    const { rows } = await sql<{ name: string; secured: boolean; policies: boolean }>`
      select c.relname as name, c.relrowsecurity as secured,
        exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
      from pg_class c where ${ofSchema}`.execute(harness.db);
    const named = (secured: boolean) => rows.filter((row) => row.secured === secured).map(({ name }) => name);
    assert.deepEqual(named(true).sort(), [...tables].sort());
    assert.deepEqual(named(false).sort(), Object.keys(openTables).sort());
    assert.deepEqual(
      rows.filter(({ secured, policies }) => secured !== policies),
      [],
    );
  });

  test('have policies for the role of requests alone', async () => {
    const { rows } = await sql`select tablename, policyname from pg_policies
      where schemaname = 'public' and roles <> '{fale_conosco_app}'`.execute(harness.db);
    assert.deepEqual(rows, []);
  });

  test('let the role of requests do what is written down', async () => {
    const grants = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'];
    const may = grants.map(
      (grant) => sql`case when has_table_privilege('fale_conosco_app', c.oid, ${grant}) then ${grant} end`,
    );
    const { rows } = await sql<{ name: string; grants: string }>`
      select c.relname as name, concat_ws(' ', ${sql.join(may)}) as grants
      from pg_class c where ${ofSchema}`.execute(harness.db);
    const written = Object.entries<{ grants: string }>({ ...openTables, ...policyTables });
    assert.deepEqual(
      Object.fromEntries(rows.map((row) => [row.name, row.grants])),
      Object.fromEntries(written.map(([name, table]) => [name, table.grants])),
    );
  });
});

describe('the policies', () => {
  for (const table of tables) {
    test(`of ${table} let each person do what is written down, and nothing else`, async () => {
      const done: Deeds = Object.fromEntries(
        rowsOf(table).map(([name]) => [name, { finds: '', changes: '', deletes: '', adds: '' }]),
      );
      for (const person of personNames) {
        await tryAll(table, person, (name, deed) => {
          const ofRow = done[name];
          if (ofRow) ofRow[deed] = `${ofRow[deed]} ${person}`.trimStart();
        });
      }
      assert.deepEqual(done, expectedOf(table));
    });
  }
});
