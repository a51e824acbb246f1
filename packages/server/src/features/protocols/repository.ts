import {
  composeProtocolNumber,
  isClosedStatus,
  PROTOCOL_NUMBER_PATTERN,
  type ProtocolStatus,
} from '@fale-conosco/contract';
import { localDay } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import { visibleProtocolPredicate } from '../../access/provider.ts';
import type { Tx } from '../../database/transaction.ts';
import type { ClockColumns } from '../deadlines/columns.ts';
import { startClock } from '../deadlines/repository.ts';
import { returnReleased } from '../settings/contact-methods/offered.ts';
import type { ProtocolListRow } from './conditions.ts';

/** One protocol with all that its view and its rules need. */
export interface ProtocolDetailRow extends ProtocolListRow {
  provider_id: string;
  group_id: string;
  group_name: string;
  provider_name: string;
  contact_method_id: string;
  contact_method: string;
  contact_person: string;
  contact_phone: string;
  contact_email: string;
  last_sequence: number;
  last_public_sequence: number;
  organization_unread_count: number;
  organization_read_sequence: number;
  reopen_window_days: number | null;
  return_released: boolean;
  /** Whether its provider sees it; see `access/provider.ts`. */
  visible_to_provider: boolean;
  previous_number: string | null;
  version: number;
  assignee_id: string | null;
  assignee_name: string | null;
  waiting_since: Date | null;
  provider_due_at: Date | null;
}

/** How a protocol is looked for: by its number, among those that the condition lets through. */
export interface ProtocolLookup {
  number: string;
  /** On `p`. */
  among: RawBuilder<boolean>;
  /** Keeps it from changing until the transaction ends. */
  lock?: boolean;
}

/** Finds one protocol; undefined when there is none, or it is not among those asked for. */
export const findProtocol = async (tx: Tx, { number, among, lock = false }: ProtocolLookup) => {
  if (!PROTOCOL_NUMBER_PATTERN.test(number)) return undefined;
  // A statement of its own: the next one sees all that was committed while this one waited, in every table.
  if (lock) await sql`select from protocols where number = ${number} for no key update`.execute(tx);
  const { rows } = await sql<ProtocolDetailRow>`
    select p.*, g.name as group_name, v.name as provider_name, m.description as contact_method, c.reopen_window_days,
      ${returnReleased} as return_released, ${visibleProtocolPredicate('p')} as visible_to_provider,
      a.name as assignee_name, previous.number as previous_number
    from protocols p
      join groups g on g.id = p.group_id
      join providers v on v.id = p.provider_id
      join contact_methods m on m.id = p.contact_method_id
      join classifications c on c.id = p.classification_id
      left join agents a on a.id = p.assignee_id
      left join protocols previous on previous.id = p.previous_protocol_id
    where p.number = ${number} and ${among}`.execute(tx);
  return rows[0];
};

/** A protocol to register. */
export interface ProtocolToInsert {
  providerId: string;
  openedBy: 'provider' | 'operator';
  classification: { id: string; path: readonly string[]; groupId: string };
  contactMethodId: string;
  contactPerson: string;
  contactPhone: string;
  contactEmail: string;
  previousProtocolId: number | null;
}

/**
 * Registers a protocol under the next number of the day. The row of the day stays locked until the transaction ends,
 * and its counter goes back with it: numbers are consecutive, without gaps and without repetition.
 *
 * @param now decides the day, in the operator's time zone
 */
export const insertProtocol = async (
  tx: Tx,
  protocol: ProtocolToInsert,
  { ansRegistration, now }: { ansRegistration: string; now: Date },
): Promise<{ id: number; number: string }> => {
  const date = localDay(now);
  const { last_sequence: sequence } = await tx
    .insertInto('protocol_days')
    .values({ day: date, last_sequence: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ last_sequence: sql<number>`protocol_days.last_sequence + 1` }),
    )
    .returning('last_sequence')
    .executeTakeFirstOrThrow();
  const number = composeProtocolNumber({ ansRegistration, date, sequence });
  const clock = await startClock(tx, protocol.classification.id, now);
  const { id } = await tx
    .insertInto('protocols')
    .values({
      number,
      provider_id: protocol.providerId,
      opened_by: protocol.openedBy,
      classification_id: protocol.classification.id,
      classification_path: [...protocol.classification.path],
      group_id: protocol.classification.groupId,
      contact_method_id: protocol.contactMethodId,
      contact_person: protocol.contactPerson,
      contact_phone: protocol.contactPhone,
      contact_email: protocol.contactEmail,
      status: 'received',
      registered_at: now,
      last_activity_at: now,
      previous_protocol_id: protocol.previousProtocolId,
      ...clock,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, number };
};

/** What a new message of the thread changes in its protocol. */
export interface MessageEffects {
  sequence: number;
  visibility: 'public' | 'internal' | 'confidential';
  byOperator: boolean;
  /** Whether it answers what the provider waits for. */
  answers: boolean;
  status: ProtocolStatus;
  /** With a new status: the columns of the clock. */
  clock: ClockColumns | null;
  now: Date;
}

/** Writes what a message changes in its protocol. The row must be locked. */
export const updateAfterMessage = async (
  tx: Tx,
  protocolId: number,
  { sequence, visibility, byOperator, answers, status, clock, now }: MessageEffects,
): Promise<void> => {
  const closed = isClosedStatus(status);
  await tx
    .updateTable('protocols')
    .set({ last_sequence: sequence, version: sql<number>`version + 1` })
    .$if(visibility === 'public', (update) =>
      update.set({
        last_public_sequence: sequence,
        // The clocks of two instances may differ: the list's order never goes back.
        last_activity_at: sql<Date>`greatest(last_activity_at, ${now})`,
        organization_unread_count: sql<number>`organization_unread_count + ${byOperator ? 1 : 0}`,
        waiting_since: answers || closed ? null : sql<Date>`coalesce(waiting_since, ${now})`,
      }),
    )
    .$if(clock !== null, (update) => update.set({ status, closed_at: closed ? now : null, ...clock }))
    .where('id', '=', protocolId)
    .execute();
};

/** Gives a protocol to an agent of its group; null: to none. */
export const updateAssignee = async (tx: Tx, protocolId: number, agentId: string | null): Promise<void> => {
  await tx.updateTable('protocols').set({ assignee_id: agentId }).where('id', '=', protocolId).execute();
};

/** A group, with a classification of it when the protocol also gets another one. */
export interface Destination {
  groupId: string;
  classification: { id: string; path: string[]; clock: ClockColumns } | null;
}

/** Puts a protocol under another group, where it has no assignee yet. */
export const updateDestination = async (
  tx: Tx,
  protocolId: number,
  { groupId, classification }: Destination,
): Promise<void> => {
  await tx
    .updateTable('protocols')
    .set({ group_id: groupId, assignee_id: null })
    .$if(classification !== null, (update) =>
      update.set({
        classification_id: classification?.id,
        classification_path: classification?.path,
        ...classification?.clock,
      }),
    )
    .where('id', '=', protocolId)
    .execute();
};

/** Writes up to where somebody at the provider has read a protocol. */
export const updateOrganizationRead = async (
  tx: Tx,
  protocolId: number,
  { sequence, unreadCount }: { sequence: number; unreadCount: number },
): Promise<void> => {
  await tx
    .updateTable('protocols')
    .set({ organization_read_sequence: sequence, organization_unread_count: unreadCount })
    .where('id', '=', protocolId)
    .execute();
};
