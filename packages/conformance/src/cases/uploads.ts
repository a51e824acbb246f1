import { area } from '../conformance-case.ts';
import { NotApplicableError } from '../exchange.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';
import { expectProblem, expectStatus } from '../person.ts';
import {
  appendUpload,
  bytesOf,
  createUpload,
  deleteUpload,
  headUpload,
  pdfBytes,
  REFUSED_FILES,
  sha256Of,
  TUS_HEADERS,
  uploadFile,
  uploadIdOf,
  uploadMetadata,
} from '../uploads.ts';

/** More files than the case of their limit begins. */
const MOST_WAITING = 300;

/** Resumable uploads, by tus 1.0. */
export const uploadCases = area('UP', 'Uploads', (define) => {
  const tus = 'tus 1.0';

  define(
    1,
    'a creation answers where the bytes go',
    `${tus}, creation: 201 with Location.`,
    {},
    async ({ a }) => {
      const exchange = await createUpload(a, 10, 'guia.txt');
      expectStatus(exchange, 201);
      expectMatch(exchange.headers.get('location'), /\/v1\/uploads\/[^/]+$/, 'Location');
      expectSame(exchange.headers.get('tus-resumable'), '1.0.0', 'Tus-Resumable');
    },
  );
  define(
    2,
    'HEAD says how many bytes have arrived, and of how many',
    `${tus}: Upload-Offset and Upload-Length.`,
    {},
    async ({ a }) => {
      const id = uploadIdOf(await createUpload(a, 10, 'guia.txt'));
      const begin = await headUpload(a, id);
      expectStatus(begin, 200);
      expectSame(
        [begin.headers.get('upload-offset'), begin.headers.get('upload-length')],
        ['0', '10'],
        'Upload-Offset and Upload-Length',
      );
      expectMatch(begin.headers.get('cache-control'), /no-store/, 'Cache-Control');
      await appendUpload(a, id, 0, bytesOf('1234'));
      expectSame((await headUpload(a, id)).headers.get('upload-offset'), '4', 'Upload-Offset');
    },
  );
  define(
    3,
    'an upload goes on where it stopped',
    `${tus}: PATCH from Upload-Offset.`,
    { severity: 'critical' },
    async ({ a }) => {
      const bytes = pdfBytes(30_000);
      const id = uploadIdOf(await createUpload(a, bytes.length, 'guia.pdf'));
      for (const [from, to] of [
        [0, 10_000],
        [10_000, 20_001],
        [20_001, 30_000],
      ] as const) {
        const exchange = await appendUpload(a, id, from, bytes.subarray(from, to));
        expectStatus(exchange, 204);
        expectSame(exchange.headers.get('upload-offset'), String(to), 'Upload-Offset');
      }
      const { state, sha256, sizeBytes } = await a.ok('getAttachment', { params: { id } });
      expectSame(
        [state, sha256, sizeBytes],
        ['ready', await sha256Of(bytes), bytes.length],
        'state, sha256, sizeBytes',
      );
    },
  );
  define(
    4,
    'bytes from a wrong offset are refused, and the upload stays as it is',
    `${tus}: 409 Conflict.`,
    { severity: 'critical' },
    async ({ a }) => {
      const id = uploadIdOf(await createUpload(a, 10, 'guia.txt'));
      await appendUpload(a, id, 0, bytesOf('1234'));
      for (const offset of [0, 3, 5, 10])
        expectProblem(await appendUpload(a, id, offset, bytesOf('5678')), 'upload_offset_conflict');
      expectSame((await headUpload(a, id)).headers.get('upload-offset'), '4', 'Upload-Offset');
    },
  );
  define(
    5,
    'the last PATCH may be repeated when its response was lost',
    `${tus}: a client asks and goes on.`,
    {},
    async ({ a }) => {
      const id = uploadIdOf(await createUpload(a, 4, 'guia.txt'));
      expectStatus(await appendUpload(a, id, 0, bytesOf('1234')), 204);
      const again = await appendUpload(a, id, 4, new Uint8Array(0));
      expectSame([again.status, again.headers.get('upload-offset')], [204, '4'], 'Status and Upload-Offset');
    },
  );
  define(
    6,
    'more bytes than were announced are refused',
    `${tus}: Upload-Length is the size of the entire upload.`,
    {},
    async ({ a }) => {
      const id = uploadIdOf(await createUpload(a, 4, 'guia.txt'));
      expectProblem(await appendUpload(a, id, 0, bytesOf('12345')), 'attachment_too_large');
    },
  );
  define(
    7,
    'a file larger than the limit is refused before its first byte',
    'domain: 25 MB each by default; 413 attachment_too_large.',
    {},
    async ({ a }) => {
      const { limits } = await a.ok('getSession');
      expectProblem(await createUpload(a, limits.attachmentMaxBytes + 1, 'guia.pdf'), 'attachment_too_large');
      uploadIdOf(await createUpload(a, limits.attachmentMaxBytes, 'guia.pdf'));
    },
  );
  define(8, 'an empty file is rejected', 'contract: rejectionCode attachment_empty.', {}, async ({ a }) => {
    const { state, rejectionCode } = await uploadFile(a, '', { fileName: 'vazio.txt' });
    expectSame([state, rejectionCode], ['rejected', 'attachment_empty'], 'state and rejectionCode');
  });
  define(
    9,
    'bytes, extension and declared type agree, or the file is rejected',
    'domain: all three agree; contract: attachment_type_not_allowed, attachment_type_mismatch.',
    { severity: 'critical' },
    async ({ a }) => {
      for (const [fileName, bytes, code] of REFUSED_FILES) {
        const { state, rejectionCode } = await uploadFile(a, bytes, { fileName });
        expectSame([state, rejectionCode], ['rejected', code], `state and rejectionCode of ${fileName}`);
      }
      for (const fileName of [
        'guia.exe',
        'guia.pdf.exe',
        'guia.html',
        'guia.docm',
        'guia\u202efdp.exe',
        'guia',
      ])
        expectProblem(await createUpload(a, 10, fileName), 'attachment_type_not_allowed');
      const declared = { 'Upload-Metadata': uploadMetadata('guia.pdf', { mediaType: 'text/html' }) };
      expectProblem(await createUpload(a, 10, 'guia.pdf', declared), 'attachment_type_mismatch');
    },
  );
  define(
    10,
    'a rejected file has no content and cannot be sent',
    'contract: rejected: refused after its bytes were read.',
    { severity: 'critical' },
    async (context) => {
      const [fileName, bytes] = REFUSED_FILES[0];
      const { id } = await uploadFile(context.a, bytes, { fileName });
      await context.a.problem('getAttachmentContent', { params: { id } }, 'not_found');
      expectSame(
        (
          await context.a.request('createProtocol', {
            body: await context.newProtocol({ attachmentIds: [id] }),
          })
        ).status,
        422,
        'Status',
      );
    },
  );
  define(
    11,
    'an upload of missing bytes is uploading, and cannot be sent',
    'contract: uploading: bytes are still missing; attachment_not_ready.',
    {},
    async (context) => {
      const id = uploadIdOf(await createUpload(context.a, 10, 'guia.txt'));
      await appendUpload(context.a, id, 0, bytesOf('1234'));
      const { state, mediaType, sha256 } = await context.a.ok('getAttachment', { params: { id } });
      expectSame([state, mediaType, sha256], ['uploading', null, null], 'state, mediaType, sha256');
      await context.a.issues('createProtocol', { body: await context.newProtocol({ attachmentIds: [id] }) }, [
        'attachmentIds.0:attachment_not_ready',
      ]);
    },
  );
  define(
    12,
    'a creation needs a length and a file name',
    `${tus}, creation: Upload-Length; contract: filename.`,
    {},
    async ({ a }) => {
      const create = (headers: Record<string, string>) =>
        a.request('createUpload', { headers: { ...TUS_HEADERS, ...headers } });
      const named = { 'Upload-Metadata': uploadMetadata('guia.txt') };
      for (const headers of [
        named,
        { ...named, 'Upload-Length': '-1' },
        { ...named, 'Upload-Length': 'x' },
        { ...named, 'Upload-Defer-Length': '1' },
      ])
        expectProblem(await create(headers), 'malformed_request');
      for (const headers of [{}, { 'Upload-Metadata': '' }, { 'Upload-Metadata': uploadMetadata(' ') }])
        expectProblem(await create({ 'Upload-Length': '10', ...headers }), 'validation_failed');
      expectProblem(
        await create({ 'Upload-Length': '10', 'Upload-Metadata': 'filename ***' }),
        'malformed_request',
      );
    },
  );
  define(
    13,
    'a request of another tus version is refused, and told which one is spoken',
    `${tus}: Tus-Resumable and Tus-Version.`,
    { severity: 'minor' },
    async ({ a }) => {
      for (const headers of [{}, { 'Tus-Resumable': '0.2.2' }] as Record<string, string>[]) {
        const exchange = await a.request('createUpload', {
          headers: { 'Upload-Length': '10', 'Upload-Metadata': uploadMetadata('guia.txt'), ...headers },
        });
        expect(exchange.status >= 400 && exchange.status < 500, `Status ${exchange.status}`);
        expectMatch(exchange.headers.get('tus-version'), /(^|,)1\.0\.0(,|$)/, 'Tus-Version');
      }
    },
  );
  define(
    14,
    'bytes come as application/offset+octet-stream',
    `${tus}: 415 Unsupported Media Type.`,
    { severity: 'minor' },
    async ({ a }) => {
      const id = uploadIdOf(await createUpload(a, 4, 'guia.txt'));
      expectProblem(
        await appendUpload(a, id, 0, bytesOf('1234'), { 'Content-Type': 'application/pdf' }),
        'unsupported_media_type',
      );
      expectSame((await headUpload(a, id)).headers.get('upload-offset'), '0', 'Upload-Offset');
    },
  );
  define(
    15,
    'an upload is forgotten when its user asks for it',
    `${tus}, termination.`,
    {},
    async ({ a }) => {
      for (const sent of ['', '1234', '1234567890']) {
        const id = uploadIdOf(await createUpload(a, 10, 'guia.txt'));
        if (sent !== '') await appendUpload(a, id, 0, bytesOf(sent));
        expectStatus(await deleteUpload(a, id), 204);
        const gone = await headUpload(a, id);
        expect(gone.status === 404 || gone.status === 410, `Status ${gone.status} after the termination`);
        await a.problem('getAttachment', { params: { id } }, 'not_found');
      }
    },
  );
  define(
    16,
    'a file that was sent is not forgotten',
    'contract: only while no message uses it.',
    { severity: 'critical' },
    async (context) => {
      const file = await context.file('conteúdo');
      await context.open({ attachmentIds: [file.id] });
      expectProblem(await deleteUpload(context.a, file.id), 'not_found');
      await context.a.ok('getAttachment', { params: { id: file.id } });
    },
  );
  define(
    17,
    'a file goes with one message',
    'contract: ids of whole uploads that no message uses yet.',
    { severity: 'critical' },
    async (context) => {
      const file = await context.file('conteúdo');
      const { number } = await context.open({ attachmentIds: [file.id] });
      const body = { body: 'De novo.', attachmentIds: [file.id] };
      expectSame(
        (await context.a.request('createMessage', { params: { number }, body })).status,
        422,
        'Status of a second message',
      );
      expectSame(
        (
          await context.a.request('createProtocol', {
            body: await context.newProtocol({ attachmentIds: [file.id] }),
          })
        ).status,
        422,
        'Status of a second protocol',
      );
    },
  );
  define(
    18,
    'the same file twice in one message is refused',
    'contract: ids of uploads, each once.',
    { severity: 'minor' },
    async (context) => {
      const { id } = await context.file('conteúdo');
      const body = await context.newProtocol({ attachmentIds: [id, id] });
      expectSame((await context.a.request('createProtocol', { body })).status, 422, 'Status');
    },
  );
  define(
    19,
    'no more files than the limit go with one message',
    'domain: up to 10 a message.',
    {},
    async (context) => {
      const { limits } = await context.a.ok('getSession');
      if (limits.attachmentsPerMessage > 20)
        throw new NotApplicableError('The limit is more than 20 files: too many to try.');
      const files = await Promise.all(
        Array.from({ length: limits.attachmentsPerMessage + 1 }, (_, index) =>
          context.file(`arquivo ${index}`),
        ),
      );
      const ids = files.map(({ id }) => id);
      const exchange = await context.a.request('createProtocol', {
        body: await context.newProtocol({ attachmentIds: ids }),
      });
      expectProblem(exchange, 'validation_failed');
      await context.open({ attachmentIds: ids.slice(1) });
    },
  );
  define(
    20,
    'an id that does not exist is not found, whatever its form',
    'contract: not_found.',
    {},
    async ({ a }) => {
      for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '..', 'a b']) {
        expectSame((await headUpload(a, id)).status, 404, `Status of HEAD ${id}`);
        expectProblem(await appendUpload(a, id, 0, bytesOf('1')), 'not_found');
        expectProblem(await deleteUpload(a, id), 'not_found');
      }
    },
  );
  define(21, 'agents upload, too', 'contract: audience both.', { needs: ['a', 'agent'] }, async (context) => {
    const file = await context.file('parecer', { fileName: 'parecer.txt' }, context.agent);
    const { number } = await context.open();
    await context.reply(number, { attachmentIds: [file.id] });
    const { items } = await context.a.ok('listMessages', { params: { number } });
    expectSame(
      items[1]?.attachments.map(({ fileName }) => fileName),
      ['parecer.txt'],
      'attachments of the reply',
    );
  });
  define(
    22,
    'no more files than the limit wait for a message, and each that goes makes room for another',
    'contract: upload_limit_reached.',
    { exclusive: true, severity: 'critical' },
    async (context) => {
      const ids: string[] = [];
      const create = () => createUpload(context.a, 4, 'guia.txt');
      let last = await create();
      for (; last.status === 201 && ids.length < MOST_WAITING; last = await create())
        ids.push(uploadIdOf(last));
      if (ids.length === MOST_WAITING)
        throw new NotApplicableError(`The limit is more than ${MOST_WAITING} files: too many to try.`);
      expectProblem(last, 'upload_limit_reached');
      expectProblem((await Promise.all([create(), create()]))[0], 'upload_limit_reached');
      const [removed = '', sent = ''] = ids;
      expectStatus(await deleteUpload(context.a, removed), 204);
      expectStatus(await create(), 201);
      expectStatus(await appendUpload(context.a, sent, 0, bytesOf('guia')), 204);
      await context.open({ attachmentIds: [sent] });
      const both = await Promise.all([create(), create()]);
      expectSame(
        both.map(({ status }) => status).sort(),
        [201, 409],
        'Statuses of two uploads where one is left',
      );
    },
  );
});
