import { type Route, routes } from '@fale-conosco/contract';
import {
  editEvery,
  editJson,
  editText,
  isRequest,
  type Json,
  jsonOf,
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

/** Mutants of what is written: numbers, texts, keys, versions, status, files. */
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
  {
    name: 'If-Match is ignored',
    caught: [
      'VER-002',
      'SET-003',
      'SET-013',
      'SET-023',
      'SET-033',
      'SET-043',
      'SET-053',
      'RULE-007',
      'RULE-019',
    ],
    breaks: passes(async (request, { read }) => {
      if (!request.headers.get('if-match')?.startsWith('"')) return request;
      const target = request.path.replace(/(\/v1\/crm\/protocols\/\d{20}).*/, '$1');
      const { version } = await read('admin', target);
      return version === undefined ? request : withHeader(request, 'if-match', `"${version as number}"`);
    }),
  },
  {
    name: 'changes of settings need no If-Match',
    caught: [
      'SET-003',
      'SET-013',
      'SET-023',
      'SET-033',
      'SET-043',
      'SET-053',
      'RULE-007',
      'RULE-019',
      'RULE-023',
    ],
    breaks: passes(async (request, { read }) => {
      if (
        !/^(PATCH|DELETE)$/.test(request.method) ||
        !request.path.startsWith('/v1/crm/') ||
        request.headers.has('if-match')
      )
        return request;
      const { version } = await read('admin', request.path);
      return version === undefined ? request : withHeader(request, 'if-match', `"${version as number}"`);
    }),
  },
  {
    name: 'changes of settings leave no record',
    caught: ['SET-006', 'SET-016', 'SET-026', 'SET-036', 'SET-046', 'SET-056', 'RULE-026'],
    breaks: rewrites('GET /v1/crm/audit', (page) => ({
      ...page,
      items: (page['items'] as Json[]).filter(({ action }) => action !== 'updated'),
    })),
  },
  {
    name: 'the provider’s answer leaves the protocol awaiting it',
    caught: ['STATUS-004'],
    breaks: ({ pass, isBy }) => {
      const stuck = new Set<string>();
      return async (request) => {
        const response = await pass(request);
        const number = /^\/v1\/protocols\/(\d{20})/.exec(request.path)?.[1];
        if (!response.ok || number === undefined || !isBy(request, 'a')) return response;
        return editJson(response, (json) => {
          if (request.method === 'POST' && json['statusChange'] === 'in_analysis') {
            stuck.add(number);
            return { ...json, statusChange: null };
          }
          return stuck.has(number) && json['status'] === 'in_analysis'
            ? { ...json, status: 'awaiting_provider' }
            : json;
        });
      };
    },
  },
  {
    name: 'a closed protocol takes a reply after its window',
    caught: ['STATUS-013'],
    breaks:
      ({ pass, send }) =>
      async (request) => {
        const response = await pass(request);
        if (response.status !== 409 || !isRequest(request, 'POST /v1/protocols/*/messages')) return response;
        await send(
          'admin',
          'POST',
          request.path.replace('/v1/', '/v1/crm/').replace('/messages', '/reopen'),
          {},
        );
        return pass(request);
      },
  },
  {
    name: 'a protocol can be cancelled when somebody has begun with it',
    caught: ['STATUS-011'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (response.status !== 409 || !isRequest(request, 'POST /v1/protocols/*/cancel')) return response;
        const { code } = (await response.clone().json()) as Json;
        if (code !== 'cancel_not_allowed') return response;
        const protocol = await pass(request, {
          method: 'GET',
          path: request.path.replace('/cancel', ''),
          body: undefined,
        });
        return editJson(protocol, (json) => ({ ...json, status: 'cancelled' }));
      },
  },
  {
    name: 'the deadline runs on while the provider is asked',
    caught: ['DUE-004'],
    breaks: ({ pass }) => {
      const due = new Map<unknown, unknown>();
      return async (request) => {
        const response = await pass(request);
        if (!response.ok) return response;
        return editJson(response, (json) => {
          editEvery(json, 'deadline', (protocol) => {
            const deadline = protocol['deadline'] as Json | null;
            if (deadline?.['dueAt']) due.set(protocol['number'], deadline['dueAt']);
            else if (deadline)
              Object.assign(deadline, { state: 'running', dueAt: due.get(protocol['number']) ?? null });
          });
          return json;
        });
      };
    },
  },
  {
    name: 'deadlines count Saturdays and Sundays',
    caught: ['DUE-002', 'DUE-009'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (!response.ok) return response;
        return editJson(response, (json) => {
          editEvery(json, 'deadline', (protocol) => {
            const deadline = protocol['deadline'] as Json | null;
            if (!deadline?.['dueAt']) return;
            const days =
              (Date.parse(String(deadline['dueAt'])) - Date.parse(String(protocol['registeredAt']))) /
              86_400_000;
            const weekends = Math.floor(days) - Number(deadline['businessDays']);
            deadline['dueAt'] = new Date(
              Date.parse(String(deadline['dueAt'])) - weekends * 86_400_000,
            ).toISOString();
          });
          return json;
        });
      },
  },
  {
    name: 'bytes are taken from any offset',
    caught: ['UP-004'],
    breaks: passes(async (request, { pass }) => {
      if (!isRequest(request, 'PATCH /v1/uploads/*')) return request;
      const { headers } = await pass(withHeader(request, 'content-type', null), {
        method: 'HEAD',
        body: undefined,
      });
      return withHeader(request, 'upload-offset', headers.get('upload-offset') ?? '0');
    }),
  },
  {
    name: 'the type of a file is found from its name',
    caught: ['UP-009', 'UP-010'],
    server: { inspectFilesBy: 'name' },
    breaks: passes((request) => request),
  },
  {
    name: 'a file is shown by the browser instead of saved',
    caught: ['ATT-003'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (response.headers.has('content-disposition'))
          response.headers.set('content-disposition', 'inline');
        return response;
      },
  },
  {
    name: 'a refused body of several fields names the first alone',
    caught: ['CREATE-018', 'CRM-011'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (response.status !== 422 || !jsonOf(request)) return response;
        return editJson(response, (json) =>
          Array.isArray(json['issues']) ? { ...json, issues: json['issues'].slice(0, 1) } : json,
        );
      },
  },
];
