import type { ProtocolPage } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

const numbersOf = ({ items }: { items: readonly { number: string }[] }): string[] =>
  items.map(({ number }) => number);

/** Opens protocols that a search for the word finds, one after the other. */
const openWith = async (context: CaseContext, word: string, count: number): Promise<string[]> => {
  const numbers: string[] = [];
  for (let index = 0; index < count; index += 1)
    numbers.push((await context.open({ message: `Pedido ${word}` })).number);
  return numbers;
};

const page = (
  context: CaseContext,
  query: Record<string, string | number | boolean>,
): Promise<ProtocolPage> => context.a.ok('listProtocols', { query });

const walk = async (
  context: CaseContext,
  query: Record<string, string | number | boolean>,
): Promise<string[]> => {
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const next: ProtocolPage = await page(context, { ...query, ...(cursor !== null && { cursor }) });
    numbers.push(...numbersOf(next));
    cursor = next.nextCursor;
  } while (cursor !== null && numbers.length < 1000);
  return numbers;
};

/** Lists in pages. */
export const listCases = area('LIST', 'The list and its pages', (define) => {
  const rule = 'contract: lists are keyset-paged by an opaque cursor; nextCursor is null on the last page.';

  define(
    1,
    'the newest activity comes first',
    'GET /v1/protocols: most recent activity first.',
    {},
    async (context) => {
      const word = context.word();
      const [first, second, third] = await openWith(context, word, 3);
      expectSame(numbersOf(await page(context, { search: word })), [third, second, first], 'order');
      await context.complement(first ?? '', 'Mais uma coisa.');
      expectSame(
        numbersOf(await page(context, { search: word })),
        [first, third, second],
        'order after a message',
      );
    },
  );
  define(
    2,
    'the whole list, too, is in the order of the last activity',
    'GET /v1/protocols: most recent activity first.',
    {},
    async (context) => {
      await context.open();
      const { items } = await page(context, { limit: 100 });
      for (const [index, item] of items.entries()) {
        const next = items[index + 1];
        expect(!next || item.lastActivityAt >= next.lastActivityAt, `${next?.number} comes too late`);
      }
    },
  );
  define(3, 'pages join without gap or repetition', rule, { severity: 'critical' }, async (context) => {
    const word = context.word();
    const numbers = (await openWith(context, word, 5)).reverse();
    for (const limit of [1, 2, 5])
      expectSame(await walk(context, { search: word, limit }), numbers, `all pages of ${limit}`);
  });
  define(
    4,
    'what comes in meanwhile neither moves nor repeats what is on later pages',
    rule,
    { severity: 'critical' },
    async (context) => {
      const word = context.word();
      const numbers = (await openWith(context, word, 4)).reverse();
      const first = await page(context, { search: word, limit: 2 });
      await openWith(context, word, 1);
      const second = await page(context, { search: word, limit: 2, cursor: first.nextCursor ?? '' });
      expectSame([...numbersOf(first), ...numbersOf(second)], numbers, 'the two pages');
      expectSame(second.nextCursor, null, 'nextCursor of the last page');
    },
  );
  define(
    5,
    'protocols of one moment are on one page each',
    rule,
    { severity: 'critical' },
    async (context) => {
      const word = context.word();
      const opened = await Promise.all(Array.from({ length: 8 }, () => context.open({ message: word })));
      const walked = await walk(context, { search: word, limit: 3 });
      expectSame(walked.toSorted(), numbersOf({ items: opened }).sort(), 'all pages');
    },
  );
  define(6, 'the last page has no cursor, even when it is full', rule, {}, async (context) => {
    const word = context.word();
    await openWith(context, word, 2);
    expectSame((await page(context, { search: word, limit: 2 })).nextCursor, null, 'nextCursor');
    expect(
      (await page(context, { search: word, limit: 1 })).nextCursor !== null,
      'There is no cursor to the second page',
    );
  });
  define(7, 'nothing found is an empty page', rule, {}, async (context) => {
    expectSame(await page(context, { search: context.word() }), { items: [], nextCursor: null }, 'page');
  });
  define(
    8,
    'a page has 25 items unless asked otherwise',
    'contract: items a page when the caller does not say.',
    {},
    async (context) => {
      const word = context.word();
      await Promise.all(Array.from({ length: 26 }, () => context.open({ message: word })));
      const { items, nextCursor } = await page(context, { search: word });
      expectSame([items.length, nextCursor !== null], [25, true], 'items and nextCursor');
    },
  );
  define(9, 'a limit is 1 to 100', 'contract: items a page, 1 to 100.', {}, async (context) => {
    for (const limit of [0, 101, -1, 1.5, 'x', ''])
      expectSame(
        (await context.a.request('listProtocols', { query: { limit } })).status,
        422,
        `Status of limit=${limit}`,
      );
    await page(context, { limit: 100 });
  });
  define(
    10,
    'a cursor that the server did not make is refused',
    'contract: cursor_invalid.',
    {},
    async (context) => {
      for (const cursor of ['made-up', 'e30', 'MTIz', '%00', 'W10'])
        await context.a.problem('listProtocols', { query: { cursor } }, 'cursor_invalid');
    },
  );
  define(
    11,
    'a cursor of another list is refused',
    'contract: cursor_invalid; a cursor is only sent back as received.',
    {},
    async (context) => {
      const { number } = await context.open();
      await context.complement(number, 'Dois.');
      const { nextCursor } = await context.a.ok('listMessages', { params: { number }, query: { limit: 1 } });
      await context.a.problem('listProtocols', { query: { cursor: nextCursor ?? '' } }, 'cursor_invalid');
    },
  );
  define(
    12,
    'a cursor of one provider leads another to nothing that is not its own',
    'domain: ownership holds on every page.',
    { needs: ['a', 'b'], severity: 'critical' },
    async (context) => {
      const word = context.word();
      const numbers = await openWith(context, word, 2);
      const { nextCursor } = await page(context, { search: word, limit: 1 });
      const exchange = await context.b.request('listProtocols', {
        query: { cursor: nextCursor ?? '', limit: 100 },
      });
      if (exchange.status === 200)
        expect(
          !numbersOf(exchange.json as ProtocolPage).some((number) => numbers.includes(number)),
          'It lists foreign protocols',
        );
    },
  );
  define(
    13,
    'a query parameter that the contract does not have is refused',
    'contract: queries are strict.',
    {},
    async (context) => {
      await context.a.issues('listProtocols', { query: { order: 'number' } }, ['order:unknown_field']);
      await context.a.issues('listProtocols', { query: { providerId: 'x' } }, ['providerId:unknown_field']);
    },
  );
  define(
    14,
    'a row says the same as the protocol itself',
    'contract: protocolSummarySchema is part of protocolSchema.',
    {},
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: word });
      const [row] = (await page(context, { search: word })).items;
      const whole = (await context.read(number)) as unknown as Record<string, unknown>;
      for (const [name, value] of Object.entries(row ?? {})) expectSame(value, whole[name], name);
    },
  );
  define(
    15,
    'a repeated parameter is refused or read once, never an error of the server',
    'contract: queries are strict.',
    { severity: 'minor' },
    async (context) => {
      const { status } = await context.a.send('GET', '/v1/protocols?limit=1&limit=2');
      expect(status === 200 || status === 422 || status === 400, `Status ${status}`);
    },
  );
});
