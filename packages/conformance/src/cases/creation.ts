import { area } from '../conformance-case.ts';
import { NotApplicableError } from '../exchange.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';
import { defineFieldCases } from './creation-fields.ts';

/** Opening a protocol, and what is refused. */
export const creationCases = area('CREATE', 'Opening a protocol', (define) => {
  defineFieldCases(define);

  define(
    1,
    'answers the new protocol with all that was sent',
    'domain, provider 3–4; POST /v1/protocols answers 201 with the protocol.',
    {},
    async (context) => {
      const body = await context.newProtocol();
      const protocol = await context.a.ok('createProtocol', { body });
      const { contactPerson, contactPhone, contactEmail } = body;
      expectSame(
        [protocol.contactPerson, protocol.contactPhone, protocol.contactEmail],
        [contactPerson, contactPhone, contactEmail],
        'contact',
      );
      expectSame(
        [protocol.classification.id, protocol.contactMethod.id],
        [body.classificationId, body.contactMethodId],
        'classification and contact method',
      );
      expectSame(
        [protocol.status, protocol.openedBy, protocol.closedAt, protocol.previousProtocolNumber],
        ['received', 'provider', null, null],
        'status, openedBy, closedAt, previousProtocolNumber',
      );
    },
  );
  define(
    2,
    'reads the same afterwards as it was answered',
    'GET /v1/protocols/{number} reads one protocol.',
    {},
    async (context) => {
      const created = await context.open();
      expectSame(await context.read(created.number), created, 'The protocol as read');
    },
  );
  define(
    3,
    'begins with nothing unread, one message, and the right to cancel',
    'domain: unread counts operator messages; the provider may cancel while received.',
    {},
    async (context) => {
      const protocol = await context.open();
      expectSame(
        [protocol.unreadCount, protocol.organizationUnreadCount, protocol.lastSequence, protocol.canCancel],
        [0, 0, 1, true],
        'unreadCount, organizationUnreadCount, lastSequence, canCancel',
      );
    },
  );
  define(
    4,
    'keeps the path of the classification, root first',
    'domain: a protocol keeps the path as it read on the day.',
    {},
    async (context) => {
      const protocol = await context.open();
      const { items } = await context.a.ok('listClassifications');
      const path: string[] = [];
      for (let node = items.find(({ id }) => id === protocol.classification.id); node; ) {
        path.unshift(node.name);
        const { parentId } = node;
        node = items.find(({ id }) => id === parentId);
      }
      expectSame(protocol.classification.path, path, 'path');
    },
  );
  define(
    19,
    'refuses a classification and a contact method that are not offered',
    'contract: field issue not_available.',
    {},
    async (context) => {
      for (const id of ['none', '00000000-0000-4000-8000-000000000000']) {
        await context.a.issues(
          'createProtocol',
          { body: await context.newProtocol({ classificationId: id }) },
          ['classificationId:not_available'],
        );
        await context.a.issues(
          'createProtocol',
          { body: await context.newProtocol({ contactMethodId: id }) },
          ['contactMethodId:not_available'],
        );
      }
    },
  );
  define(
    20,
    'refuses a branch: only a leaf can be chosen',
    'domain: only a leaf (último nível) can be chosen.',
    {},
    async (context) => {
      const { items } = await context.a.ok('listClassifications');
      const branch = items.find(({ selectable }) => !selectable);
      if (!branch) throw new NotApplicableError('The tree has no branch.');
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ classificationId: branch.id }) },
        ['classificationId:not_available'],
      );
    },
  );
  define(
    21,
    'refuses a protocol without the file that its classification requires',
    'domain: classification: attachment required or not.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const leaf = await context.leaf({ attachmentRequired: true });
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ classificationId: leaf.id }) },
        ['attachmentIds:attachment_required'],
      );
      const file = await context.file('laudo');
      await context.open({ classificationId: leaf.id, attachmentIds: [file.id] });
    },
  );
  define(
    22,
    'refuses files that do not exist or are not whole',
    'contract: ids of whole uploads of this user that no message uses yet.',
    {},
    async (context) => {
      const body = await context.newProtocol({ attachmentIds: ['00000000-0000-4000-8000-000000000000'] });
      const exchange = await context.a.request('createProtocol', { body });
      expectSame(exchange.status, 422, 'Status');
      const paths = ((exchange.json as { issues?: { path: string }[] }).issues ?? []).map(({ path }) => path);
      expectSame(paths, ['attachmentIds.0'], 'path of the issue');
    },
  );
  define(
    23,
    'makes nothing of a refused body',
    'contract: a refused request has no effect.',
    { severity: 'critical' },
    async (context) => {
      const word = context.word();
      await context.a.request('createProtocol', {
        body: await context.newProtocol({ message: word, contactMethodId: 'none' }),
      });
      await context.a.request('createProtocol', {
        body: await context.newProtocol({
          message: word,
          attachmentIds: ['00000000-0000-4000-8000-000000000000'],
        }),
      });
      const { items } = await context.a.ok('listProtocols', { query: { search: word } });
      expectSame(items, [], 'protocols of refused bodies');
    },
  );
  define(
    24,
    'goes on from a closed protocol of the same provider',
    'domain: after the window the thread offers a new contact linked to the old one.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const first = await context.open();
      await context.close(first.number);
      const next = await context.open({ previousProtocolNumber: first.number });
      expectSame(next.previousProtocolNumber, first.number, 'previousProtocolNumber');
      expectSame(
        (await context.read(next.number)).previousProtocolNumber,
        first.number,
        'previousProtocolNumber as read',
      );
    },
  );
  define(
    25,
    'does not go on from an open protocol, or from one that does not exist',
    'contract: when it goes on from a closed protocol of the same provider.',
    {},
    async (context) => {
      const { number } = await context.open();
      for (const previousProtocolNumber of [number, `${number.slice(0, 14)}999999`])
        await context.a.issues(
          'createProtocol',
          { body: await context.newProtocol({ previousProtocolNumber }) },
          ['previousProtocolNumber:not_available'],
        );
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ previousProtocolNumber: '12' }) },
        ['previousProtocolNumber:invalid_format'],
      );
    },
  );
  define(
    26,
    'says when it was registered, now and in ISO 8601',
    'contract: instants in ISO 8601 with an offset.',
    { severity: 'minor' },
    async (context) => {
      const { registeredAt, lastActivityAt } = await context.open();
      expectMatch(registeredAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, 'registeredAt');
      expect(
        Math.abs(Date.parse(registeredAt) - Date.now()) < 300_000,
        `registeredAt is ${registeredAt}, not now`,
      );
      expect(
        Date.parse(lastActivityAt) >= Date.parse(registeredAt),
        'The last activity is before the registration',
      );
    },
  );
});
