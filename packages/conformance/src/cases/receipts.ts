import { area } from '../conformance-case.ts';
import { expect, expectSame } from '../expect.ts';

/** Receipts. */
export const receiptCases = area('RCPT', 'Receipts', (define) => {
  define(
    1,
    'a receipt says what was registered, its author and its contact',
    'contract: receiptSchema: proof that the protocol was registered.',
    {},
    async (context) => {
      const protocol = await context.open();
      const receipt = await context.a.ok('getReceipt', { params: { number: protocol.number } });
      const { operator, provider } = await context.a.ok('getSession');
      expectSame(
        [
          receipt.number,
          receipt.registeredAt,
          receipt.classificationPath,
          receipt.contactMethod,
          receipt.contactPerson,
        ],
        [
          protocol.number,
          protocol.registeredAt,
          protocol.classification.path,
          protocol.contactMethod.description,
          protocol.contactPerson,
        ],
        'number, registeredAt, classificationPath, contactMethod, contactPerson',
      );
      expectSame(
        [receipt.operator, receipt.provider],
        [operator, { name: provider?.name }],
        'operator and provider',
      );
      expect(receipt.issuedAt >= receipt.registeredAt, 'It was issued before the registration');
    },
  );
  define(
    2,
    'a receipt lists the files of the first message with their hashes, and no later ones',
    'contract: receiptSchema.',
    {},
    async (context) => {
      const [first, later] = [await context.file('um', { fileName: 'um.txt' }), await context.file('dois')];
      const { number } = await context.open({ attachmentIds: [first.id] });
      await context.a.ok('createMessage', {
        params: { number },
        body: { body: 'Mais.', attachmentIds: [later.id] },
      });
      const { attachments } = await context.a.ok('getReceipt', { params: { number } });
      expectSame(attachments, [{ fileName: 'um.txt', sizeBytes: 2, sha256: first.sha256 }], 'attachments');
    },
  );
  define(
    3,
    'a colleague gets the receipt, too',
    'domain: an organisation with several users.',
    { needs: ['a', 'a2'], severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      expectSame((await context.a2.ok('getReceipt', { params: { number } })).number, number, 'number');
    },
  );
});
