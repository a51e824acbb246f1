import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Principal } from '../principal.ts';
import { fixture, useHarness } from '../testing/harness.ts';
import { inTransaction, type Tx } from './transaction.ts';

const harness = useHarness();

const carla: Principal = {
  kind: 'provider',
  userId: '00000000-0000-4000-8000-000000000001',
  providerId: fixture.providerB,
  providerName: 'Hospital B',
  name: 'Carla',
  email: null,
  phone: null,
};
const aline: Principal = { kind: 'agent', userId: fixture.agentAline, name: 'Aline', email: null };
const fabio: Principal = { kind: 'agent', userId: fixture.agentFabio, name: 'Fábio', email: null };

const tables = [
  'protocols',
  'messages',
  'inbox',
  'protocol_search',
  'idempotency_keys',
  'attachments',
  'access_log',
] as const;
const countAll = async (tx: Tx, table: (typeof tables)[number]) => {
  const { count } = await tx
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** A protocol of provider A with a public answer and an internal note, seen and marked by Ana. */
const prepare = async () => {
  const number = await harness.openProtocol();
  await harness.answer(number);
  await harness.answer(number, { visibility: 'internal' });
  await harness.call('ana', 'GET', `/v1/protocols/${number}`);
  return number;
};

describe('a query that forgets the tenant', () => {
  test('finds nothing of another provider', async () => {
    await prepare();
    for (const table of tables) {
      assert.equal(await inTransaction(harness.db, carla, (tx) => countAll(tx, table)), 0, table);
    }
  });

  test('finds nothing of another group', async () => {
    await prepare();
    for (const table of ['protocols', 'messages', 'idempotency_keys', 'access_log'] as const) {
      assert.equal(await inTransaction(harness.db, aline, (tx) => countAll(tx, table)), 0, table);
    }
    assert.ok((await inTransaction(harness.db, fabio, (tx) => countAll(tx, 'protocols'))) > 0);
  });

  test('finds no internal message of the provider itself', async () => {
    await prepare();
    const own = { ...carla, providerId: fixture.providerA };
    const hidden = (tx: Tx) =>
      tx.selectFrom('messages').select('id').where('visibility', '<>', 'public').execute();
    assert.deepEqual(await inTransaction(harness.db, own, hidden), []);
  });

  test('changes nothing of another provider, and writes nothing in its name', async () => {
    const number = await prepare();
    const updated = await inTransaction(harness.db, carla, (tx) =>
      tx.updateTable('protocols').set({ status: 'cancelled', closed_at: new Date() }).executeTakeFirst(),
    );
    assert.equal(updated.numUpdatedRows, 0n);
    const { id } = await harness.db
      .selectFrom('protocols')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const forged = inTransaction(harness.db, carla, (tx) =>
      tx
        .insertInto('messages')
        .values({
          protocol_id: id,
          provider_id: fixture.providerA,
          sequence: 9,
          author_kind: 'provider',
          author_id: carla.userId,
          author_name: 'x',
          author_organization: 'x',
          body: 'x',
        })
        .execute(),
    );
    await assert.rejects(forged, { code: '42501' });
  });

  test('finds nothing by the search function, with or without a provider', async () => {
    await prepare();
    const search = async (who: Principal | 'system') => {
      const { rows } = await inTransaction(harness.db, who, (tx) =>
        sql`select fc_search_as_provider(to_tsquery('fale_conosco', 'glosa')) union all select fc_search_as_agent(to_tsquery('fale_conosco', 'glosa'))`.execute(
          tx,
        ),
      );
      return rows.length;
    };
    assert.deepEqual([await search(carla), await search(aline), await search('system')], [0, 0, 0]);
    assert.ok((await search(fabio)) > 0);
  });
});

test('requests run as a role that owns nothing and passes no fence', async () => {
  const role = await inTransaction(harness.db, carla, async (tx) => {
    const { rows } = await sql`select current_user as name, r.rolsuper, r.rolbypassrls, r.rolcanlogin,
      (select count(*) from pg_class c where c.relowner = r.oid) as owned
      from pg_roles r where r.rolname = current_user`.execute(tx);
    return rows[0];
  });
  assert.deepEqual(role, {
    name: 'fale_conosco_app',
    rolsuper: false,
    rolbypassrls: false,
    rolcanlogin: false,
    owned: 0,
  });
});

test('the role and its settings end with the transaction', async () => {
  await harness.db.connection().execute(async (connection) => {
    await inTransaction(connection, carla, async () => undefined);
    const { rows } = await sql<{
      same: boolean;
      provider: string;
    }>`select current_user = session_user as same,
      current_setting('fc.provider_id', true) as provider`.execute(connection);
    assert.deepEqual(rows[0], { same: true, provider: '' });
  });
});

test('search uses its index', async () => {
  const { rows } = await harness.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    return sql<Record<string, string>>`explain select protocol_id from protocol_search
      where provider_id = ${fixture.providerA} and document @@ to_tsquery('simple', 'glosa')`.execute(tx);
  });
  assert.match(JSON.stringify(rows), /protocol_search_document/);
});
