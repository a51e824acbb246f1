import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type BusinessCalendar, createCalendar } from './business-days.ts';
import { endOfDay, localDay, shiftDay } from './day.ts';
import { clockDates, type DeadlineFacts, dueDates, pausesAfter, toDeadline } from './deadlines.ts';

const at = (local: string): Date => new Date(`${local}-03:00`);

describe('A deadline', () => {
  const calendar = createCalendar([
    { day: '2026-12-03', everyYear: false },
    { day: '2026-01-25', everyYear: true },
  ]);
  const due = (registered: string, businessDays: number, ...pauses: string[]): string =>
    localDay(
      dueDates(calendar, { registeredAt: at(registered), businessDays, pauses: pauses.map(at) }).dueAt,
    );

  it('begins on the first business day after the registration and ends with its last', () => {
    assert.equal(due('2026-11-23T23:59:59', 1), '2026-11-24');
    assert.equal(due('2026-11-24T00:00:00', 1), '2026-11-25');
  });

  it('counts the same from a day without business', () => {
    assert.equal(due('2026-11-20T10:00:00', 1), '2026-11-23');
    assert.equal(due('2026-11-21T10:00:00', 1), '2026-11-23');
    assert.equal(due('2026-11-22T10:00:00', 1), '2026-11-23');
  });

  it('leaves out national holidays, local ones, and those of every year from when they began', () => {
    assert.equal(due('2026-11-19T10:00:00', 5), '2026-11-27');
    assert.equal(due('2026-12-02T10:00:00', 1), '2026-12-04');
    assert.equal(due('2027-01-22T10:00:00', 1), '2027-01-26');
    assert.equal(due('2024-01-24T10:00:00', 1), '2024-01-25');
  });

  it('is due soon from the business day before its last', () => {
    const { dueSoonAt } = dueDates(calendar, {
      registeredAt: at('2026-11-16T10:00:00'),
      businessDays: 4,
      pauses: [],
    });
    assert.equal(dueSoonAt.toISOString(), at('2026-11-19T00:00:00').toISOString());
  });

  it('moves by the business days of a pause after its first', () => {
    assert.equal(due('2026-11-23T10:00:00', 3), '2026-11-26');
    assert.equal(due('2026-11-23T10:00:00', 3, '2026-11-24T08:00:00', '2026-11-24T18:00:00'), '2026-11-26');
    assert.equal(due('2026-11-23T10:00:00', 3, '2026-11-24T23:00:00', '2026-11-25T01:00:00'), '2026-11-27');
    assert.equal(due('2026-11-23T10:00:00', 3, '2026-11-24T08:00:00', '2026-11-30T08:00:00'), '2026-12-02');
  });

  it('does not move by a pause that has not ended', () => {
    assert.equal(due('2026-11-23T10:00:00', 3, '2026-11-24T08:00:00'), '2026-11-26');
  });

  it('never runs out in a pause', () => {
    assert.equal(due('2026-11-26T10:00:00', 1, '2026-11-27T08:00:00', '2026-11-29T18:00:00'), '2026-11-30');
    assert.equal(due('2026-11-26T10:00:00', 1, '2026-11-27T08:00:00', '2026-12-01T18:00:00'), '2026-12-01');
  });

  it('that has passed is not brought back by a pause', () => {
    assert.equal(due('2026-11-23T10:00:00', 1, '2026-11-25T08:00:00', '2026-12-01T18:00:00'), '2026-11-24');
  });
});

describe('The clock', () => {
  const now = new Date(0);
  it('stops when the provider is asked and at the end, and goes on after both', () => {
    assert.deepEqual(pausesAfter([], 'in_analysis', now), []);
    assert.deepEqual(pausesAfter([], 'awaiting_provider', now), [now]);
    assert.deepEqual(pausesAfter([], 'closed', now), [now]);
    assert.deepEqual(pausesAfter([now], 'in_analysis', now), [now, now]);
  });

  it('stands still on from asking to closing', () => {
    assert.deepEqual(pausesAfter([now], 'closed', new Date(1)), [now]);
  });
});

describe('The state of a deadline', () => {
  const facts: DeadlineFacts = {
    status: 'in_analysis',
    businessDays: 5,
    dueAt: new Date(2000),
    dueSoonAt: new Date(1000),
    pausedAt: null,
  };
  const stateAt = (now: number, changes: Partial<DeadlineFacts> = {}) =>
    toDeadline({ ...facts, ...changes }, new Date(now))?.state;

  it('goes from running over due soon to overdue', () => {
    assert.deepEqual(
      [999, 1000, 2000, 2001].map((now) => stateAt(now)),
      ['running', 'due_soon', 'due_soon', 'overdue'],
    );
  });

  it('has no date while it is paused', () => {
    const paused = { ...facts, status: 'awaiting_provider', pausedAt: new Date(500) } as const;
    assert.deepEqual(toDeadline(paused, new Date(9000)), { businessDays: 5, dueAt: null, state: 'paused' });
  });

  it('of a closed protocol says whether the clock stopped in time', () => {
    assert.equal(stateAt(9000, { status: 'closed', pausedAt: new Date(2000) }), 'met');
    assert.equal(stateAt(9000, { status: 'cancelled', pausedAt: new Date(2001) }), 'missed');
  });

  it('is none without a deadline', () => {
    assert.equal(toDeadline({ ...facts, businessDays: null }, new Date(0)), null);
  });
});

describe('The dates of a protocol', () => {
  const calendar = createCalendar([]);
  const facts = {
    status: 'in_analysis',
    registeredAt: at('2026-11-23T10:00:00'),
    pauses: [],
    businessDays: 3,
    providerBusinessDays: 2,
  } as const;
  const days = (dates: ReturnType<typeof clockDates>) =>
    [dates.dueAt, dates.providerDueAt].map((date) => date && localDay(date));

  it('have one for the provider while it is asked, counted from the question', () => {
    assert.deepEqual(days(clockDates(calendar, facts)), ['2026-11-26', null]);
    const asked = { ...facts, status: 'awaiting_provider', pauses: [at('2026-11-24T08:00:00')] } as const;
    assert.deepEqual(days(clockDates(calendar, asked)), ['2026-11-26', '2026-11-26']);
    assert.deepEqual(days(clockDates(calendar, { ...asked, providerBusinessDays: null })), [
      '2026-11-26',
      null,
    ]);
  });

  it('are none where the classification sets no days', () => {
    const none = { ...facts, businessDays: null, providerBusinessDays: null };
    assert.deepEqual(clockDates(calendar, none), { dueAt: null, dueSoonAt: null, providerDueAt: null });
  });
});

/** The same rule, walked day by day: where the clock stands at the end of a day, and how many days it has counted. */
const walk = (
  calendar: BusinessCalendar,
  registeredAt: Date,
  count: number,
  pauses: readonly Date[],
): string => {
  const turns = Array.from({ length: pauses.length / 2 }, (_, turn) => pauses.slice(2 * turn, 2 * turn + 2));
  let day = localDay(registeredAt);
  let counted = 0;
  for (;;) {
    day = shiftDay(day, 1);
    if (!calendar.isBusinessDay(day)) continue;
    const end = endOfDay(day);
    const stood = turns.some(([from, to]) => from && to && localDay(from) < day && day <= localDay(to));
    const stands = turns.some(([from, to]) => from && to && from <= end && to > end);
    if (!stood) counted += 1;
    if (counted >= count && !stands) return day;
  }
};

describe('Any deadline', () => {
  const DAY_MS = 86_400_000;
  const START = Date.parse('2018-06-01T00:00:00Z');
  const cases = fc.record({
    // Over summer time's last beginning and end.
    registeredAt: fc.integer({ min: 0, max: 300 * DAY_MS }).map((ms) => new Date(START + ms)),
    businessDays: fc.integer({ min: 1, max: 40 }),
    gaps: fc
      .array(fc.oneof(fc.integer({ min: 0, max: DAY_MS }), fc.integer({ min: 0, max: 9 * DAY_MS })), {
        maxLength: 8,
      })
      .filter(({ length }) => length % 2 === 0),
    local: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }),
  });
  const prepare = ({
    registeredAt,
    gaps,
    local,
  }: {
    registeredAt: Date;
    gaps: number[];
    local: number[];
  }) => {
    let instant = registeredAt.getTime();
    const pauses = gaps.map((gap) => {
      instant += gap;
      return new Date(instant);
    });
    const off = local.map((day) => ({ day: shiftDay('2018-06-01', day), everyYear: false }));
    return { pauses, calendar: createCalendar(off, () => false) };
  };

  it('is the one that a walk day by day finds', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { pauses, calendar } = prepare(given);
        const { dueAt } = dueDates(calendar, { ...given, pauses });
        assert.equal(localDay(dueAt), walk(calendar, given.registeredAt, given.businessDays, pauses));
      }),
      { numRuns: 2000 },
    );
  });

  it('never comes earlier by a pause, nor passes in one', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { pauses, calendar } = prepare(given);
        for (let turns = 0; turns < pauses.length; turns += 2) {
          const earlier = dueDates(calendar, { ...given, pauses: pauses.slice(0, turns) }).dueAt;
          const { dueAt } = dueDates(calendar, { ...given, pauses: pauses.slice(0, turns + 2) });
          const [paused, resumed] = pauses.slice(turns, turns + 2) as [Date, Date];
          assert.ok(dueAt >= earlier);
          assert.ok(paused > earlier ? dueAt.getTime() === earlier.getTime() : dueAt >= resumed);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('comes later the more days there are, on a business day, and is due soon before it', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { pauses, calendar } = prepare(given);
        const { dueAt, dueSoonAt } = dueDates(calendar, { ...given, pauses });
        const longer = dueDates(calendar, { ...given, businessDays: given.businessDays + 1, pauses });
        assert.ok(longer.dueAt >= dueAt);
        assert.ok(calendar.isBusinessDay(localDay(dueAt)));
        assert.ok(dueSoonAt < dueAt);
      }),
      { numRuns: 1000 },
    );
  });
});
