import { isClosedStatus, type ProtocolStatus, type REPLY_BLOCKED_REASONS } from '@fale-conosco/contract';

/** Why a provider cannot reply. */
export type ReplyBlockedReason = (typeof REPLY_BLOCKED_REASONS)[number];

/** What decides whether a provider may reply. */
export interface ReplyFacts {
  status: ProtocolStatus;
  closedAt: Date | null;
  /** Days of the classification's window; null: a closed protocol stays closed. */
  reopenWindowDays: number | null;
  /** Whether an active contact method of return has `Liberada para a Web`. */
  releasedForWeb: boolean;
}

/** Whether a provider may reply, and until when a reply reopens. */
export interface ReplyState {
  canReply: boolean;
  replyBlockedReason: ReplyBlockedReason | null;
  reopenableUntil: Date | null;
}

const DAY_MS = 86_400_000;

/** The last instant at which a reply reopens a closed protocol; null when none does. */
export const reopenableUntil = ({
  status,
  closedAt,
  reopenWindowDays,
}: Omit<ReplyFacts, 'releasedForWeb'>): Date | null =>
  status === 'closed' && closedAt && reopenWindowDays !== null
    ? new Date(closedAt.getTime() + reopenWindowDays * DAY_MS)
    : null;

/** Why a provider cannot reply; null when it can. What cannot change by waiting is named first. */
export const replyBlockedReason = ({
  status,
  reopenableUntil: until,
  releasedForWeb,
  now,
}: {
  status: ProtocolStatus;
  reopenableUntil: Date | null;
  releasedForWeb: boolean;
  now: Date;
}): ReplyBlockedReason | null => {
  if (status === 'cancelled') return 'cancelled';
  if (status === 'closed' && (until === null || now > until)) return 'reopen_window_over';
  return releasedForWeb ? null : 'no_return_method';
};

/** Whether a provider may reply to a protocol now. */
export const replyState = (facts: ReplyFacts, now: Date): ReplyState => {
  const until = reopenableUntil(facts);
  const { status, releasedForWeb } = facts;
  const reason = replyBlockedReason({ status, reopenableUntil: until, releasedForWeb, now });
  return { canReply: reason === null, replyBlockedReason: reason, reopenableUntil: until };
};

/** Whether a provider can cancel: the operator has not begun to work on it. */
export const canCancel = (status: ProtocolStatus): boolean => status === 'received';

/** Whether agents can close a protocol, or reply to its provider: it is open. */
export const canClose = (status: ProtocolStatus): boolean => !isClosedStatus(status);

/** Whether agents can reopen a protocol: at any time after closing; what its provider cancelled stays so. */
export const canReopen = (status: ProtocolStatus): boolean => status === 'closed';

/**
 * The status after a provider's complement: what waited for it, or was closed, goes back to analysis. What the operator
 * has not begun to work on stays `received`, and so may still be cancelled.
 */
export const statusAfterComplement = (status: ProtocolStatus): ProtocolStatus =>
  status === 'awaiting_provider' || status === 'closed' ? 'in_analysis' : status;

/** The status after an agent's public reply. */
export const statusAfterReply = (asksProvider: boolean): ProtocolStatus =>
  asksProvider ? 'awaiting_provider' : 'in_analysis';
