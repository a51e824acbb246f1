import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Holidays from 'date-holidays';
import { shiftDay } from './day.ts';
import { easterSunday, isNationalHoliday, nationalHolidays } from './national-holidays.ts';

const years = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('National holidays', () => {
  it('are those of federal law, without Carnival, Corpus Christi and election days', () => {
    assert.deepEqual(
      nationalHolidays(2026).map(({ date }) => date),
      [
        '2026-01-01',
        '2026-04-03',
        '2026-04-21',
        '2026-05-01',
        '2026-09-07',
        '2026-10-12',
        '2026-11-02',
        '2026-11-15',
        '2026-11-20',
        '2026-12-25',
      ],
    );
  });

  it('have 20 November from 2024 on', () => {
    assert.equal(isNationalHoliday('2023-11-20'), false);
    assert.equal(isNationalHoliday('2024-11-20'), true);
  });

  it('are the same as those of date-holidays from 1950 to 2199, names included', () => {
    const library = new Holidays('BR', { types: ['public'], languages: ['pt'] });
    for (const year of years(1950, 2199)) {
      const expected = library
        .getHolidays(year)
        // Election days.
        .filter(({ rule }) => !rule.includes('sunday'))
        .map(({ date, name, rule }) => ({
          date: date.slice(0, 10),
          name,
          everyYear: /^\d\d-\d\d/.test(rule),
        }));
      assert.deepEqual(nationalHolidays(year), expected, String(year));
    }
  });

  it('are found day by day as they are listed', () => {
    for (const year of years(2000, 2100)) {
      const listed = new Set(nationalHolidays(year).map(({ date }) => date));
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = shiftDay(day, 1))
        assert.equal(isNationalHoliday(day), listed.has(day), day);
    }
  });
});

describe('Easter', () => {
  it('is a Sunday between 22 March and 25 April', () => {
    for (const year of years(1583, 2500)) {
      const easter = easterSunday(year);
      assert.equal(new Date(`${easter}T00:00:00Z`).getUTCDay(), 0, easter);
      assert.ok(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25', easter);
    }
  });
});
