import type { AccessRecordPage } from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';

/** What somebody looked at or took away; kept as written in the access log. */
export type AccessAction =
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
  tx: Tx,
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

const LIST = 'access-log';

/**
 * Reads a page of what is known about who looked at a protocol that the reader may see, newest first. Names are those of
 * today; those who are no longer in the settings have none.
 *
 * @param options `nameConfidential`: names of confidential files too
 */
export const listAccessRecords = async (
  tx: Tx,
  protocolNumber: string,
  {
    cursor,
    limit,
    nameConfidential,
  }: { cursor: string | undefined; limit: number; nameConfidential: boolean },
): Promise<AccessRecordPage> => {
  const [before] = cursor === undefined ? [undefined] : decodeCursor(LIST, cursor, [Number.MAX_SAFE_INTEGER]);
  const { rows } = await sql<{
    id: number;
    at: Date;
    action: AccessRecordPage['items'][number]['action'];
    actor: string;
    organization: string | null;
    attachment: string | null;
  }>`
    select l.id, l.at, l.action, coalesce(u.name, a.name, '') as actor, v.name as organization,
      case when ${nameConfidential} or not (f.confidential or m.visibility = 'confidential') then f.file_name end as attachment
    from access_log l
      left join provider_users u on u.id = l.actor_id and l.actor_kind = 'provider'
      left join providers v on v.id = l.provider_id and l.actor_kind = 'provider'
      left join agents a on a.id = l.actor_id and l.actor_kind <> 'provider'
      left join attachments f on f.id = l.attachment_id
      left join messages m on m.id = f.message_id
    where l.protocol_number = ${protocolNumber} and (${before ?? null}::bigint is null or l.id < ${before ?? null}::bigint)
    order by l.id desc limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ at, action, actor, organization, attachment }) => ({
      at: at.toISOString(),
      actor: { name: actor, organization },
      action,
      attachment,
    })),
    nextCursor: last ? encodeCursor(LIST, last.id) : null,
  };
};
