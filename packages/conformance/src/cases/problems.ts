import { PROBLEM_STATUS, type ProblemCode } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { type CaseContext, unknownNumber } from '../context.ts';
import { ConformanceError, type Exchange } from '../exchange.ts';
import { expect, expectSame } from '../expect.ts';
import { expectProblem } from '../person.ts';

/** A few problems of different kinds. */
const problems = async (context: CaseContext): Promise<Exchange[]> => {
  const { number } = await context.open();
  await context.a.ok('cancelProtocol', { params: { number }, body: {} });
  return [
    await context.anonymous.request('getSession'),
    await context.a.request('listCrmProtocols'),
    await context.a.request('getProtocol', { params: { number: unknownNumber(number) } }),
    await context.a.request('createProtocol', { body: {} }),
    await context.a.request('createProtocol', { key: null, body: {} }),
    await context.a.request('cancelProtocol', { params: { number }, body: {} }),
    await context.a.request('listProtocols', { query: { cursor: 'made-up' } }),
    await context.a.send('DELETE', '/v1/protocols'),
    await context.a.send('GET', '/v1/nothing'),
  ];
};

const each = async (context: CaseContext, check: (exchange: Exchange) => void): Promise<void> => {
  for (const exchange of await problems(context)) check(exchange);
};

const fail = (exchange: Exchange, message: string): never => {
  throw new ConformanceError(message, exchange);
};

/** RFC 9457 problem documents. */
export const problemCases = area('PROB', 'Problem documents', (define) => {
  define(1, 'every problem is application/problem+json', 'RFC 9457, 3.', {}, (context) =>
    each(context, (exchange) => {
      const type = exchange.headers.get('content-type');
      if (!/^application\/problem\+json\b/.test(type ?? '')) fail(exchange, `Content-Type is ${type}`);
    }),
  );
  define(2, 'the status in the body is that of the response', 'RFC 9457, 3.1.3.', {}, (context) =>
    each(context, (exchange) => {
      const { status } = exchange.json as { status: number };
      if (status !== exchange.status)
        fail(exchange, `status is ${status}, the response has ${exchange.status}`);
    }),
  );
  define(
    3,
    'the code is one of the contract, with its status',
    'contract: codes are stable, each with its HTTP status.',
    {},
    (context) =>
      each(context, (exchange) => {
        const { code } = exchange.json as { code: string };
        const status = PROBLEM_STATUS[code as ProblemCode] as number | undefined;
        if (status !== exchange.status) fail(exchange, `${code} belongs to ${status}`);
      }),
  );
  define(
    4,
    'the request id in the body is that of the header',
    'contract: requestId is X-Request-Id.',
    {},
    (context) =>
      each(context, (exchange) => {
        const { requestId } = exchange.json as { requestId: string };
        if (requestId === '' || requestId !== exchange.headers.get('x-request-id'))
          fail(
            exchange,
            `requestId is ${requestId}, X-Request-Id is ${exchange.headers.get('x-request-id')}`,
          );
      }),
  );
  define(
    5,
    'every response has a request id of its own',
    'contract: X-Request-Id.',
    { severity: 'minor' },
    async (context) => {
      const ids = new Set<string | null>();
      for (let index = 0; index < 3; index += 1)
        ids.add((await context.a.request('getSession')).headers.get('x-request-id'));
      expect(ids.size === 3 && !ids.has(null) && !ids.has(''), `X-Request-Id: ${[...ids].join(', ')}`);
    },
  );
  define(
    6,
    'a problem has a type and a title',
    'RFC 9457, 3.1.1 and 3.1.2.',
    { severity: 'minor' },
    (context) =>
      each(context, (exchange) => {
        const { type, title } = exchange.json as { type: string; title: string };
        if (type === '' || title === '') fail(exchange, 'type or title is empty');
      }),
  );
  define(
    7,
    'titles and messages are in the language that is asked for',
    'contract: titles follow Accept-Language; RFC 9110, 12.5.4.',
    {},
    async (context) => {
      const texts = async (language: string) => {
        const exchange = await context.a.request('createProtocol', {
          body: await context.newProtocol({ message: ' ' }),
          headers: { 'Accept-Language': language },
        });
        const { title, issues } = expectProblem(exchange, 'validation_failed');
        return { title, message: issues?.[0]?.message };
      };
      const [portuguese, english] = [await texts('pt-BR'), await texts('en-US,en;q=0.9')];
      expect(portuguese.title !== english.title, `The title is "${english.title}" in both languages`);
      expect(portuguese.message !== english.message, `The message is "${english.message}" in both languages`);
      expectSame(await texts('xx'), portuguese, 'texts in an unknown language');
    },
  );
  define(
    8,
    'what differs by language says so to caches',
    'RFC 9110, 12.5.5: Vary.',
    { severity: 'minor' },
    (context) =>
      each(context, (exchange) => {
        if (!/accept-language|\*/i.test(exchange.headers.get('vary') ?? ''))
          fail(exchange, `Vary is ${exchange.headers.get('vary')}`);
      }),
  );
  define(
    9,
    'an issue names the field and the limit',
    'contract: params: numbers that the message speaks of.',
    { severity: 'minor' },
    async (context) => {
      const exchange = await context.a.request('createProtocol', {
        body: await context.newProtocol({ message: 'x'.repeat(4001) }),
      });
      const [issue] = expectProblem(exchange, 'validation_failed').issues ?? [];
      expectSame(
        [issue?.path, issue?.code, issue?.params],
        ['message', 'too_long', { max: 4000 }],
        'path, code, params',
      );
      expect((issue?.message ?? '') !== '', 'The issue has no message');
    },
  );
  define(
    10,
    'a problem repeats nothing of what was sent',
    'contract: holds no value of the request.',
    { severity: 'critical' },
    async (context) => {
      const word = context.word();
      for (const changes of [{ contactEmail: word }, { contactPhone: word }, { classificationId: word }]) {
        const { text } = await context.a.request('createProtocol', {
          body: await context.newProtocol(changes),
        });
        expect(!text.includes(word), `The problem holds a value of the request: ${text}`);
      }
    },
  );
});
