import type { Locale } from '@fale-conosco/ui';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago something was, in the largest unit that counts: `3 dias`; undefined below a minute. */
export const elapsed = (since: string, now: Date, locale: Locale): string | undefined => {
  const ms = now.getTime() - Date.parse(since);
  for (const [unit, length] of UNITS) {
    const value = Math.floor(ms / length);
    if (value > 0)
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }
  return undefined;
};
