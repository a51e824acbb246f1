import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { importJWK, jwtVerify } from 'jose';
import { loadOrCreateDemoIssuer } from './issuer.ts';

it('signs in everybody of the catalogue with one key that stays on this machine', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-issuer-'));
  const [issuer, again] = await Promise.all([loadOrCreateDemoIssuer(folder), loadOrCreateDemoIssuer(folder)]);
  assert.deepEqual(issuer.issuerConfig, again.issuerConfig);
  assert.ok(issuer.issuerConfig.keys.kind === 'jwk' && !('d' in issuer.issuerConfig.keys.jwk));
  assert.equal((await stat(path.join(folder, 'demo-issuer.json'))).mode & 0o777, 0o600);

  const { audience, issuer: iss, keys } = issuer.issuerConfig;
  const key = await importJWK(keys.jwk, 'EdDSA');
  const claimsOf = async (token: string) => (await jwtVerify(token, key, { audience, issuer: iss })).payload;
  const ana = await claimsOf(await again.signToken('ana@saolucas'));
  assert.equal(ana['fc_role'], 'provider');
  assert.ok(ana['fc_provider']);
  assert.equal((await claimsOf(await issuer.signToken('admin@operadora')))['fc_role'], 'admin');
  await assert.rejects(issuer.signToken('nobody'), /No demo user "nobody"\. Known: ana@saolucas/);
  await rm(folder, { recursive: true, force: true });
});
