import { type Deadline, isClosedStatus, type ProtocolStatus } from '@fale-conosco/contract';
import { localDay } from '../protocols/rules.ts';
import {
  addBusinessDays,
  type BusinessCalendar,
  countBusinessDays,
  endOfDay,
  firstBusinessDay,
  previousBusinessDay,
  startOfDay,
} from './calendar.ts';

/** What the due date follows from. */
export interface ClockFacts {
  registeredAt: Date;
  businessDays: number;
  /** When the clock stopped and went on again, by turns; it stands while their number is odd. */
  pauses: readonly Date[];
}

/** Where the clock runs to. */
export interface DueDates {
  /** The end of the last business day. */
  dueAt: Date;
  /** The beginning of the business day before it: from then on it is due soon. */
  dueSoonAt: Date;
}

/** The clock stands while the provider has its turn, and when nothing is left to answer. */
export const clockStands = (status: ProtocolStatus): boolean =>
  status === 'awaiting_provider' || isClosedStatus(status);

/**
 * The pauses after a change of status: an instant more when the clock stops or goes on, none when it stays as it is.
 * Closing is a pause like asking, which ends when the protocol is reopened.
 */
export const pausesAfter = (pauses: readonly Date[], status: ProtocolStatus, now: Date): readonly Date[] =>
  clockStands(status) === (pauses.length % 2 === 1) ? pauses : [...pauses, now];

/**
 * When a protocol is due.
 *
 * The day of registration does not count, whatever day it is; the first business day after it is day 1, and the deadline
 * is the end of day N. A pause moves it by the business days that come after the day of the pause, up to and with the day
 * on which the clock goes on; so one that begins and ends on a day moves nothing. A clock never runs out in a pause: where
 * its last day has gone by when it goes on, on a day without business, the next business day is the last. One that had
 * run out before stays so. A pause that has not ended moves nothing yet.
 */
export const dueDates = (
  calendar: BusinessCalendar,
  { registeredAt, businessDays, pauses }: ClockFacts,
): DueDates => {
  const registered = localDay(registeredAt);
  let days = businessDays;
  let due = addBusinessDays(calendar, registered, days);
  for (let turn = 0; turn + 1 < pauses.length; turn += 2) {
    const [paused, resumed] = pauses.slice(turn, turn + 2).map(localDay) as [string, string];
    if (paused > due) break;
    days += countBusinessDays(calendar, paused, resumed);
    const moved = addBusinessDays(calendar, registered, days);
    const possible = firstBusinessDay(calendar, resumed);
    due = moved > possible ? moved : possible;
  }
  return { dueAt: endOfDay(due), dueSoonAt: startOfDay(previousBusinessDay(calendar, due)) };
};

/** Until when a provider should answer what was asked of it at an instant. */
export const providerDueAt = (calendar: BusinessCalendar, askedAt: Date, businessDays: number): Date =>
  endOfDay(addBusinessDays(calendar, localDay(askedAt), businessDays));

/** The columns that a deadline is shown from. */
export interface DeadlineColumns {
  status: ProtocolStatus;
  deadline_business_days: number | null;
  due_at: Date | null;
  due_soon_at: Date | null;
  clock_paused_at: Date | null;
}

const stateOf = (row: DeadlineColumns, dueAt: Date, now: Date): Deadline['state'] => {
  // What counts is when the clock stopped: at the end, or when the provider was asked before it.
  if (isClosedStatus(row.status)) return (row.clock_paused_at ?? now) <= dueAt ? 'met' : 'missed';
  if (row.clock_paused_at) return 'paused';
  if (now > dueAt) return 'overdue';
  return row.due_soon_at && now >= row.due_soon_at ? 'due_soon' : 'running';
};

/** `Prazo de resposta` as both sides see it; null without one. */
export const toDeadline = (row: DeadlineColumns, now: Date): Deadline | null => {
  if (row.deadline_business_days === null || row.due_at === null) return null;
  const state = stateOf(row, row.due_at, now);
  return {
    businessDays: row.deadline_business_days,
    dueAt: state === 'paused' ? null : row.due_at.toISOString(),
    state,
  };
};

/** What a change of the clock writes into a protocol's row. */
export interface ClockColumns {
  deadline_business_days: number | null;
  provider_deadline_business_days: number | null;
  due_at: Date | null;
  due_soon_at: Date | null;
  clock_pauses: Date[];
  provider_due_at: Date | null;
}

/** What the clock of a protocol is computed from. */
export interface ClockRow {
  status: ProtocolStatus;
  registered_at: Date;
  clock_pauses: readonly Date[];
  deadline_business_days: number | null;
  provider_deadline_business_days: number | null;
}

/** Where the clock of a protocol stands. */
export const clockColumns = (calendar: BusinessCalendar, row: ClockRow): ClockColumns => {
  const due =
    row.deadline_business_days === null
      ? null
      : dueDates(calendar, {
          registeredAt: row.registered_at,
          businessDays: row.deadline_business_days,
          pauses: row.clock_pauses,
        });
  const askedAt = row.status === 'awaiting_provider' ? row.clock_pauses.at(-1) : undefined;
  return {
    deadline_business_days: row.deadline_business_days,
    provider_deadline_business_days: row.provider_deadline_business_days,
    due_at: due?.dueAt ?? null,
    due_soon_at: due?.dueSoonAt ?? null,
    clock_pauses: [...row.clock_pauses],
    provider_due_at:
      askedAt === undefined || row.provider_deadline_business_days === null
        ? null
        : providerDueAt(calendar, askedAt, row.provider_deadline_business_days),
  };
};

/** Whether anything can be due. */
export const hasDeadline = (row: ClockRow): boolean =>
  row.deadline_business_days !== null || row.provider_deadline_business_days !== null;
