import { plurals } from '@fale-conosco/ui';
import type { holidays as ptBR } from '../pt-BR/holidays.ts';

const { count } = plurals('en');

/** Texts of the settings screen of holidays, in English. */
export const holidays: typeof ptBR = {
  title: 'Holidays',
  intro:
    'Days on which deadlines do not count. National ones are known already; register local ones and the operator’s own days off here.',
  newEntry: 'New holiday',
  newIntro: 'When you save it, the deadlines of open protocols are counted again with this day.',
  fields: { date: 'Date', name: 'Name', everyYear: 'Every year' },
  everyYearHint: 'Yes: it holds on the same day and month in all the years that follow.',
  nameHint: 'As it reads in this list, for example: Anniversary of the city.',
  dateIssue: {
    invalid_format: 'Enter the date of the holiday.',
    already_taken: 'There is a holiday on this date already.',
  },
  scopeLabel: 'Scope',
  scope: { national: 'National', local: 'Local' },
  yearLabel: 'Year',
  previousYear: (year) => `Previous year, ${year}`,
  nextYear: (year) => `Next year, ${year}`,
  caption: (year) => `Holidays of ${year}`,
  showing: (value, year) => `${count(value, 'holiday', 'holidays')} in ${year}`,
  noneLocal: (year) => `No local holiday in ${year}.`,
  saved: (name, date) => `“${name}”, on ${date}, was registered. Deadlines were counted again.`,
  deleted: (name) => `“${name}” was deleted. Deadlines were counted again.`,
  named: (name, date) => `${name}, ${date}`,
  deleteText:
    'The deadlines of open protocols will be counted again: this day counts once more. The audit trail keeps what stood here and who deleted it.',
  deleteEveryYearText:
    'The holiday no longer holds in any year, and the deadlines of open protocols will be counted again. The audit trail keeps what stood here and who deleted it.',
};
