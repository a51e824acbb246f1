import { type OperationId, type Route, routes } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { NotApplicableError } from '../exchange.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';
import { expectProblem, type Person } from '../person.ts';

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const operationsOf = (...audiences: readonly Route['audience'][]): OperationId[] =>
  (Object.entries(routes as Readonly<Record<string, Route>>) as [OperationId, Route][])
    .filter(([, route]) => audiences.includes(route.audience))
    .map(([operationId]) => operationId);

const params = { number: '00000020200101000001', id: '00000000-0000-4000-8000-000000000000' };
const tus = { 'Tus-Resumable': '1.0.0' };

const expectForbidden = async (person: Person, operationId: OperationId): Promise<void> => {
  const { method }: Route = routes[operationId];
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
  const exchange = await person.request(operationId, { params, ...body });
  expectProblem(exchange, 'forbidden');
};

/** Tokens: who is let in. */
export const authenticationCases = area('AUTH', 'Authentication and audience', (define) => {
  define(
    1,
    'without a token every operation answers unauthenticated',
    'RFC 9110, 15.5.2; contract: every operation has an audience.',
    { severity: 'critical' },
    async ({ anonymous }) => {
      for (const operationId of operationsOf('provider', 'operator', 'admin', 'both')) {
        const { method }: Route = routes[operationId];
        const exchange = await anonymous.request(operationId, { params, headers: tus });
        if (method === 'HEAD') expectSame(exchange.status, 401, `Status of ${operationId}`);
        else expectProblem(exchange, 'unauthenticated');
      }
    },
  );
  define(
    2,
    'a 401 names the scheme',
    'RFC 9110, 11.6.1: a 401 response has WWW-Authenticate; RFC 6750, 3: Bearer.',
    { severity: 'minor' },
    async ({ anonymous }) => {
      const without = await anonymous.request('getSession');
      expectMatch(without.headers.get('www-authenticate'), /^Bearer\b/i, 'WWW-Authenticate');
    },
  );
  define(
    3,
    'a text that is no token is refused',
    'RFC 6750, 3.1: invalid_token.',
    { severity: 'critical' },
    async (context) => {
      for (const token of ['nothing', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.'])
        await context.withToken(token).problem('getSession', {}, 'unauthenticated');
    },
  );
  define(
    4,
    'a token whose signature was changed is refused',
    'RFC 7515, 5.2: a token whose signature does not verify is rejected.',
    { severity: 'critical' },
    async (context) => {
      const { Authorization = '' } = await context.a.authorization();
      const token = Authorization.slice('Bearer '.length);
      if (!JWT.test(token)) throw new NotApplicableError('The token of a is no JWT.');
      const [head, payload, signature = ''] = token.split('.');
      const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      await context.withToken(`${head}.${payload}.${other}`).problem('getSession', {}, 'unauthenticated');
    },
  );
  define(
    5,
    'a token that says alg none is refused, whatever it claims',
    'RFC 8725, 3.1: algorithms are chosen by the verifier, never by the token.',
    { severity: 'critical' },
    async (context) => {
      const { Authorization = '' } = await context.a.authorization();
      const [, payload = ''] = Authorization.slice('Bearer '.length).split('.');
      const claims = payload === '' ? 'e30' : payload;
      await context
        .withToken(`${btoa('{"alg":"none"}').replace(/=+$/, '')}.${claims}.`)
        .problem('getSession', {}, 'unauthenticated');
    },
  );
  define(
    6,
    'a token in the query does not sign in',
    'RFC 6750, 5.3: no bearer tokens in page URLs.',
    { severity: 'major' },
    async ({ a, anonymous }) => {
      const { Authorization = '' } = await a.authorization();
      const token = encodeURIComponent(Authorization.slice('Bearer '.length));
      const exchange = await anonymous.send('GET', `/v1/session?access_token=${token}`);
      expectProblem({ ...exchange, path: '/v1/session?access_token=…' }, 'unauthenticated');
    },
  );
  define(7, 'another scheme than Bearer is refused', 'RFC 6750, 2.1.', {}, async ({ anonymous }) => {
    const exchange = await anonymous.send('GET', '/v1/session', { headers: { Authorization: 'Basic YTpi' } });
    expectProblem(exchange, 'unauthenticated');
  });
  define(
    8,
    'the scheme is read without regard to case',
    'RFC 9110, 11.1: the scheme is case-insensitive.',
    { severity: 'minor' },
    async ({ a, anonymous }) => {
      const { Authorization = '' } = await a.authorization();
      const headers = { Authorization: Authorization.replace('Bearer', 'bearer') };
      const response = await anonymous.fetch('GET', '/v1/session', { headers });
      await response.body?.cancel();
      expectSame(response.status, 200, 'Status of a lower-case scheme');
    },
  );
  define(
    9,
    'a provider is forbidden every operation of the operator, before its body is looked at',
    'contract: audience of each operation; RFC 9110, 15.5.4.',
    { severity: 'critical' },
    async ({ a }) => {
      for (const operationId of operationsOf('operator', 'admin')) await expectForbidden(a, operationId);
    },
  );
  define(
    10,
    'an agent is forbidden every operation of the provider',
    'contract: audience of each operation.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async ({ agent }) => {
      for (const operationId of operationsOf('provider')) await expectForbidden(agent, operationId);
    },
  );
  define(
    11,
    'an agent is forbidden every operation of admins',
    'contract: audience admin.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async ({ agent }) => {
      for (const operationId of operationsOf('admin')) await expectForbidden(agent, operationId);
    },
  );
  define(
    12,
    'an agent reads the settings',
    'contract: lists of settings have the audience operator.',
    { needs: ['a', 'agent'] },
    async ({ agent }) => {
      for (const operationId of [
        'listCrmClassifications',
        'listCrmContactMethods',
        'listGroups',
        'listAgents',
        'listProviders',
        'listCannedAnswers',
        'listHolidays',
      ] as const)
        await agent.ok(operationId);
    },
  );
  define(
    13,
    'an admin is forbidden the operations of the provider',
    'contract: audience provider.',
    { needs: ['a', 'admin'], severity: 'critical' },
    async ({ admin }) => {
      for (const operationId of operationsOf('provider')) await expectForbidden(admin, operationId);
    },
  );
  define(
    14,
    'an agent who was deactivated is no longer let in',
    'contract: an agent whose situation is inactive may not sign in.',
    { needs: ['a', 'otherAgent', 'admin'], severity: 'critical', exclusive: true },
    async (context) => {
      const { user } = await context.otherAgent.ok('getSession');
      const isLetIn = async (): Promise<boolean> =>
        (await context.otherAgent.request('listCrmProtocols')).status === 200;
      const setActive = async (active: boolean): Promise<boolean> => {
        const { version } = await context.admin.ok('getAgent', { params: { id: user.id } });
        await context.admin.ok('updateAgent', {
          params: { id: user.id },
          ifMatch: version,
          body: { active },
        });
        return context.eventually(async () => (await isLetIn()) === active);
      };
      context.defer(async () => {
        await setActive(true);
      });
      expect(await setActive(false), 'A deactivated agent is still let in after a while');
      expect(await setActive(true), 'An agent who was activated again is not let in after a while');
    },
  );
});
