import {
  editEvery,
  editHeaders,
  editJson,
  isRequest,
  type Json,
  jsonOf,
  type Mutant,
  passes,
  rewrites,
  withHeader,
} from './gateway.ts';

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The request's address without a parameter. */
const without = (path: string, name: string): string => {
  const [bare = '', query = ''] = path.split('?');
  const kept = query.split('&').filter((pair) => pair !== '' && !pair.startsWith(`${name}=`));
  return kept.length > 0 ? `${bare}?${kept.join('&')}` : bare;
};

/** Mutants of what is read: lists, counts, read markers, events, problems, headers. */
export const readingMutants: readonly Mutant[] = [
  {
    name: 'a cursor repeats the last item of its page',
    caught: ['LIST-003', 'LIST-004', 'LIST-005'],
    breaks: ({ pass }) => {
      const last = new Map<string, Json>();
      return async (request) => {
        const response = await pass(request);
        if (!response.ok || !isRequest(request, 'GET /v1/protocols')) return response;
        const cursor = new URLSearchParams(request.path.split('?')[1] ?? '').get('cursor') ?? '';
        return editJson(response, (page) => {
          const items = page['items'] as Json[];
          const end = items.at(-1);
          if (end && page['nextCursor']) last.set(page['nextCursor'] as string, end);
          const repeated = last.get(cursor);
          return repeated ? { ...page, items: [repeated, ...items] } : page;
        });
      };
    },
  },
  {
    name: 'a cursor loses an item',
    caught: ['LIST-003', 'LIST-004', 'LIST-005'],
    breaks: rewrites('GET /v1/protocols', (page, { path }) =>
      path.includes('cursor=') ? { ...page, items: (page['items'] as Json[]).slice(1) } : page,
    ),
  },
  {
    name: 'a page without a limit has no end',
    caught: ['LIST-008'],
    breaks: passes((request) =>
      isRequest(request, 'GET /v1/protocols') && !request.path.includes('limit=')
        ? { ...request, path: `${request.path}${request.path.includes('?') ? '&' : '?'}limit=100` }
        : request,
    ),
  },
  {
    name: 'a wrong cursor leads to the first page',
    caught: ['LIST-010', 'LIST-011'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        return response.status === 400 && isRequest(request, 'GET /v1/protocols')
          ? pass({ ...request, path: without(request.path, 'cursor') })
          : response;
      },
  },
  {
    name: 'the list is in the order of the registration',
    caught: ['LIST-001'],
    breaks: rewrites('GET /v1/protocols', (page) => ({
      ...page,
      items: (page['items'] as Json[]).toSorted((one, two) =>
        String(one['number']) > String(two['number']) ? -1 : 1,
      ),
    })),
  },
  {
    name: 'the tab is ignored',
    caught: ['FIND-012', 'FIND-018'],
    breaks: passes((request) =>
      isRequest(request, 'GET /v1/protocols')
        ? { ...request, path: request.path.replace(/state=(open|closed|all)/, 'state=all') }
        : request,
    ),
  },
  {
    name: 'the last day of a period is not in it',
    caught: ['FIND-014', 'FIND-018'],
    breaks: passes((request) => {
      if (!isRequest(request, 'GET /v1/protocols')) return request;
      const path = request.path.replace(/to=(\d{4}-\d\d-\d\d)(?=&|$)/, (_, day: string) => {
        const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000);
        return Number.isNaN(before.getTime()) ? `to=${day}` : `to=${before.toISOString().slice(0, 10)}`;
      });
      return { ...request, path };
    }),
  },
  {
    name: 'the search minds accents',
    caught: ['FIND-002'],
    breaks: ({ pass }) => {
      const messages = new Map<unknown, string>();
      return async (request) => {
        const response = await pass(request);
        if (!response.ok) return response;
        if (isRequest(request, 'POST /v1/protocols')) {
          const { number } = (await response.clone().json()) as Json;
          messages.set(number, String(jsonOf(request)?.['message']).toLowerCase());
        }
        const search = new URLSearchParams(request.path.split('?')[1] ?? '').get('search')?.toLowerCase();
        if (!search || !isRequest(request, 'GET /v1/protocols')) return response;
        return editJson(response, (page) => ({
          ...page,
          items: (page['items'] as Json[]).filter(({ number }) => {
            const message = messages.get(number) ?? '';
            return message.includes(search) || !fold(message).includes(fold(search));
          }),
        }));
      };
    },
  },
  {
    name: 'hidden and foreign protocols are counted',
    caught: ['COUNT-001'],
    breaks: rewrites('GET /v1/protocols/counts', (counts) => ({ ...counts, all: Number(counts['all']) + 1 })),
  },
  {
    name: 'the read marker moves back',
    caught: ['READ-003'],
    breaks: rewrites('PUT /v1/protocols/*/read-marker', (state, request) => ({
      ...state,
      sequence: Math.min(Number(state['sequence']), Number(jsonOf(request)?.['sequence'])),
    })),
  },
  {
    name: 'the badge counts what the organisation has not read',
    caught: ['READ-006'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (!response.ok) return response;
        return editJson(response, (json) => {
          editEvery(json, 'organizationUnreadCount', (protocol) => {
            protocol['unreadCount'] = protocol['organizationUnreadCount'];
          });
          return json;
        });
      },
  },
  {
    name: 'listing messages marks them as read',
    caught: ['THREAD-012'],
    breaks:
      ({ pass, send, isBy }) =>
      async (request) => {
        const response = await pass(request);
        if (response.ok && isRequest(request, 'GET /v1/protocols/*/messages') && isBy(request, 'a'))
          await send('a', 'PUT', request.path.replace(/messages.*/, 'read-marker'), { sequence: 1000 });
        return response;
      },
  },
  {
    name: 'Last-Event-ID is ignored',
    caught: ['EVT-008', 'EVT-009', 'EVT-010'],
    breaks: passes((request) => withHeader(request, 'last-event-id', null)),
  },
  {
    name: 'events name the wrong status',
    caught: ['EVT-002', 'EVT-004', 'EVT-016'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (!isRequest(request, 'GET /v1/events') || !response.body) return response;
        const { status, headers } = response;
        const decoder = new TextDecoder();
        const encoder = new TextEncoder();
        const edited = new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => {
            const text = decoder
              .decode(chunk, { stream: true })
              .replaceAll(/"status":"\w+"/g, '"status":"received"');
            controller.enqueue(encoder.encode(text));
          },
        });
        return new Response(response.body.pipeThrough(edited), { status, headers });
      },
  },
  {
    name: 'problems are application/json',
    caught: ['PROB-001'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        return response.status >= 400
          ? editHeaders(response, { 'content-type': 'application/json' })
          : response;
      },
  },
  {
    name: 'problems have no request id',
    caught: ['PROB-004'],
    broad: true,
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        return response.status >= 400
          ? editJson(response, ({ requestId: _left, ...problem }) => problem)
          : response;
      },
  },
  {
    name: 'problems have the request id of another request',
    caught: ['PROB-004'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        return response.status >= 400
          ? editJson(response, (problem) => ({ ...problem, requestId: 'req-0' }))
          : response;
      },
  },
  {
    name: 'problems say another status than the response',
    caught: ['PROB-002'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        return response.status >= 400
          ? editJson(response, (problem) => ({ ...problem, status: 500 }))
          : response;
      },
  },
  {
    name: 'problems have one language',
    caught: ['PROB-007'],
    breaks: passes((request) => withHeader(request, 'accept-language', 'pt-BR')),
  },
  {
    name: 'caches may keep responses',
    caught: ['HTTP-009', 'UP-002', 'ATT-004'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        return request.path.startsWith('/v1/events')
          ? response
          : editHeaders(response, { 'cache-control': 'public, max-age=60' });
      },
  },
  {
    name: 'every page on the Web may read responses',
    caught: ['HTTP-013', 'HTTP-014'],
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        const origin = request.headers.get('origin');
        return origin === null ? response : editHeaders(response, { 'access-control-allow-origin': origin });
      },
  },
  {
    name: 'a field of the contract has another type',
    caught: ['CREATE-001', 'LIST-001'],
    broad: true,
    breaks:
      ({ pass }) =>
      async (request) => {
        const response = await pass(request);
        if (!response.ok) return response;
        return editJson(response, (json) => {
          editEvery(json, 'unreadCount', (protocol) => {
            protocol['unreadCount'] = String(protocol['unreadCount']);
          });
          return json;
        });
      },
  },
];
