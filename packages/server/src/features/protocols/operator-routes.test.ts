import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import { fixture, type Person, useHarness } from '../../testing/harness.ts';
import { listAccessRecords } from '../access-log/repository.ts';
import { listMessages } from './messages/repository.ts';
import { countForOperator, listForOperator } from './operator-list.ts';

const harness = useHarness();
const call: typeof harness.call = (...parameters) => harness.call(...parameters);
const list = async (query = '', person: Person = 'fabio') => {
  const response = await call(person, 'GET', `/v1/crm/protocols?limit=100&${query}`);
  assert.equal(response.status, 200, response.text);
  return response.json.items.map(({ number }: { number: string }) => number) as string[];
};
const counts = async (person: Person = 'fabio') =>
  (await call(person, 'GET', '/v1/crm/protocols/counts')).json;
const assign = (number: string, agentId: string | null) =>
  call('fabio', 'POST', `/v1/crm/protocols/${number}/assign`, { body: { agentId } });
const update = (number: string, values: object) =>
  harness.db.updateTable('protocols').set(values).where('number', '=', number).execute();

describe('the list', () => {
  /** Of provider A in billing: waiting, answered, assigned, closed; of provider B; and one of audit. */
  const numbers = {} as Record<'waiting' | 'answered' | 'mine' | 'closed' | 'foreign' | 'audit', string>;
  before(async () => {
    harness.setNow('2026-02-02T12:00:00Z');
    numbers.waiting = await harness.openProtocol({ message: 'Palavra ornitorrinco' });
    numbers.answered = await harness.openProtocol();
    numbers.mine = await harness.openProtocol();
    numbers.closed = await harness.openProtocol();
    numbers.foreign = await harness.openProtocol({}, 'carla');
    harness.setNow('2026-02-03T12:00:00Z');
    await harness.answer(numbers.answered, { asksProvider: true });
    await assign(numbers.mine, fixture.agentFabio);
    await call('fabio', 'POST', `/v1/crm/protocols/${numbers.closed}/close`, {
      body: { body: 'Fim.', attachmentIds: [] },
    });
    const opened = await call('aline', 'POST', '/v1/crm/protocols', {
      body: harness.newProtocol({ providerId: fixture.providerA, classificationId: fixture.hidden }),
    });
    numbers.audit = opened.json.number;
    harness.setNow(undefined);
  });
  const named = async (query: string, person: Person = 'fabio') => {
    const names = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [number, name]));
    return (await list(query, person)).map((number) => names[number]).sort();
  };

  test('is narrowed by every filter', async () => {
    const all = ['answered', 'closed', 'foreign', 'mine', 'waiting'];
    for (const [query, expected] of [
      ['', all],
      ['scope=all', all],
      ['scope=mine', ['mine']],
      ['scope=unassigned&state=open', ['answered', 'foreign', 'waiting']],
      ['state=open', ['answered', 'foreign', 'mine', 'waiting']],
      ['state=closed', ['closed']],
      ['status=awaiting_provider', ['answered']],
      [`groupId=${fixture.billing}`, all],
      [`groupId=${fixture.audit}`, []],
      ['groupId=nothing', []],
      [`providerId=${fixture.providerB}`, ['foreign']],
      ['providerId=nothing', []],
      [`classificationId=${fixture.branch}`, all],
      [`classificationId=${fixture.glosa}`, all],
      [`classificationId=${fixture.appeal}`, []],
      ['classificationId=nothing', []],
      ['from=2026-02-02&to=2026-02-02', all],
      ['from=2026-02-03', []],
      ['to=2026-02-01', []],
      ['search=ornitorrinco', ['waiting']],
      [`search=${numbers.mine}&scope=mine`, ['mine']],
      [`search=ornitorrinco&scope=mine`, []],
    ] as const) {
      for (const order of ['activity', 'waiting', 'due'])
        assert.deepEqual(await named(`order=${order}&${query}`), expected, `${order} ${query}`);
    }
    assert.deepEqual(await named('', 'aline'), ['audit']);
    assert.deepEqual(await named('', 'admin'), [...all, 'audit'].sort());
    assert.deepEqual(await named(`groupId=${fixture.audit}`, 'admin'), ['audit']);
  });

  test('refuses days, orders and ids of cursors that do not exist', async () => {
    for (const [query, status] of [
      ['from=2026-02-30', 422],
      ['order=random', 422],
      ['scope=others', 422],
      ['unread=true', 422],
      ['cursor=abc', 400],
    ] as const)
      assert.equal((await call('fabio', 'GET', `/v1/crm/protocols?${query}`)).status, status, query);
  });

  test('shows who waits since when, whose it is, and who called', async () => {
    const { json } = await call('fabio', 'GET', '/v1/crm/protocols?scope=mine');
    const { deadline: _, version, ...row } = json.items[0];
    assert.equal(typeof version, 'number');
    assert.deepEqual(row, {
      number: numbers.mine,
      status: 'received',
      classification: { id: fixture.glosa, path: ['Faturamento', 'Glosa de guia'] },
      openedBy: 'provider',
      registeredAt: '2026-02-02T12:00:00.000Z',
      closedAt: null,
      lastActivityAt: '2026-02-02T12:00:00.000Z',
      provider: { id: fixture.providerA, name: 'Clínica A' },
      group: { id: fixture.billing, name: 'Faturamento' },
      assignee: { id: fixture.agentFabio, name: 'Fábio Reis' },
      waitingSince: '2026-02-02T12:00:00.000Z',
      contactPerson: 'Ana Souza',
    });
  });

  test('counts open ones, by group, mine and unassigned', async () => {
    const expected = { all: 4, mine: 1, unassigned: 3, dueSoon: 0, overdue: 0, cap: 1000 };
    const group = { id: fixture.billing, name: 'Faturamento', count: 4 };
    assert.deepEqual(await counts(), { ...expected, groups: [group] });
    assert.deepEqual(await counts('admin'), {
      ...expected,
      all: 5,
      mine: 0,
      unassigned: 4,
      groups: [{ id: fixture.audit, name: 'Auditoria médica', count: 1 }, group],
    });
  });

  test('counts by every active group, and by others only what is still open there', async () => {
    const added = await harness.db
      .insertInto('groups')
      .values([
        { name: 'Vazio', active: true, accesses_confidential: false },
        { name: 'Vazio e inativo', active: false, accesses_confidential: false },
      ])
      .returning('id')
      .execute();
    const setAudit = (active: boolean) =>
      harness.db.updateTable('groups').set({ active }).where('id', '=', fixture.audit).execute();
    await setAudit(false);
    assert.deepEqual(
      (await counts('admin')).groups.map(({ name, count }: { name: string; count: number }) => [name, count]),
      [
        ['Auditoria médica', 1],
        ['Faturamento', 4],
        ['Vazio', 0],
      ],
    );
    await setAudit(true);
    const ids = added.map(({ id }) => id);
    await harness.db.deleteFrom('groups').where('id', 'in', ids).execute();
  });

  test('finds what is due soon, overdue, and neither while the clock stands', async () => {
    harness.setNow('2026-02-10T12:00:00Z');
    await update(numbers.waiting, { due_at: '2026-02-10T02:59:59Z', due_soon_at: '2026-02-09T03:00:00Z' });
    await update(numbers.foreign, { due_at: '2026-02-11T02:59:59Z', due_soon_at: '2026-02-10T03:00:00Z' });
    await update(numbers.mine, { due_at: '2026-02-13T02:59:59Z', due_soon_at: '2026-02-12T03:00:00Z' });
    await update(numbers.answered, {
      due_at: '2026-02-01T02:59:59Z',
      clock_pauses: [new Date('2026-01-31T12:00:00Z')],
    });
    assert.deepEqual(await named('deadline=overdue'), ['waiting']);
    assert.deepEqual(await named('deadline=due_soon'), ['foreign']);
    const { overdue, dueSoon } = await counts();
    assert.deepEqual([overdue, dueSoon], [1, 1]);
    const { answered, waiting, foreign, mine } = numbers;
    assert.deepEqual(await list('state=open&order=due'), [answered, waiting, foreign, mine]);
    harness.setNow(undefined);
  });

  test('every order goes through all pages without gap or repetition, and takes only its own cursors', async () => {
    await sql`update protocols set last_activity_at = '2026-01-01T00:00:00.000001Z'::timestamptz + id * interval '1 microsecond'`.execute(
      harness.db,
    );
    await sql`update protocols set waiting_since = last_activity_at where waiting_since is not null`.execute(
      harness.db,
    );
    const cursors: Record<string, string> = {};
    for (const order of ['activity', 'waiting', 'due'] as const) {
      const all = await list(`order=${order}`, 'admin');
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const { json } = await call(
          'admin',
          'GET',
          `/v1/crm/protocols?limit=2&order=${order}${cursor === null ? '' : `&cursor=${cursor}`}`,
        );
        paged.push(...json.items.map(({ number }: { number: string }) => number));
        cursor = json.nextCursor;
        if (cursor !== null) cursors[order] ??= cursor;
      } while (cursor !== null);
      assert.deepEqual(paged, all, order);
      assert.equal(new Set(all).size, 6);
    }
    const waits = await list('order=waiting', 'admin');
    assert.deepEqual(waits.slice(0, 3), [numbers.waiting, numbers.mine, numbers.foreign]);
    for (const order of ['activity', 'waiting', 'due'])
      for (const [made, cursor] of Object.entries(cursors))
        assert.equal(
          (await call('admin', 'GET', `/v1/crm/protocols?order=${order}&cursor=${cursor}`)).status,
          made === order ? 200 : 400,
        );
  });
});

describe('opening on behalf of a provider', () => {
  test('reaches the provider where it is shown, and returns all that the operator sees', async () => {
    const body = harness.newProtocol({ providerId: fixture.providerB, contactMethodId: fixture.phone });
    const { status, json } = await call('fabio', 'POST', '/v1/crm/protocols', { body });
    assert.deepEqual(
      [status, json.openedBy, json.visibleToProvider, json.providerCanReply],
      [201, 'operator', false, true],
    );
    assert.equal((await call('carla', 'GET', `/v1/protocols/${json.number}`)).status, 404);
    const web = await call('fabio', 'POST', '/v1/crm/protocols', {
      body: { ...body, contactMethodId: fixture.web },
    });
    assert.equal(web.json.visibleToProvider, true);
    assert.equal((await call('carla', 'GET', `/v1/protocols/${web.json.number}`)).json.unreadCount, 1);
  });
});

describe('what is confidential', () => {
  test('is not in the thread, the search or the access log of who may not see it', async () => {
    const number = await harness.openProtocol();
    await inTransaction(harness.db, 'system', (tx) =>
      tx
        .updateTable('groups')
        .set({ manager_group_id: fixture.audit })
        .where('id', '=', fixture.billing)
        .execute(),
    );
    const url = `/v1/crm/protocols/${number}`;
    const sent = await call('aline', 'POST', `${url}/messages`, {
      body: {
        body: 'Prontuário capivara.',
        attachmentIds: [],
        visibility: 'confidential',
        asksProvider: false,
      },
    });
    assert.equal(sent.status, 201, sent.text);
    const { id } = await harness.db
      .selectFrom('protocols')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const message = await harness.db
      .selectFrom('messages')
      .select('id')
      .where('protocol_id', '=', id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const attachment = randomUUID();
    await harness.db
      .insertInto('attachments')
      .values({
        id: attachment,
        provider_id: fixture.providerA,
        uploaded_by: fixture.agentAline,
        protocol_id: id,
        message_id: message.id,
        file_name: 'laudo-capivara.pdf',
        size_bytes: 1,
        state: 'ready',
        storage_key: attachment,
        media_type: null,
        sha256: null,
        rejection_code: null,
      })
      .execute();
    await harness.db
      .insertInto('access_log')
      .values({
        actor_kind: 'agent',
        actor_id: fixture.agentAline,
        provider_id: null,
        action: 'attachment.download',
        protocol_number: number,
        attachment_id: attachment,
        request_id: 'x',
      })
      .execute();
    const everything = async (person: Person) => {
      const texts: string[] = [];
      for (const path of [
        url,
        `${url}/messages`,
        `${url}/access-log`,
        '/v1/crm/protocols',
        '/v1/crm/protocols/counts',
      ])
        texts.push((await call(person, 'GET', path)).text);
      return texts.join('');
    };
    assert.match(await everything('aline'), /capivara[\s\S]*laudo-capivara/);
    assert.doesNotMatch(await everything('fabio'), /capivara/);
    for (const person of ['aline', 'fabio', 'admin'] as const)
      assert.deepEqual(await list('search=capivara', person), []);
    await harness.db
      .updateTable('groups')
      .set({ manager_group_id: null })
      .where('id', '=', fixture.billing)
      .execute();
  });
});

test('the access log says who viewed what and when, newest first, page by page', async () => {
  const number = await harness.openProtocol();
  for (const path of ['', '/messages', '/receipt'])
    await call('ana', 'GET', `/v1/protocols/${number}${path}`);
  await call('fabio', 'GET', `/v1/crm/protocols/${number}?purpose=view`);
  const page = async (query: string) =>
    (await call('fabio', 'GET', `/v1/crm/protocols/${number}/access-log?${query}`)).json;
  const all = await page('');
  const ana = { name: 'Ana Souza', organization: 'Clínica A' };
  assert.deepEqual(
    all.items.map(({ at: _, ...record }: { at: string }) => record),
    [
      { actor: { name: 'Fábio Reis', organization: null }, action: 'protocol.view', attachment: null },
      { actor: ana, action: 'protocol.receipt', attachment: null },
      { actor: ana, action: 'messages.read', attachment: null },
      { actor: ana, action: 'protocol.read', attachment: null },
    ],
  );
  const first = await page('limit=3');
  const second = await page(`limit=3&cursor=${first.nextCursor}`);
  assert.deepEqual([...first.items, ...second.items], all.items);
  assert.equal(second.nextCursor, null);
  assert.equal((await call('aline', 'GET', `/v1/crm/protocols/${number}/access-log`)).status, 404);
});

test('who is answered a protocol without changing it is in the access log', async () => {
  const number = await harness.openProtocol();
  assert.equal((await assign(number, null)).json.contactPhone, '(11) 99999-0001');
  const log = await call('fabio', 'GET', `/v1/crm/protocols/${number}/access-log`);
  assert.deepEqual(
    log.json.items.map(({ actor, action }: { actor: { name: string }; action: string }) => [
      actor.name,
      action,
    ]),
    [['Fábio Reis', 'protocol.read']],
  );
});

test('the session names the groups that an employee belongs to', async () => {
  const { json } = await call('aline', 'GET', '/v1/session');
  assert.deepEqual(json.agent, {
    groups: [{ id: fixture.audit, name: 'Auditoria médica' }],
    reach: [{ id: fixture.audit, name: 'Auditoria médica' }],
    accessesConfidential: true,
  });
  assert.equal((await call('fabio', 'GET', '/v1/session')).json.agent.accessesConfidential, false);
  assert.equal((await call('ana', 'GET', '/v1/session')).json.agent, null);
});

describe('tens of thousands of protocols', () => {
  const fabio = { kind: 'agent', userId: fixture.agentFabio, name: 'Fábio', email: null } as const;
  const admin = { kind: 'admin', userId: fixture.admin, name: 'Administração', email: null } as const;
  /** How many rows of `protocols` a function's queries look at. */
  const rowsRead = (who: typeof fabio | typeof admin, run: (tx: Tx) => Promise<unknown>) =>
    inTransaction(harness.db, who, async (tx) => {
      const readSoFar = async () => {
        const { rows } = await sql<{ read: number }>`select seq_tup_read + coalesce(idx_tup_fetch, 0) as read
          from pg_stat_xact_user_tables where relname = 'protocols'`.execute(tx);
        return rows[0]?.read ?? 0;
      };
      const before = await readSoFar();
      await run(tx);
      return (await readSoFar()) - before;
    });
  /** One with thousands of messages and of records in its access log, of billing. */
  let long: { id: number; number: string };
  before(async () => {
    await sql`insert into protocols (number, provider_id, opened_by, classification_id, classification_path, group_id,
        contact_method_id, contact_person, contact_phone, contact_email, status, closed_at, waiting_since, due_at, due_soon_at)
      select '34665920250101' || lpad(n::text, 6, '0'), ${fixture.providerB}, 'provider', ${fixture.glosa}, '{Faturamento}',
        case when n % 2 = 0 then ${fixture.billing}::uuid else ${fixture.audit}::uuid end, ${fixture.web}, 'x', 'x', 'x',
        case when n % 3 = 0 then 'closed' else 'received' end, case when n % 3 = 0 then now() end,
        case when n % 3 > 0 then now() - n * interval '1 second' end, now() + (n - 20000) * interval '1 minute', now()
      from generate_series(1, 40000) n`.execute(harness.db);
    long = await harness.db
      .selectFrom('protocols')
      .select(['id', 'number'])
      .where('number', '=', '34665920250101000002')
      .executeTakeFirstOrThrow();
    await sql`insert into messages (protocol_id, provider_id, sequence, author_kind, author_id, author_name, author_organization, body)
      select ${long.id}, ${fixture.providerB}, n, 'operator', ${fixture.agentFabio}, 'x', 'x', 'x' from generate_series(1, 5000) n`.execute(
      harness.db,
    );
    await sql`insert into access_log (actor_kind, actor_id, action, protocol_number, request_id)
      select 'agent', ${fixture.agentFabio}, 'protocol.view', ${long.number}, 'x' from generate_series(1, 5000)`.execute(
      harness.db,
    );
    for (const table of ['protocols', 'messages', 'access_log'])
      await sql`vacuum analyze ${sql.table(table)}`.execute(harness.db);
  });

  for (const who of [fabio, admin]) {
    for (const filter of [
      { state: 'open', order: 'waiting' },
      { state: 'open', order: 'due' },
      { state: 'open', order: 'waiting', scope: 'unassigned' },
      { state: 'open', order: 'due', deadline: 'overdue' },
      { order: 'activity' },
    ] as const) {
      test(`a page of ${JSON.stringify(filter)} reads no more of them than it shows (${who.kind})`, async () => {
        const now = new Date();
        const read = await rowsRead(who, async (tx) => {
          const { nextCursor } = await listForOperator(tx, who, { ...filter, limit: 25 }, now);
          assert.ok(nextCursor);
          await listForOperator(tx, who, { ...filter, limit: 25, cursor: nextCursor }, now);
        });
        // Two pages, one row more than each shows, of two groups at most; and what the tests above left over.
        assert.ok(read < 2 * 2 * 26 + 20, `${read} rows`);
      });
    }

    test(`counting ends at the cap (${who.kind})`, async () => {
      const read = await rowsRead(who, (tx) => countForOperator(tx, who, { cap: 100, now: new Date() }));
      assert.ok(read <= 2 * 5 * 100 + 20, `${read} rows`);
    });

    test(`a page of a long thread, and one of a long log, read that protocol alone (${who.kind})`, async () => {
      const { id, number } = long;
      const read = await rowsRead(who, async (tx) => {
        const thread = await listMessages(tx, id, { query: {}, limit: 25, publicOnly: false });
        const log = { cursor: undefined, limit: 25, nameConfidential: false };
        const { items } = await listAccessRecords(tx, number, log);
        assert.deepEqual([thread.rows.length, items.length], [25, 25]);
      });
      // Once for each entry, as row-level security asks for it.
      assert.ok(read <= 2 * 26 + 20, `${read} rows`);
    });
  }
});
