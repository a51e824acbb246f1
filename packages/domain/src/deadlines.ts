import { type Deadline, isClosedStatus, type ProtocolStatus } from '@fale-conosco/contract';
import {
  addBusinessDays,
  type BusinessCalendar,
  countBusinessDays,
  firstBusinessDay,
  previousBusinessDay,
} from './business-days.ts';
import { endOfDay, localDay, startOfDay } from './day.ts';

/** What the due date follows from. */
export interface DueFacts {
  registeredAt: Date;
  businessDays: number;
  /** When the clock stopped and when it went on again, in turn; it is paused while their number is odd. */
  pauses: readonly Date[];
}

/** Where the clock runs to. */
export interface DueDates {
  /** The end of the last business day. */
  dueAt: Date;
  /** The beginning of the business day before it: from then on it is due soon. */
  dueSoonAt: Date;
}

/** Whether the clock is paused: the provider was asked something, or the protocol is closed. */
export const isClockPaused = (status: ProtocolStatus): boolean =>
  status === 'awaiting_provider' || isClosedStatus(status);

/**
 * The pauses after a change of status: one more instant when the clock stops or goes on, none when it stays as it is.
 * Closing is a pause like asking, and ends when the protocol is reopened.
 */
export const pausesAfter = (pauses: readonly Date[], status: ProtocolStatus, now: Date): readonly Date[] =>
  isClockPaused(status) === (pauses.length % 2 === 1) ? pauses : [...pauses, now];

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
  { registeredAt, businessDays, pauses }: DueFacts,
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

/** What a deadline is shown from. */
export interface DeadlineFacts {
  status: ProtocolStatus;
  /** As the classification said at registration; null: no deadline. */
  businessDays: number | null;
  dueAt: Date | null;
  dueSoonAt: Date | null;
  /** Since when the clock is paused; null while it runs. */
  pausedAt: Date | null;
}

const stateOf = (facts: DeadlineFacts, dueAt: Date, now: Date): Deadline['state'] => {
  // What counts is when the clock stopped: at the end, or when the provider was asked before it.
  if (isClosedStatus(facts.status)) return (facts.pausedAt ?? now) <= dueAt ? 'met' : 'missed';
  if (facts.pausedAt) return 'paused';
  if (now > dueAt) return 'overdue';
  return facts.dueSoonAt && now >= facts.dueSoonAt ? 'due_soon' : 'running';
};

/** `Prazo de resposta` as both sides see it; null without one. */
export const toDeadline = (facts: DeadlineFacts, now: Date): Deadline | null => {
  const { businessDays, dueAt } = facts;
  if (businessDays === null || dueAt === null) return null;
  const state = stateOf(facts, dueAt, now);
  return { businessDays, dueAt: state === 'paused' ? null : dueAt.toISOString(), state };
};

/** What the dates of a protocol follow from. */
export interface ClockFacts {
  status: ProtocolStatus;
  registeredAt: Date;
  pauses: readonly Date[];
  /** Days of the classification at registration, for the operator and for the provider; null: no deadline. */
  businessDays: number | null;
  providerBusinessDays: number | null;
}

/** The dates of a protocol; null where nothing is due. */
export interface ClockDates {
  dueAt: Date | null;
  dueSoonAt: Date | null;
  /** Until when the provider should answer what it was asked. */
  providerDueAt: Date | null;
}

/** Whether anything can be due, so that a calendar is needed. */
export const hasDeadline = ({
  businessDays,
  providerBusinessDays,
}: Pick<ClockFacts, 'businessDays' | 'providerBusinessDays'>): boolean =>
  businessDays !== null || providerBusinessDays !== null;

/** The dates of a protocol by a calendar. */
export const clockDates = (calendar: BusinessCalendar, facts: ClockFacts): ClockDates => {
  const { status, registeredAt, pauses, businessDays, providerBusinessDays } = facts;
  const due = businessDays === null ? null : dueDates(calendar, { registeredAt, businessDays, pauses });
  const askedAt = status === 'awaiting_provider' ? pauses.at(-1) : undefined;
  return {
    dueAt: due?.dueAt ?? null,
    dueSoonAt: due?.dueSoonAt ?? null,
    providerDueAt:
      askedAt === undefined || providerBusinessDays === null
        ? null
        : providerDueAt(calendar, askedAt, providerBusinessDays),
  };
};
