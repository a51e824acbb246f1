import { type Route, routes } from '@fale-conosco/contract';
import {
  editEvery,
  editText,
  isRequest,
  type Json,
  type Mutant,
  type PassingRequest,
  passes,
  rewrites,
  withHeader,
  withJson,
} from './gateway.ts';

const TOO_LONG = 'x'.repeat(4001);

/** The request with each text of the first message and of messages changed. */
const withText = (request: PassingRequest, change: (text: string) => string): PassingRequest =>
  withJson(request, (json) => {
    for (const name of ['message', 'body'])
      if (typeof json[name] === 'string') json[name] = change(json[name]);
    return json;
  });

const isPost = ({ method, headers }: PassingRequest): boolean =>
  method === 'POST' && headers.has('idempotency-key');

/** Replaces texts in both directions, so that the server never learns what the cases see. */
const masks =
  (seen: (text: string) => string, sent: (text: string) => string): Mutant['breaks'] =>
  ({ pass }) =>
  async (request) => {
    const { body } = request;
    const response = await pass(request, {
      path: sent(request.path),
      ...(typeof body === 'string' && { body: sent(body) }),
    });
    return editText(response, seen);
  };

/** Mutants of what is written: numbers, texts, fields, keys. */
export const writingMutants: readonly Mutant[] = [
  {
    name: 'the number carries the day of UTC',
    caught: ['NUM-003'],
    // 22:30 of 9 March in São Paulo.
    server: { now: new Date('2026-03-10T01:30:00Z') },
    breaks: masks(
      (text) => text.replaceAll(/(\d{6})20260309(\d{6})/g, '$120260310$2'),
      (text) => text.replaceAll(/(\d{6})20260310(\d{6})/g, '$120260309$2'),
    ),
  },
  {
    name: 'the number has 19 digits',
    caught: ['NUM-001'],
    breaks: masks(
      (text) => text.replaceAll(/\b(\d{14})0(\d{5})\b/g, '$1$2'),
      (text) => text.replaceAll(/\b(\d{14})(\d{5})\b/g, '$10$2'),
    ),
  },
  {
    name: 'the idempotency key is ignored',
    caught: [
      'IDEM-001',
      'IDEM-002',
      'IDEM-003',
      'IDEM-004',
      'IDEM-007',
      'IDEM-008',
      'IDEM-009',
      'IDEM-013',
      'IDEM-014',
      'IDEM-015',
      'IDEM-016',
      'IDEM-017',
      'IDEM-018',
      'IDEM-022',
      'IDEM-023',
      'VER-007',
    ],
    breaks: passes((request) =>
      isPost(request) &&
      request.headers.get('idempotency-key') !== '' &&
      /^[\x21-\x7e]{1,255}$/.test(request.headers.get('idempotency-key') ?? '')
        ? withHeader(request, 'idempotency-key', crypto.randomUUID())
        : request,
    ),
  },
  {
    name: 'the idempotency key is not each user’s own',
    caught: ['IDEM-010'],
    breaks: ({ pass }) => {
      const first = new Map<string, Response>();
      return async (request) => {
        const key = `${request.path} ${request.headers.get('idempotency-key')}`;
        const known = isPost(request) ? first.get(key) : undefined;
        const response = await pass(request);
        if (known && response.ok) return known.clone();
        if (isPost(request) && response.ok) first.set(key, response.clone());
        return response;
      };
    },
  },
  {
    name: 'a repetition is answered from memory, whoever may still see it',
    caught: ['IDEM-019', 'IDEM-020', 'IDEM-021', 'IDEM-022', 'IDEM-023'],
    breaks: ({ pass }) => {
      const first = new Map<string, Response>();
      return async (request) => {
        const { path, headers } = request;
        const key = JSON.stringify([path, headers.get('idempotency-key'), headers.get('authorization')]);
        const known = isPost(request) ? first.get(key) : undefined;
        const response = await pass(request);
        if (known && response.status === 404) return known.clone();
        if (isPost(request) && response.ok) first.set(key, response.clone());
        return response;
      };
    },
  },
  {
    name: 'a key may be used again with another content',
    caught: ['IDEM-007', 'IDEM-009'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (!isPost(request) || response.status !== 422) return response;
        const { code } = (await response.clone().json()) as Json;
        return code === 'idempotency_key_reused'
          ? pass(withHeader(request, 'idempotency-key', crypto.randomUUID()))
          : response;
      },
  },
  {
    name: 'a request needs no idempotency key',
    caught: ['IDEM-005', 'IDEM-017', 'IDEM-018'],
    breaks: passes((request) =>
      request.method === 'POST' && (request.headers.get('idempotency-key') ?? '') === ''
        ? withHeader(request, 'idempotency-key', crypto.randomUUID())
        : request,
    ),
  },
  {
    name: '4.001 characters are accepted, and cut',
    caught: ['CREATE-008', 'CREATE-009', 'CREATE-018', 'THREAD-007', 'REPLY-010', 'PROB-009'],
    breaks: passes((request) => withText(request, (text) => [...text].slice(0, 4000).join(''))),
  },
  {
    name: 'CRLF is counted twice',
    caught: ['CREATE-010', 'THREAD-008'],
    breaks: passes((request) =>
      withText(request, (text) => (text.includes('\r\n') && [...text].length > 4000 ? TOO_LONG : text)),
    ),
  },
  {
    name: 'UTF-16 units are counted instead of characters',
    caught: ['CREATE-009'],
    breaks: passes((request) => withText(request, (text) => (text.length > 4000 ? TOO_LONG : text))),
  },
  {
    name: 'texts are made into HTML',
    caught: ['THREAD-005'],
    breaks: rewrites('GET /v1/protocols/*/messages', (page) => {
      editEvery(page, 'body', (message) => {
        message['body'] = String(message['body']).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      });
      return page;
    }),
  },
  {
    name: 'texts are trimmed',
    caught: ['THREAD-006'],
    breaks: passes((request) => withText(request, (text) => text.trim())),
  },
  {
    name: 'unknown fields are ignored',
    caught: ['CREATE-016', 'CREATE-017', 'CREATE-018', 'NUM-006', 'THREAD-007', 'REPLY-010'],
    breaks: passes((request) => {
      const route = Object.values<Route>(routes).find(({ method, path }) =>
        isRequest(request, `${method} ${path.replaceAll(/\{\w+\}/g, '*')}`),
      );
      const { shape } = (route?.body ?? {}) as { shape?: Json };
      if (!shape) return request;
      return withJson(request, (json) =>
        Object.fromEntries(Object.entries(json).filter(([name]) => name in shape)),
      );
    }),
  },
];
