import type { Holiday, NewHoliday } from '@fale-conosco/contract';
import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';
import { loadNationalHolidays } from './national.ts';

/** The holidays of a year in order: national ones, and those of the register. */
export const listHolidays = async (tx: Tx, year: number): Promise<Holiday[]> => {
  const national = (await loadNationalHolidays())(year).map(
    (holiday): Holiday => ({ ...holiday, id: null, scope: 'national' }),
  );
  const rows = await tx
    .selectFrom('holidays')
    .selectAll()
    .where((where) =>
      where.or([
        where.and([where('every_year', '=', false), where(sql`extract(year from day)`, '=', year)]),
        where.and([where('every_year', '=', true), where(sql`extract(year from day)`, '<=', year)]),
      ]),
    )
    .execute();
  const local = rows
    .map(({ id, day, name, every_year }): Holiday => {
      const date = `${year}-${day.slice(5)}`;
      return { id, date, name, scope: 'local', everyYear: every_year };
    })
    // 29 February comes in leap years only.
    .filter(({ date }) => new Date(`${date}T00:00:00Z`).toISOString().startsWith(date));
  return [...national, ...local].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
};

/** Tells whether a day, or one of the days when it comes back every year, is a holiday already. */
export const isTaken = async (tx: Tx, { date, everyYear }: NewHoliday): Promise<boolean> => {
  const national = (await loadNationalHolidays())(Number(date.slice(0, 4)));
  if (national.some((holiday) => holiday.date === date)) return true;
  const { rows } = await sql`
    select from holidays where day = ${date} or (to_char(day, 'MM-DD') = ${date.slice(5)}
      and ((every_year and day <= ${date}) or (${everyYear} and day >= ${date})))
    limit 1`.execute(tx);
  return rows.length > 0;
};

/** Registers a local holiday. */
export const insertHoliday = async (tx: Tx, { date, name, everyYear }: NewHoliday): Promise<Holiday> => {
  const { id } = await tx
    .insertInto('holidays')
    .values({ day: date, name, every_year: everyYear })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, date, name, scope: 'local', everyYear };
};

/** Takes a local holiday out of the register. @returns it as it was; undefined when there was none */
export const removeHoliday = async (tx: Tx, id: string): Promise<NewHoliday | undefined> => {
  if (!isUuid(id)) return undefined;
  return tx
    .deleteFrom('holidays')
    .where('id', '=', id)
    .returning(['day as date', 'name', 'every_year as everyYear'])
    .executeTakeFirst();
};
