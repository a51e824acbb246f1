import type { Deadline, ProtocolStatus } from '@fale-conosco/contract';
import { type BusinessCalendar, clockDates, hasDeadline, toDeadline } from '@fale-conosco/domain';

/** The columns that a deadline is shown from. */
export interface DeadlineColumns {
  status: ProtocolStatus;
  deadline_business_days: number | null;
  due_at: Date | null;
  due_soon_at: Date | null;
  clock_paused_at: Date | null;
}

/** The deadline of a protocol's row as both sides see it; null without one. */
export const deadlineOf = (row: DeadlineColumns, now: Date): Deadline | null =>
  toDeadline(
    {
      status: row.status,
      businessDays: row.deadline_business_days,
      dueAt: row.due_at,
      dueSoonAt: row.due_soon_at,
      pausedAt: row.clock_paused_at,
    },
    now,
  );

/** The columns that a change of the clock writes into a protocol's row. */
export interface ClockColumns {
  deadline_business_days: number | null;
  provider_deadline_business_days: number | null;
  due_at: Date | null;
  due_soon_at: Date | null;
  clock_pauses: Date[];
  provider_due_at: Date | null;
}

/** The columns that the clock of a protocol is computed from. */
export interface ClockRow {
  status: ProtocolStatus;
  registered_at: Date;
  clock_pauses: readonly Date[];
  deadline_business_days: number | null;
  provider_deadline_business_days: number | null;
}

const factsOf = (row: ClockRow) => ({
  status: row.status,
  registeredAt: row.registered_at,
  pauses: row.clock_pauses,
  businessDays: row.deadline_business_days,
  providerBusinessDays: row.provider_deadline_business_days,
});

/** Whether anything can be due, so that a calendar is needed. */
export const rowHasDeadline = (row: ClockRow): boolean => hasDeadline(factsOf(row));

/** The clock of a protocol by a calendar, as its row keeps it. */
export const clockColumns = (calendar: BusinessCalendar, row: ClockRow): ClockColumns => {
  const { dueAt, dueSoonAt, providerDueAt } = clockDates(calendar, factsOf(row));
  return {
    deadline_business_days: row.deadline_business_days,
    provider_deadline_business_days: row.provider_deadline_business_days,
    due_at: dueAt,
    due_soon_at: dueSoonAt,
    clock_pauses: [...row.clock_pauses],
    provider_due_at: providerDueAt,
  };
};
