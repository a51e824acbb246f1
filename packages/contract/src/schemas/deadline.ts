import * as z from 'zod/mini';
import { instant, openEnum } from './primitives.ts';

/**
 * Where the operator's deadline stands:
 * - `running` time is left; `due_soon` this business day or the next is the last; `overdue` it has passed
 * - `paused` the clock stands still while the protocol is `awaiting_provider`
 * - `met`, `missed` the protocol is closed or cancelled, within it or after it
 */
export const DEADLINE_STATES = ['running', 'due_soon', 'overdue', 'paused', 'met', 'missed'] as const;

/** `Prazo de resposta`: the operator's deadline, counted in business days of São Paulo. */
export const deadlineSchema = z.object({
  businessDays: z.int(),
  /** The last instant within it, the end of its last business day; null while the clock is paused. */
  dueAt: z.nullable(instant),
  state: openEnum(DEADLINE_STATES),
});
export type Deadline = z.infer<typeof deadlineSchema>;

/**
 * Deadlines to choose from in the settings of a classification, after norms of the health-plan agency (ANS).
 * `providerBusinessDays` is the time that the provider has in its turn, where both are alike.
 *
 * RN 623/2024 says how soon an operator answers a beneficiary: 5 business days for requests of care, 10 for high
 * complexity and elective admission, 7 for what is not care; urgency is answered at once and has no place here. Providers
 * are not its subject: the presets let an operator treat what a provider asks about such a request alike.
 *
 * RN 503/2022 asks that the contract with a provider give the same time to contest a glosa and to answer the
 * contestation. How long, and in which days, is the contract's: 30 business days each are a usual choice, to be changed.
 */
export const DEADLINE_PRESETS = [
  { code: 'rn623_care', businessDays: 5, providerBusinessDays: null },
  { code: 'rn623_high_complexity', businessDays: 10, providerBusinessDays: null },
  { code: 'rn623_other', businessDays: 7, providerBusinessDays: null },
  { code: 'rn503_glosa', businessDays: 30, providerBusinessDays: 30 },
] as const;
/** A preset as the catalogues of texts name it. */
export type DeadlinePresetCode = (typeof DEADLINE_PRESETS)[number]['code'];
