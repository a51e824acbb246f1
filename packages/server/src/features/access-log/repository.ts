import type { AccessRecordPage } from '@fale-conosco/contract';
import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';

const LIST = 'access-log';

/** Which page of a log, and what of it. */
export interface AccessLogPage {
  cursor: string | undefined;
  limit: number;
  /** Those of lists and searches, too. */
  lists?: boolean | undefined;
  /** Names of confidential files, too. */
  nameConfidential: boolean;
}

/**
 * Reads a page of what is known about who looked at a protocol that the reader may see, newest first. Names are those of
 * today; those who are no longer in the settings have none.
 */
export const listAccessRecords = async (
  tx: Tx,
  protocolNumber: string,
  { cursor, limit, lists = false, nameConfidential }: AccessLogPage,
): Promise<AccessRecordPage> => {
  const [before] = cursor === undefined ? [undefined] : decodeCursor(LIST, cursor, [Number.MAX_SAFE_INTEGER]);
  const ofProtocol = lists
    ? sql`(l.protocol_number = ${protocolNumber} or l.protocol_numbers @> array[${protocolNumber}::text])`
    : sql`l.protocol_number = ${protocolNumber} and l.action <> 'protocol.row'`;
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
    where ${ofProtocol} and (${before ?? null}::bigint is null or l.id < ${before ?? null}::bigint)
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
