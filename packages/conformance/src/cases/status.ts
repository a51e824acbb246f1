import { area } from '../conformance-case.ts';
import { expect, expectSame } from '../expect.ts';

const message = { body: 'Complemento.', attachmentIds: [] };

/** Status and its changes. */
export const statusCases = area('STATUS', 'Status', (define) => {
  const needs = ['a', 'agent'] as const;

  define(
    1,
    'a complement to what is not yet in analysis leaves it received',
    'domain: the provider may cancel while received.',
    {},
    async (context) => {
      const { number } = await context.open();
      const { statusChange } = await context.complement(number, 'Mais.');
      const { status, canCancel } = await context.read(number);
      expectSame(
        [statusChange, status, canCancel],
        [null, 'received', true],
        'statusChange, status, canCancel',
      );
    },
  );
  define(
    2,
    'a public reply takes it to analysis',
    'domain: received → in_analysis.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const { statusChange } = await context.reply(number);
      const { status, canCancel } = await context.read(number);
      expectSame(
        [statusChange, status, canCancel],
        ['in_analysis', 'in_analysis', false],
        'statusChange, status, canCancel',
      );
    },
  );
  define(
    3,
    'a reply that asks for something makes it await the provider',
    'domain: an agent’s reply may ask for something (→ awaiting_provider).',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { asksProvider: true });
      expectSame((await context.read(number)).status, 'awaiting_provider', 'status');
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items.map(({ statusChange }) => statusChange),
        [null, 'awaiting_provider'],
        'statusChange of the messages',
      );
    },
  );
  define(
    4,
    'the provider’s complement takes it back to analysis',
    'domain: the provider’s complement takes it back to in_analysis.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { asksProvider: true });
      expectSame((await context.complement(number, 'Segue.')).statusChange, 'in_analysis', 'statusChange');
      expectSame((await context.read(number)).status, 'in_analysis', 'status');
    },
  );
  define(
    5,
    'an internal note changes no status',
    'domain: an internal message never reaches a provider.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { visibility: 'internal' });
      expectSame((await context.read(number)).status, 'received', 'status');
    },
  );
  define(
    6,
    'closing needs a conclusive message, which the provider reads',
    'domain: agents close, with a conclusive message.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.agent.issues(
        'closeProtocol',
        { params: { number }, body: { body: ' ', attachmentIds: [] } },
        ['body:required'],
      );
      await context.close(number, 'Pagamento liberado.');
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        [items.at(-1)?.body, items.at(-1)?.statusChange],
        ['Pagamento liberado.', 'closed'],
        'last message',
      );
      const { status, closedAt, canCancel } = await context.read(number);
      expectSame([status, canCancel], ['closed', false], 'status, canCancel');
      expect(closedAt !== null, 'closedAt is null');
    },
  );
  define(
    7,
    'what is closed is not closed again',
    'contract: close_not_allowed.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.close(number);
      await context.agent.problem(
        'closeProtocol',
        { params: { number }, body: message },
        'close_not_allowed',
      );
    },
  );
  define(
    8,
    'the provider cancels while it is received, with its reason as the last message',
    'domain: the provider may cancel while received.',
    {},
    async (context) => {
      const { number } = await context.open();
      const cancelled = await context.a.ok('cancelProtocol', {
        params: { number },
        body: { reason: 'Aberto por engano.' },
      });
      expectSame(
        [cancelled.status, cancelled.canCancel, cancelled.canReply, cancelled.replyBlockedReason],
        ['cancelled', false, false, 'cancelled'],
        'status, canCancel, canReply, replyBlockedReason',
      );
      expect(cancelled.closedAt !== null, 'closedAt is null');
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        [items.at(-1)?.body, items.at(-1)?.statusChange],
        ['Aberto por engano.', 'cancelled'],
        'last message',
      );
    },
  );
  define(
    9,
    'a reason is not needed',
    'contract: cancelProtocolSchema.',
    { severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      await context.a.ok('cancelProtocol', { params: { number }, body: {} });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame([items.at(-1)?.body, items.at(-1)?.statusChange], ['', 'cancelled'], 'last message');
    },
  );
  define(
    10,
    'what is cancelled is not cancelled again, and takes no message',
    'domain: cancelled protocols take no reply.',
    {},
    async (context) => {
      const params = { number: (await context.open()).number };
      await context.a.ok('cancelProtocol', { params, body: {} });
      await context.a.problem('cancelProtocol', { params, body: {} }, 'cancel_not_allowed');
      await context.a.problem('createMessage', { params, body: message }, 'reply_not_allowed');
    },
  );
  define(
    11,
    'nothing is cancelled once somebody has begun',
    'domain: the provider may cancel while received.',
    { needs },
    async (context) => {
      const params = { number: (await context.open()).number };
      await context.reply(params.number);
      await context.a.problem('cancelProtocol', { params, body: {} }, 'cancel_not_allowed');
      await context.reply(params.number, { asksProvider: true });
      await context.a.problem('cancelProtocol', { params, body: {} }, 'cancel_not_allowed');
      expectSame((await context.read(params.number)).status, 'awaiting_provider', 'status');
    },
  );
  define(
    12,
    'a reply reopens what is closed, within the window',
    'domain: a closed protocol can be reopened by a reply within the classification’s window.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const leaf = await context.leaf({ reopenWindowDays: 10 });
      const { number } = await context.open({ classificationId: leaf.id });
      await context.close(number);
      const closed = await context.read(number);
      const days =
        (Date.parse(closed.reopenableUntil ?? '') - Date.parse(closed.closedAt ?? '')) / 86_400_000;
      expectSame([closed.canReply, days], [true, 10], 'canReply, and days from closedAt to reopenableUntil');
      expectSame(
        (await context.complement(number, 'Não resolveu.')).statusChange,
        'in_analysis',
        'statusChange',
      );
      const { status, closedAt, reopenableUntil } = await context.read(number);
      expectSame(
        [status, closedAt, reopenableUntil],
        ['in_analysis', null, null],
        'status, closedAt, reopenableUntil',
      );
    },
  );
  define(
    13,
    'without a window nothing is reopened, and the thread says why',
    'domain: after that the thread offers a new contact.',
    { needs: ['a', 'agent', 'admin'], severity: 'critical' },
    async (context) => {
      for (const reopenWindowDays of [null, 0]) {
        const leaf = await context.leaf({ reopenWindowDays });
        const { number } = await context.open({ classificationId: leaf.id });
        await context.close(number);
        await new Promise((resolve) => setTimeout(resolve, 20));
        const { canReply, replyBlockedReason } = await context.read(number);
        expectSame(
          [canReply, replyBlockedReason],
          [false, 'reopen_window_over'],
          `canReply and its reason for ${reopenWindowDays} days`,
        );
        await context.a.problem('createMessage', { params: { number }, body: message }, 'reply_not_allowed');
        expectSame((await context.read(number)).status, 'closed', 'status');
      }
    },
  );
  define(
    14,
    'agents reopen what is closed, whatever its window',
    'contract: reopen; domain: agents close and reopen.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const leaf = await context.leaf({ reopenWindowDays: null });
      const { number } = await context.open({ classificationId: leaf.id });
      await context.close(number);
      const { status, closedAt } = await context.agent.ok('reopenProtocol', { params: { number }, body: {} });
      expectSame([status, closedAt], ['in_analysis', null], 'status, closedAt');
      expectSame((await context.read(number)).status, 'in_analysis', 'status for the provider');
    },
  );
  define(
    15,
    'agents reopen neither what is open nor what was cancelled',
    'contract: reopen_not_allowed.',
    { needs },
    async (context) => {
      const open = await context.open();
      const cancelled = await context.open();
      await context.a.ok('cancelProtocol', { params: { number: cancelled.number }, body: {} });
      for (const { number } of [open, cancelled])
        await context.agent.problem('reopenProtocol', { params: { number }, body: {} }, 'reopen_not_allowed');
      await context.agent.problem(
        'closeProtocol',
        { params: { number: cancelled.number }, body: message },
        'close_not_allowed',
      );
    },
  );
  define(
    16,
    'agents write nothing public under what is closed',
    'contract: reply_not_allowed.',
    { needs },
    async (context) => {
      const params = { number: (await context.open()).number };
      await context.close(params.number);
      const reply = { ...message, visibility: 'public', asksProvider: false };
      await context.agent.problem('createCrmMessage', { params, body: reply }, 'reply_not_allowed');
      await context.agent.ok('createCrmMessage', { params, body: { ...reply, visibility: 'internal' } });
      expectSame((await context.read(params.number)).status, 'closed', 'status');
    },
  );
  define(
    17,
    'of eight who cancel at once one does',
    'contract: the status is read and changed in one transaction.',
    { severity: 'critical' },
    async (context) => {
      const params = { number: (await context.open()).number };
      const statuses = await Promise.all(
        Array.from(
          { length: 8 },
          async () => (await context.a.request('cancelProtocol', { params, body: {} })).status,
        ),
      );
      expectSame(statuses.sort(), [200, 409, 409, 409, 409, 409, 409, 409], 'statuses');
      expectSame((await context.a.ok('listMessages', { params })).items.length, 2, 'messages');
    },
  );
});
