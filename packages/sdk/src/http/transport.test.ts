import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type ProblemCode, providerRoutes } from '@fale-conosco/contract';
import fc from 'fast-check';
import { delay } from '../delay.ts';
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  FaleConoscoClient,
  type FaleConoscoClientOptions,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ResponseShapeError,
  ServerError,
  TimeoutError,
  ValidationError,
} from '../index.ts';
import { FakeTiming } from '../testing/fake-timing.ts';
import { sampleInput, samplePage, sampleProtocol } from '../testing/samples.ts';
import {
  cut,
  html,
  json,
  lost,
  problem,
  raw,
  ScriptedServer,
  silence,
  stalled,
  truncated,
} from '../testing/scripted-server.ts';
import { backoffMs } from '../timing.ts';
import { Transport } from './transport.ts';

let server: ScriptedServer;
let timing: FakeTiming;

const makeClient = (options: Partial<FaleConoscoClientOptions> = {}): FaleConoscoClient =>
  new FaleConoscoClient({ baseUrl: server.baseUrl, getToken: () => 'token-1', ...options }, timing);

const { number } = sampleProtocol;

/** Notes when requests leave. @returns gives the milliseconds between them */
const waitsBetweenRequests = (): (() => number[]) => {
  const instants: number[] = [];
  server.onRequest = () => instants.push(performance.now());
  return () => instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
};
const assertBetween = (value: number | undefined, min: number, max: number): void =>
  assert.ok(value !== undefined && value >= min - 2 && value <= max, `${value} is not in ${min} to ${max}`);

beforeEach(async () => {
  server = await ScriptedServer.start();
  timing = new FakeTiming();
  // No waits between attempts, where a test does not ask for them.
  timing.chance = 0;
});
afterEach(() => server[Symbol.asyncDispose]());

describe('a request', () => {
  it('carries the token, the language and the query, and answers parsed data', async () => {
    server.answer(json(samplePage));
    const client = makeClient({ locale: () => 'pt-BR' });
    const page = await client.protocols.list({
      state: 'open',
      unread: true,
      search: 'são & glosa',
      limit: 3,
    });
    assert.deepEqual(page, samplePage);
    const [request] = server.requests;
    assert.equal(request?.url, '/v1/protocols?state=open&search=s%C3%A3o+%26+glosa&unread=true&limit=3');
    assert.equal(request?.headers.authorization, 'Bearer token-1');
    assert.equal(request?.headers['accept-language'], 'pt-BR');
    assert.equal(request?.headers.cookie, undefined);
  });

  it('carries the caller’s headers instead of its own, however they are written, but for the token', async () => {
    server.answer(json(sampleProtocol, 201));
    await makeClient({ locale: 'pt-BR' }).protocols.create(sampleInput, {
      headers: {
        Accept: 'application/problem+json',
        'ACCEPT-Language': 'es',
        'Content-Type': 'application/json; charset=utf-8',
        Authorization: 'Bearer other',
        'X-Trace': 't-1',
      },
    });
    const { headers } = server.requests[0] ?? assert.fail('nothing was sent');
    assert.equal(headers.accept, 'application/problem+json');
    assert.equal(headers['accept-language'], 'es');
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(headers.authorization, 'Bearer token-1');
    assert.equal(headers['x-trace'], 't-1');
  });

  it('says why a protocol is read, if the caller does', async () => {
    server.otherwise(json(sampleProtocol));
    const { protocols } = makeClient();
    await protocols.retrieve(number, { purpose: 'view' });
    await protocols.retrieve(number);
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      [`/v1/protocols/${number}?purpose=view`, `/v1/protocols/${number}`],
    );
  });

  it('keeps the path of the base address and one slash', async () => {
    server.answer(json(sampleProtocol));
    await makeClient({ baseUrl: `${server.baseUrl}/api//` }).protocols.retrieve(number);
    assert.equal(server.requests[0]?.url, `/api/v1/protocols/${number}`);
  });

  it('encodes path segments', async () => {
    server.answer(json(sampleProtocol));
    await makeClient().protocols.retrieve('1/../2?x#y');
    assert.equal(server.requests[0]?.url, '/v1/protocols/1%2F..%2F2%3Fx%23y');
  });

  for (const segment of ['', '.', '..']) {
    it(`refuses the segment "${segment}", which would name another resource`, async () => {
      await assert.rejects(makeClient().protocols.retrieve(segment), ValidationError);
      assert.equal(server.requests.length, 0);
    });
  }

  it('refuses wrong input field by field without sending', async () => {
    const input = { ...sampleInput, contactEmail: 'ana', message: ' ' };
    await assert.rejects(makeClient().protocols.create(input), (error: unknown) => {
      assert.ok(error instanceof ValidationError);
      assert.equal(error.status, 0);
      assert.deepEqual(error.issues, [
        { path: 'contactEmail', code: 'invalid_email' },
        { path: 'message', code: 'required' },
      ]);
      return true;
    });
    assert.equal(server.requests.length, 0);
  });

  it('accepts fields and values of a newer server', async () => {
    server.answer(json({ ...sampleProtocol, status: 'escalated', mood: 'calm' }));
    assert.equal((await makeClient().protocols.retrieve(number)).status, 'escalated');
  });

  it('resolves a relative base address against the page, not against its <base>', () => {
    const scope = globalThis as { location?: unknown };
    scope.location = { href: 'https://portal.example/web/prestador.aspx' };
    try {
      const transport = new Transport({ baseUrl: '/fale-conosco', getToken: () => '' });
      assert.equal(transport.url('/v1/session'), 'https://portal.example/fale-conosco/v1/session');
    } finally {
      delete scope.location;
    }
  });
});

describe('an unknown outcome of a keyed request', () => {
  const faults = {
    'a lost response': lost,
    'a cut response': cut(sampleProtocol),
    'truncated JSON': truncated(sampleProtocol),
    'HTML with 200': html,
    'JSON of something else': json({ error: 'gateway' }),
    '502 of a proxy': raw(502, { 'content-type': 'text/html' }, '<h1>Bad Gateway</h1>'),
    '503 with Retry-After': problem('unavailable', {}, { 'retry-after': '0' }),
    '500': problem('internal'),
    'the same key still running': problem('idempotency_in_progress'),
  };
  for (const [name, fault] of Object.entries(faults)) {
    it(`is repeated with the same key after ${name}`, async () => {
      server.answer(fault, fault, json(sampleProtocol, 201));
      assert.deepEqual(await makeClient().protocols.create(sampleInput), sampleProtocol);
      const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
      assert.equal(keys.length, 3);
      assert.match(String(keys[0]), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(new Set(keys).size, 1);
      assert.equal(new Set(server.requests.map(({ body }) => body.toString())).size, 1);
    });
  }

  it('is repeated with the same key after a time-out before and after the head', async () => {
    server.answer(silence, stalled, json(sampleProtocol, 201));
    const created = makeClient().protocols.create(sampleInput, { timeoutMs: 50 });
    assert.deepEqual(await created, sampleProtocol);
    assert.equal(server.requests.length, 3);
    assert.equal(new Set(server.requests.map(({ headers }) => headers['idempotency-key'])).size, 1);
  });

  it('uses the caller’s key', async () => {
    server.answer(lost, json(sampleProtocol, 201));
    await makeClient().protocols.create(sampleInput, { idempotencyKey: 'draft-7' });
    assert.deepEqual(
      server.requests.map(({ headers }) => headers['idempotency-key']),
      ['draft-7', 'draft-7'],
    );
  });

  it('has a new key for each call', async () => {
    server.otherwise(json(sampleProtocol, 201));
    const client = makeClient();
    await client.protocols.create(sampleInput);
    await client.protocols.create(sampleInput);
    assert.equal(new Set(server.requests.map(({ headers }) => headers['idempotency-key'])).size, 2);
  });

  it('is said to be unreadable in the end', async () => {
    server.otherwise(html);
    await assert.rejects(makeClient().protocols.create(sampleInput), ResponseShapeError);
    assert.equal(server.requests.length, 5);
  });

  it('needs no crypto.randomUUID, which http pages lack', async () => {
    const original = crypto.randomUUID;
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true, writable: true });
    try {
      server.otherwise(json(sampleProtocol, 201));
      await makeClient().protocols.create(sampleInput);
      assert.match(
        String(server.requests[0]?.headers['idempotency-key']),
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    } finally {
      Object.defineProperty(crypto, 'randomUUID', { value: original, configurable: true, writable: true });
    }
  });
});

describe('repetition', () => {
  it('never happens for a POST without a key', async () => {
    server.otherwise(problem('unavailable'));
    const transport = new Transport({ baseUrl: server.baseUrl, getToken: () => 't' }, timing);
    await assert.rejects(
      transport.send(providerRoutes.createUpload, {}, {}, async (pending) => pending),
      ServerError,
    );
    assert.equal(server.requests.length, 1);
  });

  it('happens for a GET that gets a foreign answer, not for one of a wrong shape', async () => {
    server.answer(html, json({ items: 'none' }));
    await assert.rejects(makeClient().protocols.list(), ResponseShapeError);
    assert.equal(server.requests.length, 2);
  });

  for (const status of [408, 425, 429, 500, 502, 503, 504]) {
    it(`happens after a ${status}`, async () => {
      server.answer(raw(status, {}), json(samplePage));
      assert.deepEqual(await makeClient().protocols.list(), samplePage);
      assert.equal(server.requests.length, 2);
    });
  }

  for (const status of [400, 403, 404, 409, 410, 412, 422, 501]) {
    it(`does not happen after a ${status}`, async () => {
      server.answer(raw(status, {}), json(samplePage));
      await assert.rejects(makeClient().protocols.list(), ApiError);
      assert.equal(server.requests.length, 1);
    });
  }

  it('happens for a PUT', async () => {
    server.answer(lost, json({ sequence: 2, unreadCount: 0 }));
    assert.equal((await makeClient().messages.markRead(number, 2)).sequence, 2);
  });

  it('waits longer from time to time, at least as long as the server asks', async () => {
    timing.chance = 0.5;
    server.answer(lost, lost, problem('rate_limited', {}, { 'retry-after': '1' }), json(samplePage));
    const waits = waitsBetweenRequests();
    await makeClient().protocols.list();
    const [first, second, third] = waits();
    assertBetween(first, 150, 300);
    assertBetween(second, 300, 600);
    assertBetween(third, 1000, 1300);
    // On top of what the server asks, so that its clients do not come back together.
    assert.deepEqual(timing.waits, [600]);
  });

  it('takes no other header for Retry-After: those tell of a quota, also in responses that it did not cause', async () => {
    const waits = waitsBetweenRequests();
    server.answer(
      problem('unavailable', {}, { 'x-ratelimit-reset': '2' }),
      problem('internal', {}, { 'ratelimit-reset': '2' }),
      json(samplePage),
    );
    await makeClient().protocols.list();
    for (const wait of waits()) assertBetween(wait, 0, 500);
  });

  it('understands a date in Retry-After', async () => {
    const waits = waitsBetweenRequests();
    // A date has whole seconds only.
    const inTwoSeconds = (): string => new Date(Date.now() + 2000).toUTCString();
    server.answer(
      (...exchange) => problem('unavailable', {}, { 'retry-after': inTwoSeconds() })(...exchange),
      json(samplePage),
    );
    await new FaleConoscoClient({ baseUrl: server.baseUrl, getToken: () => 'token' }).protocols.list();
    assertBetween(waits()[0], 900, 2300);
  });

  it('gives up at once when the server asks for minutes', async () => {
    server.answer(problem('rate_limited', {}, { 'retry-after': '600' }));
    await assert.rejects(makeClient().protocols.list(), (error: unknown) => {
      assert.ok(error instanceof RateLimitError);
      assert.equal(error.retryAfterMs, 600_000);
      return true;
    });
    assert.equal(server.requests.length, 1);
  });

  it('ends after the limit', async () => {
    server.otherwise(problem('unavailable'));
    await assert.rejects(makeClient({ retryLimit: 2 }).protocols.list(), ServerError);
    assert.equal(server.requests.length, 3);
  });

  it('ends with ConnectionError when no server listens', async () => {
    let attempts = 0;
    const counting: typeof fetch = (input, init) => {
      attempts += 1;
      return fetch(input, init);
    };
    const client = makeClient({ fetch: counting });
    await server[Symbol.asyncDispose]();
    await assert.rejects(client.protocols.list(), ConnectionError);
    assert.equal(attempts, 5);
    server = await ScriptedServer.start();
  });

  it('waits between nothing and a doubling limit (full jitter)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat(50),
        (chance, retry) => {
          timing.chance = chance;
          const ms = backoffMs(timing, retry);
          return ms >= 0 && ms <= 8000 && ms <= 300 * 2 ** retry;
        },
      ),
    );
  });
});

describe('a refusal', () => {
  const expected: [ProblemCode, typeof ApiError][] = [
    ['malformed_request', ApiError],
    ['forbidden', PermissionError],
    ['not_found', NotFoundError],
    ['reply_not_allowed', ConflictError],
    ['validation_failed', ValidationError],
    ['idempotency_key_reused', ConflictError],
  ];
  for (const [code, Class] of expected) {
    it(`${code} is ${Class.name} and is not repeated`, async () => {
      server.answer(problem(code));
      await assert.rejects(makeClient().protocols.create(sampleInput), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.constructor, Class);
        assert.equal(error.name, Class.name);
        assert.equal(error.code, code);
        assert.equal(error.requestId, 'req-1');
        return true;
      });
      assert.equal(server.requests.length, 1);
    });
  }

  it('brings the refused fields with the server’s words', async () => {
    const issues = [
      { path: 'message', code: 'too_long', message: 'Até 4.000 caracteres', params: { max: 4000 } },
    ];
    server.answer(problem('validation_failed', { issues }));
    await assert.rejects(makeClient().protocols.create(sampleInput), (error: unknown) => {
      assert.ok(error instanceof ValidationError);
      assert.deepEqual(error.issues, issues);
      return true;
    });
  });

  for (const [name, body] of Object.entries({
    HTML: '<h1>no</h1>',
    nothing: '',
    'other JSON': '{"error":1}',
  })) {
    it(`with ${name} instead of a problem document is still typed`, async () => {
      const headers = {
        'content-type': name === 'HTML' ? 'text/html' : 'application/json',
        'x-request-id': 'req-9',
      };
      server.answer(raw(404, headers, body));
      await assert.rejects(makeClient().protocols.retrieve(number), (error: unknown) => {
        assert.ok(error instanceof NotFoundError);
        assert.equal(error.code, 'http_404');
        assert.equal(error.requestId, 'req-9');
        return true;
      });
    });
  }
});

describe('a signal', () => {
  it('that is already aborted sends nothing', async () => {
    await assert.rejects(makeClient().protocols.list({}, { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    assert.equal(server.requests.length, 0);
  });

  it('ends a request under way', async () => {
    server.answer(silence);
    const controller = new AbortController();
    const list = makeClient().protocols.list({}, { signal: controller.signal });
    await server.received(1);
    controller.abort();
    await assert.rejects(list, { name: 'AbortError' });
  });

  it('ends a wait between attempts', async () => {
    timing.chance = 1;
    server.otherwise(lost);
    const controller = new AbortController();
    const list = makeClient().protocols.list({}, { signal: controller.signal });
    await server.received(1);
    await delay(50);
    controller.abort();
    await assert.rejects(list, { name: 'AbortError' });
    await delay(400);
    assert.equal(server.requests.length, 1);
  });

  it('ends a wait for the token', async () => {
    const controller = new AbortController();
    const list = makeClient({ getToken: () => new Promise(() => {}) }).protocols.list(
      {},
      { signal: controller.signal },
    );
    controller.abort();
    await assert.rejects(list, { name: 'AbortError' });
  });

  it('works without AbortSignal.any, which Chromium 109 lacks', async () => {
    const { any } = AbortSignal;
    Object.defineProperty(AbortSignal, 'any', { value: undefined, configurable: true, writable: true });
    try {
      server.answer(silence);
      const controller = new AbortController();
      const list = makeClient().protocols.list({}, { signal: controller.signal });
      await server.received(1);
      controller.abort();
      await assert.rejects(list, { name: 'AbortError' });
    } finally {
      Object.defineProperty(AbortSignal, 'any', { value: any, configurable: true, writable: true });
    }
  });

  it('leaves a time-out that is not repeated as TimeoutError', async () => {
    server.answer(silence);
    const list = makeClient({ retryLimit: 0 }).protocols.list({}, { timeoutMs: 50 });
    await assert.rejects(list, TimeoutError);
    assert.equal(server.requests.length, 1);
  });

  it('closes the connection of an attempt whose time is over, before the next attempt', async () => {
    let closed: (() => void) | undefined;
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    timing.chance = 1;
    server.answer((_, response) => void response.on('close', () => closed?.()), json(samplePage));
    const list = makeClient().protocols.list({}, { timeoutMs: 50 });
    await closing;
    assert.equal(server.requests.length, 1);
    assert.deepEqual(await list, samplePage);
  });

  it('limits the time for the token, too', async () => {
    const client = makeClient({ getToken: () => new Promise(() => {}), retryLimit: 0, timeoutMs: 50 });
    await assert.rejects(client.protocols.list(), TimeoutError);
  });
});

describe('a token', () => {
  const jwt = (claims: object): string =>
    `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
  const count = (makeToken: (call: number) => string): { calls: number; getToken: () => Promise<string> } => {
    const counter = {
      calls: 0,
      getToken: async () => {
        counter.calls += 1;
        return makeToken(counter.calls);
      },
    };
    return counter;
  };

  it('is fetched once for many callers and kept', async () => {
    server.otherwise(json(samplePage));
    const counter = count(() => 'same');
    const client = makeClient({ getToken: counter.getToken });
    await Promise.all([client.protocols.list(), client.protocols.list(), client.protocols.list()]);
    await client.protocols.list();
    assert.equal(counter.calls, 1);
  });

  it('is renewed once for many callers that are refused, and each request is repeated once', async () => {
    server.otherwise((request, response) =>
      (request.headers.authorization === 'Bearer t2' ? json(samplePage) : problem('token_expired'))(
        request,
        response,
      ),
    );
    const counter = count((call) => `t${call}`);
    const client = makeClient({ getToken: counter.getToken });
    await Promise.all(Array.from({ length: 5 }, () => client.protocols.list()));
    assert.equal(counter.calls, 2);
    assert.equal(server.requests.length, 10);
  });

  it('is renewed at once, also by a client that repeats nothing and for what is never repeated', async () => {
    timing.chance = 1;
    server.answer(problem('token_expired'), json({}), problem('token_expired'), raw(201, {}));
    const counter = count((call) => `t${call}`);
    const options = { baseUrl: server.baseUrl, getToken: counter.getToken, retryLimit: 0 };
    const transport = new Transport(options, timing);
    const waits = waitsBetweenRequests();
    await transport.send(providerRoutes.getSession, {}, {}, (response) => response.json());
    await transport.send(providerRoutes.createUpload, {}, {}, async (response) => response);
    assert.equal(counter.calls, 3);
    assertBetween(waits()[0], 0, 200);
  });

  it('that is refused twice is an AuthenticationError', async () => {
    server.otherwise(problem('unauthenticated'));
    const counter = count((call) => `t${call}`);
    await assert.rejects(
      makeClient({ getToken: counter.getToken }).protocols.create(sampleInput),
      AuthenticationError,
    );
    assert.equal(server.requests.length, 2);
    assert.equal(new Set(server.requests.map(({ headers }) => headers['idempotency-key'])).size, 1);
  });

  it('is renewed shortly before it ends, whatever the computer’s clock says', async () => {
    server.otherwise(json(samplePage));
    const issuedS = timing.now() / 1000 - 86_400;
    const counter = count(() => jwt({ iat: issuedS, exp: issuedS + 300 }));
    const client = makeClient({ getToken: counter.getToken });
    await client.protocols.list();
    timing.clockMs += 289_000;
    await client.protocols.list();
    assert.equal(counter.calls, 1);
    timing.clockMs += 1000;
    await client.protocols.list();
    assert.equal(counter.calls, 2);
  });

  it('without an issue time is renewed before its end', async () => {
    server.otherwise(json(samplePage));
    const counter = count(() => jwt({ exp: timing.now() / 1000 + 60 }));
    const client = makeClient({ getToken: counter.getToken });
    await client.protocols.list();
    timing.clockMs += 51_000;
    await client.protocols.list();
    assert.equal(counter.calls, 2);
  });

  it('that the page cannot give is an AuthenticationError, and asked for again next time', async () => {
    server.otherwise(json(samplePage));
    let calls = 0;
    const getToken = (): string => {
      calls += 1;
      if (calls === 1) throw new Error('session over');
      return 'ok';
    };
    const client = makeClient({ getToken });
    await assert.rejects(client.protocols.list(), (error: unknown) => {
      assert.ok(error instanceof AuthenticationError);
      assert.equal(error.code, 'token_unavailable');
      return true;
    });
    await client.protocols.list();
    assert.equal(calls, 2);
  });

  it('that could not be fetched for want of network is tried again', async () => {
    server.otherwise(json(samplePage));
    let calls = 0;
    const getToken = async (): Promise<string> => {
      calls += 1;
      if (calls === 1) throw new TypeError('Failed to fetch');
      return 'ok';
    };
    await makeClient({ getToken }).protocols.list();
    assert.equal(calls, 2);
  });

  it('never stands in an address', async () => {
    server.otherwise(json(samplePage));
    await makeClient({ getToken: () => 'secret' }).protocols.list({ search: 'glosa' });
    assert.ok(server.requests.every(({ url }) => !url.includes('secret')));
  });
});

describe('a client', () => {
  it('shares one session request, and forgets one that failed or is no longer the newest', async () => {
    const session = {
      role: 'provider',
      user: { id: 'u', name: 'Ana', email: null, phone: null },
      provider: null,
      agent: null,
      operator: { name: 'Operadora', ansRegistration: '346659' },
      timeZone: 'America/Sao_Paulo',
      limits: {
        messageMaxCodePoints: 4000,
        attachmentsPerMessage: 10,
        attachmentMaxBytes: 1,
        attachmentMediaTypes: [],
        attachmentExtensions: [],
      },
    };
    server.answer(problem('forbidden'), json(session));
    const client = makeClient();
    await assert.rejects(Promise.all([client.session.cached(), client.session.cached()]), PermissionError);
    assert.deepEqual(await client.session.cached(), session);
    await client.session.cached();
    assert.equal(server.requests.length, 2);
    const renewed = { ...session, timeZone: 'America/Manaus' };
    server.answer(json(renewed));
    await client.session.retrieve();
    assert.deepEqual(await client.session.cached(), renewed);
    assert.equal(server.requests.length, 3);
  });

  it('walks pages only as far as its reader', async () => {
    const [first, second, third] = samplePage.items;
    server.answer(
      json({ items: [first, second], nextCursor: 'c 1' }),
      json({ items: [third], nextCursor: null }),
    );
    const client = makeClient();
    const numbers: string[] = [];
    for await (const protocol of client.protocols.iterate({ state: 'all' })) {
      numbers.push(protocol.number);
      if (numbers.length === 2) assert.equal(server.requests.length, 1);
    }
    assert.deepEqual(
      numbers,
      samplePage.items.map((item) => item.number),
    );
    assert.equal(server.requests[1]?.url, '/v1/protocols?state=all&cursor=c+1');
  });

  it('downloads the bytes of a file', async () => {
    server.answer(raw(200, { 'content-type': 'application/pdf' }, '%PDF-1.7'));
    const blob = await makeClient().attachments.download('att-1');
    assert.equal(await blob.text(), '%PDF-1.7');
  });
});
