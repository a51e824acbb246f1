import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addBusinessDays,
  countBusinessDays,
  createCalendar,
  firstBusinessDay,
  previousBusinessDay,
} from './business-days.ts';
import { isWeekend, shiftDay } from './day.ts';
import { isNationalHoliday } from './national-holidays.ts';

const anyDay = fc.integer({ min: 0, max: 36_524 }).map((days) => shiftDay('2000-01-01', days));
const anyCount = fc.integer({ min: 0, max: 60 });
const anyCalendar = fc
  .array(fc.record({ day: anyDay, everyYear: fc.boolean() }), { maxLength: 30 })
  .map((local) => createCalendar(local));

describe('A calendar', () => {
  it('leaves out weekends, national holidays and local ones, yearly ones from when they began', () => {
    const calendar = createCalendar([
      { day: '2026-12-03', everyYear: false },
      { day: '2026-01-26', everyYear: true },
    ]);
    const isOff = (day: string) => !calendar.isBusinessDay(day);
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-20', '2026-12-03', '2026-01-26', '2027-01-26'])
      assert.ok(isOff(day), day);
    for (const day of ['2026-11-23', '2025-12-03', '2027-12-03', '2024-01-26']) assert.ok(!isOff(day), day);
  });
});

describe('Business days in any calendar', () => {
  it('are never on a weekend or on a national holiday', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, (calendar, day, count) => {
        const due = addBusinessDays(calendar, day, count + 1);
        assert.ok(calendar.isBusinessDay(due));
        assert.ok(!isWeekend(due) && !isNationalHoliday(due));
      }),
    );
  });

  it('add up, whether at once or one after another', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, anyCount, (calendar, day, a, b) => {
        const atOnce = addBusinessDays(calendar, day, a + b);
        assert.equal(addBusinessDays(calendar, addBusinessDays(calendar, day, a), b), atOnce);
      }),
    );
  });

  it('come later the more there are, and the later the first day is', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyDay,
        anyCount,
        fc.integer({ min: 0, max: 30 }),
        (calendar, day, count, shift) => {
          const due = addBusinessDays(calendar, day, count);
          assert.ok(addBusinessDays(calendar, day, count + 1) > due);
          assert.ok(addBusinessDays(calendar, shiftDay(day, shift), count) >= due);
        },
      ),
    );
  });

  it('are counted as many as were added', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyCount, (calendar, day, count) => {
        assert.equal(countBusinessDays(calendar, day, addBusinessDays(calendar, day, count)), count);
      }),
    );
  });

  it('never get earlier by a holiday more', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyCount, (day, off, count) => {
        const without = addBusinessDays(createCalendar([]), day, count);
        const withIt = addBusinessDays(createCalendar([{ day: off, everyYear: true }]), day, count);
        assert.ok(withIt >= without);
      }),
    );
  });

  it('have a first one from a day on, and a last one before it', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, (calendar, day) => {
        const first = firstBusinessDay(calendar, day);
        const previous = previousBusinessDay(calendar, day);
        assert.ok(previous < day && day <= first);
        assert.equal(countBusinessDays(calendar, previous, shiftDay(first, -1)), 0);
      }),
    );
  });
});
