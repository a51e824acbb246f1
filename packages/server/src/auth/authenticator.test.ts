import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { generateKeyPair, SignJWT } from 'jose';
import { fixture, type TokenOptions, useHarness } from '../testing/harness.ts';

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

  test('is refused when somebody else signed it, or nobody', async () => {
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
