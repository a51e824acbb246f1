import { createCalendar } from '@fale-conosco/domain';
import type { Random } from './random.ts';

const dayMs = 86_400_000;
/** America/Sao_Paulo has been UTC−3 all year since 2019, when Brazil gave up summer time; demo data is never older. */
const offsetMs = 3 * 3_600_000;

/** A calendar day in São Paulo, as whole days since 1970-01-01. */
export type LocalDate = number;

/** National holidays only; the local ones of the demo are ignored here. */
const calendar = createCalendar([]);

/** The day in São Paulo of an instant. */
export function localDateOf(at: Date): LocalDate {
  return Math.floor((at.getTime() - offsetMs) / dayMs);
}

function isoDate(date: LocalDate): string {
  return new Date(date * dayMs).toISOString().slice(0, 10);
}

/** `DD/MM/AAAA`. */
export function formatDate(date: LocalDate): string {
  const [year, month, day] = isoDate(date).split('-');
  return `${day}/${month}/${year}`;
}

/** `AAAAMMDD`, as in a protocol number. */
export function compactDate(date: LocalDate): string {
  return isoDate(date).replaceAll('-', '');
}

/** Whether people work on a day: Monday to Friday outside national holidays. */
export function isBusinessDay(date: LocalDate): boolean {
  return calendar.isBusinessDay(isoDate(date));
}

/** The day so many calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return date + days;
}

/** The day so many business days later (earlier when negative). */
export function addBusinessDays(date: LocalDate, days: number): LocalDate {
  const step = Math.sign(days);
  let [result, left] = [date, Math.abs(days)];
  while (left > 0) {
    result += step;
    if (isBusinessDay(result)) left -= 1;
  }
  return result;
}

/** The operator pays on the 10th and the 25th, or on the next business day: the first such day at least 5 days ahead. */
export function paymentDateAfter(date: LocalDate): LocalDate {
  let day = date + 5;
  while (![10, 25].includes(new Date(day * dayMs).getUTCDate())) day += 1;
  return isBusinessDay(day) ? day : addBusinessDays(day, 1);
}

/** An instant of that day between two local hours (fractions allowed), to the second. */
export function instantOn(date: LocalDate, random: Random, fromHour = 8, toHour = 18): Date {
  const seconds = Math.floor((fromHour + random.next() * (toHour - fromHour)) * 3600);
  return new Date(date * dayMs + offsetMs + seconds * 1000);
}

/**
 * A later instant in business hours: after some working hours, carried over nights, weekends and holidays.
 * `hours` counts ten-hour working days from 8h to 18h.
 */
export function afterWorkingHours(from: Date, hours: number): Date {
  let date = localDateOf(from);
  let hour = (from.getTime() - offsetMs - date * dayMs) / 3_600_000;
  let left = hours;
  if (!isBusinessDay(date) || hour >= 18) {
    date = addBusinessDays(date, 1);
    hour = 8;
  }
  hour = Math.max(hour, 8);
  while (hour + left > 18) {
    left -= 18 - hour;
    date = addBusinessDays(date, 1);
    hour = 8;
  }
  const at = date * dayMs + offsetMs + Math.round((hour + left) * 3600) * 1000;
  return new Date(Math.max(at, from.getTime() + 60_000));
}
