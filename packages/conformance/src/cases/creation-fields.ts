import type { DefineCase } from '../conformance-case.ts';
import { expectSame } from '../expect.ts';

const FIELDS = [
  'classificationId',
  'contactMethodId',
  'contactPerson',
  'contactPhone',
  'contactEmail',
  'message',
  'attachmentIds',
] as const;
const TEXTS = ['contactPerson', 'contactPhone', 'contactEmail', 'message'] as const;

/** What a body may hold, field by field. */
export const defineFieldCases = (define: DefineCase): void => {
  define(
    5,
    'refuses a body without a field, for each field',
    'domain: all required but Anexos.',
    {},
    async (context) => {
      for (const field of FIELDS) {
        const { [field]: _left, ...body } = await context.newProtocol();
        await context.a.issues('createProtocol', { body }, [`${field}:required`]);
      }
    },
  );
  define(
    6,
    'refuses what is empty or white space only, for each text',
    'domain: text that is empty after trimming is refused.',
    {},
    async (context) => {
      for (const field of TEXTS) {
        for (const text of ['', '   ', '\n\t\r\n', '\u00a0\u2003'])
          await context.a.issues('createProtocol', { body: await context.newProtocol({ [field]: text }) }, [
            `${field}:required`,
          ]);
      }
    },
  );
  define(
    7,
    'refuses a value of another type, for each field',
    'contract: newProtocolSchema.',
    {},
    async (context) => {
      for (const field of FIELDS) {
        const body = await context.newProtocol({ [field]: 5 });
        await context.a.issues('createProtocol', { body }, [`${field}:invalid_type`]);
      }
    },
  );
  define(
    8,
    'takes 4.000 code points and refuses 4.001',
    'domain: 4.000 characters, counted as Unicode code points.',
    { severity: 'major' },
    async (context) => {
      await context.open({ message: 'á'.repeat(4000) });
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ message: 'a'.repeat(4001) }) },
        ['message:too_long'],
      );
    },
  );
  define(
    9,
    'counts an emoji as one character',
    'domain: counted as Unicode code points, not as UTF-16 units or bytes.',
    {},
    async (context) => {
      const protocol = await context.open({ message: '😀'.repeat(4000) });
      const { items } = await context.a.ok('listMessages', { params: { number: protocol.number } });
      expectSame(items[0]?.body, '😀'.repeat(4000), 'body');
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ message: '😀'.repeat(4001) }) },
        ['message:too_long'],
      );
    },
  );
  define(
    10,
    'counts CRLF as one character and keeps it as LF',
    'domain: counted after normalising line ends to \\n.',
    {},
    async (context) => {
      const message = `${'a\r\n'.repeat(1999)}b\r`;
      const { number } = await context.open({ message });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(items[0]?.body, `${'a\n'.repeat(1999)}b\n`, 'body');
      await context.open({ message: `${'\r\n'.repeat(3999)}x` });
    },
  );
  define(
    11,
    'refuses control characters and lone surrogates, but takes tabs',
    'contract: text holds no controls other than tab and line ends.',
    {},
    async (context) => {
      for (const wrong of ['\u0000', '\u0007', '\u001b', '\u007f', '\ud800'])
        await context.a.issues(
          'createProtocol',
          { body: await context.newProtocol({ message: `a${wrong}b` }) },
          ['message:invalid_characters'],
        );
      await context.open({ message: 'a\tb\nc' });
    },
  );
  define(
    12,
    'refuses contact data that are too long',
    'contract: personName 120, phone 40, email 254 code points.',
    {},
    async (context) => {
      await context.a.issues(
        'createProtocol',
        { body: await context.newProtocol({ contactPerson: 'é'.repeat(121) }) },
        ['contactPerson:too_long'],
      );
      const email = `${'a'.repeat(250)}@b.br`;
      await context.a.issues('createProtocol', { body: await context.newProtocol({ contactEmail: email }) }, [
        'contactEmail:too_long',
      ]);
      await context.open({ contactPerson: '😀'.repeat(120) });
    },
  );
  define(
    13,
    'refuses what is no e-mail address',
    'contract: email (RFC 5322, practical subset).',
    {},
    async (context) => {
      for (const contactEmail of [
        'ana',
        'ana@',
        '@clinica.br',
        'ana@clinica',
        'a b@clinica.br',
        'ana@@clinica.br',
      ])
        await context.a.issues('createProtocol', { body: await context.newProtocol({ contactEmail }) }, [
          'contactEmail:invalid_email',
        ]);
    },
  );
  define(
    14,
    'refuses what is no telephone number',
    'contract: phone (ITU-T E.164, 8 digits and more).',
    {},
    async (context) => {
      for (const contactPhone of ['123', 'liga', '(11) 3456', '11 3456-7890 depois das 14'])
        await context.a.issues('createProtocol', { body: await context.newProtocol({ contactPhone }) }, [
          'contactPhone:invalid_phone',
        ]);
    },
  );
  define(15, 'takes telephone numbers as people write them', 'contract: phone.', {}, async (context) => {
    for (const contactPhone of [
      '+55 11 3456-7890',
      '(11) 93456.7890',
      '1134567890 ramal 12',
      '11 3456-7890 r. 3',
    ])
      expectSame((await context.open({ contactPhone })).contactPhone, contactPhone, 'contactPhone');
  });
  define(
    16,
    'refuses fields that it does not know',
    'contract: bodies are strict; what is not declared is refused, not ignored.',
    {},
    async (context) => {
      await context.a.issues('createProtocol', { body: await context.newProtocol({ priority: 1 }) }, [
        'priority:unknown_field',
      ]);
    },
  );
  define(
    17,
    'refuses fields that the server owns',
    'domain: provider and user come from the token, never from a body; server-owned fields are refused.',
    { severity: 'critical' },
    async (context) => {
      for (const [name, value] of Object.entries({
        number: '34665920260101000001',
        providerId: '00000000-0000-4000-8000-000000000000',
        status: 'closed',
        registeredAt: '2020-01-01T00:00:00Z',
        openedBy: 'operator',
      }))
        await context.a.issues('createProtocol', { body: await context.newProtocol({ [name]: value }) }, [
          `${name}:unknown_field`,
        ]);
    },
  );
  define(
    18,
    'names every field that is wrong at once',
    'contract: field issues, one for each refused field.',
    {},
    async (context) => {
      const body = await context.newProtocol({
        contactEmail: 'ana',
        contactPerson: ' ',
        message: 'x'.repeat(4001),
        extra: 1,
      });
      await context.a.issues('createProtocol', { body }, [
        'contactEmail:invalid_email',
        'contactPerson:required',
        'message:too_long',
        'extra:unknown_field',
      ]);
    },
  );
};
