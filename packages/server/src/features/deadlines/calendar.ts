import { localDay } from '../protocols/rules.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Tells on which days deadlines count. Days are `AAAA-MM-DD`, and so compare as text. */
export interface BusinessCalendar {
  isBusinessDay(day: string): boolean;
}

/** A day without business: that day alone, or from that year on the same day of every year. */
export interface DayOff {
  day: string;
  everyYear: boolean;
}

/** The day so many days later, earlier when negative. */
export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const isWeekend = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0;

/**
 * Monday to Friday without national and local holidays.
 *
 * @param isNational asked for working days only
 */
export const createCalendar = (
  isNational: (day: string) => boolean,
  local: readonly DayOff[],
): BusinessCalendar => {
  const single = new Set(local.filter(({ everyYear }) => !everyYear).map(({ day }) => day));
  /** By day of the year, from when on. */
  const yearly = new Map(local.filter(({ everyYear }) => everyYear).map(({ day }) => [day.slice(5), day]));
  const find = (day: string): boolean => {
    const since = yearly.get(day.slice(5));
    return !isWeekend(day) && !single.has(day) && !(since !== undefined && since <= day) && !isNational(day);
  };
  // Counting many deadlines again comes by the same days over and over.
  const known = new Map<string, boolean>();
  return {
    isBusinessDay: (day) => {
      const isBusinessDay = known.get(day) ?? find(day);
      known.set(day, isBusinessDay);
      return isBusinessDay;
    },
  };
};

/** The first business day that is not before a day. */
export const firstBusinessDay = (calendar: BusinessCalendar, from: string): string => {
  let day = from;
  while (!calendar.isBusinessDay(day)) day = shiftDay(day, 1);
  return day;
};

/** The last business day before a day. */
export const previousBusinessDay = (calendar: BusinessCalendar, before: string): string => {
  let day = shiftDay(before, -1);
  while (!calendar.isBusinessDay(day)) day = shiftDay(day, -1);
  return day;
};

/** The nth business day after a day, which itself never counts; the day itself for none. */
export const addBusinessDays = (calendar: BusinessCalendar, after: string, count: number): string => {
  let day = after;
  for (let left = count; left > 0; left -= 1) day = firstBusinessDay(calendar, shiftDay(day, 1));
  return day;
};

/** How many business days come after a day, up to another, which counts. */
export const countBusinessDays = (calendar: BusinessCalendar, after: string, upTo: string): number => {
  let count = 0;
  for (let day = shiftDay(after, 1); day <= upTo; day = shiftDay(day, 1)) {
    if (calendar.isBusinessDay(day)) count += 1;
  }
  return count;
};

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
