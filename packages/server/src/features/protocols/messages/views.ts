import type { Attachment, Message } from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import type { MessageRow } from './repository.ts';

/** A message as both sides see it. */
export const toMessage = (
  row: MessageRow,
  attachments: ReadonlyMap<number, Attachment[]>,
  principal: Principal,
): Message => ({
  sequence: row.sequence,
  author: { kind: row.author_kind, name: row.author_name, organization: row.author_organization },
  own: row.author_id === principal.userId,
  body: row.body,
  attachments: attachments.get(row.id) ?? [],
  sentAt: row.sent_at.toISOString(),
  statusChange: row.status_change,
});
