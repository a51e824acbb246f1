import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { LOCK_HASH_SEEDS } from '../database/locks.ts';
import type { Tx } from '../database/transaction.ts';
import { ProblemError } from './problem.ts';

/** One keyed request: whose, what, and with which content. */
export interface KeyedRequest {
  actorId: string;
  operation: string;
  key: string;
  /** SHA-256 of the content, see {@link hashContent}. */
  contentHash: string;
}

/** What a keyed request does, the first time and when it is repeated. */
export interface KeyedWork {
  /** Status of success. */
  status: number;
  /** Has the effect. @returns the body of the response */
  effect: () => Promise<unknown>;
  /** What is kept of the body: nothing that may be read once only. */
  keep: (body: unknown) => unknown;
  /**
   * Responds to a repetition.
   *
   * @param kept what was kept of the first response
   * @throws ProblemError what a read would get now: rights may have changed since
   */
  replay: (kept: unknown) => Promise<unknown>;
}

/** Says that a response speaks of an effect that an earlier request had. */
export const REPLAYED = { 'Idempotency-Replayed': 'true' } as const;

/** The answer of a keyed request, given now or before. */
export interface KeyedAnswer {
  status: number;
  body: unknown;
  replayed: boolean;
}

/**
 * Reads the `Idempotency-Key` header (IETF draft-ietf-httpapi-idempotency-key-header).
 *
 * @throws ProblemError `idempotency_key_missing` (2.7), or `malformed_request` when it is not 1 to 255 visible ASCII
 *   characters
 */
export const readIdempotencyKey = (header: string | string[] | undefined): string => {
  if (header === undefined || header === '') throw new ProblemError('idempotency_key_missing');
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header))
    throw new ProblemError('malformed_request');
  return header;
};

/** Hashes a request's content independently of the order of its fields. */
export const hashContent = (content: unknown): string => {
  const canonical = JSON.stringify(content, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(canonical).digest('hex');
};

/**
 * Runs an effect at most once for its key: the key is kept in the transaction of the effect, so there is either both
 * or neither. A refused request leaves no key, and may be corrected and sent again under the same one.
 *
 * @throws ProblemError `idempotency_in_progress` while another request holds the key, `idempotency_key_reused` when
 *   the key came with another content before, and whatever the work throws
 */
export const runOnce = async (
  tx: Tx,
  { actorId, operation, key, contentHash }: KeyedRequest,
  { status, effect, keep, replay }: KeyedWork,
): Promise<KeyedAnswer> => {
  const lock = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(
    hashtextextended(${JSON.stringify([actorId, operation, key])}, ${LOCK_HASH_SEEDS.idempotencyKey}::bigint)) as locked`.execute(
    tx,
  );
  if (!lock.rows[0]?.locked) {
    throw new ProblemError('idempotency_in_progress', { headers: { 'Retry-After': '1' } });
  }
  // A statement of its own: its snapshot is younger than the lock, so it sees what the last holder committed.
  const stored = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'body'])
    .where('actor_id', '=', actorId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .executeTakeFirst();
  if (stored) {
    if (stored.request_hash !== contentHash) throw new ProblemError('idempotency_key_reused');
    return { status: stored.status, body: await replayed(() => replay(stored.body)), replayed: true };
  }
  const body = await effect();
  await tx
    .insertInto('idempotency_keys')
    .values({
      actor_id: actorId,
      operation,
      key,
      request_hash: contentHash,
      status,
      body: JSON.stringify(keep(body)),
    })
    .execute();
  return { status, body, replayed: false };
};

/** A problem at a repetition says that the effect was had: only its result cannot be shown. */
const replayed = async (read: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, issues, headers } = error;
    throw new ProblemError(code, { issues, headers: { ...headers, ...REPLAYED } });
  }
};
