import type { DefineCase } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

type Query = Record<string, string | number | boolean>;

const find = async (context: CaseContext, query: Query, person = context.agent): Promise<string[]> =>
  (await person.ok('listCrmProtocols', { query: { limit: 100, ...query } })).items.map(
    ({ number }) => number,
  );

/** The operator's list and its counts. */
export const defineOperatorListCases = (define: DefineCase): void => {
  const needs = ['a', 'agent'] as const;

  define(
    2,
    'the list says the same as the protocol itself',
    'contract: crmProtocolSummarySchema is part of crmProtocolSchema.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const [row] = (await context.agent.ok('listCrmProtocols', { query: { search: number } })).items;
      const whole = (await context.agent.ok('getCrmProtocol', { params: { number } })) as unknown as Record<
        string,
        unknown
      >;
      expect(row, 'The protocol is not in the list');
      for (const [name, value] of Object.entries(row)) expectSame(value, whole[name], name);
    },
  );
  define(
    3,
    'each filter narrows the list, and they hold together',
    'contract: crmProtocolListQuerySchema.',
    { needs: ['a', 'b', 'agent'] },
    async (context) => {
      const search = context.word();
      const message = `Pedido ${search}`;
      const [waiting, asked, closed] = [
        await context.open({ message }),
        await context.open({ message }),
        await context.open({ message }),
      ];
      const foreign = await context.open({ message }, context.b);
      await context.reply(asked.number, { asksProvider: true });
      await context.close(closed.number);
      const { user } = await context.agent.ok('getSession');
      await context.agent.ok('assignProtocol', {
        params: { number: waiting.number },
        body: { agentId: user.id },
      });
      const { group, provider, classification } = await context.agent.ok('getCrmProtocol', {
        params: { number: foreign.number },
      });
      const all = [waiting, asked, closed, foreign].map(({ number }) => number);
      for (const [query, expected] of [
        [{}, all],
        [{ scope: 'all' }, all],
        [{ scope: 'mine' }, [waiting.number]],
        [{ scope: 'unassigned' }, [asked.number, closed.number, foreign.number]],
        [{ state: 'open' }, [waiting.number, asked.number, foreign.number]],
        [{ state: 'closed' }, [closed.number]],
        [{ status: 'awaiting_provider' }, [asked.number]],
        [{ groupId: group.id }, all],
        [{ groupId: 'none' }, []],
        [{ providerId: provider.id }, [foreign.number]],
        [{ providerId: 'none' }, []],
        [{ classificationId: classification.id }, all],
        [{ classificationId: 'none' }, []],
        [{ deadline: 'overdue' }, []],
        [{ to: '2020-01-01' }, []],
        [{ scope: 'mine', state: 'closed' }, []],
      ] as [Query, string[]][])
        expectSame(
          (await find(context, { search, ...query })).sort(),
          expected.toSorted(),
          JSON.stringify(query),
        );
    },
  );
  define(
    4,
    'wrong filters are refused',
    'contract: crmProtocolListQuerySchema.',
    { needs, severity: 'minor' },
    async (context) => {
      for (const query of [
        { scope: 'others' },
        { order: 'random' },
        { status: 'new' },
        { from: '2026-02-30' },
        { unread: true },
        { limit: 0 },
        { deadline: 'met' },
      ])
        expectSame(
          (await context.agent.request('listCrmProtocols', { query })).status,
          422,
          JSON.stringify(query),
        );
      await context.agent.problem('listCrmProtocols', { query: { cursor: 'made-up' } }, 'cursor_invalid');
    },
  );
  define(
    5,
    'every order goes through all pages without gap or repetition',
    'contract: orders activity, waiting, due; keyset pages.',
    { needs, severity: 'critical' },
    async (context) => {
      const search = context.word();
      const numbers: string[] = [];
      for (let index = 0; index < 5; index += 1)
        numbers.push((await context.open({ message: search })).number);
      await context.reply(numbers[1] ?? '');
      await context.reply(numbers[3] ?? '', { asksProvider: true });
      for (const order of ['activity', 'waiting', 'due']) {
        const all = await find(context, { search, order });
        const walked: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null && walked.length < 20) {
          const query: Query = { search, order, limit: 2, ...(cursor !== '' && { cursor }) };
          const page: Awaited<ReturnType<typeof list>> = await list(query);
          walked.push(...page.items.map(({ number }) => number));
          cursor = page.nextCursor;
        }
        expectSame(walked, all, `all pages by ${order}`);
        expectSame(walked.toSorted(), numbers.toSorted(), `everything by ${order}`);
      }

      function list(query: Query) {
        return context.agent.ok('listCrmProtocols', { query });
      }
    },
  );
  define(
    6,
    'who waits longest comes first, and who does not wait last',
    'contract: order waiting.',
    { needs },
    async (context) => {
      const search = context.word();
      const [first, second, third] = [
        await context.open({ message: search }),
        await context.open({ message: search }),
        await context.open({ message: search }),
      ];
      await context.reply(first.number);
      expectSame(
        await find(context, { search, order: 'waiting' }),
        [second.number, third.number, first.number],
        'order',
      );
      await context.complement(first.number, 'E então?');
      expectSame(
        await find(context, { search, order: 'waiting' }),
        [second.number, third.number, first.number],
        'order after a complement',
      );
    },
  );
  define(
    7,
    'what is due first comes first, and what has no deadline last',
    'contract: order due.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const search = context.word();
      const leaves = [
        await context.leaf({ deadlineBusinessDays: null }),
        await context.leaf({ deadlineBusinessDays: 20 }),
        await context.leaf({ deadlineBusinessDays: 3 }),
      ];
      const numbers: string[] = [];
      for (const { id } of leaves)
        numbers.push((await context.open({ classificationId: id, message: search })).number);
      expectSame(await find(context, { search, order: 'due' }), numbers.toReversed(), 'order');
    },
  );
  define(
    8,
    'a cursor of one order is refused by another',
    'contract: cursor_invalid.',
    { needs, severity: 'minor' },
    async (context) => {
      const search = context.word();
      for (let index = 0; index < 2; index += 1) await context.open({ message: search });
      const { nextCursor } = await context.agent.ok('listCrmProtocols', {
        query: { search, order: 'waiting', limit: 1 },
      });
      await context.agent.problem(
        'listCrmProtocols',
        { query: { search, order: 'due', cursor: nextCursor ?? '' } },
        'cursor_invalid',
      );
    },
  );
  define(
    9,
    'open protocols are counted: all, by group, mine and unassigned',
    'contract: crmCountsSchema.',
    { needs: ['a', 'agent', 'admin'], exclusive: true },
    async (context) => {
      const { user } = await context.agent.ok('getSession');
      const counts = async () => {
        const { all, mine, unassigned, groups } = await context.agent.ok('countCrmProtocols');
        const { id } = await context.world.group();
        return { all, mine, unassigned, group: groups.find((group) => group.id === id)?.count ?? 0 };
      };
      const { number } = await context.open();
      const before = await counts();
      await context.agent.ok('assignProtocol', { params: { number }, body: { agentId: user.id } });
      expectSame(
        await counts(),
        { ...before, mine: before.mine + 1, unassigned: before.unassigned - 1 },
        'counts after assigning',
      );
      await context.close(number);
      expectSame(
        await counts(),
        { ...before, all: before.all - 1, unassigned: before.unassigned - 1, group: before.group - 1 },
        'counts after closing',
      );
    },
  );
};
