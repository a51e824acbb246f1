import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError } from './config/config-error.ts';
import { parseConfig } from './config.ts';

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

const PROVIDER = '00000000-0000-4000-8000-00000000000A';

describe('parseConfig', () => {
  it('runs on one machine without any setting', () => {
    assert.deepEqual(parseConfig({}), {
      database: { kind: 'embedded', dataDir: path.resolve('.data/postgres') },
      dataDir: path.resolve('.data'),
      storage: { kind: 'file', directory: path.resolve('.data/files') },
      host: '127.0.0.1',
      port: 4000,
      metricsPort: undefined,
      corsOrigins: [],
      ansRegistration: '346659',
      operatorName: 'Operadora Vida Plena',
      tokenIssuers: [],
      firstAdmin: undefined,
      maxTokenAgeSeconds: 900,
      attachmentsPerMessage: 10,
      attachmentMaxBytes: 26_214_400,
      attachments: {
        waitingPerUser: { count: 100, bytes: 524_288_000 },
        waitingPerProvider: { count: 500, bytes: 2_097_152_000 },
        inspectionsAtOnce: 2,
        clamd: undefined,
      },
      storageMinFreeBytes: 536_870_912,
      rateLimitPerMinute: 600,
      rateLimitAddressPerMinute: 300,
      email: undefined,
      webhooks: { allowHttp: false, allowedNetworks: [], timeoutMs: 10_000 },
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
      METRICS_PORT: '9464',
      CORS_ORIGINS: 'https://portal.example, http://127.0.0.1:4100',
      ANS_REGISTRATION: '000123',
      OPERATOR_NAME: ' Operadora Ção ',
      MAX_TOKEN_AGE_SECONDS: '300',
      ATTACHMENTS_PER_MESSAGE: '3',
      ATTACHMENT_MAX_BYTES: '1000',
      UPLOADS_WAITING_PER_USER: '7',
      UPLOAD_BYTES_WAITING_PER_USER: '7000',
      UPLOADS_WAITING_PER_PROVIDER: '70',
      UPLOAD_BYTES_WAITING_PER_PROVIDER: '70000',
      INSPECTIONS_AT_ONCE: '4',
      CLAMD_URL: 'tcp://clamd.interno:3310',
      STORAGE_MIN_FREE_BYTES: '1000000000',
      RATE_LIMIT_PER_MINUTE: '60',
      RATE_LIMIT_ADDRESS_PER_MINUTE: '30',
      SMTP_URL: 'smtp://fale%40operadora:se%3Agredo@mail.example',
      MAIL_FROM: 'Fale Conosco <fale@operadora.example>',
      MAIL_LANGUAGE: 'en',
      PORTAL_URL: 'https://portal.example/fale-conosco#/{number}',
      CRM_URL: 'https://crm.example/#/protocolos/{number}',
      WEBHOOK_ALLOW_HTTP: 'true',
      WEBHOOK_ALLOWED_NETWORKS: '10.20.0.0/16',
      WEBHOOK_TIMEOUT_MS: '5000',
      LOG_LEVEL: 'silent',
      TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
    });
    assert.deepEqual(config, {
      database: { kind: 'external', url: 'postgresql://app:secret@db.example:5432/fale' },
      dataDir: '/srv/fale',
      storage: { kind: 'file', directory: '/srv/anexos novos' },
      host: '0.0.0.0',
      port: 0,
      metricsPort: 9464,
      corsOrigins: ['https://portal.example', 'http://127.0.0.1:4100'],
      ansRegistration: '000123',
      operatorName: 'Operadora Ção',
      tokenIssuers: [],
      firstAdmin: undefined,
      maxTokenAgeSeconds: 300,
      attachmentsPerMessage: 3,
      attachmentMaxBytes: 1000,
      attachments: {
        waitingPerUser: { count: 7, bytes: 7000 },
        waitingPerProvider: { count: 70, bytes: 70_000 },
        inspectionsAtOnce: 4,
        clamd: { host: 'clamd.interno', port: 3310 },
      },
      storageMinFreeBytes: 1_000_000_000,
      rateLimitPerMinute: 60,
      rateLimitAddressPerMinute: 30,
      email: {
        smtp: {
          host: 'mail.example',
          port: 587,
          secure: false,
          requireTls: true,
          credentials: { user: 'fale@operadora', password: 'se:gredo' },
        },
        from: { name: 'Fale Conosco', address: 'fale@operadora.example' },
        language: 'en',
        portalUrl: 'https://portal.example/fale-conosco#/{number}',
        crmUrl: 'https://crm.example/#/protocolos/{number}',
      },
      webhooks: {
        allowHttp: true,
        allowedNetworks: [{ family: 'ipv4', address: '10.20.0.0', prefix: 16 }],
        timeoutMs: 5000,
      },
      logLevel: 'silent',
      trustProxy: ['10.0.0.0/8', '127.0.0.1'],
    });
  });

  it('reads how mail is sent', () => {
    const smtpOf = (url: string) => parseConfig({ SMTP_URL: url, MAIL_FROM: 'fale@a.example' }).email?.smtp;
    const plain = { secure: false, credentials: undefined };
    assert.deepEqual(smtpOf('smtps://mail.example'), {
      ...{ host: 'mail.example', port: 465, secure: true, requireTls: false, credentials: undefined },
    });
    assert.deepEqual(smtpOf('smtp://127.0.0.1:4425'), {
      ...plain,
      ...{ host: '127.0.0.1', port: 4425, requireTls: false },
    });
    assert.deepEqual(smtpOf('smtp://[::1]:25'), { ...plain, host: '::1', port: 25, requireTls: false });
    assert.deepEqual(smtpOf('smtp://relay.internal:25?requireTLS=false'), {
      ...plain,
      ...{ host: 'relay.internal', port: 25, requireTls: false },
    });
    assert.equal(parseConfig({ MAIL_FROM: 'fale@a.example' }).email, undefined);
  });

  it('says what is wrong with the settings of mail', () => {
    const good = { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'fale@a.example' };
    const smtp = 'SMTP_URL: expected smtp://user:password@host:587 or smtps://user:password@host';
    const from = 'MAIL_FROM: expected an address, like Fale Conosco <fale@operadora.example>';
    const link =
      'PORTAL_URL: expected an address with {number}, like https://portal.example/fale-conosco#/{number}';
    for (const [settings, expected] of [
      [{ ...good, SMTP_URL: 'http://mail.example' }, smtp],
      [{ ...good, SMTP_URL: 'smtp://mail.example/path' }, smtp],
      [{ ...good, SMTP_URL: 'smtp://a%:b@mail.example' }, smtp],
      [
        { ...good, SMTP_URL: 'smtp://mail.example?requireTLS=1' },
        'SMTP_URL.requireTLS: expected true or false',
      ],
      [{ ...good, SMTP_URL: 'smtp://mail.example?pool=1' }, 'SMTP_URL: unknown: pool'],
      [{ ...good, MAIL_FROM: 'Fale Conosco' }, from],
      [{ ...good, MAIL_FROM: 'Fale\r\nBcc: x@y.example <fale@a.example>' }, from],
      [{ ...good, MAIL_FROM: 'fale@a.example, outro@a.example' }, from],
      [{ SMTP_URL: good.SMTP_URL }, 'MAIL_FROM: expected an address, because SMTP_URL is set'],
      [{ ...good, PORTAL_URL: 'https://portal.example/' }, link],
      [{ ...good, PORTAL_URL: 'javascript:alert({number})' }, link],
    ] as [Record<string, string>, string][]) {
      assert.deepEqual(problemsOf(settings), [expected]);
    }
  });

  it('counts a storage folder without slashes from the working directory', () => {
    assert.deepEqual(parseConfig({ STORAGE_URL: 'file:anexos' }).storage, {
      kind: 'file',
      directory: path.resolve('anexos'),
    });
  });

  it('keeps attachments in the data folder by default', () => {
    assert.deepEqual(parseConfig({ DATA_DIR: '/srv/fale' }).storage, {
      kind: 'file',
      directory: '/srv/fale/files',
    });
  });

  it('reads a number of proxies and a switch', () => {
    assert.equal(parseConfig({ TRUST_PROXY: '2' }).trustProxy, 2);
    assert.equal(parseConfig({ TRUST_PROXY: 'true' }).trustProxy, true);
  });

  it('reads issuers with an address of keys and with one key', () => {
    const config = parseConfig({
      AUTH_ISSUERS: JSON.stringify([
        {
          issuer: 'https://id.example',
          audience: 'fale',
          jwksUrl: 'https://id.example/keys',
          operator: true,
        },
        { issuer: 'portal', audience: 'fale', algorithms: ['EdDSA'], publicJwk, providers: [PROVIDER] },
        { issuer: 'others', audience: 'fale', publicJwk, providers: '*' },
      ]),
    });
    assert.deepEqual(config.tokenIssuers, [
      {
        issuer: 'https://id.example',
        audience: 'fale',
        algorithms: ['EdDSA', 'ES256', 'RS256'],
        keys: { kind: 'jwks', url: 'https://id.example/keys' },
        providers: [],
        operator: true,
      },
      {
        issuer: 'portal',
        audience: 'fale',
        algorithms: ['EdDSA'],
        keys: { kind: 'jwk', jwk: publicJwk },
        providers: [PROVIDER.toLowerCase()],
        operator: false,
      },
      {
        issuer: 'others',
        audience: 'fale',
        algorithms: ['EdDSA', 'ES256', 'RS256'],
        keys: { kind: 'jwk', jwk: publicJwk },
        providers: '*',
        operator: false,
      },
    ]);
  });

  it('lets the only issuer speak for all, unless told otherwise, and asks each of several for whom it speaks', () => {
    const issuer = { issuer: 'a', audience: 'fale', publicJwk };
    const speaksFor = (more: object) => {
      const [only] = parseConfig({ AUTH_ISSUERS: JSON.stringify([{ ...issuer, ...more }]) }).tokenIssuers;
      return [only?.providers, only?.operator];
    };
    assert.deepEqual(speaksFor({}), ['*', true]);
    assert.deepEqual(speaksFor({ operator: true }), [[], true]);
    assert.deepEqual(speaksFor({ providers: '*' }), ['*', false]);
    const several = [
      issuer,
      { ...issuer, issuer: 'b', providers: '*' },
      { ...issuer, issuer: 'b', operator: true },
    ];
    assert.deepEqual(problemsOf({ AUTH_ISSUERS: JSON.stringify(several) }), [
      'AUTH_ISSUERS[0]: expected providers or operator, because there are several issuers',
      'AUTH_ISSUERS[2]: is named twice',
    ]);
    assert.deepEqual(problemsOf({ AUTH_ISSUERS: JSON.stringify([{ ...issuer, providers: ['x'] }]) }), [
      'AUTH_ISSUERS[0].providers[0]: expected the id of a provider',
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

  it('reads where the virus scanner is', () => {
    const clamdOf = (url: string) => parseConfig({ CLAMD_URL: url }).attachments.clamd;
    assert.deepEqual(clamdOf('unix:/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
    assert.deepEqual(clamdOf('unix:///run/clamd.ctl'), { path: '/run/clamd.ctl' });
    assert.deepEqual(clamdOf('tcp://[::1]:3310'), { host: '::1', port: 3310 });
    for (const CLAMD_URL of [
      'clamd:3310',
      'tcp://clamd',
      'http://clamd:3310',
      'tcp://a:b@clamd:3310',
      'unix:clamd',
    ])
      assert.deepEqual(problemsOf({ CLAMD_URL }), [
        'CLAMD_URL: expected tcp://host:port or unix:/path/of/socket',
      ]);
  });

  it('lets the largest file wait', () => {
    for (const name of ['UPLOAD_BYTES_WAITING_PER_USER', 'UPLOAD_BYTES_WAITING_PER_PROVIDER'])
      assert.deepEqual(problemsOf({ [name]: '26214399' }), [
        `${name}: expected at least ATTACHMENT_MAX_BYTES`,
      ]);
  });

  it('reads a bucket with its store', () => {
    assert.deepEqual(parseConfig({ STORAGE_URL: 's3://anexos-vida-plena' }).storage, {
      kind: 's3',
      bucket: 'anexos-vida-plena',
      forcePathStyle: false,
    });
    const url = 's3://anexos?endpoint=https://s3.example:9000&region=sa-east-1&forcePathStyle=true';
    assert.deepEqual(parseConfig({ STORAGE_URL: url }).storage, {
      kind: 's3',
      bucket: 'anexos',
      endpoint: 'https://s3.example:9000',
      region: 'sa-east-1',
      forcePathStyle: true,
    });
  });

  it('says what is wrong with a storage', () => {
    for (const [url, ...expected] of [
      ['/srv/anexos', ': expected file:<folder> or s3://<bucket>'],
      ['s3://a', ': expected s3://bucket?endpoint=…&region=…&forcePathStyle=true'],
      ['s3://bucket/prefix', ': expected s3://bucket?endpoint=…&region=…&forcePathStyle=true'],
      ['s3://bucket?secret=x', ': unknown: secret'],
      [
        's3://bucket?endpoint=s3.example&forcePathStyle=1',
        '.endpoint: expected the address of the store, like https://s3.example',
        '.forcePathStyle: expected true or false',
      ],
    ] as [string, ...string[]][]) {
      assert.deepEqual(
        problemsOf({ STORAGE_URL: url }),
        expected.map((problem) => `STORAGE_URL${problem}`),
      );
    }
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

  it('knows the first admin by issuer, subject and name', () => {
    const issuer = 'https://login.operadora.example';
    const AUTH_ISSUERS = JSON.stringify([{ issuer, audience: 'fale-conosco', publicJwk }]);
    const adminOf = (FIRST_ADMIN: string) => parseConfig({ AUTH_ISSUERS, FIRST_ADMIN }).firstAdmin;
    assert.deepEqual(adminOf(`${issuer}|regina|Regina Alves`), {
      issuer,
      subject: 'regina',
      name: 'Regina Alves',
    });
    assert.equal(adminOf(`${issuer} | auth0|5f7c | Regina Alves`)?.subject, 'auth0|5f7c');
    const expected = 'FIRST_ADMIN: expected issuer|subject|name';
    for (const wrong of [
      'regina',
      `${issuer}|regina`,
      `${issuer}||Regina`,
      `|regina|Regina`,
      `${issuer}|x| `,
    ])
      assert.deepEqual(problemsOf({ AUTH_ISSUERS, FIRST_ADMIN: wrong }), [expected]);
    // No one could ever sign in.
    const foreign = { AUTH_ISSUERS, FIRST_ADMIN: 'https://other.example|regina|Regina Alves' };
    assert.deepEqual(problemsOf(foreign), [
      'FIRST_ADMIN: expected an issuer that AUTH_ISSUERS names for the operator',
    ]);
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
