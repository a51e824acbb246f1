import { isThisMachine } from '@fale-conosco/domain';
import { z } from 'zod';

/** Whose tokens are accepted: the issuer's keys come from an address, or from one public key in the settings. */
export interface TokenIssuer {
  issuer: string;
  audience: string;
  /** The only algorithms accepted; `none` and shared secrets are not possible. */
  algorithms: string[];
  keys: { kind: 'jwks'; url: string } | { kind: 'jwk'; jwk: PublicJwk };
  /** The providers whose users it may name, by their ids in lower case; `*`: all. */
  providers: '*' | string[];
  /** Whether it may name the operator's people. */
  operator: boolean;
}

/** An issuer as the settings name it: what it may speak for is optional where there is no other. */
type GivenIssuer = Omit<TokenIssuer, 'providers' | 'operator'> & {
  providers?: TokenIssuer['providers'] | undefined;
  operator?: boolean | undefined;
};

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
            providers: z
              .union(
                [
                  z.literal('*'),
                  z.array(z.guid('expected the id of a provider').transform((id) => id.toLowerCase())),
                ],
                'expected "*" or an array of ids of providers',
              )
              .optional(),
            operator: z.boolean('expected true or false').optional(),
          },
          'expected { issuer, audience, jwksUrl or publicJwk, algorithms?, providers?, operator? }',
        )
        .transform(({ jwksUrl, publicJwk: jwk, ...rest }, context): GivenIssuer => {
          if (jwksUrl !== undefined && jwk === undefined)
            return { ...rest, keys: { kind: 'jwks', url: jwksUrl } };
          if (jwksUrl === undefined && jwk !== undefined) return { ...rest, keys: { kind: 'jwk', jwk } };
          context.addIssue({ code: 'custom', message: 'expected either jwksUrl or publicJwk' });
          return z.NEVER;
        }),
      'expected a JSON array',
    ),
  )
  .transform((given, context): TokenIssuer[] => {
    const complain = (index: number, message: string): void =>
      context.addIssue({ code: 'custom', message, path: [index] });
    for (const [index, { issuer, providers, operator }] of given.entries()) {
      if (given.findIndex((other) => other.issuer === issuer) < index) complain(index, 'is named twice');
      // Each holder of a key would otherwise speak for everybody, and one stolen key would be all of them.
      if (given.length > 1 && providers === undefined && operator === undefined)
        complain(index, 'expected providers or operator, because there are several issuers');
    }
    const isOnly = given.length === 1;
    return given.map(({ providers, operator, ...issuer }) => {
      const isSilent = isOnly && providers === undefined && operator === undefined;
      return { ...issuer, providers: providers ?? (isSilent ? '*' : []), operator: operator ?? isSilent };
    });
  });

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
