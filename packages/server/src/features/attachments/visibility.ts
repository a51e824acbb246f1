import type { Principal } from '@fale-conosco/domain';
import { sql } from 'kysely';
import { confidentialCondition, isInReach } from '../../access/agent.ts';
import { ofProvider } from '../../access/provider.ts';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';
import type { AttachmentRow } from './repository.ts';

/** An attachment that the reader may see, with the protocol that it belongs to. */
export interface ReadableAttachment extends AttachmentRow {
  /** Null while it waits for its message. */
  protocol_number: string | null;
}

/**
 * Finds an attachment that the reader may see: its own uploads that wait for a message; a provider those of public
 * messages of its visible protocols, but no confidential one of the operator; an agent those of its groups' protocols,
 * confidential ones only as a member of a group with `Acessa dados sob sigilo`.
 */
export const findReadableAttachment = async (
  tx: Tx,
  principal: Principal,
  id: string,
): Promise<ReadableAttachment | undefined> => {
  if (!isUuid(id)) return undefined;
  const query = tx
    .selectFrom('attachments')
    .leftJoin('messages', 'messages.id', 'attachments.message_id')
    .leftJoin('protocols as p', 'p.id', 'attachments.protocol_id')
    .selectAll('attachments')
    .select('p.number as protocol_number')
    .where('attachments.id', '=', id);
  const ownWaiting = sql<boolean>`(attachments.message_id is null and attachments.uploaded_by = ${principal.userId})`;
  const sent =
    principal.kind === 'provider'
      ? sql<boolean>`(messages.visibility = 'public' and ${ofProvider(principal)}
          and (not attachments.confidential or messages.author_kind = 'provider'))`
      : sql<boolean>`(attachments.message_id is not null and ${isInReach(principal, 'p.group_id')}
          and ((not attachments.confidential and messages.visibility <> 'confidential') or ${confidentialCondition}))`;
  return await query.where(sql<boolean>`(${ownWaiting} or ${sent})`).executeTakeFirst();
};
