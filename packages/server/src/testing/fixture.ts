import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Kysely, sql } from 'kysely';
import type { PublicJwk, TokenIssuer } from '../config/auth.ts';
import type { Database } from '../database/schema.ts';

/** The `iss` of the tokens that tests sign. */
export const TEST_ISSUER = 'https://issuer.test';
/** The `aud` of the tokens that tests sign. */
export const TEST_AUDIENCE = 'fale-conosco';

/** Ids of the small catalogue that {@link seedFixture} writes. */
export const fixture = {
  providerA: '00000000-0000-4000-8000-00000000000a',
  providerB: '00000000-0000-4000-8000-00000000000b',
  billing: '00000000-0000-4000-8000-0000000000f1',
  audit: '00000000-0000-4000-8000-0000000000f2',
  agentFabio: '00000000-0000-4000-8000-0000000000e1',
  agentAline: '00000000-0000-4000-8000-0000000000e2',
  admin: '00000000-0000-4000-8000-0000000000e3',
  branch: '00000000-0000-4000-8000-0000000000c0',
  /** Shown leaf of billing, may be reopened for 30 days. */
  glosa: '00000000-0000-4000-8000-0000000000c1',
  /** Shown leaf of billing that needs an attachment and is never reopened. */
  appeal: '00000000-0000-4000-8000-0000000000c2',
  /** Leaf of audit that providers are not shown. */
  hidden: '00000000-0000-4000-8000-0000000000c3',
  /** Deactivated leaf. */
  retired: '00000000-0000-4000-8000-0000000000c4',
  web: '00000000-0000-4000-8000-0000000000d1',
  /** `Fale Conosco` off. */
  phone: '00000000-0000-4000-8000-0000000000d2',
  /** Method of return that is released for the Web. */
  webReturn: '00000000-0000-4000-8000-0000000000d3',
} as const;

/** People that tests can sign in: three of two providers, three of the operator. */
export type Person = 'ana' | 'bruno' | 'carla' | 'fabio' | 'aline' | 'admin';

/** What the token of each person says beyond the standard claims. */
export const personClaims: Record<Person, Record<string, string>> = {
  ana: {
    fc_role: 'provider',
    fc_provider: fixture.providerA,
    name: 'Ana Souza',
    email: 'ana@a.test',
    phone_number: '11 99999-0001',
  },
  bruno: { fc_role: 'provider', fc_provider: fixture.providerA, name: 'Bruno Lima', email: 'bruno@a.test' },
  carla: { fc_role: 'provider', fc_provider: fixture.providerB, name: 'Carla Dias', email: 'carla@b.test' },
  fabio: { fc_role: 'agent', name: 'Fábio Reis' },
  aline: { fc_role: 'agent', name: 'Aline Prado' },
  admin: { fc_role: 'admin', name: 'Administração' },
};

/** Ids of the provider's people, where {@link seedPeople} has registered them. */
export const userIds = {
  ana: '00000000-0000-4000-8000-0000000000a1',
  bruno: '00000000-0000-4000-8000-0000000000a2',
  carla: '00000000-0000-4000-8000-0000000000a3',
} as const;

/** Signs tokens that the server of a test accepts. */
export interface TestIssuer {
  /** What the server must be configured with. */
  issuerConfig: TokenIssuer;
  signToken(login: string, options?: { expiresInSeconds?: number }): Promise<string>;
}

/** Makes an issuer, with a new key, for the people of the fixture. */
export const createTestIssuer = async (): Promise<TestIssuer> => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return {
    issuerConfig: {
      issuer: TEST_ISSUER,
      audience: TEST_AUDIENCE,
      algorithms: ['EdDSA'],
      keys: { kind: 'jwk', jwk: (await exportJWK(publicKey)) as PublicJwk },
      providers: '*',
      operator: true,
    },
    signToken: async (login, { expiresInSeconds = 600 } = {}) => {
      const claims = personClaims[login as Person];
      if (!claims) throw new RangeError(`No test user "${login}".`);
      const now = Math.floor(Date.now() / 1000);
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer(TEST_ISSUER)
        .setAudience(TEST_AUDIENCE)
        .setSubject(login)
        .setIssuedAt(now)
        .setExpirationTime(now + expiresInSeconds)
        .sign(privateKey);
    },
  };
};

/** Writes the small catalogue: two providers, two groups with an agent each, an admin, a tree and contact methods. */
export const seedFixture = async (db: Kysely<Database>): Promise<void> => {
  const f = fixture;
  await sql`
    insert into providers (id, name) values (${f.providerA}, 'Clínica A'), (${f.providerB}, 'Hospital B')`.execute(
    db,
  );
  await sql`insert into groups (id, name, accesses_confidential)
    values (${f.billing}, 'Faturamento', false), (${f.audit}, 'Auditoria médica', true)`.execute(db);
  await sql`insert into agents (id, issuer, subject, name, role) values
    (${f.agentFabio}, ${TEST_ISSUER}, 'fabio', 'Fábio Reis', 'agent'),
    (${f.agentAline}, ${TEST_ISSUER}, 'aline', 'Aline Prado', 'agent'),
    (${f.admin}, ${TEST_ISSUER}, 'admin', 'Administração', 'admin')`.execute(db);
  await sql`insert into group_members (group_id, agent_id)
    values (${f.billing}, ${f.agentFabio}), (${f.audit}, ${f.agentAline})`.execute(db);
  await sql`
    insert into classifications
      (id, parent_id, name, position, active, group_id, shown_to_providers, attachment_required, reopen_window_days) values
      (${f.branch}, null, 'Faturamento', 1, true, null, true, false, null),
      (${f.glosa}, ${f.branch}, 'Glosa de guia', 1, true, ${f.billing}, true, false, 30),
      (${f.appeal}, ${f.branch}, 'Recurso de glosa', 2, true, ${f.billing}, true, true, null),
      (${f.hidden}, ${f.branch}, 'Auditoria interna', 3, true, ${f.audit}, false, false, 30),
      (${f.retired}, ${f.branch}, 'Assunto antigo', 4, false, ${f.billing}, true, false, 30)`.execute(db);
  await sql`insert into contact_methods (id, description, mode, fale_conosco, released_for_web) values
      (${f.web}, 'Web', 'both', true, false),
      (${f.phone}, 'Telefone', 'contact', false, false),
      (${f.webReturn}, 'Retorno pela Web', 'return', false, true)`.execute(db);
};

/** Registers the providers' people before they sign in for the first time, and makes the admin a member of both groups. */
export const seedPeople = async (db: Kysely<Database>): Promise<void> => {
  for (const [login, id] of Object.entries(userIds)) {
    const { fc_provider, name = '', email = null, phone_number = null } = personClaims[login as Person];
    await sql`insert into provider_users (id, provider_id, issuer, subject, name, email, phone)
      values (${id}, ${fc_provider}, ${TEST_ISSUER}, ${login}, ${name}, ${email}, ${phone_number})`.execute(
      db,
    );
  }
  await sql`insert into group_members (group_id, agent_id)
    values (${fixture.billing}, ${fixture.admin}), (${fixture.audit}, ${fixture.admin})`.execute(db);
};
