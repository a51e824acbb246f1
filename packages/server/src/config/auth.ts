import { isThisMachine } from '@fale-conosco/domain';
import { z } from 'zod';

/** Whose tokens are accepted: the issuer's keys come from an address, or from one public key in the settings. */
export interface TokenIssuer {
  issuer: string;
  audience: string;
  /** The only algorithms accepted; `none` and shared secrets are not possible. */
  algorithms: string[];
  keys: { kind: 'jwks'; url: string } | { kind: 'jwk'; jwk: PublicJwk };
}

/** A public key as RFC 7517 writes it. */
export type PublicJwk = Record<string, unknown> & { kty: 'OKP' | 'EC' | 'RSA' };

const asymmetricAlgorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
] as const;

const publicJwk = z
  .looseObject(
    { kty: z.enum(['OKP', 'EC', 'RSA'], 'expected OKP, EC or RSA') },
    'expected a public key as a JWK',
  )
  .refine((jwk) => !('d' in jwk) && !('k' in jwk), 'holds a private key: give the public one only');

/** AUTH_ISSUERS */
export const issuers = z
  .string()
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a JSON array' });
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z
        .strictObject(
          {
            issuer: z.string('expected a text').min(1, 'expected a text'),
            audience: z.string('expected a text').min(1, 'expected a text'),
            algorithms: z
              .array(
                z.enum(asymmetricAlgorithms, `expected one of ${asymmetricAlgorithms.join(', ')}`),
                'expected an array',
              )
              .min(1, 'expected at least one')
              .default(['EdDSA', 'ES256', 'RS256']),
            jwksUrl: z
              .string('expected an https address')
              .refine(isSafeKeyAddress, 'expected an https address (http on this machine only)')
              .optional(),
            publicJwk: publicJwk.optional(),
          },
          'expected { issuer, audience, jwksUrl or publicJwk, algorithms? }',
        )
        .transform(({ jwksUrl, publicJwk: jwk, ...rest }, context): TokenIssuer => {
          if (jwksUrl !== undefined && jwk === undefined)
            return { ...rest, keys: { kind: 'jwks', url: jwksUrl } };
          if (jwksUrl === undefined && jwk !== undefined) return { ...rest, keys: { kind: 'jwk', jwk } };
          context.addIssue({ code: 'custom', message: 'expected either jwksUrl or publicJwk' });
          return z.NEVER;
        }),
      'expected a JSON array',
    ),
  );

/** FIRST_ADMIN. Subjects may hold `|` themselves; the addresses of issuers and the names of people do not. */
export const firstAdmin = z.string().transform((value, context) => {
  const [issuer = '', ...rest] = value.split('|').map((part) => part.trim());
  const name = rest.pop() ?? '';
  const subject = rest.join('|');
  const fits = [issuer, subject].every((part) => part !== '' && part.length <= 250);
  if (fits && name !== '' && name.length <= 120) return { issuer, subject, name };
  context.addIssue({ code: 'custom', message: 'expected issuer|subject|name' });
  return z.NEVER;
});

function isSafeKeyAddress(value: string): boolean {
  const url = URL.parse(value);
  if (url === null) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url));
}
