import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { PublicJwk, TokenIssuer } from '../config/auth.ts';
import { fixture, type TokenOptions, useHarness } from '../testing/harness.ts';
import { createTokenVerifier } from './token-verifier.ts';

const harness = useHarness();
const session = (token: string) => harness.call(null, 'GET', '/v1/session', { token });

describe('a token', () => {
  const codeWith = async (options: TokenOptions) => {
    const { status, json } = await session(await harness.token('ana', options));
    return status === 200 ? 200 : `${status} ${json.code}`;
  };

  test('is accepted while it lives', async () => {
    assert.equal(await codeWith({}), 200);
    assert.equal(await codeWith({ issuedSecondsAgo: 300, expiresInSeconds: 600 }), 200);
  });

  test('is refused with its reason when it is old, foreign, too long-lived or incomplete', async () => {
    assert.equal(await codeWith({ issuedSecondsAgo: 700, expiresInSeconds: 600 }), '401 token_expired');
    assert.equal(await codeWith({ audience: 'other' }), '401 unauthenticated');
    assert.equal(await codeWith({ issuer: 'https://other.test' }), '401 unauthenticated');
    assert.equal(await codeWith({ expiresInSeconds: 901 }), '401 unauthenticated');
    assert.equal(await codeWith({ issuedSecondsAgo: -60 }), '401 unauthenticated');
    assert.equal(await codeWith({ claims: { fc_role: 'root' } }), '401 unauthenticated');
    assert.equal(await codeWith({ claims: { fc_provider: 'not-a-uuid' } }), '401 unauthenticated');
  });

  test('is refused when another signed it, or none', async () => {
    const good = await harness.token('ana');
    const [header, payload, signature] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const { privateKey } = await generateKeyPair('EdDSA');
    const forged = await new SignJWT(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()))
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(privateKey);
    const shared = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('https://issuer.test')
      .sign(new Uint8Array(32));
    for (const token of [
      `${none}.${payload}.`,
      `${header}.${payload}.${signature?.slice(1)}x`,
      forged,
      shared,
      'a.b.c',
      'x'.repeat(9000),
    ]) {
      const answer = await session(token);
      assert.deepEqual([answer.status, answer.json.code], [401, 'unauthenticated']);
      assert.match(String(answer.headers['www-authenticate']), /^Bearer .*error="invalid_token"/);
    }
  });

  test('is neither accepted nor refused while the keys of its issuer cannot be read', async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'known', alg: 'EdDSA' };
    let respond: http.RequestListener = (_request, response) => response.end();
    const keys = http.createServer((request, response) => respond(request, response));
    keys.listen(0, '127.0.0.1');
    await once(keys, 'listening');
    const url = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks`;
    const issuer = {
      issuer: 'https://jwks.test',
      audience: 'x',
      algorithms: ['EdDSA'],
      keys: { kind: 'jwks', url },
      providers: '*',
      operator: true,
    };
    const signed = async (kid: string): Promise<string> =>
      await new SignJWT({ fc_role: 'agent', name: 'Fábio' })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(issuer.issuer)
        .setAudience('x')
        .setSubject('fabio')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    // Each with a verifier of its own, because the keys are kept.
    const verify = async (kid: string) =>
      await (await createTokenVerifier([issuer as TokenIssuer], 900, () => new Date())).verify(
        await signed(kid),
      );
    const sends = (status: number, body: string, headers = {}): http.RequestListener => {
      return (_request, response) => response.writeHead(status, headers).end(body);
    };
    for (const fault of [
      sends(500, 'error'),
      sends(200, '<h1>Sign in</h1>', { 'content-type': 'text/html' }),
      sends(302, '', { location: 'https://elsewhere.test/' }),
      sends(200, '{"keys": 1}'),
      (request: http.IncomingMessage) => request.destroy(),
    ]) {
      respond = fault;
      await assert.rejects(verify('known'), { code: 'unavailable', headers: { 'Retry-After': '5' } });
    }
    respond = sends(200, JSON.stringify({ keys: [jwk] }), { 'content-type': 'application/json' });
    assert.equal((await verify('known')).subject, 'fabio');
    await assert.rejects(verify('unknown'), { code: 'unauthenticated' });
    keys.close();
    keys.closeAllConnections();
    await assert.rejects(verify('known'), { code: 'unavailable' });
  });

  test('stops working when it expires, though it was accepted before', async () => {
    harness.setNow('2026-07-01T12:00:00Z');
    const token = await harness.token('ana', { expiresInSeconds: 60 });
    assert.equal((await session(token)).status, 200);
    harness.setNow('2026-07-01T12:01:06Z');
    assert.equal((await session(token)).json.code, 'token_expired');
    harness.setNow(undefined);
  });

  test('is taken from the Authorization header alone', async () => {
    const token = await harness.token('ana');
    for (const [url, headers] of [
      [`/v1/session?access_token=${token}`, {}],
      ['/v1/session', { cookie: `token=${token}` }],
      ['/v1/session', { authorization: `Basic ${token}` }],
    ] as const) {
      const answer = await harness.call(null, 'GET', url, { headers });
      assert.deepEqual([answer.status, answer.json.code], [401, 'unauthenticated']);
    }
  });
});

describe('an issuer', () => {
  const keyPair = generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const issuerNamed = async (name: string, speaksFor: Pick<TokenIssuer, 'providers' | 'operator'>) => ({
    issuer: name,
    audience: 'x',
    algorithms: ['EdDSA'],
    keys: { kind: 'jwk', jwk: (await exportJWK((await keyPair).publicKey)) as PublicJwk } as const,
    ...speaksFor,
  });
  const signedBy = async (issuer: string, claims: Record<string, string>): Promise<string> =>
    new SignJWT({ name: 'Alguém', ...claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(issuer)
      .setAudience('x')
      .setSubject('someone')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign((await keyPair).privateKey);

  test('speaks for the providers and the side that the settings give it, and for nobody else', async () => {
    const { providerA, providerB } = fixture;
    const verifier = await createTokenVerifier(
      [
        await issuerNamed('portal-a', { providers: [providerA], operator: false }),
        await issuerNamed('portals', { providers: '*', operator: false }),
        await issuerNamed('login', { providers: [], operator: true }),
      ],
      900,
      () => new Date(),
    );
    const verdict = async (issuer: string, claims: Record<string, string>) =>
      verifier.verify(await signedBy(issuer, claims)).then(
        () => 'accepted',
        (error: { code: string }) => error.code,
      );
    const userOf = (id: string) => ({ fc_role: 'provider', fc_provider: id });
    assert.equal(await verdict('portal-a', userOf(providerA)), 'accepted');
    assert.equal(await verdict('portal-a', userOf(providerA.toUpperCase())), 'accepted');
    assert.equal(await verdict('portal-a', userOf(providerB)), 'forbidden');
    assert.equal(await verdict('portals', userOf(providerB)), 'accepted');
    assert.equal(await verdict('login', userOf(providerA)), 'forbidden');
    for (const role of ['agent', 'admin']) {
      assert.equal(await verdict('login', { fc_role: role }), 'accepted');
      assert.equal(await verdict('portals', { fc_role: role }), 'unauthenticated');
      assert.equal(await verdict('portal-a', { fc_role: role, fc_provider: providerA }), 'unauthenticated');
    }
  });
});

describe('a provider’s user', () => {
  test('is registered at first sight, once, and kept as the token says', async () => {
    const tokens = await Promise.all(
      [1, 2, 3, 4].map((n) => harness.token('bruno', { claims: { name: `Bruno ${n}` } })),
    );
    const answers = await Promise.all(tokens.map(session));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    assert.equal(new Set(answers.map(({ json }) => json.user.id)).size, 1);
    assert.equal(
      (await session(await harness.token('bruno', { claims: { name: 'Bruno Novo' } }))).json.user.name,
      'Bruno Novo',
    );
    const rows = await harness.db
      .selectFrom('provider_users')
      .select('name')
      .where('subject', '=', 'bruno')
      .execute();
    assert.deepEqual(rows, [{ name: 'Bruno Novo' }]);
  });

  test('is out within a second of being deactivated, with a token that worked', async () => {
    harness.setNow('2026-07-02T12:00:00Z');
    const token = await harness.token('carla');
    assert.equal((await session(token)).status, 200);
    await harness.db
      .updateTable('provider_users')
      .set({ active: false })
      .where('subject', '=', 'carla')
      .execute();
    harness.setNow('2026-07-02T12:00:01Z');
    assert.deepEqual(
      [(await session(token)).status, (await session(token)).json.code],
      [401, 'unauthenticated'],
    );
    await harness.db
      .updateTable('provider_users')
      .set({ active: true })
      .where('subject', '=', 'carla')
      .execute();
    assert.equal((await session(token)).status, 200);
    harness.setNow(undefined);
  });

  test('is out when the provider is deactivated or unknown, or is not the one it was registered under', async () => {
    const { status } = await session(
      await harness.token('ana', { claims: { fc_provider: fixture.billing } }),
    );
    assert.equal(status, 403);
    await session(await harness.token('ana'));
    assert.equal(
      (await session(await harness.token('ana', { claims: { fc_provider: fixture.providerB } }))).status,
      403,
    );
    await harness.db
      .updateTable('providers')
      .set({ active: false })
      .where('id', '=', fixture.providerB)
      .execute();
    assert.equal((await session(await harness.token('carla'))).json.code, 'forbidden');
    await harness.db
      .updateTable('providers')
      .set({ active: true })
      .where('id', '=', fixture.providerB)
      .execute();
  });
});

describe('an employee of the operator', () => {
  test('must be registered and active', async () => {
    assert.equal((await session(await harness.token('fabio'))).json.role, 'agent');
    assert.equal((await session(await harness.token('ana', { claims: { fc_role: 'agent' } }))).status, 401);
    await harness.db.updateTable('agents').set({ active: false }).where('subject', '=', 'fabio').execute();
    assert.equal((await session(await harness.token('fabio', { expiresInSeconds: 59 }))).status, 401);
    await harness.db.updateTable('agents').set({ active: true }).where('subject', '=', 'fabio').execute();
  });

  test('is no more than the register says, whatever the token says', async () => {
    assert.equal(
      (await session(await harness.token('fabio', { claims: { fc_role: 'admin' } }))).json.role,
      'agent',
    );
    assert.equal(
      (await session(await harness.token('admin', { claims: { fc_role: 'agent' } }))).json.role,
      'agent',
    );
    assert.equal((await session(await harness.token('admin'))).json.role, 'admin');
  });
});
