import type { OperationId } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { type CaseContext, newReply } from '../context.ts';
import { expect, expectSame } from '../expect.ts';
import { expectProblem } from '../person.ts';

/** `If-Match` on protocols. */
export const versionCases = area('VER', 'Versions of protocols', (define) => {
  const needs = ['a', 'agent'] as const;
  const rule = 'contract: If-Match with the version that was read; RFC 9110, 13.1.1: 412.';

  const acts = async (context: CaseContext): Promise<readonly (readonly [OperationId, object])[]> => {
    const { user } = await context.agent.ok('getSession');
    return [
      ['createCrmMessage', newReply()],
      ['assignProtocol', { agentId: user.id }],
      ['closeProtocol', { body: 'Resolvido.', attachmentIds: [] }],
      ['reopenProtocol', {}],
    ];
  };
  const versionOf = async (context: CaseContext, number: string): Promise<number> =>
    (await context.agent.ok('getCrmProtocol', { params: { number } })).version;

  define(
    1,
    'a read protocol has its version as an entity tag',
    'RFC 9110, 8.8.3: ETag.',
    { needs, severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      const exchange = await context.agent.request('getCrmProtocol', { params: { number } });
      expectSame(exchange.headers.get('etag'), `"${(exchange.json as { version: number }).version}"`, 'ETag');
    },
  );
  define(
    2,
    'a change under an older version is refused, and writes nothing',
    rule,
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      for (const [operationId, body] of await acts(context)) {
        const version = await versionOf(context, number);
        await context.reply(number, { visibility: 'internal' });
        const before = await context.agent.ok('getCrmProtocol', { params: { number } });
        await context.agent.problem(
          operationId,
          { params: { number }, body, ifMatch: version },
          'version_conflict',
        );
        expectSame(
          await context.agent.ok('getCrmProtocol', { params: { number } }),
          before,
          `The protocol after ${operationId}`,
        );
        await context.agent.ok(operationId, { params: { number }, body, ifMatch: before.version });
      }
    },
  );
  define(
    3,
    'of eight agents at once under one version one wins',
    rule,
    { needs: ['a', 'agent', 'admin'], severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const ifMatch = await versionOf(context, number);
      const exchanges = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 ? context.agent : context.admin).request('createCrmMessage', {
            params: { number },
            body: newReply(),
            ifMatch,
          }),
        ),
      );
      expectSame(
        exchanges.map(({ status }) => status).sort(),
        [201, 412, 412, 412, 412, 412, 412, 412],
        'statuses',
      );
      expectSame((await context.read(number)).unreadCount, 1, 'unreadCount');
    },
  );
  define(
    4,
    'without If-Match the last one wins',
    'contract: ifMatch is optional on protocols.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number);
      await context.reply(number);
    },
  );
  define(
    5,
    'the provider’s messages make a new version, its reading does not',
    'contract: version: which state of a protocol this is.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const { sequence } = await context.reply(number);
      const version = await versionOf(context, number);
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      expectSame(await versionOf(context, number), version, 'version after reading');
      await context.complement(number, 'Mais.');
      expect((await versionOf(context, number)) > version, 'The version did not move with a message');
    },
  );
  define(
    6,
    'an If-Match that is no version is malformed',
    'contract: If-Match ^"\\d+"$.',
    { needs, severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      for (const value of ['1', 'W/"1"', '"x"', '*']) {
        const exchange = await context.agent.request('createCrmMessage', {
          params: { number },
          body: newReply(),
          headers: { 'If-Match': value },
        });
        expectProblem(exchange, 'malformed_request');
      }
    },
  );
  define(
    7,
    'a repetition under its key is answered, although the version is an older one by now',
    'contract: the same response for every attempt at the same thing.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const request = {
        key: crypto.randomUUID(),
        params: { number },
        body: newReply(),
        ifMatch: await versionOf(context, number),
      };
      const first = await context.agent.ok('createCrmMessage', request);
      await context.reply(number);
      expectSame(await context.agent.ok('createCrmMessage', request), first, 'The repeated response');
    },
  );
});
