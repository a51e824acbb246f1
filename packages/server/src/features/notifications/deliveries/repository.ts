import type { DeliveryListQuery, ProtocolStatus } from '@fale-conosco/contract';
import { sql } from 'kysely';
import { visibleProtocolPredicate } from '../../../access/provider.ts';
import type { Tx } from '../../../database/transaction.ts';
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts';
import { lockSettingsWritesAsSystem, recordChanges } from '../../settings/shared/changes.ts';
import { type EmailPayload, OUTBOX_CHANNEL, type WebhookPayload } from '../outbox.ts';

/** A row of the deliveries as lists show it. */
export interface DeliveryRow {
  id: number;
  kind: 'email' | 'webhook';
  topic: string;
  recipient: string | null;
  url: string | null;
  number: string | null;
  state: 'pending' | 'delivered' | 'dead';
  attempts: number;
  last_error: string | null;
  created_at: Date;
  next_attempt_at: Date | null;
}

const LIST = 'deliveries';

const rowsWhere = async (tx: Tx, condition: ReturnType<typeof sql<boolean>>, limit: number) => {
  const { rows } = await sql<DeliveryRow>`
    select d.id, d.kind, d.topic, d.recipient, w.url, p.number, d.state, d.attempts, d.last_error, d.created_at,
      d.next_attempt_at
    from deliveries d left join webhooks w on w.id = d.webhook_id left join protocols p on p.id = d.protocol_id
    where ${condition} order by d.id desc limit ${limit}`.execute(tx);
  return rows;
};

/** Reads one page of the deliveries, newest first. */
export const listDeliveries = async (
  tx: Tx,
  { state, cursor, limit }: DeliveryListQuery & { limit: number },
) => {
  const conditions = [sql<boolean>`true`];
  if (state !== undefined) conditions.push(sql`d.state = ${state}`);
  if (cursor !== undefined)
    conditions.push(sql`d.id < ${decodeCursor(LIST, cursor, [Number.MAX_SAFE_INTEGER])[0]}`);
  const rows = await rowsWhere(tx, sql<boolean>`${sql.join(conditions, sql` and `)}`, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? encodeCursor(LIST, last.id) : null };
};

/** Finds one delivery. */
export const findDelivery = async (tx: Tx, id: number): Promise<DeliveryRow | undefined> =>
  (await rowsWhere(tx, sql<boolean>`d.id = ${id}`, 1))[0];

/** Makes a dead delivery pending again, from the first attempt on. @returns whether it was dead */
export const requeueDelivery = async (tx: Tx, id: number): Promise<boolean> => {
  const { rows } = await sql`
    with revived as (
      update deliveries set state = 'pending', attempts = 0, next_attempt_at = now()
      where id = ${id} and state = 'dead' returning id)
    select pg_notify(${OUTBOX_CHANNEL}, '') from revived`.execute(tx);
  return rows.length > 0;
};

/** What both kinds of work have in common. */
interface Job {
  id: number;
  topic: string;
  /** Which attempt this is, from 1. */
  attempt: number;
  createdAt: Date;
}

/** An e-mail to send. */
export interface EmailJob extends Job {
  kind: 'email';
  recipient: string;
  number: string;
  groupName: string;
  payload: EmailPayload;
  /** Whether it may still go out: its protocol may have been hidden from the provider meanwhile. */
  wanted: boolean;
}

/** A message to send to another system. */
export interface WebhookJob extends Job {
  kind: 'webhook';
  webhookId: string;
  url: string;
  secret: string;
  active: boolean;
  payload: WebhookPayload;
}

/** Work of the outbox. */
export type DeliveryJob = EmailJob | WebhookJob;

/** How much is claimed. */
export interface ClaimOptions {
  /** How many more e-mails may be under way. */
  emails: number;
  /** How many messages may be under way to one webhook. */
  perWebhook: number;
  /** How many are under way already, by webhook. */
  inFlight: ReadonlyMap<string, number>;
  /** A claim that is neither kept nor given up in this time is another worker's to take. */
  leaseMs: number;
}

interface ClaimedRow {
  id: number;
  kind: 'email' | 'webhook';
  topic: string;
  attempts: number;
  created_at: Date;
  recipient: string;
  payload: unknown;
  number: string;
  status: ProtocolStatus;
  group_name: string;
  webhook_id: string;
  url: string;
  secret: string;
  active: boolean;
  wanted: boolean;
}

/**
 * Takes work that is due, so many for each target that a slow one keeps no other waiting. Of workers that ask at once,
 * each gets rows of its own. A claim is a lease and an attempt counted: what a worker that dies had taken comes back.
 */
export const claimDeliveries = async (
  tx: Tx,
  { emails, perWebhook, inFlight, leaseMs }: ClaimOptions,
): Promise<DeliveryJob[]> => {
  const busy = JSON.stringify(Object.fromEntries(inFlight));
  const { rows } = await sql<ClaimedRow>`
    with claimed as (
      select d.id from webhooks w cross join lateral (
        select id from deliveries where webhook_id = w.id and state = 'pending' and next_attempt_at <= now()
        order by next_attempt_at, id
        limit greatest(0, ${perWebhook} - coalesce((${busy}::jsonb ->> w.id::text)::int, 0))
        for update skip locked) d
      union all
      select id from (
        select id from deliveries where kind = 'email' and state = 'pending' and next_attempt_at <= now()
        order by next_attempt_at, id limit ${emails} for update skip locked) e),
    taken as (
      update deliveries d
      set attempts = attempts + 1, next_attempt_at = now() + ${leaseMs} * interval '1 millisecond'
      where id in (select id from claimed) returning d.*)
    select t.id, t.kind, t.topic, t.attempts, t.created_at, t.recipient, t.payload, t.webhook_id, w.url, w.secret,
      w.active, p.number, g.name as group_name,
      (t.topic <> 'contact.answer' or (v.active and ${visibleProtocolPredicate('p')})) as wanted
    from taken t
      left join webhooks w on w.id = t.webhook_id
      left join protocols p on p.id = t.protocol_id
      left join providers v on v.id = p.provider_id
      left join groups g on g.id = p.group_id
    order by t.id`.execute(tx);
  return rows.map((row): DeliveryJob => {
    const { id, topic, attempts: attempt, created_at: createdAt } = row;
    const job = { id, topic, attempt, createdAt };
    return row.kind === 'email'
      ? {
          ...job,
          kind: 'email',
          recipient: row.recipient,
          number: row.number,
          groupName: row.group_name,
          payload: row.payload as EmailPayload,
          wanted: row.wanted,
        }
      : {
          ...job,
          kind: 'webhook',
          webhookId: row.webhook_id,
          url: row.url,
          secret: row.secret,
          active: row.active,
          payload: row.payload as WebhookPayload,
        };
  });
};

/** In how many milliseconds the next work is due; undefined when there is none. */
export const nextDueInMs = async (tx: Tx): Promise<number | undefined> => {
  const { rows } = await sql<{ ms: number | null }>`
    select greatest(0, extract(epoch from min(next_attempt_at) - now()) * 1000)::float8 as ms
    from deliveries where state = 'pending'`.execute(tx);
  return rows[0]?.ms ?? undefined;
};

/** How an attempt ended. */
export type Outcome =
  | { state: 'delivered' }
  /** Its receiver no longer wants it. */
  | { state: 'dropped' }
  | { state: 'failed'; error: string; retryInMs: number }
  | { state: 'dead'; error: string; deactivates?: boolean };

/**
 * Writes down how an attempt ended, unless the claim has passed to another worker meanwhile.
 *
 * @param job the claim: its attempt tells it from later ones
 */
export const settleDelivery = async (tx: Tx, job: DeliveryJob, outcome: Outcome): Promise<void> => {
  const { id, attempt } = job;
  if (outcome.state === 'dropped') {
    await tx.deleteFrom('deliveries').where('id', '=', id).execute();
    return;
  }
  const error = 'error' in outcome ? outcome.error : null;
  const retryInMs = outcome.state === 'failed' ? outcome.retryInMs : null;
  await sql`
    update deliveries set state = ${outcome.state === 'failed' ? 'pending' : outcome.state}, last_error = ${error},
      next_attempt_at = now() + ${retryInMs}::float8 * interval '1 millisecond'
    where id = ${id} and state = 'pending' and attempts = ${attempt}`.execute(tx);
  if (outcome.state === 'dead' && outcome.deactivates && job.kind === 'webhook') await deactivate(tx, job);
};

/** Takes a webhook out of service, unless an admin did something about it meanwhile. */
const deactivate = async (tx: Tx, { webhookId, url }: WebhookJob): Promise<void> => {
  await lockSettingsWritesAsSystem(tx);
  const { numUpdatedRows: changed } = await tx
    .updateTable('webhooks')
    .set({ active: false, version: sql`version + 1` })
    .where('id', '=', webhookId)
    .where('active', '=', true)
    .where('url', '=', url)
    .executeTakeFirstOrThrow();
  if (changed === 0n) return;
  const change = { entity: 'webhook', entityId: webhookId, entityName: url } as const;
  await recordChanges(tx, 'system', [{ ...change, before: { active: true }, after: { active: false } }]);
};

/** How many delivered rows were removed that are older than an instant, up to a limit. Dead ones stay. */
export const purgeDelivered = async (tx: Tx, before: Date, limit: number): Promise<number> => {
  const purged = await sql`delete from deliveries where id = any(array(
    select id from deliveries where state = 'delivered' and created_at < ${before} order by id limit ${limit}))`.execute(
    tx,
  );
  return Number(purged.numAffectedRows ?? 0n);
};
