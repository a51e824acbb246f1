import { isClosedStatus, type ProtocolStatus } from '@fale-conosco/contract';
import { type BusinessCalendar, createCalendar, type DayOff, pausesAfter } from '@fale-conosco/domain';
import { sql } from 'kysely';
import { LOCKS } from '../../database/locks.ts';
import type { Tx } from '../../database/transaction.ts';
import { type ClockColumns, type ClockRow, clockColumns, rowHasDeadline } from './columns.ts';

/** The calendar as it is now: national holidays and those of the settings. */
export const readCalendar = async (tx: Tx): Promise<BusinessCalendar> => {
  const local: DayOff[] = await tx
    .selectFrom('holidays')
    .select(['day', 'every_year as everyYear'])
    .execute();
  return createCalendar(local);
};

/** Stands in where nothing is due, so that no calendar is read. */
const noCalendar: BusinessCalendar = { isBusinessDay: () => true };

const compute = async (tx: Tx, row: ClockRow): Promise<ClockColumns> =>
  clockColumns(rowHasDeadline(row) ? await readCalendar(tx) : noCalendar, row);

const readDays = (tx: Tx, classificationId: string) =>
  tx
    .selectFrom('classifications')
    .select(['deadline_business_days', 'provider_deadline_business_days'])
    .where('id', '=', classificationId)
    .executeTakeFirstOrThrow();

const readRow = (tx: Tx, protocolId: number): Promise<ClockRow> =>
  tx
    .selectFrom('protocols')
    .select([
      'status',
      'registered_at',
      'clock_pauses',
      'deadline_business_days',
      'provider_deadline_business_days',
    ])
    .where('id', '=', protocolId)
    .executeTakeFirstOrThrow();

/** Keeps the calendar unchanged until the transaction ends, where {@link recomputeOpenDeadlines} would miss the protocol. */
const lockCalendarShared = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(${LOCKS.calendar})`.execute(tx);
};

/**
 * Starts the clock of a protocol that is about to be registered.
 *
 * @returns the columns to write with it
 */
export const startClock = async (tx: Tx, classificationId: string, now: Date): Promise<ClockColumns> => {
  // No holiday changes until this protocol can be found by those who recompute deadlines.
  await lockCalendarShared(tx);
  const days = await readDays(tx, classificationId);
  return compute(tx, { ...days, status: 'received', registered_at: now, clock_pauses: [] });
};

/**
 * Pauses or resumes the clock with a change of status, and gives the provider its own date when it is asked. The
 * protocol's row must be locked.
 *
 * @param status the one that comes
 * @returns the columns to write with it
 */
export const updateClock = async (
  tx: Tx,
  protocolId: number,
  status: ProtocolStatus,
  now: Date,
): Promise<ClockColumns> => {
  const row = await readRow(tx, protocolId);
  // Others do not find what is being reopened among the open ones yet.
  if (isClosedStatus(row.status)) await lockCalendarShared(tx);
  return compute(tx, { ...row, status, clock_pauses: pausesAfter(row.clock_pauses, status, now) });
};

/**
 * Computes a protocol's deadline by another classification, from the registration on, with the pauses there were. The protocol's row must be locked.
 *
 * @returns the columns to write with the new classification
 */
export const recomputeDeadline = async (
  tx: Tx,
  protocolId: number,
  classificationId: string,
): Promise<ClockColumns> => {
  const row = await readRow(tx, protocolId);
  return compute(tx, { ...row, ...(await readDays(tx, classificationId)) });
};

/**
 * Locks the calendar against registrations, reopenings and other changes of it until the transaction ends. Called before a
 * holiday is changed, and before what that change depends on is read.
 */
export const lockCalendar = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LOCKS.calendar})`.execute(tx);
};

const sameInstant = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

/**
 * Computes the deadlines of all open protocols after a change of the calendar. Those of closed ones stay met or missed. All
 * are locked, in order, so that none is computed meanwhile by the old calendar; only those that move are written.
 *
 * @returns how many moved
 */
export const recomputeOpenDeadlines = async (tx: Tx): Promise<number> => {
  const calendar = await readCalendar(tx);
  const rows = await tx
    .selectFrom('protocols')
    .select([
      'id',
      'status',
      'registered_at',
      'clock_pauses',
      'deadline_business_days',
      'provider_deadline_business_days',
      'due_at',
      'due_soon_at',
      'provider_due_at',
    ])
    .where('status', 'not in', ['closed', 'cancelled'])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const moved = rows
    .filter(rowHasDeadline)
    .map((row) => ({ before: row, after: clockColumns(calendar, row) }))
    .filter(
      ({ before, after }) =>
        !sameInstant(before.due_at, after.due_at) ||
        !sameInstant(before.due_soon_at, after.due_soon_at) ||
        !sameInstant(before.provider_due_at, after.provider_due_at),
    );
  if (moved.length === 0) return 0;
  await sql`
    update protocols p set due_at = t.due_at, due_soon_at = t.due_soon_at, provider_due_at = t.provider_due_at
    from unnest(${moved.map(({ before }) => before.id)}::bigint[], ${moved.map(({ after }) => after.due_at)}::timestamptz[],
      ${moved.map(({ after }) => after.due_soon_at)}::timestamptz[],
      ${moved.map(({ after }) => after.provider_due_at)}::timestamptz[]) as t (id, due_at, due_soon_at, provider_due_at)
    where p.id = t.id`.execute(tx);
  return moved.length;
};
