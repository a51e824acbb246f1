import { OPERATOR_TIME_ZONE } from '@fale-conosco/contract';
import type { Locale } from './messages/locale.ts';

/** An instant as ISO 8601 text (as the contract sends it) or as a `Date`. */
export type Instant = string | Date;

/** How one locale writes numbers, instants and sizes. Instants always read in the operator's time zone. */
export interface Formats {
  /** `4.000` */
  number(value: number): string;
  /** `24/11/2026` */
  date(instant: Instant): string;
  /** `14:05` */
  time(instant: Instant): string;
  /** `24/11/2026 14:05` */
  dateTime(instant: Instant): string;
  /** Heading of a day in a thread: `Hoje`, `Ontem`, `23 de novembro de 2026`. */
  day(instant: Instant, now?: Date): string;
  /** Key of the day, `2026-11-24`: equal for two instants of the same day there. */
  dayKey(instant: Instant): string;
  /** `1,2 MB`, in multiples of 1,024 bytes. */
  fileSize(sizeBytes: number): string;
}

const UNITS = ['B', 'KB', 'MB', 'GB'];
const DAY_MS = 86_400_000;
const cache = new Map<Locale, Formats>();

const createFormats = (locale: Locale): Formats => {
  const instants = (options: Intl.DateTimeFormatOptions, of: string = locale) =>
    new Intl.DateTimeFormat(of, { timeZone: OPERATOR_TIME_ZONE, ...options });
  const numbers = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const dates = instants({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const times = instants({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const longDates = instants({ dateStyle: 'long' });
  // Sweden writes dates as ISO 8601 does.
  const keys = instants({ day: '2-digit', month: '2-digit', year: 'numeric' }, 'sv-SE');
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const dayKey = (instant: Instant) => keys.format(new Date(instant));
  return {
    number: (value) => numbers.format(value),
    date: (instant) => dates.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
    dateTime: (instant) => `${dates.format(new Date(instant))} ${times.format(new Date(instant))}`,
    day: (instant, now = new Date()) => {
      const distance = (Date.parse(dayKey(instant)) - Date.parse(dayKey(now))) / DAY_MS;
      if (distance !== 0 && distance !== -1) return longDates.format(new Date(instant));
      const word = relative.format(distance, 'day');
      return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
    },
    dayKey,
    fileSize: (sizeBytes) => {
      let unit = 0;
      let value = sizeBytes;
      // 1023.95 would round to "1.024 KB"; it is written as the next unit.
      while (value >= 1023.95 && unit < UNITS.length - 1) {
        value /= 1024;
        unit += 1;
      }
      return `${(unit === 0 ? numbers : tenths).format(value)}\u00a0${UNITS[unit]}`;
    },
  };
};

/** The formats of a locale, made once: `Intl` objects are slow to make and quick to use. */
export const formatsOf = (locale: Locale): Formats => {
  const formats = cache.get(locale) ?? createFormats(locale);
  cache.set(locale, formats);
  return formats;
};
