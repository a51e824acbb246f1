import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inTransaction } from '../../database/transaction.ts';
import { fixture, useHarness } from '../../testing/harness.ts';
import { publishEvent } from '../events/publish.ts';

const harness = useHarness(async ({ app }) => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return async () => undefined;
});
const call: typeof harness.call = (...parameters) => harness.call(...parameters);

/** Where an admin sets each flag. */
const flags = {
  shownToProviders: { url: `/v1/crm/classifications/${fixture.glosa}`, field: 'shownToProviders' },
  faleConosco: { url: `/v1/crm/contact-methods/${fixture.web}`, field: 'faleConosco' },
  releasedForWeb: { url: `/v1/crm/contact-methods/${fixture.webReturn}`, field: 'releasedForWeb' },
};
type Flag = keyof typeof flags;
const flagNames = Object.keys(flags) as Flag[];

const set = async (flag: Flag, on: boolean): Promise<void> => {
  const { url, field } = flags[flag];
  const before = await call('admin', 'GET', url);
  if (before.json[field] === on) return;
  const after = await call('admin', 'PATCH', url, {
    body: { [field]: on },
    headers: { 'if-match': String(before.headers.etag) },
  });
  assert.equal(after.status, 200, after.text);
};

interface Combination {
  shownToProviders: boolean;
  faleConosco: boolean;
  releasedForWeb: boolean;
  state: 'open' | 'closed';
  openedBy: 'provider' | 'operator';
}

const both = [true, false];
const combinations: Combination[] = both.flatMap((shownToProviders) =>
  both.flatMap((faleConosco) =>
    both.flatMap((releasedForWeb) =>
      (['open', 'closed'] as const).flatMap((state) =>
        (['provider', 'operator'] as const).map((openedBy) => ({
          shownToProviders,
          faleConosco,
          releasedForWeb,
          state,
          openedBy,
        })),
      ),
    ),
  ),
);

/** What the manual says that the provider has of a protocol, no matter who opened it, and open or closed. */
const promised = ({ shownToProviders, faleConosco, releasedForWeb }: Combination) => {
  // It can neither choose a classification that is not shown nor see protocols of it; a method without Fale Conosco is
  // not offered, and protocols by it are not listed.
  const shown = shownToProviders && faleConosco;
  // Without the release it sees the thread but cannot reply, and the thread says why.
  const replies = shown && releasedForWeb;
  const read = shown ? 200 : 404;
  return {
    listed: shown,
    listedInItsTab: shown,
    listedInTheOtherTab: false,
    counted: shown,
    found: shown,
    protocol: read,
    canReply: shown ? releasedForWeb : undefined,
    replyBlockedReason: shown ? (releasedForWeb ? null : 'no_return_method') : undefined,
    thread: read,
    receipt: read,
    reply: replies ? 201 : shown ? 409 : 404,
    // Of its own reply, and of what an agent does then.
    events: shown ? (replies ? 2 : 1) : 0,
    offered: { classification: shownToProviders, contactMethod: faleConosco },
    operator: { visibleToProvider: shown, providerCanReply: releasedForWeb },
  };
};

/** Opens Ana's event stream. */
const listen = async () => {
  const address = harness.app.server.address();
  assert.ok(typeof address === 'object' && address);
  const stop = new AbortController();
  const { body } = await fetch(`http://127.0.0.1:${address.port}/v1/events`, {
    headers: { authorization: `Bearer ${await harness.token('ana')}` },
    signal: stop.signal,
  });
  assert.ok(body);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value ?? '';
  /** Reads up to a mark that is published now, so that all that was said before has come. */
  const readTo = async (mark: string): Promise<void> => {
    await inTransaction(harness.db, 'system', (tx) =>
      publishEvent(tx, {
        type: 'protocol.changed',
        data: { number: mark, cause: 'message', status: 'received', lastSequence: 1 },
        providerId: fixture.providerA,
      }),
    );
    while (!text.includes(mark)) text += (await reader.read()).value ?? '';
  };
  // What was committed just before the stream began may come all the same: it is not what the test counts.
  await readTo('mark-begin');
  text = '';
  return {
    async countOf(number: string): Promise<number> {
      await readTo(`mark-${number}`);
      return text.split(`"number":"${number}"`).length - 1;
    },
    close: () => stop.abort(),
  };
};

const open = async ({ openedBy, state }: Pick<Combination, 'openedBy' | 'state'>): Promise<string> => {
  const message = 'Glosa indevida, palavra ornitorrinco.';
  const opened =
    openedBy === 'provider'
      ? await call('ana', 'POST', '/v1/protocols', { body: harness.newProtocol({ message }) })
      : await call('fabio', 'POST', '/v1/crm/protocols', {
          body: harness.newProtocol({ message, providerId: fixture.providerA }),
        });
  assert.equal(opened.status, 201, opened.text);
  const { number } = opened.json;
  const closing = { body: 'Concluído.', attachmentIds: [] };
  if (state === 'closed')
    assert.equal(
      (await call('fabio', 'POST', `/v1/crm/protocols/${number}/close`, { body: closing })).status,
      200,
    );
  return number;
};

/** Looks at a protocol in every way that a provider has. */
const observe = async (number: string, { state }: Combination, count: { shown: number }) => {
  const get = (path: string) => call('ana', 'GET', path);
  const lists = async (query: string) =>
    (await get(`/v1/protocols?limit=100&${query}`)).json.items.some(
      (item: { number: string }) => item.number === number,
    );
  const [protocol, crm, tree, methods] = [
    await get(`/v1/protocols/${number}`),
    await call('fabio', 'GET', `/v1/crm/protocols/${number}`),
    await get('/v1/classifications'),
    await get('/v1/contact-methods'),
  ];
  const { json: counts } = await get('/v1/protocols/counts');
  const counted = counts.all > 0;
  // All of the provider's protocols have the same classification and contact method: all of them are counted, or none.
  assert.equal(counts.all, counted ? count.shown : 0);
  assert.equal(counts.open + counts.closed, counts.all);
  const has = (items: { id: string }[], id: string) => items.some((item) => item.id === id);
  return {
    listed: await lists('state=all'),
    listedInItsTab: await lists(`state=${state}`),
    listedInTheOtherTab: await lists(`state=${state === 'open' ? 'closed' : 'open'}`),
    counted,
    found: await lists('search=ornitorrinco'),
    protocol: protocol.status,
    canReply: protocol.json.canReply,
    replyBlockedReason: protocol.json.replyBlockedReason,
    thread: (await get(`/v1/protocols/${number}/messages`)).status,
    receipt: (await get(`/v1/protocols/${number}/receipt`)).status,
    offered: {
      classification: has(tree.json.items, fixture.glosa),
      contactMethod: has(methods.json.items, fixture.web),
    },
    operator: {
      visibleToProvider: crm.json.visibleToProvider,
      providerCanReply: crm.json.providerCanReply,
    },
  };
};

describe('every combination of the flags', () => {
  const count = { shown: 0 };
  for (const combination of combinations) {
    const { state, openedBy, ...settings } = combination;
    const name = Object.entries(settings).map(([flag, on]) => `${flag} ${on ? 'on' : 'off'}`);
    test(`${name.join(', ')}: ${state}, opened by the ${openedBy}`, async () => {
      for (const flag of flagNames) await set(flag, true);
      const number = await open(combination);
      count.shown += 1;
      for (const flag of flagNames) await set(flag, combination[flag]);
      const stream = await listen();
      const seen = await observe(number, combination, count);
      const reply = await call('ana', 'POST', `/v1/protocols/${number}/messages`, {
        body: { body: 'Complemento.', attachmentIds: [] },
      });
      // An agent goes on, whatever the flags: with a reply, or by reopening what is closed.
      const stillClosed = state === 'closed' && reply.status !== 201;
      const went = stillClosed
        ? await call('fabio', 'POST', `/v1/crm/protocols/${number}/reopen`, { body: {} })
        : { status: 200, sequence: await harness.answer(number) };
      assert.equal(went.status, 200);
      const events = await stream.countOf(number);
      stream.close();
      assert.deepEqual({ ...seen, reply: reply.status, events }, promised(combination));
    });
  }
});

describe('turning a flag off and on again', () => {
  for (const flag of flagNames) {
    test(`restores every view byte for byte: ${flag}`, async () => {
      for (const each of flagNames) await set(each, true);
      harness.setNow('2026-11-24T15:00:00Z');
      const numbers = [
        await open({ openedBy: 'provider', state: 'open' }),
        await open({ openedBy: 'provider', state: 'closed' }),
        await open({ openedBy: 'operator', state: 'open' }),
        await open({ openedBy: 'operator', state: 'closed' }),
      ];
      const views = async () => {
        const texts: string[] = [];
        for (const path of [
          '/v1/protocols?limit=100',
          '/v1/protocols?state=open',
          '/v1/protocols?state=closed',
          '/v1/protocols?unread=true',
          '/v1/protocols?search=ornitorrinco',
          '/v1/protocols/counts',
          '/v1/classifications',
          '/v1/contact-methods',
          ...numbers.flatMap((number) =>
            ['', '/messages', '/receipt'].map((path) => `/v1/protocols/${number}${path}`),
          ),
        ])
          texts.push((await call('ana', 'GET', path)).text);
        for (const number of numbers)
          texts.push((await call('fabio', 'GET', `/v1/crm/protocols/${number}`)).text);
        return texts;
      };
      const before = await views();
      await set(flag, false);
      assert.notDeepEqual(await views(), before);
      await set(flag, true);
      assert.deepEqual(await views(), before);
      harness.setNow(undefined);
    });
  }
});

describe('an entry that is not active', () => {
  const listed = async (number: string) => {
    const { json } = await call('ana', 'GET', '/v1/protocols?limit=100');
    return json.items.some((item: { number: string }) => item.number === number);
  };
  for (const [flag, table, id] of [
    ['shownToProviders', 'classifications', fixture.glosa],
    ['faleConosco', 'contact_methods', fixture.web],
  ] as const) {
    test(`still shows its old protocols, and hides them no less when it is turned off too: ${flag}`, async () => {
      for (const each of flagNames) await set(each, true);
      const number = await open({ openedBy: 'provider', state: 'open' });
      const setActive = (active: boolean) =>
        harness.db.updateTable(table).set({ active }).where('id', '=', id).execute();
      await setActive(false);
      assert.equal(await listed(number), true);
      await harness.db
        .updateTable(table)
        .set(flag === 'faleConosco' ? { fale_conosco: false } : { shown_to_providers: false })
        .where('id', '=', id)
        .execute();
      assert.equal(await listed(number), false);
      assert.equal((await call('ana', 'GET', `/v1/protocols/${number}`)).status, 404);
      assert.equal((await call('fabio', 'GET', `/v1/crm/protocols/${number}`)).json.visibleToProvider, false);
      await setActive(true);
      await set(flag, true);
    });
  }

  test('releases no replies, nor does one that only takes contacts', async () => {
    for (const each of flagNames) await set(each, true);
    const number = await open({ openedBy: 'provider', state: 'open' });
    const method = { active: true, mode: 'return' as const };
    for (const [changes, released] of [
      [{}, true],
      [{ active: false }, false],
      [{ mode: 'contact' as const }, false],
      [{ mode: 'both' as const }, true],
    ] as const) {
      await harness.db
        .updateTable('contact_methods')
        .set({ ...method, ...changes })
        .where('id', '=', fixture.webReturn)
        .execute();
      const { canReply, replyBlockedReason } = (await call('ana', 'GET', `/v1/protocols/${number}`)).json;
      assert.deepEqual([canReply, replyBlockedReason], [released, released ? null : 'no_return_method']);
      const reply = await call('ana', 'POST', `/v1/protocols/${number}/messages`, {
        body: { body: 'Complemento.', attachmentIds: [] },
      });
      assert.equal(reply.status, released ? 201 : 409, JSON.stringify(changes));
    }
    await harness.db.updateTable('contact_methods').set(method).where('id', '=', fixture.webReturn).execute();
  });
});
