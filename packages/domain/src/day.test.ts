import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endOfDay, isCalendarDay, isWeekend, localDay, periodIssues, shiftDay, startOfDay } from './day.ts';

describe('Days in São Paulo', () => {
  it('end three hours after those of UTC', () => {
    assert.equal(endOfDay('2026-11-24').toISOString(), '2026-11-25T02:59:59.999Z');
    assert.equal(startOfDay('2026-11-24').toISOString(), '2026-11-24T03:00:00.000Z');
  });

  it('follow the summer time that there was until 2019', () => {
    // At midnight of 4 November 2018 it became one o'clock.
    assert.equal(endOfDay('2018-11-03').toISOString(), '2018-11-04T02:59:59.999Z');
    assert.equal(startOfDay('2018-11-04').toISOString(), '2018-11-04T03:00:00.000Z');
    assert.equal(endOfDay('2018-11-04').toISOString(), '2018-11-05T01:59:59.999Z');
    // At midnight of 17 February 2019 it became eleven again.
    assert.equal(endOfDay('2019-02-15').toISOString(), '2019-02-16T01:59:59.999Z');
    assert.equal(endOfDay('2019-02-16').toISOString(), '2019-02-17T02:59:59.999Z');
  });
});

describe('A local day', () => {
  it('is that of São Paulo, not of UTC', () => {
    assert.equal(localDay(new Date('2026-11-24T02:30:00Z')), '2026-11-23');
    assert.equal(localDay(new Date('2026-11-24T03:00:00Z')), '2026-11-24');
  });

  it('is shifted over months, years and leap days', () => {
    assert.equal(shiftDay('2026-12-31', 1), '2027-01-01');
    assert.equal(shiftDay('2028-03-01', -1), '2028-02-29');
  });

  it('is of the weekend on Saturdays and Sundays', () => {
    assert.deepEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(isWeekend), [
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('A day of the calendar', () => {
  it('differs from those that no calendar has', () => {
    assert.ok(isCalendarDay('2028-02-29'));
    for (const day of ['2026-02-29', '2026-13-01', '0000-01-01', '2026-00-10'])
      assert.ok(!isCalendarDay(day), day);
  });

  it('is asked of both ends of a period', () => {
    assert.deepEqual(periodIssues({}), []);
    assert.deepEqual(periodIssues({ from: '2026-02-30', to: '2026-03-01' }), [
      { path: 'from', code: 'invalid_format' },
    ]);
  });
});
