import type { Attachment, CrmMessage, CrmProtocol, CrmProtocolSummary } from '@fale-conosco/contract';
import { type Principal, replyState } from '@fale-conosco/domain';
import type { MessageRow } from './messages/repository.ts';
import { toMessage } from './messages/views.ts';
import type { OperatorListRow } from './operator-list.ts';
import type { ProtocolDetailRow } from './repository.ts';
import { replyFacts, toCommonDetail, toCommonSummary } from './views.ts';

/** What only the operator sees of a protocol, in its list as well. */
const operatorFields = (row: Omit<OperatorListRow, 'key_us'>) => ({
  provider: { id: row.provider_id, name: row.provider_name },
  group: { id: row.group_id, name: row.group_name },
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  waitingSince: row.waiting_since?.toISOString() ?? null,
  version: row.version,
});

/** A row of the operator's list. */
export const toCrmSummary = (row: OperatorListRow, now: Date): CrmProtocolSummary => ({
  ...toCommonSummary(row, now),
  ...operatorFields(row),
  contactPerson: row.contact_person,
});

/** One protocol as the operator sees it. */
export const toCrmProtocol = (row: ProtocolDetailRow, now: Date): CrmProtocol => {
  const reply = replyState(replyFacts(row), now);
  return {
    ...toCommonDetail(row, now),
    ...operatorFields(row),
    visibleToProvider: row.visible_to_provider,
    providerCanReply: reply.canReply,
    lastSequence: row.last_sequence,
    reopenableUntil: reply.reopenableUntil?.toISOString() ?? null,
  };
};

/** A message as the operator sees it. */
export const toCrmMessage = (
  row: MessageRow,
  attachments: ReadonlyMap<number, Attachment[]>,
  principal: Principal,
): CrmMessage => ({
  ...toMessage(row, attachments, principal),
  visibility: row.visibility,
  viewedByProviderAt: row.viewed_by_provider_at?.toISOString() ?? null,
  contactMethod:
    row.contact_method_id === null
      ? null
      : { id: row.contact_method_id, description: row.contact_method ?? '' },
  activity: row.activity,
});
