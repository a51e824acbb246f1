import type { Holiday, NewHoliday } from '@fale-conosco/contract';
import { holidaysOfYear, isHolidayTaken, type LocalHoliday } from '@fale-conosco/domain';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';

const readLocal = (tx: Tx): Promise<LocalHoliday[]> =>
  tx.selectFrom('holidays').select(['id', 'day as date', 'name', 'every_year as everyYear']).execute();

/** The holidays of a year in order: national ones, and those of the settings. */
export const listHolidays = async (tx: Tx, year: number): Promise<Holiday[]> =>
  holidaysOfYear(year, await readLocal(tx));

/** Whether a day, or one of the days when it comes back every year, is a holiday already. */
export const isTaken = async (tx: Tx, holiday: NewHoliday): Promise<boolean> =>
  isHolidayTaken(await readLocal(tx), holiday);

/** Adds a local holiday. */
export const insertHoliday = async (tx: Tx, { date, name, everyYear }: NewHoliday): Promise<Holiday> => {
  const { id } = await tx
    .insertInto('holidays')
    .values({ day: date, name, every_year: everyYear })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, date, name, scope: 'local', everyYear };
};

/** Removes a local holiday. @returns it as it was; undefined when there was none */
export const removeHoliday = async (tx: Tx, id: string): Promise<NewHoliday | undefined> => {
  if (!isUuid(id)) return undefined;
  return tx
    .deleteFrom('holidays')
    .where('id', '=', id)
    .returning(['day as date', 'name', 'every_year as everyYear'])
    .executeTakeFirst();
};
