import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

const DAY_MS = 86_400_000;

/** The day in São Paulo at an instant. */
const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Sao_Paulo',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant));

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** The n-th business day after a day, by the holidays that the server knows. */
const businessDayAfter = async (context: CaseContext, day: string, count: number): Promise<string> => {
  const year = Number(day.slice(0, 4));
  const holidays = new Set<string>();
  for (const each of [year, year + 1]) {
    const { items } = await context.agent.ok('listHolidays', { query: { year: each } });
    for (const { date } of items) holidays.add(date);
  }
  let current = day;
  for (let left = count; left > 0; ) {
    current = nextDay(current);
    const weekday = new Date(`${current}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.has(current)) left -= 1;
  }
  return current;
};

const openUnder = async (
  context: CaseContext,
  deadlineBusinessDays: number | null,
  providerDeadlineBusinessDays: number | null = null,
) => {
  const leaf = await context.leaf({ deadlineBusinessDays, providerDeadlineBusinessDays });
  return { leaf, ...(await context.open({ classificationId: leaf.id })) };
};

/** The operator's deadline. */
export const deadlineCases = area('DUE', 'Deadlines', (define) => {
  const needs = ['a', 'agent', 'admin'] as const;
  const rule =
    'domain: deadline in business days of São Paulo; the day of registration does not count; due at the end of the last one.';

  define(
    1,
    'without a deadline there is none',
    'contract: deadline is null when the classification has none.',
    { needs },
    async (context) => {
      expectSame((await openUnder(context, null)).deadline, null, 'deadline');
    },
  );
  define(2, 'a deadline is due at the end of its last business day', rule, { needs }, async (context) => {
    for (const days of [1, 5, 10, 30]) {
      const { deadline, registeredAt } = await openUnder(context, days);
      expectSame(deadline?.businessDays, days, 'businessDays');
      const expected = await businessDayAfter(context, dayOf(registeredAt), days);
      const dueAt = deadline?.dueAt ?? '';
      expectSame(dayOf(dueAt), expected, `day of dueAt for ${days} business days`);
      expect(
        dayOf(new Date(Date.parse(dueAt) + 60_000).toISOString()) > expected,
        `${dueAt} is not the end of the day`,
      );
    }
  });
  define(
    3,
    'time is left in the beginning, and tomorrow is soon',
    'contract: running; due_soon: this business day or the next is the last.',
    { needs },
    async (context) => {
      expectSame((await openUnder(context, 10)).deadline?.state, 'running', 'state with 10 business days');
    },
  );
  define(
    4,
    'the clock stands while the provider is asked, and the due date is unknown',
    'contract: paused while awaiting_provider; dueAt is null while paused.',
    { needs, severity: 'major' },
    async (context) => {
      const { number, deadline } = await openUnder(context, 5);
      await context.reply(number, { asksProvider: true });
      const paused = (await context.read(number)).deadline;
      expectSame([paused?.state, paused?.dueAt], ['paused', null], 'state and dueAt');
      await context.complement(number, 'Segue.');
      const resumed = (await context.read(number)).deadline;
      expectSame(
        [resumed?.state, resumed?.dueAt],
        [deadline?.state, deadline?.dueAt],
        'state and dueAt after a pause of less than a day',
      );
    },
  );
  define(
    5,
    'a closed protocol says whether the deadline was met',
    'contract: met, missed.',
    { needs },
    async (context) => {
      const { number, deadline } = await openUnder(context, 5);
      await context.close(number);
      expectSame(
        (await context.read(number)).deadline,
        { businessDays: 5, dueAt: deadline?.dueAt, state: 'met' },
        'deadline',
      );
    },
  );
  define(
    6,
    'the deadline of a protocol is that of its day',
    'domain: the due date as stored; later changes of the classification are for later protocols.',
    { needs },
    async (context) => {
      const { number, leaf, deadline } = await openUnder(context, 5);
      await context.changeClassification(leaf.id, { deadlineBusinessDays: 20 });
      expectSame((await context.read(number)).deadline, deadline, 'deadline');
      expectSame(
        (await context.open({ classificationId: leaf.id })).deadline?.businessDays,
        20,
        'businessDays of a later protocol',
      );
    },
  );
  define(
    7,
    'who is asked is told until when to answer',
    'contract: providerDueAt: null when nothing is asked.',
    { needs },
    async (context) => {
      const { number, providerDueAt } = await openUnder(context, 5, 3);
      expectSame(providerDueAt, null, 'providerDueAt before');
      const { sentAt } = await context.reply(number, { asksProvider: true });
      const asked = (await context.read(number)).providerDueAt ?? '';
      expectSame(dayOf(asked), await businessDayAfter(context, dayOf(sentAt), 3), 'day of providerDueAt');
      await context.complement(number, 'Segue.');
      expectSame((await context.read(number)).providerDueAt, null, 'providerDueAt after the answer');
    },
  );
  define(
    8,
    'both sides see the same deadline',
    'contract: deadline in both views.',
    { needs },
    async (context) => {
      const { number, deadline } = await openUnder(context, 7);
      expectSame(
        (await context.agent.ok('getCrmProtocol', { params: { number } })).deadline,
        deadline,
        'deadline',
      );
    },
  );
  define(
    9,
    'forwarding to another classification takes its deadline, counted from the registration',
    'domain: deadline of the classification.',
    { needs },
    async (context) => {
      const { number, registeredAt } = await openUnder(context, 5);
      const other = await context.leaf({ deadlineBusinessDays: 12 });
      const { deadline } = await context.agent.ok('forwardProtocol', {
        params: { number },
        body: { classificationId: other.id },
      });
      expectSame(deadline?.businessDays, 12, 'businessDays');
      expectSame(
        dayOf(deadline?.dueAt ?? ''),
        await businessDayAfter(context, dayOf(registeredAt), 12),
        'day of dueAt',
      );
    },
  );
  define(
    10,
    'a new holiday moves the deadlines of open protocols, and its end moves them back',
    'contract: deadlines of open protocols move with holidays.',
    { needs, exclusive: true },
    async (context) => {
      const { number, deadline, registeredAt } = await openUnder(context, 8);
      const day = await businessDayAfter(context, dayOf(registeredAt), 6);
      const holiday = await context.admin.ok('createHoliday', {
        body: { date: day, name: `Feriado ${context.word()}`, everyYear: false },
      });
      const remove = () => context.admin.request('deleteHoliday', { params: { id: holiday.id ?? '' } });
      context.defer(async () => {
        await remove();
      });
      const moved = (await context.read(number)).deadline?.dueAt ?? '';
      expectSame(
        dayOf(moved),
        await businessDayAfter(context, dayOf(registeredAt), 8),
        'day of dueAt with the holiday',
      );
      expect(moved > (deadline?.dueAt ?? ''), 'dueAt did not move');
      await remove();
      expectSame((await context.read(number)).deadline, deadline, 'deadline without the holiday');
    },
  );
  define(
    11,
    'reopening lets the clock go on',
    'contract: running again; the due date is that before when it closed on the same day.',
    { needs },
    async (context) => {
      const { number, deadline } = await openUnder(context, 5);
      await context.close(number);
      await context.agent.ok('reopenProtocol', { params: { number }, body: {} });
      expectSame((await context.read(number)).deadline, deadline, 'deadline');
    },
  );
});
