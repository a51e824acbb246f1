import { mayWait, type Principal, uploadLifeMs, type WaitingUploads } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { AttachmentConfig } from '../../../config/attachments.ts';
import { LOCK_HASH_SEEDS } from '../../../database/locks.ts';
import { asSystem, type Tx } from '../../../database/transaction.ts';
import { ProblemError } from '../../../http/problem.ts';

interface Waiting {
  ofUser: WaitingUploads;
  ofProvider: WaitingUploads;
}

/** Rejected files do not count: nothing is stored of them. Nor does what has expired and was not removed yet. */
const readWaiting = async (tx: Tx, principal: Principal, now: Date): Promise<Waiting> => {
  const { userId } = principal;
  const providerId = principal.kind === 'provider' ? principal.providerId : null;
  const begunSince = (state: string): Date => new Date(now.getTime() - uploadLifeMs(state));
  // Row-level security shows nobody the uploads of colleagues.
  const { rows } = await asSystem(tx, () =>
    sql<{ mine: number; my_bytes: number; ours: number; our_bytes: number }>`
      select count(*) filter (where uploaded_by = ${userId}) as mine,
        coalesce(sum(size_bytes) filter (where uploaded_by = ${userId}), 0)::bigint as my_bytes,
        count(*) as ours, coalesce(sum(size_bytes), 0)::bigint as our_bytes
      from attachments
      where message_id is null and state <> 'rejected' and created_at > case state when 'uploading' then ${begunSince('uploading')}::timestamptz else ${begunSince('ready')} end
        and ${providerId === null ? sql`provider_id is null and uploaded_by = ${userId}` : sql`provider_id = ${providerId}`}`.execute(
      tx,
    ),
  );
  const { mine = 0, my_bytes = 0, ours = 0, our_bytes = 0 } = rows[0] ?? {};
  return { ofUser: { count: mine, bytes: my_bytes }, ofProvider: { count: ours, bytes: our_bytes } };
};

/** A new upload, as far as limits go. */
export interface WaitingCandidate {
  sizeBytes: number;
  now: Date;
  limits: AttachmentConfig;
}

/**
 * Makes sure that one more upload of this person may wait for a message; to be inserted in the same transaction. The
 * operator's people have no limit as an organisation.
 *
 * @throws {ProblemError} `upload_limit_reached`
 */
export const checkWaitingUploads = async (
  tx: Tx,
  principal: Principal,
  { sizeBytes, now, limits }: WaitingCandidate,
): Promise<void> => {
  const check = async (): Promise<void> => {
    const { ofUser, ofProvider } = await readWaiting(tx, principal, now);
    const fits =
      mayWait(ofUser, sizeBytes, limits.waitingPerUser) &&
      (principal.kind !== 'provider' || mayWait(ofProvider, sizeBytes, limits.waitingPerProvider));
    if (!fits) throw new ProblemError('upload_limit_reached');
  };
  // Before the lock, so that who asks on and on at the limit holds up nobody of the organisation.
  await check();
  const owner = principal.kind === 'provider' ? principal.providerId : principal.userId;
  await sql`select pg_advisory_xact_lock(hashtextextended(${owner}, ${LOCK_HASH_SEEDS.waitingUploads}))`.execute(
    tx,
  );
  await check();
};
