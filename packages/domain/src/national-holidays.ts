import { shiftDay } from './day.ts';

/** A national holiday in one year. */
export interface NationalHoliday {
  /** `AAAA-MM-DD` */
  date: string;
  name: string;
  /** On the same day of every year, at least from then on. */
  everyYear: boolean;
}

/** A holiday on a fixed day of the year. */
interface FixedHoliday {
  name: string;
  /** First year. */
  since?: number;
}

// Leis 662/1949 and 10.607/2002; 6.802/1980 (12 October); 14.759/2023 (20 November, from 2024 on).
const FIXED: ReadonlyMap<string, FixedHoliday> = new Map([
  ['01-01', { name: 'Ano Novo' }],
  ['04-21', { name: 'Dia de Tiradentes' }],
  ['05-01', { name: 'Dia do trabalhador' }],
  ['09-07', { name: 'Dia da Independência' }],
  ['10-12', { name: 'Nossa Senhora Aparecida' }],
  ['11-02', { name: 'Dia de Finados' }],
  ['11-15', { name: 'Proclamação da República' }],
  ['11-20', { name: 'Dia da Consciência Negra', since: 2024 }],
  ['12-25', { name: 'Natal' }],
]);

// Lei 9.093/1995, art. 2: kept by every municipality.
const GOOD_FRIDAY = 'Sexta-Feira Santa';
const GOOD_FRIDAY_FROM_EASTER = -2;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Easter Sunday of a year of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
export const easterSunday = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return `${String(year).padStart(4, '0')}-${twoDigits(Math.floor(f / 31))}-${twoDigits((f % 31) + 1)}`;
};

const goodFriday = (year: number): string => shiftDay(easterSunday(year), GOOD_FRIDAY_FROM_EASTER);

const isInForce = ({ since }: FixedHoliday, year: number): boolean => since === undefined || year >= since;

/**
 * The days that are a holiday everywhere in Brazil by federal law, in order.
 *
 * Carnival and Corpus Christi are not among them (`ponto facultativo`, or the law of a place): an operator that does not
 * work then adds them to its settings. Election days (Lei 4.737/1965, art. 380) are left out: they are Sundays.
 */
export const nationalHolidays = (year: number): NationalHoliday[] => {
  const fixed = [...FIXED]
    .filter(([, holiday]) => isInForce(holiday, year))
    .map(([monthDay, { name }]) => ({ date: `${year}-${monthDay}`, name, everyYear: true }));
  return [...fixed, { date: goodFriday(year), name: GOOD_FRIDAY, everyYear: false }].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  );
};

/** Whether a day is a national holiday. */
export const isNationalHoliday = (day: string): boolean => {
  const year = Number(day.slice(0, 4));
  const fixed = FIXED.get(day.slice(5));
  return (fixed !== undefined && isInForce(fixed, year)) || day === goodFriday(year);
};
