import { expect } from '@open-wc/testing';
import { seenUpTo } from './seen-up-to.ts';

const thread = (kinds: string, { from = 1, olderCursor = null as string | null } = {}) => ({
  messages: [...kinds].map((kind, index) => ({
    sequence: from + index,
    author: {
      kind: kind === 'o' ? ('operator' as const) : ('provider' as const),
      name: '',
      organization: '',
    },
  })),
  olderCursor,
});
const hasSeen =
  (...sequences: number[]) =>
  (sequence: number): boolean =>
    sequences.includes(sequence);

describe('seenUpTo', () => {
  it('goes up to the last message of the operator that was seen, with all before it', () => {
    expect(seenUpTo(thread('poopo'), 0, hasSeen(2, 3))).to.equal(3);
    expect(seenUpTo(thread('poopo'), 0, hasSeen(2, 3, 5))).to.equal(5);
    expect(seenUpTo(thread('poopo'), 2, hasSeen(3))).to.equal(3);
  });

  it('stops before one that was skipped, though later ones were seen', () => {
    expect(seenUpTo(thread('poopo'), 0, hasSeen(3, 5))).to.equal(0);
    expect(seenUpTo(thread('poopo'), 0, hasSeen(2, 5))).to.equal(2);
  });

  it('stays where it is while messages in between are not loaded', () => {
    const loaded = thread('ooo', { from: 11, olderCursor: 'older' });
    expect(seenUpTo(loaded, 9, hasSeen(11, 12, 13))).to.equal(9);
    expect(seenUpTo(loaded, 10, hasSeen(11, 12, 13))).to.equal(13);
  });

  it('never goes back, and has nothing to say of the reader’s own messages', () => {
    expect(seenUpTo(thread('ppp'), 2, hasSeen())).to.equal(2);
    expect(seenUpTo(thread(''), 2, hasSeen())).to.equal(2);
  });
});
