import assert from 'node:assert/strict';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { problemSchema } from '@fale-conosco/contract';
import { parse } from 'zod/mini';
import { type CallResponse, useHarness } from '../testing/harness.ts';

const harness = useHarness();
const call: typeof harness.call = (...parameters) => harness.call(...parameters);
const json = { 'content-type': 'application/json' };

const assertProblem = (answer: CallResponse, status: number, code: string) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
  const problem = parse(problemSchema, answer.json);
  assert.deepEqual(
    [problem.status, problem.code, problem.requestId],
    [status, code, answer.headers['x-request-id']],
  );
};

describe('bodies', () => {
  const post = (body: unknown, headers: Record<string, string> = json) =>
    call('ana', 'POST', '/v1/protocols', { body, headers });

  test('that are not JSON are refused as what they are', async () => {
    assertProblem(await post('{"a":'), 400, 'malformed_request');
    assertProblem(await post(''), 400, 'malformed_request');
    assertProblem(
      await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    );
    assertProblem(await post('text', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type');
    assertProblem(await post('{"__proto__":{"a":1}}'), 400, 'malformed_request');
    assertProblem(await call('ana', 'POST', '/v1/protocols'), 400, 'malformed_request');
  });

  test('that are too large are refused', async () => {
    assertProblem(await post(JSON.stringify({ message: 'x'.repeat(300_000) })), 413, 'payload_too_large');
  });

  test('of another shape get an issue for each field', async () => {
    for (const body of [[], null, 'text', 5]) {
      assertProblem(await post(JSON.stringify(body)), 422, 'validation_failed');
    }
    const answer = await post({
      ...harness.newProtocol({ contactEmail: 'nobody', message: 'x'.repeat(4001), status: 'closed' }),
      contactPhone: 5,
    });
    assertProblem(answer, 422, 'validation_failed');
    const found = Object.fromEntries(
      answer.json.issues.map((issue: { path: string; code: string }) => [issue.path, issue.code]),
    );
    assert.deepEqual(found, {
      contactEmail: 'invalid_email',
      message: 'too_long',
      contactPhone: 'invalid_type',
      status: 'unknown_field',
    });
  });

  test('are answered in the language that is asked for', async () => {
    const message = async (language: string) =>
      (await post(harness.newProtocol({ message: ' ' }), { ...json, 'accept-language': language })).json
        .issues[0].message;
    assert.equal(await message('pt-BR'), 'Preencha este campo.');
    assert.equal(await message('en-US,en;q=0.9'), 'Fill in this field.');
  });
});

describe('addresses', () => {
  test('that do not exist are not found, with or without a token', async () => {
    for (const url of [
      '/',
      '/v1',
      '/v1/nothing',
      '/v1/protocols/1/2/3',
      '/v1/protocols?x=1#y',
      '/v1/protocols/abc',
    ]) {
      const answer = await call('ana', 'GET', url);
      if (url.includes('?')) assertProblem(answer, 422, 'validation_failed');
      else assertProblem(answer, 404, 'not_found');
    }
    assertProblem(await call(null, 'GET', '/v1/nothing'), 404, 'not_found');
    assertProblem(await call('ana', 'GET', '/v1/protocols/%E0%A4%A'), 400, 'malformed_request');
    assertProblem(await call('ana', 'GET', `/v1/protocols/${'9'.repeat(500)}`), 404, 'not_found');
  });

  test('that look for what no text can hold are refused', async () => {
    assertProblem(await call('fabio', 'GET', '/v1/crm/providers?search=%00'), 400, 'malformed_request');
    assertProblem(await call('admin', 'GET', '/v1/crm/audit?entityId=%00'), 400, 'malformed_request');
  });

  test('of another method say which ones they take', async () => {
    const answer = await call('ana', 'DELETE', '/v1/protocols');
    assertProblem(answer, 405, 'method_not_allowed');
    assert.equal(answer.headers['allow'], 'GET, POST');
    const head = await call('ana', 'HEAD', '/v1/protocols');
    assert.deepEqual([head.status, head.text], [405, '']);
  });

  test('of somebody else’s protocol and of none answer the same, byte for byte', async () => {
    const number = await harness.openProtocol();
    const foreign = await call('carla', 'GET', `/v1/protocols/${number}`);
    const missing = await call('carla', 'GET', `/v1/protocols/${number.slice(0, -1)}9`);
    const without = ({ text, json: body }: CallResponse) => text.replace(body.requestId, '');
    assertProblem(foreign, 404, 'not_found');
    assert.equal(without(foreign), without(missing));
    const names = ({ headers }: CallResponse) =>
      Object.keys(headers).filter((name) => !name.startsWith('x-ratelimit'));
    assert.deepEqual(names(foreign), names(missing));
  });
});

describe('headers', () => {
  test('keep answers out of caches and sniffers, and hold no cookie', async () => {
    for (const answer of [await call('ana', 'GET', '/v1/session'), await call(null, 'GET', '/v1/session')]) {
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.equal(answer.headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'");
      assert.equal(answer.headers['referrer-policy'], 'no-referrer');
      assert.match(String(answer.headers['x-request-id']), /^[0-9a-f-]{36}$/);
      assert.equal(answer.headers['set-cookie'], undefined);
    }
  });

  test('let exactly the configured pages read answers', async () => {
    const origin = 'https://portal.test';
    const allowed = await call('ana', 'GET', '/v1/session', { headers: { origin } });
    assert.equal(allowed.headers['access-control-allow-origin'], origin);
    assert.equal(allowed.headers['access-control-allow-credentials'], undefined);
    for (const name of ['Location', 'Upload-Offset', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id']) {
      assert.match(String(allowed.headers['access-control-expose-headers']), new RegExp(name));
    }
    for (const other of [
      'https://portal.test.evil',
      'http://portal.test',
      'https://sub.portal.test',
      'null',
    ]) {
      const answer = await call('ana', 'GET', '/v1/session', { headers: { origin: other } });
      assert.equal(answer.headers['access-control-allow-origin'], undefined, other);
    }
  });

  test('answer the preflight of every operation', async () => {
    const preflight = (origin: string) =>
      call(null, 'OPTIONS', '/v1/protocols', {
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'idempotency-key',
        },
      });
    const allowed = await preflight('https://portal.test');
    assert.equal(allowed.status, 204);
    assert.match(String(allowed.headers['access-control-allow-headers']), /Idempotency-Key/);
    assert.match(String(allowed.headers['access-control-allow-methods']), /PATCH/);
    assert.equal(allowed.headers['access-control-max-age'], '7200');
    assert.equal((await preflight('https://evil.test')).headers['access-control-allow-origin'], undefined);
  });

  test('let errors be read by the page too', async () => {
    const answer = await call(null, 'GET', '/v1/session', { headers: { origin: 'https://portal.test' } });
    assert.equal(answer.headers['access-control-allow-origin'], 'https://portal.test');
    assert.match(String(answer.headers['vary']), /Origin/);
  });
});

test('logs name operation, route and outcome, and hold nothing of anybody', async () => {
  const canaries = [
    'canario-mensagem',
    'canario@pessoa.test',
    '11987654321',
    'CanarioNome',
    'canariobusca',
    'canario-chave',
  ];
  harness.log.length = 0;
  const token = await harness.token('ana', { claims: { name: 'CanarioNome', email: 'canario@pessoa.test' } });
  const body = harness.newProtocol({
    message: 'canario-mensagem',
    contactEmail: 'canario@pessoa.test',
    contactPhone: '11987654321',
    contactPerson: 'CanarioNome',
  });
  const { json: protocol } = await call('ana', 'POST', '/v1/protocols', {
    token,
    body,
    key: 'canario-chave',
  });
  await call('ana', 'GET', `/v1/protocols?search=canariobusca`, { token });
  await call('ana', 'POST', '/v1/protocols', { token, body: '{"message":"canario-mensagem', headers: json });
  await call('ana', 'POST', '/v1/protocols', { token, body: { ...body, 'canario-mensagem': 1 } });
  await call('ana', 'GET', '/v1/canariobusca?x=canariobusca', { token });
  await call('ana', 'GET', '/v1/protocols/%E0%A4%A?canariobusca', { token });
  await call(null, 'GET', '/v1/session', { token: `${token}x` });
  await call('ana', 'GET', `/v1/protocols/${protocol.number}/messages`, { token });
  const text = harness.log.join('');
  for (const canary of [...canaries, token, token.split('.')[2] ?? ''])
    assert.ok(!text.includes(canary), canary);
  const { json: session } = await call('ana', 'GET', '/v1/session', { token });
  assert.ok(!text.includes(session.user.id));
  const lines = harness.log.map((line) => JSON.parse(line));
  const created = lines.find(({ operation }) => operation === 'createProtocol');
  assert.deepEqual(
    [
      created.route,
      created.method,
      created.status,
      created.principal,
      typeof created.ms,
      typeof created.requestId,
      created.user.length,
    ],
    ['/v1/protocols', 'POST', 201, 'provider', 'number', 'string', 12],
  );
});

test('a request that is rejected is logged with the code of its problem', async () => {
  harness.log.length = 0;
  const expired = await harness.token('ana', { issuedSecondsAgo: 700 });
  await call('ana', 'GET', '/v1/session', { token: expired });
  await call('ana', 'GET', '/v1/crm/protocols');
  const lines = harness.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.map(({ msg, operation, status, problem }) => ({ msg, operation, status, problem })),
    [
      { msg: 'request', operation: 'getSession', status: 401, problem: 'token_expired' },
      { msg: 'request', operation: 'listCrmProtocols', status: 403, problem: 'forbidden' },
    ],
  );
});

test('an unexpected error is a bare problem, and its message stays out of the log', async () => {
  harness.log.length = 0;
  await harness.db.schema.alterTable('protocols').renameColumn('contact_person', 'renamed').execute();
  const answer = await call('ana', 'POST', '/v1/protocols', {
    body: harness.newProtocol({ message: 'canario-mensagem' }),
  });
  await harness.db.schema.alterTable('protocols').renameColumn('renamed', 'contact_person').execute();
  assertProblem(answer, 500, 'internal');
  assert.deepEqual(Object.keys(answer.json).sort(), ['code', 'requestId', 'status', 'title', 'type']);
  const text = harness.log.join('');
  assert.ok(text.includes('42703') && !text.includes('canario-mensagem') && !text.includes('contact_person'));
});

test('headers that are too large, and what is not HTTP, get a problem document', async () => {
  await harness.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = harness.app.server.address() as AddressInfo;
  for (const [sent, status, code] of [
    [
      `GET /v1/session HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'header_fields_too_large',
    ],
    ['NOT HTTP\r\n\r\n', 400, 'malformed_request'],
  ] as const) {
    const socket = connect(port, '127.0.0.1');
    socket.write(sent);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
    assert.match(head, /^Content-Type: application\/problem\+json; charset=utf-8$/m);
    const problem = parse(problemSchema, JSON.parse(body));
    assert.deepEqual([problem.status, problem.code], [status, code]);
    assert.match(head, new RegExp(`^X-Request-Id: ${problem.requestId}$`, 'm'));
  }
});
