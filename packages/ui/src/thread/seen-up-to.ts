import type { Message } from '@fale-conosco/contract';

/** What is loaded of a thread, oldest first, and whether its beginning is. */
interface LoadedThread {
  messages: readonly Pick<Message, 'sequence' | 'author'>[];
  olderCursor: string | null;
}

/**
 * Up to which sequence all of the operator's messages were seen. A read marker says so of every message before it: one that
 * was skipped, or is not loaded, holds it back.
 *
 * @param readSequence up to where they were seen before
 */
export const seenUpTo = (
  { messages, olderCursor }: LoadedThread,
  readSequence: number,
  hasSeen: (sequence: number) => boolean,
): number => {
  let seen = readSequence;
  if (olderCursor && (messages[0]?.sequence ?? 0) > seen + 1) return seen;
  for (const { sequence, author } of messages) {
    if (sequence <= seen || author.kind !== 'operator') continue;
    if (!hasSeen(sequence)) break;
    seen = sequence;
  }
  return seen;
};
