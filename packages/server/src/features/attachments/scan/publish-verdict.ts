import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { publishEvent } from '../../events/publish.ts';
import type { AttachmentRow } from '../repository.ts';

interface Place {
  number: string;
  provider_id: string;
  group_id: string;
  for_provider: boolean;
  for_group: boolean;
}

/**
 * Tells those who see the message of a file that its verification has ended. What only some of a group may see is not
 * told to the group: they find the verdict when they read again.
 */
export const publishVerdict = async (tx: Tx, row: AttachmentRow): Promise<void> => {
  if (row.message_id === null) return;
  const { rows } = await sql<Place>`
    select p.number, p.provider_id, p.group_id,
      m.visibility = 'public' and (not a.confidential or m.author_kind = 'provider') as for_provider,
      m.visibility <> 'confidential' and not a.confidential as for_group
    from attachments a join messages m on m.id = a.message_id join protocols p on p.id = a.protocol_id
    where a.id = ${row.id}`.execute(tx);
  const [place] = rows;
  if (!place || (!place.for_provider && !place.for_group)) return;
  await publishEvent(tx, {
    type: 'attachment.changed',
    data: { number: place.number, attachmentId: row.id, state: row.state, rejectionCode: row.rejection_code },
    providerId: place.for_provider ? place.provider_id : null,
    groupId: place.for_group ? place.group_id : null,
  });
};
