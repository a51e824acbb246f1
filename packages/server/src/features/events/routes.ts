import type { Principal } from '@fale-conosco/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { inTransaction } from '../../database/transaction.ts';
import { rawContractRoute } from '../../http/contract-route.ts';
import { ProblemError } from '../../http/problem.ts';
import { type Audience, isFor } from './audience.ts';
import { openConnection } from './connection.ts';
import { MAX_REPLAY } from './hub.ts';
import {
  activeReaders,
  eventsSince,
  findResumePoint,
  newestEventId,
  type StoredEvent,
} from './repository.ts';

/** Streams of one user in one process: a few tabs on a few machines. */
const MAX_STREAMS_PER_USER = 12;
/** How long a reader waits before it comes back; the SDK adds its own jitter. */
const RECONNECT_MS = 3000;

/** The audience of a principal as far as it is known without the database. */
const withoutGroups = (principal: Principal): Audience => {
  const { userId } = principal;
  if (principal.kind === 'provider') return { kind: 'provider', userId, providerId: principal.providerId };
  if (principal.kind === 'admin') return { kind: 'admin', userId };
  return { kind: 'agent', userId, groupIds: new Set() };
};

const audienceOf = async (db: Kysely<Database>, principal: Principal): Promise<Audience> => {
  if (principal.kind !== 'agent') return withoutGroups(principal);
  const [reader] = await activeReaders(db, [principal.userId]);
  return { kind: 'agent', userId: principal.userId, groupIds: new Set(reader?.groupIds) };
};

/** Where a stream begins: with a replay, or with a reset when what was missed is unknown or too much. */
type Beginning = { newest: number; replay: StoredEvent[] | 'reset' };

const findBeginning = async (
  db: Kysely<Database>,
  audience: Audience,
  lastEventId: string | undefined,
): Promise<Beginning> =>
  await inTransaction(db, 'system', async (tx) => {
    const newest = await newestEventId(tx);
    if (lastEventId === undefined) return { newest, replay: [] };
    const point = /^\d{1,15}$/.test(lastEventId) ? await findResumePoint(tx, Number(lastEventId)) : undefined;
    if (!point) return { newest, replay: 'reset' };
    const missed = await eventsSince(tx, point, MAX_REPLAY + 1, audience);
    return {
      newest,
      replay: missed.length > MAX_REPLAY ? 'reset' : missed.filter((event) => isFor(audience, event)),
    };
  });

const msUntilExpiry = (request: FastifyRequest, now: Date): number => {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /i, '');
  return Math.max(0, (decodeJwt(token).exp ?? 0) * 1000 - now.getTime());
};

/**
 * Serves the event stream. It ends when the token does; the reader comes back with a fresh one and its `Last-Event-ID`.
 */
export const registerEvents = (app: FastifyInstance): void => {
  const { db, clock, eventHub, isDraining } = app.services;

  rawContractRoute(app, 'streamEvents', async ({ principal, request, reply }) => {
    if (eventHub.countOf(principal.userId) >= MAX_STREAMS_PER_USER) {
      throw new ProblemError('rate_limited', { headers: { 'retry-after': '30' } });
    }
    // A stream that begins now would hold up the end of the process.
    if (isDraining()) throw new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
    const lastEventId = request.headers['last-event-id'];

    // Live events are collected from here on, so that none falls between the replay and them. Counted in the same turn as
    // checked, so that requests at the same time cannot pass the limit together.
    const connection = openConnection(reply.raw, withoutGroups(principal));
    const remove = eventHub.add(connection);
    const expiry = setTimeout(() => connection.end(), msUntilExpiry(request, clock()));
    const release = (): void => {
      clearTimeout(expiry);
      remove();
    };
    reply.raw.once('close', release);
    let beginning: Beginning;
    try {
      // Events that came before the groups were known are part of the replay.
      connection.audience = await audienceOf(db, principal);
      beginning = await findBeginning(
        db,
        connection.audience,
        typeof lastEventId === 'string' ? lastEventId : undefined,
      );
    } catch (error) {
      release();
      throw error;
    }

    reply.hijack();
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined),
    );
    reply.raw.writeHead(200, {
      ...(headers as Record<string, string>),
      'cache-control': 'no-store, no-transform',
      // One stream, one connection: after its end nothing must hold a stopping process.
      connection: 'close',
      'content-type': 'text/event-stream; charset=utf-8',
      // nginx holds back what it proxies otherwise.
      'x-accel-buffering': 'no',
    });
    // An id without data tells a new reader where to resume before it has seen any event. One that resumes has its
    // place, and must keep it until the replay reached it.
    reply.raw.write(
      `retry: ${RECONNECT_MS}\n${lastEventId === undefined ? `id: ${beginning.newest}\n` : ''}\n`,
    );
    if (beginning.replay === 'reset') connection.reset(beginning.newest);
    connection.start(beginning.replay === 'reset' ? [] : beginning.replay);
    return reply;
  });
};
