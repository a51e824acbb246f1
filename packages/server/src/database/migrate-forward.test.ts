import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { createMigratedDatabase, type TestDatabase } from '../testing/database.ts';
import { type MigrationRows, migrationRows } from '../testing/migration-rows.ts';
import { createDatabase } from './connection.ts';
import { migrations } from './migrate.ts';

type Name = keyof typeof migrations;
type Row = Record<string, unknown>;

interface Column {
  /** `table.column` */
  name: string;
  type: string;
  /** An insert that does not know the column fails. */
  demanded: boolean;
}

/** What a database holds: columns and, by table, the primary key and the rows. */
interface State {
  columns: Map<string, Column>;
  tables: Map<string, { key: string[]; rows: Row[] }>;
}

const names = Object.keys(migrations).sort() as Name[];
/** Rows written on the schema of their version, and on the next one by an instance that is not yet replaced. */
const OWN = 1;
const LATE = 2;
const idFor = (tag: number) => (name: string) => `md5('${name}-${tag}')::uuid`;

let walked: TestDatabase;
let fresh: TestDatabase;
let client: pg.Client;
/** By migration: the state before it, after it, and after the rows of its version. */
const states = new Map<Name, { before: State; after: State; filled: State }>();
const unexpected: string[] = [];
const brokenInserts: string[] = [];

const tableOf = (column: string): string => column.split('.')[0] ?? '';

const all = async (query: string): Promise<Row[]> => (await client.query<Row>(query)).rows;

const read = async (): Promise<State> => {
  const columns = await all(`select c.table_name || '.' || c.column_name as name, c.udt_name as type,
      c.is_nullable = 'NO' and c.column_default is null and c.is_identity = 'NO' and c.is_generated = 'NEVER' as demanded
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely%'`);
  const keys = await all(`select r.relname as table, array_agg(a.attname::text) as key from pg_index i
    join pg_class r on r.oid = i.indrelid join pg_attribute a on a.attrelid = r.oid and a.attnum = any (i.indkey)
    where i.indisprimary and r.relnamespace = 'public'::regnamespace and r.relname not like 'kysely%' group by r.relname`);
  const tables: State['tables'] = new Map();
  for (const { table, key } of keys as { table: string; key: string[] }[]) {
    const found = await all(`select to_jsonb(t) as row from ${pg.escapeIdentifier(table)} t`);
    tables.set(table, { key, rows: (found as { row: Row }[]).map(({ row }) => row) });
  }
  return {
    columns: new Map(columns.map((column) => [String(column.name), column as unknown as Column])),
    tables,
  };
};

const fill = async (name: Name, tag: number): Promise<void> => {
  await client.query(migrationRows[name].fill?.(idFor(tag), tag) ?? '');
};

before(async () => {
  [walked, fresh] = await Promise.all([createMigratedDatabase(), createMigratedDatabase()]);
  client = new pg.Client(walked.url);
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  const db = createDatabase<unknown>(walked.url, { applicationName: 'test', onError: () => undefined });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  for (const [index, name] of names.entries()) {
    const earlier = await read();
    const { error } = await migrator.migrateTo(name);
    assert.equal(error, undefined, `${name} on the data of the versions before: ${String(error)}`);
    const after = await read();
    const rules: MigrationRows = migrationRows[name];
    for (const { query, is } of rules.expect ?? []) {
      const [row = {}] = await all(query(idFor(OWN)));
      const [value] = Object.values(row);
      if (JSON.stringify(value) !== JSON.stringify(is)) unexpected.push(`${name}: ${JSON.stringify(value)}`);
    }
    const previous = names[index - 1];
    if (previous)
      await fill(previous, LATE).catch((problem: Error) => {
        if (!rules.stopsOlderInstances) brokenInserts.push(`${previous} on ${name}: ${problem.message}`);
      });
    await fill(name, OWN);
    states.set(name, { before: earlier, after, filled: await read() });
  }
  await db.destroy();
});
after(async () => {
  await client?.end();
  await Promise.all([walked?.drop(), fresh?.drop()]);
});

/** What each migration has to say; empty when all is well. */
const findings = (look: (name: Name, rules: MigrationRows) => string[]): string[] =>
  names.flatMap((name) => look(name, migrationRows[name]).map((finding) => `${name}: ${finding}`));
const stateOf = (name: Name) => {
  const state = states.get(name);
  assert.ok(state, name);
  return state;
};

describe('the data of every version, migrated to the newest', () => {
  it('goes through every migration that there is', async () => {
    const files = await readdir(path.join(import.meta.dirname, 'migrations'));
    assert.deepEqual(files.map((file) => file.replace(/\.ts$/, '')).sort(), names);
  });

  it('has rows of each table and a value in each column, at the version that made them', () => {
    const missing = findings((name) => {
      const { before, filled } = stateOf(name);
      return [...filled.columns.keys()]
        .filter((column) => !before.columns.has(column))
        .filter((column) => {
          const [table = '', field = ''] = column.split('.');
          return !(filled.tables.get(table)?.rows ?? []).some((row) => row[field] !== null);
        })
        .map((column) => `${column} holds nothing; write a row with it in testing/migration-rows.ts`);
    });
    assert.deepEqual(missing, []);
  });

  it('keeps every row and every value that its migration does not say to change', () => {
    const lost = findings((name, { changes = {}, removes = {} }) => {
      const { before, after } = stateOf(name);
      return [...before.tables].flatMap(([table, { key, rows }]) => {
        if (table in removes) return [];
        const keyOf = (row: Row): string => key.map((column) => String(row[column])).join(' ');
        const now = new Map(after.tables.get(table)?.rows.map((row) => [keyOf(row), row]));
        return rows.flatMap((row) => {
          const kept = now.get(keyOf(row));
          if (!kept) return [`${table} ${keyOf(row)} is gone`];
          return Object.keys(row)
            .filter((field) => !(`${table}.${field}` in changes) && !(`${table}.${field}` in removes))
            .filter((field) => JSON.stringify(kept[field]) !== JSON.stringify(row[field]))
            .map(
              (field) =>
                `${table}.${field} of ${keyOf(row)}: ${JSON.stringify(row[field])} became ${JSON.stringify(kept[field])}`,
            );
        });
      });
    });
    assert.deepEqual(lost, []);
  });

  it('has in older rows what each migration promises for them', () => {
    assert.deepEqual(unexpected, []);
  });

  it('is readable and writable meanwhile by instances of the version before', () => {
    assert.deepEqual(brokenInserts, []);
    const breaks = findings((name, { removes = {}, stopsOlderInstances }) => {
      const { before, after } = stateOf(name);
      const removed = [...before.columns.keys()].filter(
        (column) => !after.columns.has(column) && !(column in removes) && !(tableOf(column) in removes),
      );
      const retyped = [...before.columns.values()].filter(
        ({ name: column, type }) => (after.columns.get(column)?.type ?? type) !== type,
      );
      const demanded = [...after.columns.values()].filter(
        ({ name: column, demanded }) =>
          demanded && !before.columns.get(column)?.demanded && before.tables.has(tableOf(column)),
      );
      return [
        ...removed.map((column) => `${column} is removed, and not in "removes"`),
        ...(stopsOlderInstances
          ? []
          : [...retyped, ...demanded].map((column) => `${column.name} breaks older inserts`)),
      ];
    });
    assert.deepEqual(breaks, []);
  });

  it('is behind the same policies, grants and functions as in a new installation', async () => {
    const describe = async (url: string): Promise<Row[]> => {
      const reader = new pg.Client(url);
      await reader.connect();
      const { rows } = await reader.query<Row>(`
        select 'policy' as kind, tablename || ' ' || policyname as name, concat_ws(' ', cmd, roles::text, qual, with_check) as text
          from pg_policies
        union all select 'table', relname, concat_ws(' ', relrowsecurity, relforcerowsecurity, relacl::text) from pg_class
          where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and relname not like 'kysely%'
        union all select 'function', p.oid::regprocedure::text, concat_ws(' ', prosecdef, proacl::text, prosrc) from pg_proc p
          where pronamespace = 'public'::regnamespace and proname like 'fc\\_%'
        union all select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
        order by 1, 2`);
      await reader.end();
      return rows;
    };
    const [old, fromScratch] = await Promise.all([describe(walked.url), describe(fresh.url)]);
    assert.deepEqual(old, fromScratch);
  });

  it('is seen by those whose it is, and by nobody else', async () => {
    const seenBy = async (provider: string): Promise<number> => {
      await client.query('begin');
      const { rows } = await client
        .query<{ count: number }>(`select set_config('fc.provider_id', ${idFor(OWN)(provider)}::text, true)`)
        .then(() => client.query('set local role fale_conosco_app'))
        .then(() => client.query<{ count: number }>('select count(*)::int as count from protocols'));
      await client.query('rollback');
      return rows[0]?.count ?? -1;
    };
    assert.ok((await seenBy('provider')) >= 4);
    assert.equal(await seenBy('other'), 0);
  });
});
