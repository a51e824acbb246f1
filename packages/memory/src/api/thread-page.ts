import type { MessageListQuery } from '@fale-conosco/contract';
import { DEFAULT_PAGE_SIZE } from '@fale-conosco/domain';
import { decodeCursor, encodeCursor } from '../wire/cursor.ts';

const NEWER = 'messages-newer';
const OLDER = 'messages-older';

/**
 * A page of a thread in ascending order: the newest messages and then older ones, or with `after` those that follow it
 * and then newer ones.
 */
export const pageOfThread = <Item extends { sequence: number }>(
  messages: readonly Item[],
  { after, cursor, limit = DEFAULT_PAGE_SIZE }: MessageListQuery,
): { items: Item[]; nextCursor: string | null } => {
  const list = after === undefined ? OLDER : NEWER;
  const [position] = cursor === undefined ? [after] : decodeCursor(list, cursor, ['number']);
  const left = messages.filter(
    ({ sequence }) =>
      position === undefined || (after === undefined ? sequence < position : sequence > position),
  );
  const items = after === undefined ? left.slice(-limit) : left.slice(0, limit);
  const last = after === undefined ? items[0] : items.at(-1);
  return { items, nextCursor: last && left.length > limit ? encodeCursor(list, last.sequence) : null };
};
