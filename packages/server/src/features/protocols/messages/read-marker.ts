import type { ReadState } from '@fale-conosco/contract';
import type { ProviderPrincipal } from '@fale-conosco/domain';
import { asSystem, type Tx } from '../../../database/transaction.ts';
import { publishEvent } from '../../events/publish.ts';
import { type ProtocolDetailRow, updateOrganizationRead } from '../repository.ts';
import { findReadPosition, writeReadPosition } from './inbox.ts';
import { countOperatorMessagesAfter, markViewed } from './repository.ts';

/**
 * Moves a user's read marker forwards, never back and never past what there is, and lowers the unread counts to what is
 * left after it. This user's other windows get an event, and so does the responsible group when somebody at the
 * provider has now opened a message of the operator's for the first time.
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
  await writeReadPosition(tx, principal.userId, protocol, { readSequence: wanted, unreadCount });
  if (wanted > protocol.organization_read_sequence) {
    await updateOrganizationRead(tx, protocol.id, { sequence: wanted, unreadCount });
    const after = protocol.organization_read_sequence;
    if (await markViewed(tx, protocol.id, { after, upTo: wanted, now })) await notifyGroup(tx, protocol);
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

const notifyGroup = (
  tx: Tx,
  { number, status, last_sequence: lastSequence, group_id: groupId }: ProtocolDetailRow,
): Promise<void> =>
  // A provider does not see what is internal to the operator, and so could not insert it.
  asSystem(tx, () =>
    publishEvent(tx, {
      type: 'protocol.changed',
      data: { number, cause: 'read', status, lastSequence },
      providerId: null,
      groupId,
    }),
  );
