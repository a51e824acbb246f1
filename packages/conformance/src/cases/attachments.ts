import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expectMatch, expectSame } from '../expect.ts';
import type { Person } from '../person.ts';

const content = (person: Person, id: string) => person.request('getAttachmentContent', { params: { id } });

const sent = async (
  context: CaseContext,
  text: string,
  options: { fileName?: string; confidential?: boolean } = {},
) => {
  const file = await context.file(text, options);
  const { number } = await context.open({ attachmentIds: [file.id] });
  return { ...file, number };
};

/** Files that were sent. */
export const attachmentCases = area('ATT', 'Attachments', (define) => {
  define(
    1,
    'a message lists its files with name, size, type and hash',
    'contract: attachmentSchema.',
    {},
    async (context) => {
      const { number, id } = await sent(context, 'guia;valor\r\n1;2\r\n', { fileName: 'Guias de março.csv' });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      const [attachment] = items[0]?.attachments ?? [];
      expectSame(
        [attachment?.id, attachment?.fileName, attachment?.sizeBytes, attachment?.state],
        [id, 'Guias de março.csv', 17, 'ready'],
        'id, fileName, sizeBytes, state',
      );
      expectMatch(attachment?.sha256, /^[0-9a-f]{64}$/, 'sha256');
    },
  );
  define(
    2,
    'the content is the bytes that were sent',
    'GET /v1/attachments/{id}/content.',
    { severity: 'critical' },
    async (context) => {
      const text = 'guia;valor\r\n8830127;10,00\r\nação\n';
      const { id } = await sent(context, text);
      expectSame((await content(context.a, id)).text, text, 'content');
    },
  );
  define(
    3,
    'the content is a download under the name of the file',
    'RFC 6266: Content-Disposition attachment; RFC 8187: filename*.',
    { severity: 'critical' },
    async (context) => {
      const { id } = await sent(context, 'conteúdo', { fileName: 'Relatório "março" 50%.txt' });
      const { headers } = await content(context.a, id);
      expectMatch(headers.get('content-disposition'), /^attachment\b/i, 'Content-Disposition');
      expectMatch(
        headers.get('content-disposition'),
        /filename\*=UTF-8''Relat%C3%B3rio/i,
        'Content-Disposition',
      );
    },
  );
  define(
    4,
    'no browser guesses, shows or runs the content',
    'Fetch: X-Content-Type-Options nosniff; CSP sandbox.',
    { severity: 'critical' },
    async (context) => {
      const { id } = await sent(context, 'conteúdo');
      const { headers } = await content(context.a, id);
      expectSame(headers.get('x-content-type-options'), 'nosniff', 'X-Content-Type-Options');
      expectMatch(
        headers.get('content-security-policy'),
        /(^|;)\s*sandbox\s*(;|$)/,
        'Content-Security-Policy',
      );
      expectMatch(headers.get('cache-control'), /no-store/, 'Cache-Control');
    },
  );
  define(
    5,
    'the content has the type that was found, and its length',
    'contract: mediaType.',
    {},
    async (context) => {
      const { id } = await sent(context, 'conteúdo');
      const { headers } = await content(context.a, id);
      expectMatch(headers.get('content-type'), /^text\/plain/, 'Content-Type');
      expectSame(headers.get('content-length'), '9', 'Content-Length');
    },
  );
  define(
    6,
    'who uploaded a file reads it before it is sent',
    'contract: state of an upload or a sent file.',
    { severity: 'minor' },
    async (context) => {
      const { id } = await context.file('rascunho');
      expectSame((await content(context.a, id)).text, 'rascunho', 'content');
    },
  );
  define(
    7,
    'a path in the name of a file is not kept',
    'contract: fileName is a name; no path leaves the client.',
    { severity: 'major' },
    async (context) => {
      for (const fileName of ['../../etc/guia.txt', 'C:\\temp\\guia.txt'])
        expectMatch(
          (await context.file('conteúdo', { fileName })).fileName,
          /^[^/\\]*guia\.txt$/,
          `fileName of ${fileName}`,
        );
    },
  );
  define(
    8,
    'an agent of the group reads the file and its content',
    'domain: an agent sees the protocols of its groups.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const { id } = await sent(context, 'conteúdo');
      expectSame((await content(context.agent, id)).text, 'conteúdo', 'content');
    },
  );
  define(
    9,
    'a provider’s confidential file is its own to see',
    'domain: the provider’s own upload may be marked confidential.',
    {},
    async (context) => {
      const { id, number } = await sent(context, 'laudo', { confidential: true });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items[0]?.attachments.map(({ confidential }) => confidential),
        [true],
        'confidential',
      );
      expectSame((await content(context.a, id)).text, 'laudo', 'content');
    },
  );
  define(
    10,
    'a provider’s confidential file is hidden from agents without Acessa dados sob sigilo',
    'domain: confidential for groups with Acessa dados sob sigilo.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async (context) => {
      const { id, number } = await sent(context, 'laudo', { confidential: true });
      const { items } = await context.agent.ok('listCrmMessages', { params: { number } });
      expectSame(items[0]?.attachments, [], 'attachments of the message');
      await context.agent.problem('getAttachment', { params: { id } }, 'not_found');
      await context.agent.problem('getAttachmentContent', { params: { id } }, 'not_found');
    },
  );
  define(
    11,
    'an agent’s confidential file is hidden from the provider',
    'domain: an attachment that the operator marks confidential never reaches a provider.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      const supervisor = context.otherAgent;
      const [open, secret] = [
        await context.file('parecer', {}, supervisor),
        await context.file('laudo', { confidential: true }, supervisor),
      ];
      const { number } = await context.open({ classificationId: (await context.supervisedLeaf()).id });
      await context.reply(number, { attachmentIds: [open.id, secret.id] }, supervisor);
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items[1]?.attachments.map(({ id }) => id),
        [open.id],
        'attachments of the reply',
      );
      await context.a.problem('getAttachment', { params: { id: secret.id } }, 'not_found');
      await context.a.problem('getAttachmentContent', { params: { id: secret.id } }, 'not_found');
    },
  );
  define(
    12,
    'a file of an internal note is hidden from the provider',
    'domain: an internal message never reaches a provider.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async (context) => {
      const file = await context.file('parecer', {}, context.agent);
      const { number } = await context.open();
      await context.reply(number, { visibility: 'internal', attachmentIds: [file.id] });
      await context.a.problem('getAttachment', { params: { id: file.id } }, 'not_found');
      await context.a.problem('getAttachmentContent', { params: { id: file.id } }, 'not_found');
      expectSame((await content(context.agent, file.id)).text, 'parecer', 'content for the agent');
    },
  );
  define(
    13,
    'files keep the order in which they were named',
    'contract: attachments of a message.',
    { severity: 'minor' },
    async (context) => {
      const files = [
        await context.file('1', { fileName: 'z.txt' }),
        await context.file('2', { fileName: 'a.txt' }),
        await context.file('3', { fileName: 'm.txt' }),
      ];
      const { number } = await context.open({ attachmentIds: files.map(({ id }) => id) });
      const { items } = await context.a.ok('listMessages', { params: { number } });
      expectSame(
        items[0]?.attachments.map(({ fileName }) => fileName),
        ['z.txt', 'a.txt', 'm.txt'],
        'file names',
      );
    },
  );
});
