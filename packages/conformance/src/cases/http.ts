import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import type { Exchange } from '../exchange.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';
import { expectProblem } from '../person.ts';

const json = { 'Content-Type': 'application/json' };
const post = (
  context: CaseContext,
  body: string,
  headers: Record<string, string> = json,
): Promise<Exchange> =>
  context.a.send('POST', '/v1/protocols', {
    headers: { 'Idempotency-Key': crypto.randomUUID(), ...headers },
    body,
  });

/** HTTP around the contract. */
export const httpCases = area('HTTP', 'HTTP', (define) => {
  define(1, 'a body that is no JSON is malformed', 'contract: malformed_request.', {}, async (context) => {
    for (const body of ['{"a":', '', 'text', '{"a":1}}'])
      expectProblem(await post(context, body), 'malformed_request');
  });
  define(2, 'a body of another media type is refused', 'RFC 9110, 15.5.16: 415.', {}, async (context) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
      expectProblem(await post(context, '{}', { 'Content-Type': type }), 'unsupported_media_type');
  });
  define(3, 'a body of another shape gets issues', 'contract: validation_failed.', {}, async (context) => {
    for (const body of ['[]', 'null', '"text"', '5', 'true'])
      expectProblem(await post(context, body), 'validation_failed');
  });
  define(
    4,
    'a body that is too large is refused',
    'RFC 9110, 15.5.14: 413 payload_too_large.',
    { severity: 'minor' },
    async (context) => {
      const exchange = await post(
        context,
        JSON.stringify(await context.newProtocol({ message: 'x'.repeat(1_000_000) })),
      );
      expectProblem(exchange, 'payload_too_large');
    },
  );
  define(
    5,
    'a prototype in the body is refused',
    'contract: bodies are strict.',
    { severity: 'critical' },
    async (context) => {
      const body = JSON.stringify(await context.newProtocol()).replace(
        /\}$/,
        ',"__proto__":{"status":"closed"}}',
      );
      const exchange = await post(context, body);
      expect(exchange.status === 400 || exchange.status === 422, `Status ${exchange.status}`);
    },
  );
  define(
    6,
    'an address that does not exist is not found, with and without a token',
    'RFC 9110, 15.5.5.',
    {},
    async ({ a, anonymous }) => {
      for (const person of [a, anonymous])
        for (const path of ['/v1', '/v1/nothing', '/v1/protocols/1/2/3', '/nothing'])
          expectProblem(await person.send('GET', path), 'not_found');
    },
  );
  define(
    7,
    'a method that an address does not have is named 405, with those that it has',
    'RFC 9110, 15.5.6: Allow.',
    { severity: 'minor' },
    async ({ a }) => {
      for (const [method, path, allowed] of [
        ['DELETE', '/v1/protocols', ['GET', 'POST']],
        ['PUT', '/v1/session', ['GET']],
        ['PATCH', '/v1/protocols/34665920260101000001', ['GET']],
        ['GET', '/v1/protocols/34665920260101000001/cancel', ['POST']],
      ] as const) {
        const exchange = await a.send(method, path);
        expectProblem(exchange, 'method_not_allowed');
        const allow = (exchange.headers.get('allow') ?? '').split(/\s*,\s*/);
        for (const name of allowed)
          expect(allow.includes(name), `Allow of ${path} is "${allow.join(', ')}", without ${name}`);
      }
    },
  );
  define(8, 'HEAD never has a body', 'RFC 9110, 9.3.2.', { severity: 'minor' }, async ({ a }) => {
    expectSame((await a.send('HEAD', '/v1/protocols')).text, '', 'body');
  });
  define(
    9,
    'responses are kept by no cache, guessed by no browser, and set no cookie',
    'contract: no-store, nosniff; tokens alone sign in.',
    { severity: 'critical' },
    async ({ a, anonymous }) => {
      for (const send of [
        () => a.request('getSession'),
        () => anonymous.request('getSession'),
        () => a.request('listProtocols'),
      ]) {
        const exchange = await send();
        expectMatch(exchange.headers.get('cache-control'), /\bno-store\b/, 'Cache-Control');
        expectSame(exchange.headers.get('x-content-type-options'), 'nosniff', 'X-Content-Type-Options');
        expectSame(exchange.headers.get('set-cookie'), null, 'Set-Cookie');
      }
    },
  );
  define(10, 'success is application/json in UTF-8', 'RFC 8259, 8.1.', {}, async ({ a }) => {
    expectMatch(
      (await a.request('getSession')).headers.get('content-type'),
      /^application\/json\b/,
      'Content-Type',
    );
  });
  define(
    11,
    'an address with broken escapes is a problem of the client',
    'RFC 3986, 2.1.',
    { severity: 'minor' },
    async ({ a }) => {
      for (const path of [
        '/v1/protocols/%E0%A4%A',
        `/v1/protocols/${'9'.repeat(500)}`,
        '/v1/protocols/%00',
      ]) {
        const { status } = await a.send('GET', path);
        expect(status >= 400 && status < 500, `Status ${status} of ${path.slice(0, 40)}`);
      }
    },
  );
  define(
    12,
    'a trailing slash or another case is another address',
    'RFC 3986, 6.2.2.1: paths are case-sensitive.',
    { severity: 'minor' },
    async ({ a }) => {
      for (const path of ['/v1/Session', '/V1/session'])
        expectProblem(await a.send('GET', path), 'not_found');
    },
  );
  define(
    13,
    'a page of an origin that is not configured reads nothing',
    'Fetch: Access-Control-Allow-Origin; contract: exactly the configured pages read responses.',
    { severity: 'critical' },
    async ({ a }) => {
      for (const origin of ['https://conformance.invalid', 'null']) {
        const exchange = await a.request('getSession', { headers: { Origin: origin } });
        const allowed = exchange.headers.get('access-control-allow-origin');
        expect(
          allowed !== origin && allowed !== '*',
          `Access-Control-Allow-Origin is ${allowed} for ${origin}`,
        );
      }
    },
  );
  define(
    14,
    'a preflight of an origin that is not configured allows nothing',
    'Fetch: CORS preflight.',
    { severity: 'critical' },
    async ({ anonymous }) => {
      const exchange = await anonymous.send('OPTIONS', '/v1/protocols', {
        headers: {
          Origin: 'https://conformance.invalid',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'idempotency-key',
        },
      });
      const allowed = exchange.headers.get('access-control-allow-origin');
      expect(
        allowed !== 'https://conformance.invalid' && allowed !== '*',
        `Access-Control-Allow-Origin is ${allowed}`,
      );
    },
  );
  define(
    15,
    'a body without Content-Type, and one with a charset, are read as what they are',
    'RFC 9110, 8.3.',
    { severity: 'minor' },
    async (context) => {
      const body = JSON.stringify(await context.newProtocol());
      expectSame(
        (await post(context, body, { 'Content-Type': 'application/json; charset=utf-8' })).status,
        201,
        'Status',
      );
    },
  );
});
