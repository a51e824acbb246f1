import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holidaysOfYear, isHolidayTaken, type LocalHoliday } from './holidays.ts';

const local = (id: string, date: string, everyYear = false): LocalHoliday => ({
  id,
  date,
  name: id,
  everyYear,
});
const settings = [
  local('city', '2026-01-25', true),
  local('once', '2026-06-04'),
  local('leap', '2024-02-29', true),
];
const datesOf = (year: number) =>
  holidaysOfYear(year, settings).flatMap(({ scope, date }) => (scope === 'local' ? [date] : []));

describe('The holidays of a year', () => {
  it('are national and local ones in order, yearly ones from when they began', () => {
    const dates = holidaysOfYear(2028, settings).map(({ date }) => date);
    assert.deepEqual(dates, dates.toSorted());
    assert.deepEqual(datesOf(2025), []);
    assert.deepEqual(datesOf(2026), ['2026-01-25', '2026-06-04']);
    assert.deepEqual(datesOf(2027), ['2027-01-25']);
  });

  it('have 29 February in leap years only', () => {
    assert.deepEqual(datesOf(2024), ['2024-02-29']);
    assert.deepEqual(datesOf(2028), ['2028-01-25', '2028-02-29']);
  });
});

describe('A day', () => {
  it('is taken by a national holiday, by itself, and by what comes back on it', () => {
    for (const [date, everyYear] of [
      ['2026-12-25', false],
      ['2026-06-04', false],
      ['2027-01-25', false],
      ['2025-01-25', true],
      ['2025-06-04', true],
    ] as const)
      assert.ok(isHolidayTaken(settings, { date, everyYear }), date);
    for (const [date, everyYear] of [
      ['2027-06-04', false],
      ['2025-01-25', false],
      ['2027-06-04', true],
    ] as const)
      assert.ok(!isHolidayTaken(settings, { date, everyYear }), date);
  });
});
