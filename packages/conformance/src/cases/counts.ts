import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { NotApplicableError } from '../exchange.ts';
import { expect, expectSame } from '../expect.ts';

/** @throws NotApplicableError where counting has stopped at its cap, so that nothing can be told from a difference */
export const requireBelowCap = ({ all, cap }: { all: number; cap: number }): void => {
  if (all >= cap)
    throw new NotApplicableError(`The provider has ${cap} protocols or more: counting stops there.`);
};

/** Counts for the tabs. */
export const countCases = area('COUNT', 'Counts', (define) => {
  const total = async (context: CaseContext) => context.a.ok('countProtocols');

  define(
    1,
    'all is open and closed together',
    'domain: three tabs, each with its count.',
    { exclusive: true },
    async (context) => {
      const { all, open, closed, cap } = await total(context);
      requireBelowCap({ all, cap });
      expectSame(all, open + closed, 'all');
    },
  );
  define(
    2,
    'a new protocol is counted once, as open',
    'domain: three tabs, each with its count.',
    { exclusive: true },
    async (context) => {
      const before = await total(context);
      await context.open();
      const after = await total(context);
      const one = (count: number): number => Math.min(count + 1, before.cap);
      expectSame(
        [after.all, after.open, after.closed],
        [one(before.all), one(before.open), before.closed],
        'all, open, closed',
      );
    },
  );
  define(
    3,
    'a cancelled protocol moves from the open to the closed ones',
    'domain: Finalizado and Cancelado are Finalizados.',
    { exclusive: true },
    async (context) => {
      const { number } = await context.open();
      const before = await total(context);
      await context.a.ok('cancelProtocol', { params: { number }, body: {} });
      const after = await total(context);
      requireBelowCap(before);
      expectSame(
        [after.all, after.open, after.closed],
        [before.all, before.open - 1, before.closed + 1],
        'all, open, closed',
      );
    },
  );
  define(
    4,
    'unread counts protocols, not messages, and of this user only',
    'contract: protocols with unread operator messages; unread is per user.',
    { needs: ['a', 'a2', 'agent'], exclusive: true },
    async (context) => {
      const { number } = await context.open();
      const before = await total(context);
      await context.reply(number);
      await context.reply(number);
      expectSame(
        (await total(context)).unread,
        Math.min(before.unread + 1, before.cap),
        'unread after two messages',
      );
      await context.a2.ok('putReadMarker', { params: { number }, body: { sequence: 3 } });
      expectSame(
        (await total(context)).unread,
        Math.min(before.unread + 1, before.cap),
        'unread after a colleague read them',
      );
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence: 3 } });
      expectSame((await total(context)).unread, before.unread, 'unread after this user read them');
    },
  );
  define(
    5,
    'no count is above its cap',
    'contract: a value equal to cap means "cap or more".',
    {},
    async (context) => {
      const { cap, ...counts } = await total(context);
      expect(
        cap > 0 && Object.values(counts).every((count) => count >= 0 && count <= cap),
        'A count is above the cap',
      );
    },
  );
});
