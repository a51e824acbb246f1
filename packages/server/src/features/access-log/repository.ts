import type { Transaction } from 'kysely';
import type { Database } from '../../database/schema.ts';
import type { Principal } from '../../principal.ts';

/** What somebody looked at or took away; kept as written in the access log. */
export type AccessAction =
  | 'protocol.list'
  | 'protocol.view'
  | 'protocol.receipt'
  | 'messages.view'
  | 'attachment.view'
  | 'attachment.download';

/** One access to record. */
export interface Access {
  action: AccessAction;
  protocolNumber?: string | null;
  attachmentId?: string | null;
  /** The id of the HTTP request, the same as in its log lines and problem documents. */
  requestId: string;
}

/**
 * Writes down who saw or downloaded what, in the transaction that read it: no record, no reading.
 *
 * @param principal who; a provider's user is recorded with its provider
 */
export const recordAccess = async (
  tx: Transaction<Database>,
  principal: Principal,
  { action, protocolNumber = null, attachmentId = null, requestId }: Access,
): Promise<void> => {
  await tx
    .insertInto('access_log')
    .values({
      actor_kind: principal.kind,
      actor_id: principal.userId,
      provider_id: principal.kind === 'provider' ? principal.providerId : null,
      action,
      protocol_number: protocolNumber,
      attachment_id: attachmentId,
      request_id: requestId,
    })
    .execute();
};
