import type { ReadState } from '@fale-conosco/contract';
import { beyondFence, type Tx } from '../../../database/transaction.ts';
import type { ProviderPrincipal } from '../../../principal.ts';
import { publishEvent } from '../../events/publish.ts';
import { findReadPosition, type ProtocolDetailRow } from '../repository.ts';
import { countOperatorMessagesAfter } from './repository.ts';

/**
 * Moves a user's read marker forwards, never back and never past what there is, and lowers the unread counts to what is
 * left after it. This user's other windows are told, and the responsible group when somebody at the provider has now
 * opened a message of the operator's for the first time.
 *
 * @param protocol its row must be locked, so that no message comes in between
 */
export const moveReadMarker = async (
  tx: Tx,
  principal: ProviderPrincipal,
  protocol: ProtocolDetailRow,
  { sequence, now }: { sequence: number; now: Date },
): Promise<ReadState> => {
  const before = await findReadPosition(tx, principal.userId, protocol.id);
  const wanted = Math.min(sequence, protocol.last_public_sequence);
  if (wanted <= before.readSequence)
    return { sequence: before.readSequence, unreadCount: before.unreadCount };

  const unreadCount = await countOperatorMessagesAfter(tx, protocol.id, wanted);
  const position = { read_sequence: wanted, unread_count: unreadCount };
  await tx
    .insertInto('inbox')
    .values({
      user_id: principal.userId,
      protocol_id: protocol.id,
      provider_id: protocol.provider_id,
      ...position,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'protocol_id']).doUpdateSet(position))
    .execute();

  if (wanted > protocol.organization_read_sequence) {
    await tx
      .updateTable('protocols')
      .set({ organization_read_sequence: wanted, organization_unread_count: unreadCount })
      .where('id', '=', protocol.id)
      .execute();
    const { numUpdatedRows: viewed } = await tx
      .updateTable('messages')
      .set({ viewed_by_provider_at: now })
      .where('protocol_id', '=', protocol.id)
      .where('author_kind', '=', 'operator')
      .where('visibility', '=', 'public')
      .where('sequence', '>', protocol.organization_read_sequence)
      .where('sequence', '<=', wanted)
      .executeTakeFirstOrThrow();
    if (viewed > 0n) await tellGroup(tx, protocol);
  }
  await publishEvent(tx, {
    type: 'protocol.changed',
    data: {
      number: protocol.number,
      cause: 'read',
      status: protocol.status,
      lastSequence: protocol.last_public_sequence,
    },
    providerId: protocol.provider_id,
    userId: principal.userId,
  });
  return { sequence: wanted, unreadCount };
};

const tellGroup = (
  tx: Tx,
  { number, status, last_sequence: lastSequence, group_id: groupId }: ProtocolDetailRow,
): Promise<void> =>
  // A provider does not see what is internal to the operator, and so could not insert it.
  beyondFence(tx, () =>
    publishEvent(tx, {
      type: 'protocol.changed',
      data: { number, cause: 'read', status, lastSequence },
      providerId: null,
      groupId,
    }),
  );
