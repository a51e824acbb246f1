import type { Delivery } from '@fale-conosco/contract';
import { maskAddress } from '@fale-conosco/domain';
import type { DeliveryRow } from './repository.ts';

const targetOf = ({ kind, topic, recipient, url }: DeliveryRow): string => {
  if (kind === 'webhook') return url ?? '';
  // A group's address is the operator's own; any other may be a person's.
  return topic === 'group.new_protocol' ? (recipient ?? '') : maskAddress(recipient ?? '');
};

/** A delivery as an admin sees it. */
export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: String(row.id),
  kind: row.kind,
  topic: row.topic,
  target: targetOf(row),
  protocolNumber: row.number,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error,
  createdAt: row.created_at.toISOString(),
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
});
