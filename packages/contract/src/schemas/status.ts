import { openEnum } from './primitives.ts';

/** The three statuses of `Em aberto`. */
export const OPEN_STATUSES = ['received', 'in_analysis', 'awaiting_provider'] as const;
/** The two statuses of `Finalizados`. */
export const CLOSED_STATUSES = ['closed', 'cancelled'] as const;
/** All statuses, in the order of a protocol's life. */
export const PROTOCOL_STATUSES = [...OPEN_STATUSES, ...CLOSED_STATUSES] as const;
/** A status known today; on the wire another may come from a newer server. */
export type ProtocolStatus = (typeof PROTOCOL_STATUSES)[number];

/** Status on the wire: one of {@link PROTOCOL_STATUSES}, or one that a newer server knows. */
export const statusSchema = openEnum(PROTOCOL_STATUSES);

/** Whether a protocol of this status stands under `Finalizados`. Unknown statuses count as open. */
export const isClosedStatus = (status: string): boolean =>
  (CLOSED_STATUSES as readonly string[]).includes(status);
