/** A day without business, and what it is called. */
export interface NationalHoliday {
  /** `AAAA-MM-DD` */
  date: string;
  name: string;
  /** It is on the same day of every year, at least from then on. */
  everyYear: boolean;
}

/** Knows the national holidays of a year, in order. */
export type NationalHolidays = (year: number) => readonly NationalHoliday[];

const loadLibrary = async (): Promise<NationalHolidays> => {
  const { default: Holidays } = await import('date-holidays');
  const brazil = new Holidays('BR', { types: ['public'], languages: ['pt'] });
  const years = new Map<number, readonly NationalHoliday[]>();
  return (year) => {
    const known = years.get(year);
    if (known) return known;
    const holidays = brazil
      .getHolidays(year)
      .filter(({ rule }) => !rule.includes('sunday'))
      .map(({ date, name, rule }) => ({
        date: date.slice(0, 10),
        name,
        everyYear: /^\d\d-\d\d/.test(rule),
      }));
    years.set(year, holidays);
    return holidays;
  };
};

let library: Promise<NationalHolidays> | undefined;

/**
 * The days that are a holiday everywhere in Brazil by federal law: Leis 662/1949, 6.802/1980, 10.607/2002, 14.759/2023
 * (20 November, from 2024 on), and Good Friday (Lei 9.093/1995, art. 2), which every municipality keeps.
 *
 * Carnival and Corpus Christi are none of them (`ponto facultativo`, or the law of a place): an operator that does not
 * work then has them in its own register. Election days (Lei 4.737/1965, art. 380) are left out: they are Sundays.
 *
 * The library knows the whole world, which takes about 40 MB and a third of a second: a server reads it before it serves.
 */
export const loadNationalHolidays = (): Promise<NationalHolidays> => {
  library ??= loadLibrary();
  return library;
};
