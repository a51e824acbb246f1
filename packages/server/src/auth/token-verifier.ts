import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  importJWK,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import * as z from 'zod/mini';
import type { TokenIssuer } from '../config/auth.ts';
import { ProblemError } from '../http/problem.ts';
import { IssuerKeysError } from './issuer-keys-error.ts';

/** What a verified token says. */
export interface Claims {
  issuer: string;
  subject: string;
  role: 'provider' | 'agent' | 'admin';
  /** Absent for the operator's people. */
  providerId: string | undefined;
  name: string;
  email: string | null;
  phone: string | null;
  expiresAtMs: number;
}

/** Checks tokens. */
export interface TokenVerifier {
  /**
   * @throws ProblemError `unauthenticated`, `token_expired`; `forbidden` for a provider that its issuer may not name, as for one
   *   that does not exist; `unavailable` when the issuer's keys cannot be read
   */
  verify(token: string): Promise<Claims>;
}

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().check(z.minLength(1), z.maxLength(255)),
  exp: z.number(),
  iat: z.number(),
  fc_role: z.enum(['provider', 'agent', 'admin']),
  fc_provider: z.optional(z.guid()),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  email: z.optional(z.string().check(z.maxLength(254))),
  phone_number: z.optional(z.string().check(z.maxLength(40))),
});

/** Clocks of portals and servers differ by a little. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** No token of ours is longer; what is longer costs nothing but this comparison. */
const MAX_TOKEN_CHARACTERS = 8192;

/**
 * Makes a verifier of the configured issuers' tokens: algorithms pinned, `aud`, `iss`, `iat`, `exp` required, a life
 * no longer than `maxTokenAgeSeconds` (RFC 8725).
 */
export const createTokenVerifier = async (
  issuers: readonly TokenIssuer[],
  maxTokenAgeSeconds: number,
  clock: () => Date,
): Promise<TokenVerifier> => {
  const byIssuer = new Map<string, { issuer: TokenIssuer; getKey: JWTVerifyGetKey }>();
  for (const issuer of issuers) byIssuer.set(issuer.issuer, { issuer, getKey: await keysOf(issuer) });

  return {
    verify: async (token) => {
      if (token.length > MAX_TOKEN_CHARACTERS) throw new ProblemError('unauthenticated');
      let payload: JWTPayload;
      let speaksFor: Pick<TokenIssuer, 'providers' | 'operator'>;
      try {
        const known = byIssuer.get(decodeJwt(token).iss ?? '');
        if (!known) throw new ProblemError('unauthenticated');
        speaksFor = known.issuer;
        ({ payload } = await jwtVerify(token, known.getKey, {
          issuer: known.issuer.issuer,
          audience: known.issuer.audience,
          algorithms: known.issuer.algorithms,
          requiredClaims: ['exp', 'iat', 'sub'],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          currentDate: clock(),
        }));
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        throw new ProblemError(error instanceof errors.JWTExpired ? 'token_expired' : 'unauthenticated');
      }
      const claims = z.safeParse(claimsSchema, payload);
      if (!claims.success) throw new ProblemError('unauthenticated');
      const {
        iss,
        sub,
        exp,
        iat,
        fc_role: role,
        fc_provider: providerId,
        name,
        email,
        phone_number: phone,
      } = claims.data;
      const nowSeconds = clock().getTime() / 1000;
      if (exp - iat > maxTokenAgeSeconds || iat > nowSeconds + CLOCK_TOLERANCE_SECONDS) {
        throw new ProblemError('unauthenticated');
      }
      // The same as for people and providers that nobody has registered.
      if (role !== 'provider' && !speaksFor.operator) throw new ProblemError('unauthenticated');
      if (role === 'provider' && !names(speaksFor.providers, providerId)) throw new ProblemError('forbidden');
      return {
        issuer: iss,
        subject: sub,
        role,
        providerId,
        name,
        email: email ?? null,
        phone: phone ?? null,
        expiresAtMs: (exp + CLOCK_TOLERANCE_SECONDS) * 1000,
      };
    },
  };
};

const names = (providers: TokenIssuer['providers'], id: string | undefined): boolean =>
  providers === '*' || id === undefined || providers.includes(id.toLowerCase());

/** What {@link createRemoteJWKSet} throws because of the token; everything else is because of the issuer. */
const TOKEN_ERRORS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

const keysOf = async ({ issuer, keys, algorithms }: TokenIssuer): Promise<JWTVerifyGetKey> => {
  if (keys.kind === 'jwks') {
    const getKey = createRemoteJWKSet(new URL(keys.url), { timeoutDuration: 5000 });
    return async (header, token) => {
      try {
        return await getKey(header, token);
      } catch (error) {
        if (TOKEN_ERRORS.some((type) => error instanceof type)) throw error;
        // Refused, an error page, a redirect, no key set: the user cannot help it, and is not signed out.
        throw new ProblemError('unavailable', {
          headers: { 'Retry-After': '5' },
          cause: new IssuerKeysError(issuer, error),
        });
      }
    };
  }
  const { jwk } = keys;
  const key = await importJWK(
    jwk,
    typeof jwk['alg'] === 'string' ? jwk['alg'] : algorithmFor(jwk.kty, algorithms),
  );
  return async () => key;
};

const algorithmFor = (kty: 'OKP' | 'EC' | 'RSA', algorithms: readonly string[]): string => {
  const start = { OKP: 'Ed', EC: 'ES', RSA: 'RS' }[kty];
  return algorithms.find((algorithm) => algorithm.startsWith(start)) ?? algorithms[0] ?? 'EdDSA';
};
