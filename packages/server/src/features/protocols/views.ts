import type { Protocol, ProtocolSummary } from '@fale-conosco/contract';
import { canCancel, replyState } from '@fale-conosco/domain';
import { deadlineOf } from '../deadlines/columns.ts';
import type { ProtocolListRow } from './conditions.ts';
import type { ReadPosition } from './messages/inbox.ts';
import type { ProviderListRow } from './provider-list.ts';
import type { ProtocolDetailRow } from './repository.ts';

/** What both sides see of a protocol in a list. */
export const toCommonSummary = (row: ProtocolListRow, now: Date) => ({
  number: row.number,
  status: row.status,
  classification: { id: row.classification_id, path: row.classification_path },
  openedBy: row.opened_by,
  registeredAt: row.registered_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
  lastActivityAt: row.last_activity_at.toISOString(),
  deadline: deadlineOf(row, now),
});

/** A row of the provider's list. */
export const toSummary = (row: ProviderListRow, now: Date): ProtocolSummary => ({
  ...toCommonSummary(row, now),
  unreadCount: row.unread_count,
  organizationUnreadCount: row.organization_unread_count,
});

/** What both sides see of one protocol. */
export const toCommonDetail = (row: ProtocolDetailRow, now: Date) => ({
  ...toCommonSummary(row, now),
  contactMethod: { id: row.contact_method_id, description: row.contact_method },
  contactPerson: row.contact_person,
  contactPhone: row.contact_phone,
  contactEmail: row.contact_email,
  previousProtocolNumber: row.previous_number,
  providerDueAt: row.provider_due_at?.toISOString() ?? null,
});

/** The facts that decide about a reply. */
export const replyFacts = (row: ProtocolDetailRow) => ({
  status: row.status,
  closedAt: row.closed_at,
  reopenWindowDays: row.reopen_window_days,
  releasedForWeb: row.return_released,
});

/** One protocol as a user of its provider sees it. */
export const toProtocol = (row: ProtocolDetailRow, read: ReadPosition, now: Date): Protocol => {
  const reply = replyState(replyFacts(row), now);
  return {
    ...toCommonDetail(row, now),
    unreadCount: read.unreadCount,
    organizationUnreadCount: row.organization_unread_count,
    lastSequence: row.last_public_sequence,
    readSequence: read.readSequence,
    canReply: reply.canReply,
    replyBlockedReason: reply.replyBlockedReason,
    reopenableUntil: reply.reopenableUntil?.toISOString() ?? null,
    canCancel: canCancel(row.status),
  };
};
