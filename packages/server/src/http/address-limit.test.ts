import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describe, it } from 'node:test';
import { generateKeyPair, SignJWT } from 'jose';
import { useHarness } from '../testing/harness.ts';
import { createAddressLimit, networkOf } from './address-limit.ts';

const LIMIT = 20;
const harness = useHarness(undefined, { RATE_LIMIT_ADDRESS_PER_MINUTE: String(LIMIT) });

const ask = (token: string | undefined, remoteAddress: string) =>
  harness.app.inject({
    method: 'GET',
    url: '/v1/session',
    remoteAddress,
    headers: {
      origin: 'https://portal.test',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });

/** A token of the issuer, signed by somebody else. */
const forge = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  return await new SignJWT({ fc_role: 'agent', name: 'x' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('https://issuer.test')
    .setExpirationTime('5m')
    .sign(privateKey);
};

describe('an address that sends no valid token', () => {
  it('is refused after its share, before anything of a token is looked at', async () => {
    const flooder = '198.51.100.7';
    const [forged, known, fresh] = [await forge(), await harness.token('ana'), await harness.token('bruno')];
    assert.equal((await ask(known, flooder)).statusCode, 200);
    for (let count = 0; count < LIMIT; count += 1)
      assert.equal((await ask(count % 2 ? forged : undefined, flooder)).statusCode, 401);
    for (const token of [undefined, forged, fresh, 'x'.repeat(9000)]) {
      const { statusCode, headers, body } = await ask(token, flooder);
      assert.equal(statusCode, 429);
      assert.equal((JSON.parse(body) as { code: string }).code, 'rate_limited');
      assert.ok(Number(headers['retry-after']) > 0 && Number(headers['retry-after']) <= 60);
      assert.equal(headers['access-control-allow-origin'], 'https://portal.test');
      assert.equal(headers.connection, 'close');
    }
    assert.equal((await ask(known, flooder)).statusCode, 200, 'who was there before is not cut off');
    assert.equal((await ask(fresh, '198.51.100.8')).statusCode, 200);
    assert.equal(harness.log.filter((line) => line.includes('TRUST_PROXY unset')).length, 1);
    assert.ok(!harness.log.join('').includes(flooder));
  });

  it('is another one than the people behind it, however many come', async () => {
    const tokens = await Promise.all(
      Array.from({ length: LIMIT * 2 }, (_, index) =>
        harness.token('ana', { expiresInSeconds: 500 + index }),
      ),
    );
    const responses = await Promise.all(tokens.map((token) => ask(token, '198.51.100.9')));
    assert.deepEqual(new Set(responses.map(({ statusCode }) => statusCode)), new Set([200]));
  });

  it('counts who was deactivated', async () => {
    const token = await harness.token('carla');
    assert.equal((await ask(token, '198.51.100.10')).statusCode, 200);
    const setActive = (active: boolean) =>
      harness.db.updateTable('provider_users').set({ active }).where('subject', '=', 'carla').execute();
    await setActive(false);
    harness.setNow(new Date(Date.now() + 2000).toISOString());
    for (let count = 0; count < LIMIT; count += 1)
      assert.equal((await ask(token, '198.51.100.10')).statusCode, 401);
    assert.equal((await ask(token, '198.51.100.10')).statusCode, 429);
    await setActive(true);
    harness.setNow(undefined);
  });

  it('has a new share every minute; of IPv6 it is one for 64 bits', () => {
    let now = 0;
    const limit = createAddressLimit(2, () => new Date(now));
    assert.equal(limit.countRefusal('2001:db8::1'), false);
    assert.equal(limit.countRefusal('2001:DB8:0::2:3'), true);
    assert.throws(() => limit.check('2001:db8::ffff:1'), { code: 'rate_limited' });
    limit.check('2001:db8:0:1::1');
    now = 60_000;
    limit.check('2001:db8::1');
    assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(networkOf('2001:0db8::1'), networkOf('2001:db8:0:0:1:2:3:4'));
  });
});

describe('a JSON body that does not arrive', () => {
  it('ends the request with 408 and the connection with it, signed in or not', async () => {
    harness.app.services.bodyTimeoutMs = 200;
    await harness.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = harness.app.server.address() as AddressInfo;
    const begin = async (authorization: string): Promise<string> => {
      const socket = connect(port, '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        received += text;
      });
      socket.write(
        `POST /v1/protocols HTTP/1.1\r\nHost: x\r\nOrigin: https://portal.test\r\n${authorization}` +
          'Idempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"message":',
      );
      await once(socket, 'close');
      return received;
    };
    const slow = await begin(`Authorization: Bearer ${await harness.token('ana')}\r\n`);
    assert.match(slow, /^HTTP\/1\.1 408 /);
    assert.match(slow, /access-control-allow-origin: https:\/\/portal\.test/i);
    assert.match(slow, /"code":"request_timeout"/);
    assert.match(await begin(''), /^HTTP\/1\.1 401 /);
  });
});
