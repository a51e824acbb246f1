import type { Attachment, CrmMessage, CrmProtocol, CrmProtocolSummary } from '@fale-conosco/contract';
import type { Principal } from '../../principal.ts';
import type { MessageRow } from '../messages/repository.ts';
import { toMessage } from '../messages/views.ts';
import type { ProtocolDetailRow } from '../protocols/repository.ts';
import { reopenableUntil } from '../protocols/rules.ts';
import { replyFacts, toCommonDetail, toCommonSummary } from '../protocols/views.ts';
import type { OperatorListRow } from './repository.ts';

const parties = (
  row: Pick<OperatorListRow, 'provider_id' | 'provider_name' | 'group_id' | 'group_name'>,
) => ({
  provider: { id: row.provider_id, name: row.provider_name },
  group: { id: row.group_id, name: row.group_name },
});

/** A row of the operator's list. */
export const toCrmSummary = (row: OperatorListRow): CrmProtocolSummary => ({
  ...toCommonSummary(row),
  ...parties(row),
});

/** One protocol as the operator sees it. */
export const toCrmProtocol = (row: ProtocolDetailRow): CrmProtocol => ({
  ...toCommonDetail(row),
  ...parties(row),
  lastSequence: row.last_sequence,
  reopenableUntil: reopenableUntil(replyFacts(row))?.toISOString() ?? null,
});

/** A message as the operator sees it. */
export const toCrmMessage = (
  row: MessageRow,
  attachments: ReadonlyMap<number, Attachment[]>,
  principal: Principal,
): CrmMessage => ({
  ...toMessage(row, attachments, principal),
  visibility: row.visibility,
  viewedByProviderAt: row.viewed_by_provider_at?.toISOString() ?? null,
});
