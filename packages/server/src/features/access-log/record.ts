import type { AccessAction } from '@fale-conosco/contract';
import { actionsCovering, type ListAccess, type Principal, VISIT_MINUTES } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import { LOCK_HASH_SEEDS } from '../../database/locks.ts';
import type { Tx } from '../../database/transaction.ts';

/** One access to record. */
export interface Access {
  action: AccessAction;
  protocolNumber: string | null;
  attachmentId?: string | null;
  /** The id of the HTTP request, the same as in its log lines and problem documents. */
  requestId: string;
}

const providerOf = (principal: Principal): string | null =>
  principal.kind === 'provider' ? principal.providerId : null;

/** What this person has done in the visit, by the clock of the database. */
const inVisit = (principal: Principal): RawBuilder<boolean> =>
  sql`actor_id = ${principal.userId} and at > now() - make_interval(mins => ${VISIT_MINUTES})`;

/** Two requests of one person at once wait for each other here, so that one of them finds the other's record. */
const lockVisits = (tx: Tx, { userId }: Principal) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${userId}, ${LOCK_HASH_SEEDS.visit}))`.execute(tx);

/**
 * Writes down who saw or downloaded what, in the transaction that read it: no record, no reading. What a record of the
 * same visit already says is not said again.
 *
 * @param principal who; a provider's user is recorded with its provider
 */
export const recordAccess = async (
  tx: Tx,
  principal: Principal,
  { action, protocolNumber, attachmentId = null, requestId }: Access,
): Promise<void> => {
  const covering = actionsCovering(action);
  if (covering.length > 0) {
    const isCovered = async (): Promise<boolean> => {
      const { rows } = await sql<{ covered: boolean }>`select exists (
        select 1 from access_log where ${inVisit(principal)} and protocol_number = ${protocolNumber}
          and action = any(${[...covering]}) and attachment_id is not distinct from ${attachmentId}::uuid) as covered`.execute(
        tx,
      );
      return rows[0]?.covered === true;
    };
    if (await isCovered()) return;
    await lockVisits(tx, principal);
    if (await isCovered()) return;
  }
  await tx
    .insertInto('access_log')
    .values({
      actor_kind: principal.kind,
      actor_id: principal.userId,
      provider_id: providerOf(principal),
      action,
      protocol_number: protocolNumber,
      attachment_id: attachmentId,
      request_id: requestId,
    })
    .execute();
};

/** One page of a list to record. */
export interface ListedPage {
  list: ListAccess;
  protocolNumbers: readonly string[];
  requestId: string;
}

/**
 * Writes down which protocols a list or a search showed to whom, and what it was narrowed by: one record for a visit, and one
 * more for those protocols that came into it since.
 */
export const recordList = async (
  tx: Tx,
  principal: Principal,
  { list: { action, filters, words }, protocolNumbers, requestId }: ListedPage,
): Promise<void> => {
  const digests = sql`coalesce((select jsonb_agg(fc_search_digest(w)) from unnest(${words}::text[]) w), '[]')`;
  const detail =
    words.length > 0
      ? sql`jsonb_build_object('filters', ${JSON.stringify(filters)}::jsonb, 'words', ${digests})`
      : sql`jsonb_build_object('filters', ${JSON.stringify(filters)}::jsonb)`;
  const unrecorded = sql<{ detail: unknown; fresh: string[] }>`
    with list as materialized (select ${detail} as detail),
      known as materialized (
        select l.protocol_numbers from access_log l, list
        where ${inVisit(principal)} and l.action = ${action} and l.detail = list.detail),
      page as (
        select list.detail, array(
          select unnest(${[...protocolNumbers]}::text[]) except select unnest(protocol_numbers) from known) as fresh
        from list)
    select detail, fresh from page where cardinality(fresh) > 0 or not exists (select 1 from known)`;
  if ((await unrecorded.execute(tx)).rows.length === 0) return;
  await lockVisits(tx, principal);
  await sql`insert into access_log (actor_kind, actor_id, provider_id, action, request_id, detail, protocol_numbers)
    select ${principal.kind}, ${principal.userId}, ${providerOf(principal)}, ${action}, ${requestId}, u.detail, u.fresh
    from (${unrecorded}) u`.execute(tx);
};
