import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError, parseConfig } from './config.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  assert.fail('The settings were accepted.');
}

const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

describe('parseConfig', () => {
  it('runs on one machine without any setting', () => {
    assert.deepEqual(parseConfig({}), {
      database: { kind: 'embedded', dataDir: path.resolve('.data/postgres') },
      dataDir: path.resolve('.data'),
      storage: { kind: 'file', directory: path.resolve('.data/files') },
      host: '127.0.0.1',
      port: 4000,
      corsOrigins: [],
      ansRegistration: '346659',
      operatorName: 'Operadora Vida Plena',
      tokenIssuers: [],
      maxTokenAgeSeconds: 900,
      attachmentsPerMessage: 10,
      attachmentMaxBytes: 26_214_400,
      rateLimitPerMinute: 600,
      logLevel: 'info',
      trustProxy: false,
    });
  });

  it('takes an empty variable as absent', () => {
    assert.deepEqual(parseConfig({ PORT: '', DATABASE_URL: ' ', AUTH_ISSUERS: '' }), parseConfig({}));
  });

  it('reads every setting', () => {
    const config = parseConfig({
      DATABASE_URL: 'postgresql://app:secret@db.example:5432/fale',
      DATA_DIR: '/srv/fale',
      STORAGE_URL: 'file:///srv/anexos%20novos',
      HOST: '0.0.0.0',
      PORT: '0',
      CORS_ORIGINS: 'https://portal.example, http://127.0.0.1:4100',
      ANS_REGISTRATION: '000123',
      OPERATOR_NAME: ' Operadora Ção ',
      MAX_TOKEN_AGE_SECONDS: '300',
      ATTACHMENTS_PER_MESSAGE: '3',
      ATTACHMENT_MAX_BYTES: '1000',
      RATE_LIMIT_PER_MINUTE: '60',
      LOG_LEVEL: 'silent',
      TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
    });
    assert.deepEqual(config, {
      database: { kind: 'external', url: 'postgresql://app:secret@db.example:5432/fale' },
      dataDir: '/srv/fale',
      storage: { kind: 'file', directory: '/srv/anexos novos' },
      host: '0.0.0.0',
      port: 0,
      corsOrigins: ['https://portal.example', 'http://127.0.0.1:4100'],
      ansRegistration: '000123',
      operatorName: 'Operadora Ção',
      tokenIssuers: [],
      maxTokenAgeSeconds: 300,
      attachmentsPerMessage: 3,
      attachmentMaxBytes: 1000,
      rateLimitPerMinute: 60,
      logLevel: 'silent',
      trustProxy: ['10.0.0.0/8', '127.0.0.1'],
    });
  });

  it('counts a storage folder without slashes from the working directory', () => {
    assert.equal(parseConfig({ STORAGE_URL: 'file:anexos' }).storage.directory, path.resolve('anexos'));
  });

  it('keeps attachments in the data folder by default', () => {
    assert.equal(parseConfig({ DATA_DIR: '/srv/fale' }).storage.directory, '/srv/fale/files');
  });

  it('reads a number of proxies and a switch', () => {
    assert.equal(parseConfig({ TRUST_PROXY: '2' }).trustProxy, 2);
    assert.equal(parseConfig({ TRUST_PROXY: 'true' }).trustProxy, true);
  });

  it('reads issuers with an address of keys and with one key', () => {
    const config = parseConfig({
      AUTH_ISSUERS: JSON.stringify([
        { issuer: 'https://id.example', audience: 'fale', jwksUrl: 'https://id.example/keys' },
        { issuer: 'portal', audience: 'fale', algorithms: ['EdDSA'], publicJwk },
      ]),
    });
    assert.deepEqual(config.tokenIssuers, [
      {
        issuer: 'https://id.example',
        audience: 'fale',
        algorithms: ['EdDSA', 'ES256', 'RS256'],
        keys: { kind: 'jwks', url: 'https://id.example/keys' },
      },
      { issuer: 'portal', audience: 'fale', algorithms: ['EdDSA'], keys: { kind: 'jwk', jwk: publicJwk } },
    ]);
  });

  it('lists every wrong setting by name, with what is expected', () => {
    assert.deepEqual(
      problemsOf({
        DATABASE_URL: 'mysql://a:b@c/d',
        PORT: '70000',
        CORS_ORIGINS: 'https://portal.example/',
        ANS_REGISTRATION: '34665-9',
        LOG_LEVEL: 'loud',
        ATTACHMENT_MAX_BYTES: '25MB',
      }),
      [
        'DATABASE_URL: expected postgres://user:password@host:port/database',
        'PORT: expected a whole number from 0 to 65535',
        'CORS_ORIGINS: expected exact origins separated by commas, like https://portal.example (no path, no trailing slash, no *)',
        'ANS_REGISTRATION: expected exactly 6 digits',
        'ATTACHMENT_MAX_BYTES: expected a whole number from 1 to 5000000000',
        'LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent',
      ],
    );
  });

  it('says that s3 storage is not supported yet', () => {
    assert.deepEqual(problemsOf({ STORAGE_URL: 's3://bucket/prefix' }), [
      'STORAGE_URL: s3:// storage is not supported yet; use file:<folder>',
    ]);
    assert.deepEqual(problemsOf({ STORAGE_URL: '/srv/anexos' }), ['STORAGE_URL: expected file:<folder>']);
  });

  it('refuses any origin as a wildcard', () => {
    assert.equal(problemsOf({ CORS_ORIGINS: '*' }).length, 1);
  });

  it('names the place of what is wrong inside the issuers', () => {
    const wrong = [
      { issuer: 'a', audience: 'b' },
      { issuer: 'a', audience: 'b', jwksUrl: 'http://id.example/keys' },
      { issuer: 'a', audience: 'b', publicJwk, algorithms: ['HS256'] },
      { issuer: 'a', audience: 'b', publicJwk: { ...publicJwk, d: 'private' } },
      { issuer: 'a', audience: 'b', publicJwk, jwks: 1 },
      { audience: 'b', publicJwk },
    ];
    assert.deepEqual(problemsOf({ AUTH_ISSUERS: JSON.stringify(wrong) }), [
      'AUTH_ISSUERS[0]: expected either jwksUrl or publicJwk',
      'AUTH_ISSUERS[1].jwksUrl: expected an https address (http on this machine only)',
      'AUTH_ISSUERS[2].algorithms[0]: expected one of EdDSA, Ed25519, ES256, ES384, ES512, RS256, RS384, RS512, PS256',
      'AUTH_ISSUERS[3].publicJwk: holds a private key: give the public one only',
      'AUTH_ISSUERS[4]: unknown: jwks',
      'AUTH_ISSUERS[5].issuer: expected a text',
    ]);
    assert.deepEqual(problemsOf({ AUTH_ISSUERS: '[' }), ['AUTH_ISSUERS: expected a JSON array']);
    assert.deepEqual(problemsOf({ AUTH_ISSUERS: '{}' }), ['AUTH_ISSUERS: expected a JSON array']);
  });

  it('repeats no value, so that no secret reaches a terminal or a log', () => {
    const secret = 'hunter2secret';
    const problems = problemsOf({
      DATABASE_URL: `postgres:/app:${secret}@db`,
      DATA_DIR: secret.repeat(100),
      STORAGE_URL: secret,
      HOST: secret.repeat(50),
      PORT: secret,
      CORS_ORIGINS: secret,
      ANS_REGISTRATION: secret,
      OPERATOR_NAME: secret.repeat(50),
      AUTH_ISSUERS: JSON.stringify([
        { issuer: 1, audience: 2, publicJwk: { kty: secret, d: secret }, algorithms: [secret] },
      ]),
      LOG_LEVEL: secret,
    });
    assert.ok(problems.length >= 10);
    assert.ok(!problems.join('\n').includes(secret));
  });
});
