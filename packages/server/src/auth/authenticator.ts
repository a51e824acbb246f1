import { createHash } from 'node:crypto';
import type { Principal } from '@fale-conosco/domain';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { inTransaction } from '../database/transaction.ts';
import { ProblemError } from '../http/problem.ts';
import { resolvePrincipal } from './resolve-principal.ts';
import type { Claims, TokenVerifier } from './token-verifier.ts';

/** Longest time that a revoked user or provider may still act. */
const PRINCIPAL_TTL_MS = 1000;
const MAX_CACHED_TOKENS = 10_000;

/** Finds the principal of a token. */
export interface Authenticator {
  /** Whether a token was verified before and has not expired: then {@link authenticate} verifies no signature. */
  isKnown(token: string): boolean;
  /**
   * Cheap to call repeatedly: the signature is checked once a token, the user's row once a second. Long-lived
   * streams call it to notice expiry and revocation.
   *
   * @throws ProblemError `unauthenticated`, `token_expired`, `forbidden`
   */
  authenticate(token: string): Promise<Principal>;
}

declare module '../http/services.ts' {
  interface Services {
    authenticator: Authenticator;
  }
}

interface Entry {
  claims: Claims;
  principal: Promise<Principal> | undefined;
  principalUntilMs: number;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64');

/** Makes the authenticator over a verifier and the users' tables. */
export const createAuthenticator = (
  db: Kysely<Database>,
  verifier: TokenVerifier,
  clock: () => Date,
): Authenticator => {
  // By the token's hash, so that a memory dump holds no token that still works.
  const entries = new Map<string, Entry>();

  const entryOf = async (hash: string, token: string, nowMs: number): Promise<Entry> => {
    const known = entries.get(hash);
    if (known) {
      if (known.claims.expiresAtMs > nowMs) return known;
      entries.delete(hash);
      throw new ProblemError('token_expired');
    }
    const entry: Entry = { claims: await verifier.verify(token), principal: undefined, principalUntilMs: 0 };
    if (entries.size >= MAX_CACHED_TOKENS) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    entries.set(hash, entry);
    return entry;
  };

  return {
    isKnown: (token) => (entries.get(hashOf(token))?.claims.expiresAtMs ?? 0) > clock().getTime(),
    authenticate: async (token) => {
      const nowMs = clock().getTime();
      const hash = hashOf(token);
      const entry = await entryOf(hash, token, nowMs);
      if (!entry.principal || entry.principalUntilMs <= nowMs) {
        const pending = inTransaction(db, 'system', (tx) => resolvePrincipal(tx, entry.claims));
        entry.principal = pending;
        entry.principalUntilMs = nowMs + PRINCIPAL_TTL_MS;
        pending.catch((error: unknown) => {
          if (entry.principal === pending) entry.principal = undefined;
          // Revoked: it counts as any other token that is not valid.
          if (error instanceof ProblemError) entries.delete(hash);
        });
      }
      return entry.principal;
    },
  };
};
