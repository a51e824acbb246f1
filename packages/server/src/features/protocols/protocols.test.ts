import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Principal } from '@fale-conosco/domain';
import { sql } from 'kysely';
import { inTransaction } from '../../database/transaction.ts';
import { fixture, useHarness } from '../../testing/harness.ts';

const harness = useHarness();
const call: typeof harness.call = (...parameters) => harness.call(...parameters);
const numbersOf = (response: { json: { items: { number: string }[] } }) =>
  response.json.items.map(({ number }) => number);
const issuesOf = (response: { status: number; json: { issues: { path: string; code: string }[] } }) => {
  assert.equal(response.status, 422);
  return response.json.issues.map(({ path, code }) => `${path} ${code}`);
};
const create = (changes: Record<string, unknown>) =>
  call('ana', 'POST', '/v1/protocols', { body: harness.newProtocol(changes) });

describe('opening', () => {
  test('returns the whole protocol, received and still cancellable', async () => {
    const { status, json } = await create({});
    assert.equal(status, 201);
    assert.equal(json.status, 'received');
    assert.deepEqual(json.classification, { id: fixture.glosa, path: ['Faturamento', 'Glosa de guia'] });
    assert.deepEqual(
      [json.canReply, json.canCancel, json.unreadCount, json.lastSequence],
      [true, true, 0, 1],
    );
    assert.deepEqual((await call('bruno', 'GET', `/v1/protocols/${json.number}`)).json, json);
  });

  test('keeps the path as it read on the day', async () => {
    const number = await harness.openProtocol();
    await harness.db
      .updateTable('classifications')
      .set({ name: 'Glosas' })
      .where('id', '=', fixture.glosa)
      .execute();
    const { json } = await call('ana', 'GET', `/v1/protocols/${number}`);
    await harness.db
      .updateTable('classifications')
      .set({ name: 'Glosa de guia' })
      .where('id', '=', fixture.glosa)
      .execute();
    assert.deepEqual(json.classification.path, ['Faturamento', 'Glosa de guia']);
  });

  test('takes only a shown, active leaf, and a contact method that is offered', async () => {
    for (const classificationId of [
      fixture.branch,
      fixture.hidden,
      fixture.retired,
      fixture.web,
      "x' or true",
    ]) {
      assert.deepEqual(issuesOf(await create({ classificationId })), ['classificationId not_available']);
    }
    for (const contactMethodId of [fixture.phone, fixture.webReturn, 'nothing']) {
      assert.deepEqual(issuesOf(await create({ contactMethodId })), ['contactMethodId not_available']);
    }
  });

  test('asks for the attachment that the classification requires', async () => {
    assert.deepEqual(issuesOf(await create({ classificationId: fixture.appeal })), [
      'attachmentIds attachment_required',
    ]);
  });

  test('rejects attachments that do not exist, and leaves nothing behind', async () => {
    const before = (await call('ana', 'GET', '/v1/protocols/counts')).json;
    assert.deepEqual(issuesOf(await create({ attachmentIds: ['nope'] })), ['attachmentIds.0 not_available']);
    assert.deepEqual((await call('ana', 'GET', '/v1/protocols/counts')).json, before);
  });

  test('goes on only from a closed protocol of the same provider', async () => {
    const previous = await harness.openProtocol();
    const rejected = ['previousProtocolNumber not_available'];
    assert.deepEqual(issuesOf(await create({ previousProtocolNumber: previous })), rejected);
    await call('ana', 'POST', `/v1/protocols/${previous}/cancel`, { body: {} });
    assert.equal((await create({ previousProtocolNumber: previous })).json.previousProtocolNumber, previous);
    const byCarla = await call('carla', 'POST', '/v1/protocols', {
      body: harness.newProtocol({ previousProtocolNumber: previous }),
    });
    assert.deepEqual(issuesOf(byCarla), rejected);
  });
});

describe('numbers', () => {
  test('100 protocols opened at once get 100 consecutive numbers', async () => {
    harness.setNow('2026-03-10T12:00:00Z');
    const numbers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => harness.openProtocol({}, index % 2 ? 'ana' : 'carla')),
    );
    harness.setNow(undefined);
    const expected = Array.from(
      { length: 100 },
      (_, index) => `34665920260310${String(index + 1).padStart(6, '0')}`,
    );
    assert.deepEqual(numbers.sort(), expected);
  });

  test('a rejected protocol takes no number', async () => {
    harness.setNow('2026-03-11T12:00:00Z');
    await harness.openProtocol();
    await create({ attachmentIds: ['nope'] });
    const next = await harness.openProtocol();
    harness.setNow(undefined);
    assert.equal(next.slice(-6), '000002');
  });

  test('the day changes at midnight in São Paulo, and the sequence begins again', async () => {
    const numbers: string[] = [];
    for (const instant of ['2026-03-13T02:30:00Z', '2026-03-13T02:59:59.999Z', '2026-03-13T03:00:00Z']) {
      harness.setNow(instant);
      numbers.push(await harness.openProtocol());
    }
    harness.setNow(undefined);
    assert.deepEqual(
      numbers.map((number) => number.slice(6)),
      ['20260312000001', '20260312000002', '20260313000001'],
    );
  });
});

describe('the list', () => {
  test('goes through all pages without gap or repetition', async () => {
    const all = new Set<string>();
    let cursor: string | null = null;
    let pages = 0;
    do {
      const response = await call(
        'ana',
        'GET',
        `/v1/protocols?limit=7${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      assert.equal(response.status, 200, response.text);
      for (const number of numbersOf(response)) {
        assert.ok(!all.has(number));
        all.add(number);
      }
      cursor = response.json.nextCursor;
      pages += 1;
    } while (cursor !== null);
    const { json: counts } = await call('ana', 'GET', '/v1/protocols/counts');
    assert.equal(all.size, counts.all);
    assert.equal(pages, Math.ceil(all.size / 7));
    assert.equal(numbersOf(await call('ana', 'GET', '/v1/protocols')).length, 25);
  });

  test('keeps its place among rows whose activity differs by microseconds', async () => {
    const count = 5;
    await sql`update protocols set last_activity_at = '2026-01-01T00:00:00.000001Z'::timestamptz + id * interval '1 microsecond'
      where provider_id = ${fixture.providerB}`.execute(harness.db);
    const first = await call('carla', 'GET', `/v1/protocols?limit=${count}`);
    const second = await call('carla', 'GET', `/v1/protocols?limit=${count}&cursor=${first.json.nextCursor}`);
    assert.deepEqual(
      [...numbersOf(first), ...numbersOf(second)],
      numbersOf(await call('carla', 'GET', `/v1/protocols?limit=${count * 2}`)),
    );
  });

  test('is narrowed by state, classification, day and unread', async () => {
    harness.setNow('2026-02-02T02:30:00Z');
    const number = await harness.openProtocol();
    await call('fabio', 'POST', `/v1/crm/protocols/${number}/close`, {
      body: { body: 'Resolvido.', attachmentIds: [] },
    });
    harness.setNow(undefined);
    const has = async (query: string) =>
      numbersOf(await call('ana', 'GET', `/v1/protocols?limit=100&${query}`)).includes(number);
    for (const query of [
      'state=all',
      'state=closed',
      `classificationId=${fixture.branch}`,
      `classificationId=${fixture.glosa}`,
      'from=2026-02-01&to=2026-02-01',
      'unread=true',
    ]) {
      assert.ok(await has(query), query);
    }
    for (const query of [
      'state=open',
      `classificationId=${fixture.appeal}`,
      'classificationId=nothing',
      'from=2026-02-02',
      'to=2026-01-31',
      'unread=false',
    ]) {
      assert.ok(!(await has(query)), query);
    }
  });

  test('rejects days, limits, states and cursors that do not exist', async () => {
    const list = (query: string) => call('ana', 'GET', `/v1/protocols?${query}`);
    assert.deepEqual(issuesOf(await list('from=2026-02-30')), ['from invalid_format']);
    assert.deepEqual(issuesOf(await list('limit=0')), ['limit invalid_format']);
    assert.deepEqual(issuesOf(await list('state=lost')), ['state invalid_choice']);
    assert.equal((await list('cursor=abc')).json.code, 'cursor_invalid');
    assert.equal(
      (await list(`cursor=${Buffer.from('["protocols",9007199254740991,1]').toString('base64url')}`)).status,
      200,
    );
  });
});

describe('what is not shown to providers', () => {
  const flags = [
    {
      name: 'shownToProviders',
      off: { shown_to_providers: false },
      on: { shown_to_providers: true },
      table: 'classifications',
      id: fixture.glosa,
    },
    {
      name: 'offeredInFaleConosco',
      off: { fale_conosco: false },
      on: { fale_conosco: true },
      table: 'contact_methods',
      id: fixture.web,
    },
  ] as const;
  for (const flag of flags) {
    test(`${flag.name} off hides a protocol everywhere, and on again shows the same one`, async () => {
      const number = await harness.openProtocol({ message: 'Palavra rara xilofone' });
      await harness.answer(number);
      const before = await call('ana', 'GET', '/v1/protocols/counts');
      const set = (values: typeof flag.off | typeof flag.on) =>
        harness.db
          .updateTable(flag.table)
          .set(values as never)
          .where('id' as never, '=', flag.id as never)
          .execute();
      const missing = (await call('ana', 'GET', '/v1/protocols/00000020260101000001')).json;

      await set(flag.off);
      for (const [method, path, body] of [
        ['GET', ''],
        ['GET', '/messages'],
        ['GET', '/receipt'],
        ['PUT', '/read-marker', { sequence: 1 }],
        ['POST', '/messages', { body: 'x', attachmentIds: [] }],
        ['POST', '/cancel', {}],
      ] as const) {
        const response = await call('ana', method, `/v1/protocols/${number}${path}`, { body });
        assert.equal(response.status, 404, path);
        assert.deepEqual({ ...response.json, requestId: '' }, { ...missing, requestId: '' });
      }
      assert.deepEqual(numbersOf(await call('ana', 'GET', '/v1/protocols?search=xilofone')), []);
      assert.ok(!numbersOf(await call('ana', 'GET', '/v1/protocols?limit=100')).includes(number));
      const { json: counts } = await call('ana', 'GET', '/v1/protocols/counts');
      assert.ok(counts.all < before.json.all && counts.unread < before.json.unread);

      await set(flag.on);
      assert.equal((await call('ana', 'GET', `/v1/protocols/${number}`)).status, 200);
      assert.deepEqual((await call('ana', 'GET', '/v1/protocols/counts')).json, before.json);
    });
  }

  test('a deactivated classification still shows its protocols', async () => {
    const number = await harness.openProtocol();
    await harness.db
      .updateTable('classifications')
      .set({ active: false })
      .where('id', '=', fixture.glosa)
      .execute();
    assert.equal((await call('ana', 'GET', `/v1/protocols/${number}`)).status, 200);
    assert.deepEqual(issuesOf(await create({})), ['classificationId not_available']);
    await harness.db
      .updateTable('classifications')
      .set({ active: true })
      .where('id', '=', fixture.glosa)
      .execute();
  });
});

describe('search', () => {
  test('finds words without accents, in the plural, half typed, of the classification and of messages', async () => {
    const number = await harness.openProtocol({
      message: 'As autorizações do paciente ficaram pendentes (guia 998877).',
    });
    await harness.answer(number, { body: 'O demonstrativo segue amanhã.' });
    for (const search of [
      'autorizacao',
      'AUTORIZAÇÃO pendente',
      'autoriz',
      'glosa autorização',
      'demonstr',
      'autorizações de',
      '998877',
      'paciente dem',
      number,
    ]) {
      const found = numbersOf(await call('ana', 'GET', `/v1/protocols?search=${encodeURIComponent(search)}`));
      assert.ok(found.includes(number), search);
    }
    for (const search of ['autorizacao inexistente', 'zzz']) {
      assert.deepEqual(
        numbersOf(await call('ana', 'GET', `/v1/protocols?search=${encodeURIComponent(search)}`)),
        [],
        search,
      );
    }
  });

  test('finds a number by its parts, with spaces and dots', async () => {
    harness.setNow('2026-05-05T12:00:00Z');
    const number = await harness.openProtocol();
    harness.setNow(undefined);
    const parts = [number.slice(0, 6), number.slice(6, 14), number.slice(14)];
    for (const search of [
      number,
      parts.join(' '),
      parts.join('.'),
      number.slice(6),
      `${parts[1]} ${parts[2]}`,
      parts[1],
    ]) {
      const found = numbersOf(
        await call('ana', 'GET', `/v1/protocols?search=${encodeURIComponent(search ?? '')}`),
      );
      assert.ok(found.includes(number), search);
    }
  });

  test('takes anything typed as text', async () => {
    for (const search of ["'", "a' & !b | (c:*", '\\', '%', '\u0000', 'é'.repeat(200), '🙂', '1e5', 'a:*B']) {
      assert.equal(
        (await call('ana', 'GET', `/v1/protocols?search=${encodeURIComponent(search)}`)).status,
        200,
        search,
      );
    }
  });

  test('does not cross providers, and does not know internal or confidential messages', async () => {
    const number = await harness.openProtocol({ message: 'segredo ornitorrinco' });
    await harness.answer(number, { body: 'nota capivara', visibility: 'internal' });
    const search = async (person: 'ana' | 'carla' | 'fabio' | 'aline', word: string) =>
      numbersOf(
        await call(
          person,
          'GET',
          `${person === 'ana' || person === 'carla' ? '/v1' : '/v1/crm'}/protocols?search=${word}`,
        ),
      );
    assert.deepEqual(await search('ana', 'ornitorrinco'), [number]);
    assert.deepEqual(await search('fabio', 'ornitorrinco'), [number]);
    assert.deepEqual(await search('carla', 'ornitorrinco'), []);
    assert.deepEqual(await search('aline', 'ornitorrinco'), []);
    assert.deepEqual(await search('ana', 'capivara'), []);
  });
});

describe('the receipt', () => {
  test('proves what was registered', async () => {
    harness.setNow('2026-06-01T12:00:00Z');
    const number = await harness.openProtocol();
    harness.setNow(undefined);
    const { json } = await call('bruno', 'GET', `/v1/protocols/${number}/receipt`);
    assert.deepEqual(
      { ...json, issuedAt: '' },
      {
        number,
        registeredAt: '2026-06-01T12:00:00.000Z',
        issuedAt: '',
        operator: { name: 'Operadora Vida Plena', ansRegistration: '346659' },
        provider: { name: 'Clínica A' },
        classificationPath: ['Faturamento', 'Glosa de guia'],
        contactMethod: 'Web',
        contactPerson: 'Ana Souza',
        attachments: [],
      },
    );
  });
});

describe('thousands of protocols', () => {
  before(async () => {
    await sql`with opened as (
        insert into protocols (number, provider_id, opened_by, classification_id, classification_path, group_id,
          contact_method_id, contact_person, contact_phone, contact_email, status)
        select '34665920250101' || lpad(n::text, 6, '0'), ${fixture.providerB}, 'provider', ${fixture.glosa}, '{Faturamento}',
          ${fixture.billing}, ${fixture.web}, 'x', 'x', 'x', 'received' from generate_series(1, 5100) n
        returning id, provider_id)
      insert into protocol_search (protocol_id, provider_id, document)
      select id, provider_id, to_tsvector('fale_conosco', 'lugarcomum') from opened`.execute(harness.db);
  });

  test('are counted up to the cap', async () => {
    const { json } = await call('carla', 'GET', '/v1/protocols/counts');
    assert.deepEqual(json, { all: 1000, open: 1000, closed: 0, unread: 0, cap: 1000 });
  });

  test('are found by a word that all of them have, page by page, and by no other provider', async () => {
    const first = await call('carla', 'GET', '/v1/protocols?search=lugarcomum&limit=40');
    const cursor = first.json.nextCursor;
    const second = await call('carla', 'GET', `/v1/protocols?search=lugarcomum&limit=40&cursor=${cursor}`);
    assert.equal(new Set([...numbersOf(first), ...numbersOf(second)]).size, 80);
    assert.deepEqual(numbersOf(await call('ana', 'GET', '/v1/protocols?search=lugarcomum')), []);
    assert.equal(numbersOf(await call('fabio', 'GET', '/v1/crm/protocols?search=lugarcomum')).length, 25);
    assert.deepEqual(numbersOf(await call('aline', 'GET', '/v1/crm/protocols?search=lugarcomum')), []);
  });
});

describe('the access log', () => {
  const recordsOf = async (number: string) => {
    const { rows } = await sql<{
      record: string;
    }>`select actor_kind || ' ' || action as record from access_log
      where protocol_number = ${number} or ${number} = any (protocol_numbers) order by id`.execute(
      harness.db,
    );
    return rows.map(({ record }) => record);
  };
  /** As if all that was recorded had happened half an hour earlier. */
  const endVisits = () => sql`update access_log set at = at - interval '30 minutes'`.execute(harness.db);

  test('says what was done: opened, read, taken away', async () => {
    const number = await harness.openProtocol();
    for (const path of ['?purpose=view', '/messages', '/receipt', '/receipt'])
      await call('ana', 'GET', `/v1/protocols/${number}${path}`);
    await call('fabio', 'GET', `/v1/crm/protocols/${number}`);
    assert.deepEqual(await recordsOf(number), [
      'provider protocol.view',
      'provider messages.read',
      'provider protocol.receipt',
      'provider protocol.receipt',
      'agent protocol.read',
    ]);
    const odd = await call('ana', 'GET', `/v1/protocols/${number}?purpose=print`);
    assert.deepEqual(issuesOf(odd), ['purpose invalid_choice']);
  });

  test('says it once a visit, and a view says that data were read', async () => {
    const number = await harness.openProtocol();
    const read = (purpose: string) => call('ana', 'GET', `/v1/protocols/${number}${purpose}`);
    for (const purpose of [
      '?purpose=row',
      '?purpose=row',
      '',
      '?purpose=row',
      '?purpose=view',
      '',
      '?purpose=view',
    ])
      await read(purpose);
    const visit = ['provider protocol.row', 'provider protocol.read', 'provider protocol.view'];
    assert.deepEqual(await recordsOf(number), visit);
    await endVisits();
    await Promise.all(Array.from({ length: 6 }, () => read('?purpose=view')));
    assert.deepEqual(await recordsOf(number), [...visit, 'provider protocol.view']);
    await call('bruno', 'GET', `/v1/protocols/${number}?purpose=view`);
    assert.equal((await recordsOf(number)).length, 5);
  });

  test('knows which protocols a list showed: those of a visit once, and those that came', async () => {
    await endVisits();
    const [first, second] = [await harness.openProtocol(), await harness.openProtocol()];
    await call('ana', 'GET', '/v1/protocols?limit=1&state=open');
    await call('ana', 'GET', '/v1/protocols?limit=1&state=open');
    const third = await harness.openProtocol();
    await call('ana', 'GET', '/v1/protocols?limit=2&state=open');
    const { rows } = await sql<{
      numbers: string[];
      detail: unknown;
    }>`select protocol_numbers as numbers, detail
      from access_log where action = 'protocol.list' and detail -> 'filters' ->> 'state' = 'open'
        and ${second} = any (protocol_numbers) or ${third} = any (protocol_numbers) order by id`.execute(
      harness.db,
    );
    const detail = { filters: { state: 'open' } };
    assert.deepEqual(rows, [
      { numbers: [second], detail },
      { numbers: [third], detail },
    ]);
    assert.deepEqual(await recordsOf(first), []);
    await call('fabio', 'GET', '/v1/crm/protocols?limit=2&scope=unassigned');
    assert.deepEqual(await recordsOf(third), ['provider protocol.list', 'agent protocol.list']);
  });

  test('keeps what was searched for as digests, which answer whether somebody looked for a name', async () => {
    const search = async (text: string) => {
      const { json } = await call('ana', 'GET', `/v1/protocols?search=${encodeURIComponent(text)}`);
      return json.items.length;
    };
    assert.equal(await search('Capitu Santiágo'), 0);
    await search('santiago capitu');
    const { rows } = await sql<{ record: string; asked: boolean; other: boolean }>`select l::text as record,
        detail -> 'words' ? fc_search_digest('Santiago') as asked, detail -> 'words' ? fc_search_digest('Silva') as other
      from access_log l where action = 'protocol.search' and detail -> 'words' ? fc_search_digest('capitu')`.execute(
      harness.db,
    );
    assert.deepEqual(
      rows.map(({ asked, other }) => [asked, other]),
      [[true, false]],
    );
    assert.doesNotMatch(rows[0]?.record ?? '', /capitu|santi/i);
  });

  test('shows what lists and searches showed only to those who ask for it', async () => {
    const number = await harness.openProtocol();
    await call('ana', 'GET', '/v1/protocols');
    await call('ana', 'GET', `/v1/protocols?search=${number}`);
    await call('ana', 'GET', `/v1/protocols/${number}?purpose=row`);
    await call('ana', 'GET', `/v1/protocols/${number}?purpose=view`);
    const log = async (query: string) => {
      const { json } = await call('fabio', 'GET', `/v1/crm/protocols/${number}/access-log?${query}`);
      return json.items.map(({ action }: { action: string }) => action);
    };
    assert.deepEqual(await log(''), ['protocol.view']);
    const all = ['protocol.view', 'protocol.row', 'protocol.search', 'protocol.list'];
    assert.deepEqual(await log('lists=true'), all);
    // An agent of another group does not see the row that names protocols of this one.
    const aline: Principal = { kind: 'agent', userId: fixture.agentAline, name: 'Aline', email: null };
    const { rows } = await inTransaction(harness.db, aline, (tx) =>
      sql`select id from access_log where ${number} = any (protocol_numbers)`.execute(tx),
    );
    assert.deepEqual(rows, []);
  });
});
