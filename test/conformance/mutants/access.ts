import {
  editJson,
  editText,
  isRequest,
  type Json,
  jsonOf,
  type Mutant,
  passes,
  rewrites,
  withHeader,
} from './gateway.ts';

/** The address of a protocol that is opened. */
const viewPath = (path: string): string => `${path.split('?')[0]}?purpose=view`;

/** Mutants that show somebody what is not theirs to see, or say too much about it. */
export const accessMutants: readonly Mutant[] = [
  {
    name: 'a foreign protocol is shown',
    caught: ['OWN-001'],
    breaks:
      ({ pass, as, isBy }) =>
      async (request) => {
        const response = await pass(request);
        const isForeign =
          response.status === 404 && isBy(request, 'b') && isRequest(request, 'GET /v1/protocols/*');
        return isForeign ? pass(as(request, 'a')) : response;
      },
  },
  {
    name: 'a foreign protocol is forbidden, and so exists',
    caught: ['OWN-001', 'OWN-002', 'OWN-003', 'OWN-004', 'OWN-005', 'OWN-006', 'OWN-008'],
    breaks:
      ({ pass, as, isBy, read }) =>
      async (request) => {
        const response = await pass(request);
        const number = /^\/v1\/protocols\/(\d{20})/.exec(request.path)?.[1];
        if (response.status !== 404 || !isBy(request, 'b') || number === undefined) return response;
        if ((await read('a', `/v1/protocols/${number}`))['number'] !== number) return response;
        return pass(
          as(
            withHeader({ ...request, method: 'GET', path: '/v1/crm/audit', body: undefined }, 'x', '1'),
            'b',
          ),
        );
      },
  },
  {
    name: 'foreign and missing protocols are told apart by a word',
    caught: ['OWN-001', 'OWN-002', 'OWN-003', 'OWN-004', 'OWN-005', 'OWN-006', 'OWN-008'],
    breaks:
      ({ pass, isBy, read }) =>
      async (request) => {
        const response = await pass(request);
        const number = /^\/v1\/protocols\/(\d{20})/.exec(request.path)?.[1];
        if (response.status !== 404 || !isBy(request, 'b') || number === undefined) return response;
        const exists = (await read('a', `/v1/protocols/${number}`))['number'] === number;
        return exists
          ? editText(response, (text) => text.replace('"title":"', '"title":"Sem acesso. '))
          : response;
      },
  },
  {
    name: 'a list holds foreign protocols',
    caught: ['OWN-007'],
    breaks:
      ({ pass, as, isBy }) =>
      async (request) =>
        pass(isBy(request, 'b') && isRequest(request, 'GET /v1/protocols') ? as(request, 'a') : request),
  },
  {
    name: 'a request without a token is served as somebody',
    caught: ['AUTH-001', 'AUTH-002', 'AUTH-006', 'NUM-008'],
    breaks: passes((request, { as }) => (request.headers.has('authorization') ? request : as(request, 'a'))),
  },
  {
    name: 'agents see the protocols of all groups',
    caught: ['OWN-017', 'OWN-018', 'OWN-019', 'ACT-013', 'ACT-014'],
    breaks: passes((request, { as, isBy }) =>
      isBy(request, 'otherAgent') && request.method === 'GET' && !request.path.startsWith('/v1/session')
        ? as(request, 'admin')
        : request,
    ),
  },
  {
    name: 'an agent may change the settings',
    caught: ['AUTH-011'],
    breaks: passes((request, { as, isBy }) =>
      isBy(request, 'agent') && /^\/v1\/crm\/(webhooks|audit|deliveries)/.test(request.path)
        ? as(request, 'admin')
        : request,
    ),
  },
  {
    name: 'an internal note is in the thread of the provider',
    caught: ['REPLY-001', 'ACT-004', 'ACT-011'],
    breaks:
      ({ pass, read }) =>
      async (request) => {
        const response = await pass(request);
        if (!response.ok || !isRequest(request, 'GET /v1/protocols/*/messages')) return response;
        const { items } = await read(
          'admin',
          request.path.replace('/v1/', '/v1/crm/').replace(/\?.*/, '?limit=100'),
        );
        const internal = (items as Json[]).filter(({ visibility }) => visibility === 'internal');
        return editJson(response, (page) => ({
          ...page,
          items: [...(page['items'] as Json[]), ...internal],
        }));
      },
  },
  {
    name: 'a note of the operator moves what the provider sees of the protocol',
    caught: ['READ-009', 'ACT-004', 'ACT-007', 'ACT-008'],
    breaks:
      ({ pass, read, isBy }) =>
      async (request) => {
        const response = await pass(request);
        if (!response.ok || !isRequest(request, 'GET /v1/protocols/*') || !isBy(request, 'a'))
          return response;
        const { lastSequence } = await read('admin', request.path.replace('/v1/', '/v1/crm/'));
        return lastSequence === undefined
          ? response
          : editJson(response, (protocol) => ({ ...protocol, lastSequence }));
      },
  },
  {
    name: 'a confidential file of the operator reaches the provider',
    caught: ['ATT-011', 'REPLY-006'],
    breaks:
      ({ pass, as, isBy }) =>
      async (request) => {
        const response = await pass(request);
        const isSecret =
          response.status === 404 &&
          isBy(request, 'a') &&
          isRequest(request, 'GET /v1/attachments/*/content');
        return isSecret ? pass(as(request, 'otherAgent')) : response;
      },
  },
  {
    name: 'a confidential file of the provider reaches every agent',
    caught: ['ATT-010'],
    breaks:
      ({ pass, as, isBy }) =>
      async (request) => {
        const response = await pass(request);
        const isSecret =
          response.status === 404 &&
          isBy(request, 'agent') &&
          isRequest(request, 'GET /v1/attachments/*/content');
        return isSecret ? pass(as(request, 'a')) : response;
      },
  },
  {
    name: 'whether the classification is shown is not asked when a protocol is read',
    caught: ['VIS-007', 'VIS-008', 'VIS-014', 'ACT-009'],
    breaks: ({ pass, isBy }) => {
      const seen = new Map<string, Json>();
      return async (request) => {
        const response = await pass(request);
        if (!isBy(request, 'a')) return response;
        if (
          response.ok &&
          (isRequest(request, 'POST /v1/protocols') || isRequest(request, 'GET /v1/protocols/*'))
        ) {
          const protocol = (await response.clone().json()) as Json;
          if (protocol['number']) seen.set(`/v1/protocols/${protocol['number'] as string}`, protocol);
        }
        const known = request.method === 'GET' ? seen.get(request.path) : undefined;
        return response.status === 404 && known ? Response.json(known) : response;
      };
    },
  },
  {
    name: 'a classification that was offered once is always offered',
    caught: ['VIS-009', 'VIS-010', 'VIS-011'],
    breaks: ({ pass, isBy }) => {
      const seen = new Map<unknown, Json>();
      return async (request) => {
        const response = await pass(request);
        if (!response.ok || !isBy(request, 'a') || !isRequest(request, 'GET /v1/classifications'))
          return response;
        return editJson(response, ({ items }) => {
          for (const item of items as Json[]) seen.set(item['id'], item);
          return { items: [...seen.values()] };
        });
      };
    },
  },
  {
    name: 'the release of replies is not asked: providers are told that they can reply',
    caught: ['VIS-017', 'STATUS-008', 'STATUS-013'],
    breaks:
      ({ pass, isBy }) =>
      async (request) => {
        const response = await pass(request);
        if (!response.ok || !isBy(request, 'a')) return response;
        return editJson(response, (json) =>
          'canReply' in json ? { ...json, canReply: true, replyBlockedReason: null } : json,
        );
      },
  },
  {
    name: 'downloads are not in the access log',
    caught: ['LOG-001'],
    breaks: rewrites('GET /v1/crm/protocols/*/access-log', (page) => ({
      ...page,
      items: (page['items'] as Json[]).filter(({ action }) => action !== 'attachment.download'),
    })),
  },
  {
    name: 'every reading counts as a view',
    caught: ['LOG-006', 'LOG-007'],
    breaks: passes((request) =>
      isRequest(request, 'GET /v1/protocols/*') ? { ...request, path: viewPath(request.path) } : request,
    ),
  },
  {
    name: 'lists and searches leave no record',
    caught: ['LOG-007', 'LOG-008'],
    breaks: rewrites('GET /v1/crm/protocols/*/access-log', (page) => ({
      ...page,
      items: (page['items'] as Json[]).filter(
        ({ action }) => !['protocol.list', 'protocol.search', 'protocol.row'].includes(String(action)),
      ),
    })),
  },
  {
    name: 'the access log names confidential files',
    caught: ['LOG-005'],
    breaks:
      ({ pass, as, isBy }) =>
      async (request) =>
        pass(
          isBy(request, 'agent') && isRequest(request, 'GET /v1/crm/protocols/*/access-log')
            ? as(request, 'admin')
            : request,
        ),
  },
  {
    name: 'a body may say whose protocol it is',
    caught: ['CREATE-017'],
    breaks: passes((request) => {
      const json = isRequest(request, 'POST /v1/protocols') ? jsonOf(request) : undefined;
      if (!json || !('providerId' in json)) return request;
      const { providerId: _ignored, ...rest } = json;
      return { ...request, body: JSON.stringify(rest) };
    }),
  },
  {
    name: 'events of others are told',
    caught: ['EVT-006', 'EVT-011'],
    breaks: passes((request, { as, isBy }) =>
      isBy(request, 'b') && isRequest(request, 'GET /v1/events') ? as(request, 'admin') : request,
    ),
  },
];
