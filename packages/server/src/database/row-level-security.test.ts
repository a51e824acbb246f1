import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Principal } from '@fale-conosco/domain';
import { sql } from 'kysely';
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

/** A file of Fábio's for the last entry of a thread; he has no access to what is confidential. */
const attach = async (number: string, fileName: string, confidential = false) => {
  const { id, protocol_id } = await harness.db
    .selectFrom('messages')
    .innerJoin('protocols', 'protocols.id', 'messages.protocol_id')
    .select(['messages.id', 'protocol_id'])
    .where('number', '=', number)
    .orderBy('sequence', 'desc')
    .executeTakeFirstOrThrow();
  await harness.db
    .insertInto('attachments')
    .values({
      ...{ provider_id: fixture.providerA, uploaded_by: fixture.agentFabio, protocol_id, message_id: id },
      ...{ file_name: fileName, size_bytes: 1, state: 'ready', storage_key: randomUUID(), confidential },
    })
    .execute();
};

/** A protocol of provider A with a public answer and an internal note, each with files, seen and marked by Ana. */
const prepare = async () => {
  const number = await harness.openProtocol();
  await harness.answer(number);
  await attach(number, 'public');
  await attach(number, 'public, confidential', true);
  await harness.answer(number, { visibility: 'internal' });
  await attach(number, 'internal');
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
    for (const table of ['protocols', 'messages', 'attachments', 'idempotency_keys', 'access_log'] as const) {
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

  test('finds files as it finds their messages, and confidential ones only with the right to', async () => {
    const number = await prepare();
    const files = (who: Principal) =>
      inTransaction(harness.db, who, async (tx) => {
        const { rows } = await sql<{ file_name: string }>`select file_name from attachments f
          join protocols p on p.id = f.protocol_id where p.number = ${number} order by 1`.execute(tx);
        return rows.map(({ file_name }) => file_name);
      });
    assert.deepEqual(await files({ ...carla, providerId: fixture.providerA }), ['public']);
    // An admin sees every group, and still not what is confidential.
    const admin: Principal = { kind: 'admin', userId: fixture.admin, name: 'Administração', email: null };
    assert.deepEqual(await files(admin), ['internal', 'public']);
    assert.deepEqual(await files(fabio), ['internal', 'public', 'public, confidential']);
    const membership = { group_id: fixture.audit, agent_id: fixture.admin };
    await harness.db.insertInto('group_members').values(membership).execute();
    assert.deepEqual(await files(admin), ['internal', 'public', 'public, confidential']);
    await harness.db.deleteFrom('group_members').where('agent_id', '=', fixture.admin).execute();
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

test('requests run as a role that owns nothing and does not bypass row-level security', async () => {
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

test('each statement sees what was committed before it, whatever the default of the database', async () => {
  await harness.db.connection().execute(async (connection) => {
    await sql`set default_transaction_isolation = 'repeatable read'`.execute(connection);
    const { rows } = await inTransaction(connection, carla, (tx) =>
      sql`select current_setting('transaction_isolation') as level`.execute(tx),
    );
    await sql`reset default_transaction_isolation`.execute(connection);
    assert.deepEqual(rows, [{ level: 'read committed' }]);
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
