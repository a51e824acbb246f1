import {
  editEvery,
  editJson,
  isRequest,
  type Json,
  jsonOf,
  type Mutant,
  passes,
  rewrites,
  withHeader,
} from './gateway.ts';

/** Mutants of what changes: versions, records, status, deadlines, files. */
export const changingMutants: readonly Mutant[] = [
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
              (Date.parse(deadline['dueAt'] as string) - Date.parse(protocol['registeredAt'] as string)) /
              86_400_000;
            const weekends = Math.floor(days) - Number(deadline['businessDays']);
            deadline['dueAt'] = new Date(
              Date.parse(deadline['dueAt'] as string) - weekends * 86_400_000,
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
