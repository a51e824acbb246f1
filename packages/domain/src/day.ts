import { OPERATOR_TIME_ZONE, type UnlocalizedIssue } from '@fale-conosco/contract';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: OPERATOR_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The operator's day (`2026-11-24`) at an instant. Days compare as text. */
export const localDay = (instant: Date): string => dayFormat.format(instant);

/** Whether a text of the form `AAAA-MM-DD` is a day of the calendar. */
export const isCalendarDay = (day: string): boolean => {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day && day >= '0001';
};

/** The day so many days later, earlier when negative. */
export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether a day is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0;

/**
 * The last millisecond of a day in São Paulo. Until 2019 there was summer time, so that a day may end two or three hours
 * after that of UTC; the later of the two that still is this day is its end, also when an hour came twice.
 */
export const endOfDay = (day: string): Date => {
  const midnight = Date.parse(`${shiftDay(day, 1)}T00:00:00Z`);
  const late = new Date(midnight + 3 * HOUR_MS - 1);
  return localDay(late) === day ? late : new Date(midnight + 2 * HOUR_MS - 1);
};

/** The first instant of a day in São Paulo. */
export const startOfDay = (day: string): Date => new Date(endOfDay(shiftDay(day, -1)).getTime() + 1);

/** First and last day of a period; either may be open. */
export interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

/** The ends of a period that no calendar has. */
export const periodIssues = (period: Period): UnlocalizedIssue[] =>
  (['from', 'to'] as const).flatMap((path): UnlocalizedIssue[] => {
    const day = period[path];
    return day === undefined || isCalendarDay(day) ? [] : [{ path, code: 'invalid_format' }];
  });
