import { OPERATOR_TIME_ZONE, type ProtocolStatus, type REPLY_BLOCKED_REASONS } from '@fale-conosco/contract';

/** Why a provider cannot reply. */
export type ReplyBlockedReason = (typeof REPLY_BLOCKED_REASONS)[number];

/** What decides whether a provider may reply. */
export interface ReplyFacts {
  status: ProtocolStatus;
  closedAt: Date | null;
  /** Days of the classification's window; null: a closed protocol stays closed. */
  reopenWindowDays: number | null;
  /** Gate C. */
  returnReleased: boolean;
}

/** Whether a provider may reply, and until when a reply reopens. */
export interface ReplyState {
  canReply: boolean;
  replyBlockedReason: ReplyBlockedReason | null;
  reopenableUntil: Date | null;
}

const DAY_MS = 86_400_000;

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: OPERATOR_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The operator's day (`2026-11-24`) at an instant. */
export const localDay = (instant: Date): string => dayFormat.format(instant);

/** Tells whether a text of the form `AAAA-MM-DD` is a day of the calendar. */
export const isCalendarDay = (day: string): boolean => {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day && day >= '0001';
};

/** The last instant at which a reply reopens a closed protocol; null when none does. */
export const reopenableUntil = ({
  status,
  closedAt,
  reopenWindowDays,
}: Omit<ReplyFacts, 'returnReleased'>): Date | null =>
  status === 'closed' && closedAt && reopenWindowDays !== null
    ? new Date(closedAt.getTime() + reopenWindowDays * DAY_MS)
    : null;

/** Applies gate C and the reopening window. What cannot change by waiting is named first. */
export const replyState = (facts: ReplyFacts, now: Date): ReplyState => {
  const until = reopenableUntil(facts);
  const windowOver = facts.status === 'closed' && (until === null || now > until);
  const replyBlockedReason =
    facts.status === 'cancelled'
      ? 'cancelled'
      : windowOver
        ? 'reopen_window_over'
        : facts.returnReleased
          ? null
          : 'no_return_method';
  return { canReply: replyBlockedReason === null, replyBlockedReason, reopenableUntil: until };
};

/** The provider may take back what nobody has begun to work on. */
export const canCancel = (status: ProtocolStatus): boolean => status === 'received';

/** Agents close what is open. */
export const canClose = (status: ProtocolStatus): boolean => status !== 'closed' && status !== 'cancelled';

/** Agents reopen what was closed, at any time; what its provider took back stays so. */
export const canReopen = (status: ProtocolStatus): boolean => status === 'closed';

/**
 * The status after a provider's complement: what waited for it, or was closed, goes back to analysis. What nobody has
 * begun to work on stays `received`, and so may still be cancelled.
 */
export const statusAfterComplement = (status: ProtocolStatus): ProtocolStatus =>
  status === 'awaiting_provider' || status === 'closed' ? 'in_analysis' : status;

/** The status after an agent's public answer. */
export const statusAfterAnswer = (asksProvider: boolean): ProtocolStatus =>
  asksProvider ? 'awaiting_provider' : 'in_analysis';
