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

/** Keeps the calendar as it is until the transaction ends, where {@link recountDeadlines} would miss the protocol. */
const keepCalendar = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(${LOCKS.calendar})`.execute(tx);
};

/**
 * Starts the clock of a protocol that is about to be registered.
 *
 * @returns the columns to write with it
 */
export const startClock = async (tx: Tx, classificationId: string, now: Date): Promise<ClockColumns> => {
  // Until this protocol is there for it to be recomputed, no holiday comes or goes.
  await keepCalendar(tx);
  const days = await readDays(tx, classificationId);
  return compute(tx, { ...days, status: 'received', registered_at: now, clock_pauses: [] });
};

/**
 * Stops the clock or lets it go on with a change of status, and gives the provider its own date when it is asked. The
 * protocol's row must be locked.
 *
 * @param status the one that comes
 * @returns the columns to write with it
 */
export const moveClock = async (
  tx: Tx,
  protocolId: number,
  status: ProtocolStatus,
  now: Date,
): Promise<ClockColumns> => {
  const row = await readRow(tx, protocolId);
  // What is reopened is not among the open ones yet, for others.
  if (isClosedStatus(row.status)) await keepCalendar(tx);
  return compute(tx, { ...row, status, clock_pauses: pausesAfter(row.clock_pauses, status, now) });
};

/**
 * Counts a protocol's deadline again as another classification has it, from the registration on, with the pauses there
 * were. The protocol's row must be locked.
 *
 * @returns the columns to write with the new classification
 */
export const takeDeadlineOf = async (
  tx: Tx,
  protocolId: number,
  classificationId: string,
): Promise<ClockColumns> => {
  const row = await readRow(tx, protocolId);
  return compute(tx, { ...row, ...(await readDays(tx, classificationId)) });
};

/**
 * Keeps registrations, reopenings and other changes of the calendar waiting until the transaction ends. Comes before a
 * change of the register of holidays, and before what that change depends on is read.
 */
export const lockCalendar = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LOCKS.calendar})`.execute(tx);
};

const sameInstant = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

/**
 * Counts the deadlines of all open protocols again, after the calendar changed. Closed ones stay as they were kept or
 * missed. All are locked, in order, so that none is counted meanwhile by the old calendar; only those that move are written.
 *
 * @returns how many moved
 */
export const recountDeadlines = async (tx: Tx): Promise<number> => {
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
