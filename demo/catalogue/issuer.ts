import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PublicJwk, TokenIssuer } from '@fale-conosco/server';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { demoAgents, demoProviderUsers } from './people.ts';

/** The `iss` of demo tokens; the people of the demo catalogue are registered under it. */
export const DEMO_ISSUER = 'https://demo.fale-conosco.example';
const AUDIENCE = 'fale-conosco';
const ALGORITHM = 'EdDSA';
const DEFAULT_LIFE_SECONDS = 600;

/** Stands in for the identity provider of an operator: signs in the people of the demo catalogue without a password. */
export interface DemoIssuer {
  /** What a server must be configured with to accept the tokens. */
  issuerConfig: TokenIssuer;
  /**
   * Makes a bearer token of somebody in the catalogue.
   *
   * @param login e.g. `ana@saolucas`
   * @param options `now` for a clock that differs from this machine's
   * @throws {RangeError} for a login that the catalogue does not have
   */
  signToken(login: string, options?: { expiresInSeconds?: number; now?: Date }): Promise<string>;
}

/** The logins that {@link DemoIssuer.signToken} knows. */
export const demoLogins: readonly string[] = [...demoProviderUsers, ...demoAgents].map(({ login }) => login);

const claimsOf = (login: string): Record<string, string> => {
  const user = demoProviderUsers.find((candidate) => candidate.login === login);
  if (user) {
    const { name, email, phone, providerId } = user;
    return { name, email, phone_number: phone, fc_role: 'provider', fc_provider: providerId };
  }
  const agent = demoAgents.find((candidate) => candidate.login === login);
  if (agent) return { name: agent.name, email: agent.email, fc_role: agent.role };
  throw new RangeError(`No demo user "${login}". Known: ${demoLogins.join(', ')}`);
};

const readOrMakeKey = async (file: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const draft = `${file}.${randomUUID()}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(draft, `${JSON.stringify(await exportJWK(privateKey))}\n`, { mode: 0o600 });
  try {
    // Two starts at once agree on the key of the first: a link appears with its whole content, and never replaces a file.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return JSON.parse(await readFile(file, 'utf8')) as JWK;
};

/** Opens the demo issuer whose key is kept in `demo-issuer.json` of the data folder, readable by its owner only. */
export const loadOrCreateDemoIssuer = async (dataDir: string): Promise<DemoIssuer> => {
  const privateJwk = await readOrMakeKey(path.join(dataDir, 'demo-issuer.json'));
  const key = await importJWK(privateJwk, ALGORITHM);
  const { d: _private, ...publicJwk } = privateJwk;
  return {
    issuerConfig: {
      issuer: DEMO_ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      keys: { kind: 'jwk', jwk: publicJwk as PublicJwk },
      providers: '*',
      operator: true,
    },
    signToken: async (login, { expiresInSeconds = DEFAULT_LIFE_SECONDS, now: date = new Date() } = {}) => {
      const now = Math.floor(date.getTime() / 1000);
      return await new SignJWT(claimsOf(login))
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(DEMO_ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(login)
        .setIssuedAt(now)
        .setExpirationTime(now + expiresInSeconds)
        .sign(key);
    },
  };
};
