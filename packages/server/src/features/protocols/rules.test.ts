import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  canCancel,
  canClose,
  isCalendarDay,
  localDay,
  reopenableUntil,
  replyState,
  statusAfterAnswer,
  statusAfterComplement,
} from './rules.ts';

const closedAt = new Date('2026-11-01T12:00:00Z');
const open = { status: 'in_analysis', closedAt: null, reopenWindowDays: 30, returnReleased: true } as const;
const closed = { ...open, status: 'closed', closedAt } as const;

describe('replyState', () => {
  test('an open protocol takes replies while a method of return is released for the Web', () => {
    const now = new Date('2026-11-02T00:00:00Z');
    assert.deepEqual(replyState(open, now), {
      canReply: true,
      replyBlockedReason: null,
      reopenableUntil: null,
    });
    assert.equal(replyState({ ...open, returnReleased: false }, now).replyBlockedReason, 'no_return_method');
  });

  test('a closed protocol takes replies up to the very end of its window', () => {
    const until = new Date('2026-12-01T12:00:00Z');
    assert.deepEqual(replyState(closed, until), {
      canReply: true,
      replyBlockedReason: null,
      reopenableUntil: until,
    });
    const after = replyState(closed, new Date(until.getTime() + 1));
    assert.deepEqual(after, {
      canReply: false,
      replyBlockedReason: 'reopen_window_over',
      reopenableUntil: until,
    });
  });

  test('a closed protocol without a window stays closed', () => {
    const state = replyState({ ...closed, reopenWindowDays: null }, closedAt);
    assert.deepEqual(state, {
      canReply: false,
      replyBlockedReason: 'reopen_window_over',
      reopenableUntil: null,
    });
  });

  test('a cancelled protocol is never reopened', () => {
    const state = replyState({ ...closed, status: 'cancelled' }, closedAt);
    assert.deepEqual(state, { canReply: false, replyBlockedReason: 'cancelled', reopenableUntil: null });
    assert.equal(reopenableUntil({ ...closed, status: 'cancelled' }), null);
  });

  test('a window that is over is named before gate C, which may be opened again', () => {
    const state = replyState(
      { ...closed, reopenWindowDays: 0, returnReleased: false },
      new Date('2026-11-02T00:00:00Z'),
    );
    assert.equal(state.replyBlockedReason, 'reopen_window_over');
  });
});

test('a complement takes what waits or is closed back to analysis, and leaves the rest', () => {
  assert.equal(statusAfterComplement('awaiting_provider'), 'in_analysis');
  assert.equal(statusAfterComplement('closed'), 'in_analysis');
  assert.equal(statusAfterComplement('in_analysis'), 'in_analysis');
  assert.equal(statusAfterComplement('received'), 'received');
});

test('an answer takes the protocol to analysis, or to the provider when it asks for something', () => {
  assert.equal(statusAfterAnswer(false), 'in_analysis');
  assert.equal(statusAfterAnswer(true), 'awaiting_provider');
});

test('only what was just received is cancelled, and only what is open is closed', () => {
  const statuses = ['received', 'in_analysis', 'awaiting_provider', 'closed', 'cancelled'] as const;
  assert.deepEqual(statuses.filter(canCancel), ['received']);
  assert.deepEqual(statuses.filter(canClose), ['received', 'in_analysis', 'awaiting_provider']);
});

test('the day is that of São Paulo, not of UTC', () => {
  assert.equal(localDay(new Date('2026-11-24T02:30:00Z')), '2026-11-23');
  assert.equal(localDay(new Date('2026-11-24T03:00:00Z')), '2026-11-24');
});

test('days that no calendar has are told from those it has', () => {
  assert.ok(isCalendarDay('2028-02-29'));
  for (const day of ['2026-02-29', '2026-13-01', '0000-01-01', '2026-00-10'])
    assert.ok(!isCalendarDay(day), day);
});
