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
      await context.read(number);
      await context.a.ok('listMessages', { params: { number } });
      await context.a.ok('getReceipt', { params: { number } });
      await context.a.ok('getAttachment', { params: { id: file.id } });
      await context.a.request('getAttachmentContent', { params: { id: file.id } });
      const { items } = await log(context, number);
      const { user, provider } = await context.a.ok('getSession');
      expectSame(
        items.map(({ action }) => action),
        ['attachment.download', 'attachment.view', 'protocol.receipt', 'messages.view', 'protocol.view'],
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
    await context.agent.ok('getCrmProtocol', { params: { number } });
    await context.agent.ok('listCrmMessages', { params: { number } });
    const { user } = await context.agent.ok('getSession');
    const { items } = await log(context, number);
    expectSame(
      items.map(({ action, actor }) => [action, actor]),
      [
        ['messages.view', { name: user.name, organization: null }],
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
      for (let index = 0; index < 5; index += 1) await context.read(number);
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
});
