import type { OperationId } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { type CaseContext, newReply, unknownNumber } from '../context.ts';
import { ConformanceError, type Exchange } from '../exchange.ts';
import { expect, expectSame } from '../expect.ts';
import { expectProblem, type OperationRequest, type Person } from '../person.ts';
import { appendUpload, bytesOf, createUpload, deleteUpload, headUpload, uploadIdOf } from '../uploads.ts';

const HEADERS_THAT_DIFFER = /^(date|x-request-id|x-ratelimit.*|ratelimit.*|keep-alive|connection)$/;

const withoutRequestId = ({ text, json }: Exchange): string => {
  const { requestId = '' } = (json ?? {}) as { requestId?: string };
  return requestId === '' ? text : text.replaceAll(requestId, '');
};

/** Two responses that are the same but for the id of the request. */
const expectIndistinguishable = (one: Exchange, two: Exchange, what: string): void => {
  const headers = ({ headers: all }: Exchange): string =>
    JSON.stringify([...all].filter(([name]) => !HEADERS_THAT_DIFFER.test(name)).sort());
  if (
    one.status !== two.status ||
    withoutRequestId(one) !== withoutRequestId(two) ||
    headers(one) !== headers(two)
  )
    throw new ConformanceError(`${what}: a foreign one and one that does not exist can be told apart`, one);
};

const compare = async (
  person: Person,
  operationId: OperationId,
  number: string,
  request: OperationRequest = {},
) => {
  const foreign = await person.request(operationId, { ...request, params: { number } });
  const missing = await person.request(operationId, {
    ...request,
    params: { number: unknownNumber(number) },
  });
  expectProblem(foreign, 'not_found');
  expectIndistinguishable(foreign, missing, operationId);
};

const message = { body: 'Complemento.', attachmentIds: [] };

const foreignUpload = async (context: CaseContext) => {
  const id = uploadIdOf(await createUpload(context.a, 10, 'guia.txt'));
  return { id, missing: '00000000-0000-4000-8000-000000000000' };
};

/** Whose a protocol, an upload, an attachment is. */
export const ownershipCases = area('OWN', 'Ownership', (define) => {
  const critical = { needs: ['a', 'b'], severity: 'critical' } as const;
  const rule = "domain: somebody else's protocol answers 404, like one that does not exist.";

  define(
    1,
    'reading another provider’s protocol answers like one that does not exist',
    rule,
    critical,
    async (context) => {
      await compare(context.b, 'getProtocol', (await context.open()).number);
    },
  );
  define(2, 'reading its thread, too', rule, critical, async (context) => {
    await compare(context.b, 'listMessages', (await context.open()).number);
  });
  define(3, 'complementing it, too, and nothing is written', rule, critical, async (context) => {
    const { number } = await context.open();
    await compare(context.b, 'createMessage', number, { body: message });
    expectSame((await context.read(number)).lastSequence, 1, 'lastSequence');
  });
  define(4, 'marking it as read, too', rule, critical, async (context) => {
    await compare(context.b, 'putReadMarker', (await context.open()).number, { body: { sequence: 1 } });
  });
  define(5, 'cancelling it, too, and it stays as it is', rule, critical, async (context) => {
    const { number } = await context.open();
    await compare(context.b, 'cancelProtocol', number, { body: {} });
    expectSame((await context.read(number)).status, 'received', 'status');
  });
  define(6, 'asking for its receipt, too', rule, critical, async (context) => {
    await compare(context.b, 'getReceipt', (await context.open()).number);
  });
  define(
    7,
    'it is in no list, search or count of another provider',
    'domain: provider and user come from the token.',
    critical,
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: word });
      for (const query of [{}, { search: word }, { search: number }]) {
        const { items } = await context.b.ok('listProtocols', { query: { ...query, limit: 100 } });
        expect(
          !items.some((item) => item.number === number),
          `It is in the list of another provider (${JSON.stringify(query)})`,
        );
      }
    },
  );
  define(8, 'a wrong input does not tell that it exists', rule, critical, async (context) => {
    const { number } = await context.open();
    for (const body of [{ body: '' }, { body: 'x', attachmentIds: ['none'] }, {}]) {
      const foreign = await context.b.request('createMessage', { params: { number }, body });
      const missing = await context.b.request('createMessage', {
        params: { number: unknownNumber(number) },
        body,
      });
      expectIndistinguishable(foreign, missing, 'createMessage with a wrong body');
    }
  });
  define(
    9,
    'a new protocol cannot go on from another provider’s',
    'contract: a closed protocol of the same provider.',
    { needs: ['a', 'b', 'agent'], severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      await context.close(number);
      await context.b.issues(
        'createProtocol',
        { body: await context.newProtocol({ previousProtocolNumber: number }) },
        ['previousProtocolNumber:not_available'],
      );
    },
  );
  define(
    10,
    'another user of the same provider reads it, and its messages are not its own',
    'domain: an organisation with several users.',
    { needs: ['a', 'a2'] },
    async (context) => {
      const { number } = await context.open();
      expectSame((await context.read(number, context.a2)).number, number, 'number');
      const { items } = await context.a2.ok('listMessages', { params: { number } });
      expectSame(items[0]?.own, false, 'own');
    },
  );
  define(
    11,
    'another user of the same provider complements it, under its own name',
    'domain: an organisation with several users; the author comes from the token.',
    { needs: ['a', 'a2'] },
    async (context) => {
      const { number } = await context.open();
      const sent = await context.complement(number, 'Complemento.', context.a2);
      const { user, provider } = await context.a2.ok('getSession');
      expectSame(sent.author, { kind: 'provider', name: user.name, organization: provider?.name }, 'author');
      expectSame(sent.own, true, 'own');
    },
  );
  define(
    12,
    'an upload is its user’s alone: others cannot ask for it, add to it, end it or read it',
    'contract: uploads of this user.',
    { needs: ['a', 'b'], severity: 'critical' },
    async (context) => {
      const { id, missing } = await foreignUpload(context);
      const people = [context.b];
      for (const person of people) {
        expectSame((await headUpload(person, id)).status, 404, 'Status of HEAD');
        expectIndistinguishable(
          await appendUpload(person, id, 0, bytesOf('1234567890')),
          await appendUpload(person, missing, 0, bytesOf('1234567890')),
          'PATCH of an upload',
        );
        expectIndistinguishable(
          await deleteUpload(person, id),
          await deleteUpload(person, missing),
          'DELETE of an upload',
        );
        const read = await person.request('getAttachment', { params: { id } });
        expectProblem(read, 'not_found');
        expectIndistinguishable(
          read,
          await person.request('getAttachment', { params: { id: missing } }),
          'getAttachment',
        );
      }
      expectSame(
        (await headUpload(context.a, id)).headers.get('upload-offset'),
        '0',
        'Upload-Offset afterwards',
      );
    },
  );
  define(
    13,
    'an upload that waits for its message is hidden from colleagues, too',
    'contract: uploads of this user that no message uses yet.',
    { needs: ['a', 'a2'], severity: 'critical' },
    async (context) => {
      const { id } = await context.file('rascunho');
      await context.a2.problem('getAttachment', { params: { id } }, 'not_found');
      await context.a2.problem('getAttachmentContent', { params: { id } }, 'not_found');
    },
  );
  define(14, 'another provider reads no attachment of a sent message', rule, critical, async (context) => {
    const file = await context.file('conteúdo');
    await context.open({ attachmentIds: [file.id] });
    const missing = { params: { id: '00000000-0000-4000-8000-000000000000' } };
    for (const operationId of ['getAttachment', 'getAttachmentContent'] as const) {
      const foreign = await context.b.request(operationId, { params: { id: file.id } });
      expectProblem(foreign, 'not_found');
      expectIndistinguishable(foreign, await context.b.request(operationId, missing), operationId);
    }
  });
  define(
    15,
    'a colleague reads the attachments of sent messages',
    'domain: an organisation with several users.',
    { needs: ['a', 'a2'] },
    async (context) => {
      const file = await context.file('conteúdo');
      await context.open({ attachmentIds: [file.id] });
      expectSame((await context.a2.ok('getAttachment', { params: { id: file.id } })).id, file.id, 'id');
    },
  );
  define(
    16,
    'a file that somebody else uploaded cannot be sent',
    'contract: ids of uploads of this user.',
    critical,
    async (context) => {
      const file = await context.file('conteúdo');
      const exchange = await context.b.request('createProtocol', {
        body: await context.newProtocol({ attachmentIds: [file.id] }),
      });
      expectSame(exchange.status, 422, 'Status');
    },
  );
  define(
    17,
    'an agent of another group reads the protocol like one that does not exist',
    'domain: an agent sees the protocols of the groups it belongs to.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const { otherAgent } = context;
      await compare(otherAgent, 'getCrmProtocol', number);
      await compare(otherAgent, 'listCrmMessages', number);
      await compare(otherAgent, 'createCrmMessage', number, { body: newReply() });
      await compare(otherAgent, 'closeProtocol', number, { body: message });
      await compare(otherAgent, 'reopenProtocol', number, { body: {} });
      await compare(otherAgent, 'assignProtocol', number, { body: { agentId: null } });
      await compare(otherAgent, 'forwardProtocol', number, { body: { groupId: 'none' } });
      await compare(otherAgent, 'listAccessRecords', number);
    },
  );
  define(
    18,
    'it is in no list or search of an agent of another group',
    'domain: an agent sees the protocols of the groups it belongs to.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ message: word });
      for (const search of [word, number])
        expectSame(
          (await context.otherAgent.ok('listCrmProtocols', { query: { search } })).items,
          [],
          `Search for ${search}`,
        );
    },
  );
  define(
    19,
    'an agent of another group reads no attachment of it',
    'domain: an agent sees the protocols of the groups it belongs to.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      const file = await context.file('conteúdo');
      await context.open({ attachmentIds: [file.id] });
      await context.otherAgent.problem('getAttachmentContent', { params: { id: file.id } }, 'not_found');
      await context.agent.ok('getAttachment', { params: { id: file.id } });
    },
  );
  define(
    20,
    'an admin sees the protocols of every group',
    'domain: an admin sees all.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const { number } = await context.open();
      expectSame((await context.admin.ok('getCrmProtocol', { params: { number } })).number, number, 'number');
    },
  );
});
