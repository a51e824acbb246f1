import type { Holiday, NewHoliday } from '@fale-conosco/contract';
import { isCalendarDay } from './day.ts';
import { isNationalHoliday, nationalHolidays } from './national-holidays.ts';

/** A holiday of the settings, as it was entered. */
export interface LocalHoliday extends NewHoliday {
  id: string;
}

const dayOfYear = (date: string): string => date.slice(5);

/** The holidays of a year in order: national ones, and those of the settings. */
export const holidaysOfYear = (year: number, local: readonly LocalHoliday[]): Holiday[] => {
  const national = nationalHolidays(year).map(
    (holiday): Holiday => ({ ...holiday, id: null, scope: 'national' }),
  );
  const own = local.flatMap(({ id, date, name, everyYear }): Holiday[] => {
    const inYear = `${year}-${dayOfYear(date)}`;
    const falls = everyYear ? date <= inYear : date === inYear;
    // 29 February comes in leap years only.
    return falls && isCalendarDay(inYear) ? [{ id, date: inYear, name, scope: 'local', everyYear }] : [];
  });
  return [...national, ...own].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
};

/** Whether a day, or one of the days when it comes back every year, is a holiday already. */
export const isHolidayTaken = (
  local: readonly Omit<LocalHoliday, 'id' | 'name'>[],
  { date, everyYear }: Omit<NewHoliday, 'name'>,
): boolean =>
  isNationalHoliday(date) ||
  local.some(
    (holiday) =>
      holiday.date === date ||
      (dayOfYear(holiday.date) === dayOfYear(date) &&
        ((holiday.everyYear && holiday.date <= date) || (everyYear && holiday.date >= date))),
  );
