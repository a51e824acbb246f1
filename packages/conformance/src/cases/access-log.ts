import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

/** Who viewed what. */
export const accessLogCases = area('LOG', 'Access log', (define) => {
  const rule = 'domain: every view and download of a protocol leaves an access record (who, what, when).';
  const needs = ['a', 'agent'] as const;
  const log = async (context: CaseContext, number: string, query: Record<string, string | number> = {}) =>
    context.agent.ok('listAccessRecords', { params: { number }, query });

  define(
    1,
    'views, threads, receipts and downloads of a provider are recorded, newest first',
    rule,
    { needs, severity: 'critical' },
    async (context) => {
      const file = await context.file('conteúdo', { fileName: 'guia.txt' });
      const { number } = await context.open({ attachmentIds: [file.id] });
      await context.a.ok('getProtocol', { params: { number }, query: { purpose: 'view' } });
      await context.a.ok('listMessages', { params: { number } });
      await context.a.ok('getReceipt', { params: { number } });
      await context.a.ok('getAttachment', { params: { id: file.id } });
      await context.a.request('getAttachmentContent', { params: { id: file.id } });
      const { items } = await log(context, number);
      const { user, provider } = await context.a.ok('getSession');
      expectSame(
        items.map(({ action }) => action),
        ['attachment.download', 'attachment.view', 'protocol.receipt', 'messages.read', 'protocol.view'],
        'actions',
      );
      expect(
        items.every(({ actor }) => actor.name === user.name && actor.organization === provider?.name),
        'A record names somebody else',
      );
      expectSame(items[0]?.attachment, 'guia.txt', 'attachment');
    },
  );
  define(2, 'views of agents are recorded, too', rule, { needs, severity: 'critical' }, async (context) => {
    const { number } = await context.open();
    await context.agent.ok('getCrmProtocol', { params: { number }, query: { purpose: 'view' } });
    await context.agent.ok('listCrmMessages', { params: { number } });
    const { user } = await context.agent.ok('getSession');
    const { items } = await log(context, number);
    expectSame(
      items.map(({ action, actor }) => [action, actor]),
      [
        ['messages.read', { name: user.name, organization: null }],
        ['protocol.view', { name: user.name, organization: null }],
      ],
      'records',
    );
  });
  define(
    3,
    'what was refused to somebody leaves no record of a view',
    rule,
    { needs: ['a', 'b', 'agent'], severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      await context.b.problem('getProtocol', { params: { number } }, 'not_found');
      expectSame((await log(context, number)).items, [], 'records');
    },
  );
  define(
    4,
    'the log comes in pages without gap or repetition',
    'contract: keyset-paged by an opaque cursor.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      for (let index = 0; index < 5; index += 1) await context.a.ok('getReceipt', { params: { number } });
      const all = await log(context, number);
      const first = await log(context, number, { limit: 3 });
      const second = await log(context, number, { limit: 3, cursor: first.nextCursor ?? '' });
      expectSame([...first.items, ...second.items], all.items, 'both pages');
      expectSame([all.items.length, second.nextCursor], [5, null], 'records and nextCursor');
      await context.agent.problem(
        'listAccessRecords',
        { params: { number }, query: { cursor: 'made-up' } },
        'cursor_invalid',
      );
    },
  );
  define(
    5,
    'a confidential file has no name for who may not see it',
    'domain: confidential for groups with Acessa dados sob sigilo.',
    { needs, severity: 'critical' },
    async (context) => {
      const word = context.word();
      const file = await context.file('laudo', { confidential: true, fileName: `${word}.txt` });
      const { number } = await context.open({ attachmentIds: [file.id] });
      await context.a.request('getAttachmentContent', { params: { id: file.id } });
      const { text } = await context.agent.request('listAccessRecords', { params: { number } });
      expect(!text.includes(word), 'The log names the confidential file');
    },
  );
  /** What the log says, oldest first. With `lists` other cases, which list at the same time, add to it. */
  const actions = async (context: CaseContext, number: string, query: Record<string, boolean> = {}) => {
    const { items } = await context.agent.ok('listAccessRecords', { params: { number }, query });
    return items.map(({ action }) => action).reverse();
  };
  define(
    6,
    'who says nothing has read the data, and has not opened the protocol',
    'contract: without a purpose the log says that data were read; reading is never left out, and never called a view.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      await context.a.ok('getProtocol', { params: { number } });
      expectSame(await actions(context, number), ['protocol.read'], 'actions');
    },
  );
  define(
    7,
    'a row of a list that is brought up to date is no view',
    'contract: purpose=row is a record of its own, among those of lists.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      await context.a.ok('getProtocol', { params: { number }, query: { purpose: 'row' } });
      expectSame(await actions(context, number), [], 'actions');
      expect(
        (await actions(context, number, { lists: true })).includes('protocol.row'),
        'The row that was read is not in the log',
      );
    },
  );
  define(
    8,
    'a list that shows a protocol, and a search that finds it, leave records of their own',
    'contract: lists and searches are recorded, once a visit.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      for (let repeat = 0; repeat < 2; repeat += 1) {
        await context.a.ok('listProtocols', { query: { state: 'open' } });
        await context.a.ok('listProtocols', { query: { search: number } });
      }
      expectSame(await actions(context, number), [], 'actions');
      const search = async () =>
        (await actions(context, number, { lists: true })).filter((action) => action === 'protocol.search');
      expect(
        (await actions(context, number, { lists: true })).includes('protocol.list'),
        'The list that showed it is not in the log',
      );
      expectSame(await search(), ['protocol.search'], 'searches');
      await context.agent.ok('listCrmProtocols', { query: { search: number } });
      expectSame(await search(), ['protocol.search', 'protocol.search'], 'searches');
    },
  );
  define(
    9,
    'one view a visit: reloading and catching up do not multiply it',
    'contract: within 30 minutes the same reading of the same person is recorded once.',
    { needs, severity: 'major' },
    async (context) => {
      const { number } = await context.open();
      for (const purpose of ['view', 'view', undefined, 'row']) {
        await context.a.ok('getProtocol', { params: { number }, query: purpose ? { purpose } : {} });
        await context.a.ok('listMessages', { params: { number } });
      }
      const once = ['protocol.view', 'messages.read'];
      expectSame(await actions(context, number), once, 'actions');
      await context.agent.ok('getCrmProtocol', { params: { number }, query: { purpose: 'view' } });
      expectSame(await actions(context, number), [...once, 'protocol.view'], 'actions');
    },
  );
});
