import { isWeekend, shiftDay } from './day.ts';
import { isNationalHoliday } from './national-holidays.ts';

/** On which days deadlines count. Days are `AAAA-MM-DD`. */
export interface BusinessCalendar {
  isBusinessDay(day: string): boolean;
}

/** A day without business: that day alone, or from that year on the same day of every year. */
export interface DayOff {
  day: string;
  everyYear: boolean;
}

/**
 * Monday to Friday without national and local holidays.
 *
 * @param local holidays of the settings
 * @param isNational asked for working days only
 */
export const createCalendar = (
  local: readonly DayOff[],
  isNational: (day: string) => boolean = isNationalHoliday,
): BusinessCalendar => {
  const single = new Set(local.filter(({ everyYear }) => !everyYear).map(({ day }) => day));
  /** By day of the year, from when on. */
  const yearly = new Map(local.filter(({ everyYear }) => everyYear).map(({ day }) => [day.slice(5), day]));
  const find = (day: string): boolean => {
    const since = yearly.get(day.slice(5));
    return !isWeekend(day) && !single.has(day) && !(since !== undefined && since <= day) && !isNational(day);
  };
  // Recomputing many deadlines asks for the same days over and over.
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
