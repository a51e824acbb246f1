import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isClosedStatus, PROTOCOL_STATUSES, type ProtocolStatus } from '@fale-conosco/contract';
import fc from 'fast-check';
import {
  canCancel,
  canClose,
  canReopen,
  reopenableUntil,
  replyBlockedReason,
  replyState,
  statusAfterComplement,
  statusAfterReply,
} from './protocol-status.ts';

const closedAt = new Date('2026-11-01T12:00:00Z');
const open = { status: 'in_analysis', closedAt: null, reopenWindowDays: 30, releasedForWeb: true } as const;
const closed = { ...open, status: 'closed', closedAt } as const;

describe('replyState', () => {
  test('an open protocol takes replies while a method of return is released for the Web', () => {
    const now = new Date('2026-11-02T00:00:00Z');
    assert.deepEqual(replyState(open, now), {
      canReply: true,
      replyBlockedReason: null,
      reopenableUntil: null,
    });
    assert.equal(replyState({ ...open, releasedForWeb: false }, now).replyBlockedReason, 'no_return_method');
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

  test('a window that is over is named before the release for the Web, which may come again', () => {
    const state = replyState(
      { ...closed, reopenWindowDays: 0, releasedForWeb: false },
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

test('a reply takes the protocol to analysis, or to the provider when it asks for something', () => {
  assert.equal(statusAfterReply(false), 'in_analysis');
  assert.equal(statusAfterReply(true), 'awaiting_provider');
});

test('only what was just received is cancelled, and only what is open is closed', () => {
  const statuses = ['received', 'in_analysis', 'awaiting_provider', 'closed', 'cancelled'] as const;
  assert.deepEqual(statuses.filter(canCancel), ['received']);
  assert.deepEqual(statuses.filter(canClose), ['received', 'in_analysis', 'awaiting_provider']);
});

const anyStatus = fc.constantFrom(...PROTOCOL_STATUSES);
const anyInstant = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms));
const anyFacts = fc.record({
  status: anyStatus,
  closedAt: fc.option(anyInstant),
  reopenWindowDays: fc.option(fc.integer({ min: 0, max: 365 })),
  releasedForWeb: fc.boolean(),
});

describe('Any protocol', () => {
  test('says why exactly when its provider cannot reply', () => {
    fc.assert(
      fc.property(anyFacts, anyInstant, (facts, now) => {
        const state = replyState(facts, now);
        assert.equal(state.canReply, state.replyBlockedReason === null);
        const { status, releasedForWeb } = facts;
        assert.equal(
          state.replyBlockedReason,
          replyBlockedReason({ status, reopenableUntil: state.reopenableUntil, releasedForWeb, now }),
        );
        if (state.reopenableUntil !== null) assert.equal(status, 'closed');
      }),
    );
  });

  test('that takes no reply when closed never takes one later', () => {
    fc.assert(
      fc.property(anyFacts, anyInstant, fc.nat(), (facts, now, laterMs) => {
        fc.pre(isClosedStatus(facts.status) && facts.releasedForWeb);
        const later = new Date(now.getTime() + laterMs);
        if (!replyState(facts, now).canReply) assert.equal(replyState(facts, later).canReply, false);
      }),
    );
  });

  test('goes through allowed statuses only: cancelled stays, closed comes back to analysis alone', () => {
    type Step = (status: ProtocolStatus) => ProtocolStatus | null;
    const steps: Step[] = [
      (status) => (canCancel(status) ? 'cancelled' : null),
      (status) => (canClose(status) ? 'closed' : null),
      (status) => (canReopen(status) ? 'in_analysis' : null),
      (status) => (canClose(status) ? statusAfterReply(false) : null),
      (status) => (canClose(status) ? statusAfterReply(true) : null),
      (status) => (status === 'cancelled' ? null : statusAfterComplement(status)),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (walk) => {
        let status: ProtocolStatus = 'received';
        for (const step of walk) {
          const next = step(status);
          if (next === null) continue;
          assert.ok(PROTOCOL_STATUSES.includes(next));
          assert.notEqual(status, 'cancelled');
          if (next === 'received' || next === 'cancelled') assert.equal(status, 'received');
          if (status === 'closed') assert.equal(next, 'in_analysis');
          status = next;
        }
      }),
    );
  });
});
