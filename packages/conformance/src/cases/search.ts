import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

type Query = Record<string, string | number | boolean>;

const find = async (context: CaseContext, query: Query): Promise<string[]> =>
  (await context.a.ok('listProtocols', { query: { limit: 100, ...query } })).items.map(
    ({ number }) => number,
  );

const localDay = (instant: string, days = 0): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Sao_Paulo',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(Date.parse(instant) + days * 86_400_000));

/** Filters and search of the provider's list. */
export const searchCases = area('FIND', 'Filters and search', (define) => {
  define(
    1,
    'a word of a message finds the protocol',
    'contract: search: words of the number, classification or messages.',
    {},
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: `Pedido ${word} de março` });
      expectSame(await find(context, { search: word }), [number], 'found');
      expectSame(await find(context, { search: `${word}x` }), [], 'found by another word');
    },
  );
  define(
    2,
    'case and accents do not matter, on either side',
    'contract: accents and case do not matter.',
    {},
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: `Zé${word} pediu` });
      for (const search of [`ze${word}`, `ZÉ${word.toUpperCase()}`, `Zê${word}`])
        expectSame(await find(context, { search }), [number], `found by ${search}`);
    },
  );
  define(3, 'all words of a search must be there', 'contract: search.', {}, async (context) => {
    const [one, two] = [context.word(), context.word()];
    const { number } = await context.open({ message: `${one} e ${two}` });
    await context.open({ message: one });
    expectSame(await find(context, { search: `${two} ${one}` }), [number], 'found by both words');
  });
  define(
    4,
    'the last word may be unfinished',
    'contract: search; the list answers while one types.',
    {},
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: word });
      expectSame(await find(context, { search: word.slice(0, -2) }), [number], 'found by the beginning');
    },
  );
  define(
    5,
    'the number finds the protocol: whole, grouped, and without the registration',
    'contract: search: words of the number.',
    {},
    async (context) => {
      const { number } = await context.open();
      for (const search of [
        number,
        `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
        number.slice(6),
      ])
        expect((await find(context, { search })).includes(number), `It is not found by "${search}"`);
      expectSame(await find(context, { search: number }), [number], 'found by the whole number');
    },
  );
  define(
    6,
    'words of later messages find it, too',
    'contract: search: words of messages.',
    {},
    async (context) => {
      const word = context.word();
      const { number } = await context.open();
      await context.complement(number, `Segue o ${word}.`);
      expectSame(await find(context, { search: word }), [number], 'found');
    },
  );
  define(
    7,
    'words of the classification find it',
    'contract: search: words of the classification.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const word = context.word();
      const leaf = await context.leaf({ name: `Assunto ${word}` });
      const { number } = await context.open({ classificationId: leaf.id });
      expectSame(await find(context, { search: word }), [number], 'found');
    },
  );
  define(
    8,
    'words that the operator keeps for itself find nothing',
    'domain: an internal message never reaches a provider.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async (context) => {
      const word = context.word();
      const { number } = await context.open();
      await context.reply(number, { body: `Nota ${word}`, visibility: 'internal' });
      expectSame(await find(context, { search: word }), [], 'found');
    },
  );
  define(
    9,
    'marks of a search language are plain text',
    'contract: search holds words.',
    {},
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: word });
      for (const search of [
        `'${word}'`,
        `${word}:*`,
        `(${word})`,
        `${word} & !`,
        `"${word}`,
        `${word}%`,
        `${word}\\`,
      ])
        expectSame(await find(context, { search }), [number], `found by ${search}`);
    },
  );
  define(
    10,
    'a search without words finds everything',
    'contract: search.',
    { severity: 'minor' },
    async (context) => {
      await context.open();
      for (const search of ['', '   ', '!!!'])
        expect((await find(context, { search })).length > 0, `"${search}" finds nothing`);
    },
  );
  define(
    11,
    'a search longer than 200 characters is refused',
    'contract: search has 200 characters at most.',
    { severity: 'minor' },
    async (context) => {
      await context.a.issues('listProtocols', { query: { search: 'x'.repeat(201) } }, ['search:too_long']);
    },
  );
  define(
    12,
    'the tabs divide open from closed',
    'domain: Todos os contatos, Em aberto, Finalizados.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const word = context.word();
      const message = `Pedido ${word}`;
      const [open, closed, cancelled] = [
        await context.open({ message }),
        await context.open({ message }),
        await context.open({ message }),
      ];
      await context.close(closed.number);
      await context.a.ok('cancelProtocol', { params: { number: cancelled.number }, body: {} });
      const state = async (value: string): Promise<string[]> =>
        (await find(context, { search: word, state: value })).sort();
      expectSame(await state('open'), [open.number], 'Em aberto');
      expectSame(await state('closed'), [closed.number, cancelled.number].sort(), 'Finalizados');
      expectSame((await state('all')).length, 3, 'Todos os contatos');
    },
  );
  define(
    13,
    'a tab that there is not is refused',
    'contract: state: all, open, closed.',
    { severity: 'minor' },
    async (context) => {
      await context.a.issues('listProtocols', { query: { state: 'received' } }, ['state:invalid_choice']);
    },
  );
  define(
    14,
    'a period holds its first and its last day, in São Paulo',
    'contract: first and last day of registration, both included; days of the operator’s time zone.',
    {},
    async (context) => {
      const word = context.word();
      const { number, registeredAt } = await context.open({ message: word });
      const [before, day, after] = [
        localDay(registeredAt, -1),
        localDay(registeredAt),
        localDay(registeredAt, 1),
      ];
      for (const [query, expected] of [
        [{ from: day, to: day }, [number]],
        [{ from: day }, [number]],
        [{ to: day }, [number]],
        [{ from: before, to: after }, [number]],
        [{ to: before }, []],
        [{ from: after }, []],
        [{ from: after, to: before }, []],
      ] as const)
        expectSame(await find(context, { search: word, ...query }), expected, JSON.stringify(query));
    },
  );
  define(
    15,
    'a day that no calendar has is refused',
    'contract: localDate AAAA-MM-DD.',
    {},
    async (context) => {
      for (const day of ['2026-02-30', '2026-13-01', '0000-01-01', '24/11/2026', 'hoje'])
        for (const name of ['from', 'to'])
          await context.a.issues('listProtocols', { query: { [name]: day } }, [`${name}:invalid_format`]);
    },
  );
  define(
    16,
    'a classification finds its own protocols, a branch those of all below it',
    'contract: classificationId: a leaf, or a branch with all that is below it.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const branch = await context.leaf();
      const [one, two] = [
        await context.leaf({ parentId: branch.id }),
        await context.leaf({ parentId: branch.id }),
      ];
      const first = await context.open({ classificationId: one.id });
      const second = await context.open({ classificationId: two.id });
      expectSame(await find(context, { classificationId: one.id }), [first.number], 'found by the leaf');
      expectSame(
        await find(context, { classificationId: branch.id }),
        [second.number, first.number],
        'found by the branch',
      );
      for (const id of ['none', '00000000-0000-4000-8000-000000000000'])
        expectSame(
          await find(context, { classificationId: id }),
          [],
          'found by a classification that does not exist',
        );
    },
  );
  define(
    17,
    'unread finds what holds operator messages that this user has not opened',
    'contract: unread.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const word = context.word();
      const [read, unread] = [await context.open({ message: word }), await context.open({ message: word })];
      await context.reply(unread.number);
      expectSame(await find(context, { search: word, unread: true }), [unread.number], 'unread=true');
      expectSame(await find(context, { search: word, unread: false }), [read.number], 'unread=false');
      await context.a.issues('listProtocols', { query: { unread: 'maybe' } }, ['unread:invalid_type']);
    },
  );
  define(18, 'filters hold together', 'contract: filters that all hold together.', {}, async (context) => {
    const word = context.word();
    const { number, registeredAt, classification } = await context.open({ message: word });
    const day = localDay(registeredAt);
    const query = {
      search: word,
      state: 'open',
      from: day,
      to: day,
      classificationId: classification.id,
      unread: false,
    };
    expectSame(await find(context, query), [number], 'all filters');
    expectSame(await find(context, { ...query, state: 'closed' }), [], 'one filter that does not hold');
  });
});
