import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { TUS_VERSION } from '@fale-conosco/contract';
import { namingProblem, type Principal, uploadLifeMs } from '@fale-conosco/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inTransaction } from '../../../database/transaction.ts';
import { rawContractRoute } from '../../../http/contract-route.ts';
import { ProblemError } from '../../../http/problem.ts';
import { newStorageKey } from '../../../storage/storage-key.ts';
import { removeFileNow } from '../file-removal.ts';
import { type AttachmentRow, deleteUpload, findOwnUpload, insertUpload } from '../repository.ts';
import { finishUpload } from './finish.ts';
import { readUploadMetadata } from './metadata.ts';
import { createTusEndpoint, TUS_EXTENSIONS, UPLOADS_PATH } from './tus.ts';
import { checkWaitingUploads } from './waiting-limit.ts';

const CHUNK_TYPE = 'application/offset+octet-stream';

/** The request as the web standard has it, its body still a stream; `release` must be called after the response. */
const toWebRequest = (request: FastifyRequest): { webRequest: Request; release: () => void } => {
  const { raw } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = new URL(request.url, 'http://upload.invalid');
  if (request.headers['content-type'] !== CHUNK_TYPE) {
    return { webRequest: new Request(url, { method: request.method, headers }), release: () => undefined };
  }
  // A stream of its own between the two: a rejection ends it without ending the connection that must carry the response,
  // and what arrived before a cut is kept.
  const body = new PassThrough();
  raw.pipe(body);
  raw.once('error', () => body.end());
  raw.once('close', () => body.end());
  return {
    webRequest: new Request(url, {
      method: request.method,
      headers,
      body: Readable.toWeb(body) as ReadableStream,
      duplex: 'half',
    }),
    release: () => {
      raw.unpipe(body);
      body.destroy();
      // Unread bytes would keep the connection from its next request.
      raw.resume();
    },
  };
};

const sendTus = (reply: FastifyReply, response: Response): FastifyReply => {
  // The headers of CORS are set for the whole application in one place.
  for (const [name, value] of response.headers) {
    if (!name.startsWith('access-control-') && name !== 'content-length') void reply.header(name, value);
  }
  return reply.code(response.status).send();
};

/** The response about a finished upload: its file may have been rejected and removed, so tus is not asked. */
const sendFinished = (reply: FastifyReply, status: 200 | 204, row: AttachmentRow): FastifyReply =>
  reply
    .code(status)
    .headers({ 'upload-offset': String(row.size_bytes), 'upload-length': String(row.size_bytes) })
    .send();

const parseLength = (request: FastifyRequest, maxBytes: number): number => {
  const header = request.headers['upload-length'];
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header)) throw new ProblemError('malformed_request');
  const length = Number(header);
  if (length > maxBytes) throw new ProblemError('attachment_too_large');
  return length;
};

/**
 * Serves resumable uploads: tus 1.0 (https://tus.io/protocols/resumable-upload). Only the user who began an upload can
 * reach it; for others it does not exist (404). The file is inspected when its last byte has come, before the response to
 * that PATCH; the result does not change the response, it is read at `GET /v1/attachments/{id}`.
 */
export const registerUploads = (app: FastifyInstance): void => {
  const { db, config, clock, storage, uploadLocker } = app.services;
  const tus = createTusEndpoint(storage, uploadLocker);

  const ownUpload = async (principal: Principal, id: string): Promise<AttachmentRow> => {
    const row = await inTransaction(db, principal, (tx) => findOwnUpload(tx, principal, id));
    if (!row) throw new ProblemError('not_found');
    if (clock().getTime() - row.created_at.getTime() > uploadLifeMs(row.state))
      throw new ProblemError('upload_gone');
    // Before anything is said of its offset: its server may have stopped between the last byte and the inspection.
    return await finishUpload(app.services, row);
  };
  // At every request that brings bytes: many uploads may have begun while there was room for each of them.
  const checkRoom = async (sizeBytes: number): Promise<void> => {
    if (await storage.hasRoomFor(sizeBytes)) return;
    app.log.error('the disk of STORAGE_URL is nearly full; uploads are rejected');
    throw new ProblemError('insufficient_storage');
  };
  const passOn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    row: AttachmentRow,
  ): Promise<FastifyReply> => {
    const { webRequest, release } = toWebRequest(request);
    try {
      const response = await tus.handle(webRequest, row, async () => {
        try {
          await finishUpload(app.services, row);
        } catch (err) {
          // What tus makes of it says no cause.
          app.log.error({ err }, 'inspection of an upload failed');
          throw err;
        }
      });
      return sendTus(reply, response);
    } finally {
      release();
    }
  };

  void app.register(async (scope) => {
    scope.addContentTypeParser(CHUNK_TYPE, (_request, _payload, done) => done(null));
    // After authentication, so that strangers learn nothing else.
    scope.addHook('preParsing', async (request, reply) => {
      void reply.header('tus-resumable', TUS_VERSION);
      if (request.method !== 'OPTIONS' && request.headers['tus-resumable'] !== TUS_VERSION) {
        throw new ProblemError('malformed_request', { headers: { 'tus-version': TUS_VERSION } });
      }
    });
    // The CORS plugin responds to OPTIONS before any handler: the headers are added on the way out.
    scope.addHook('onSend', async (request, reply) => {
      if (request.method !== 'OPTIONS') return;
      void reply.headers({
        'tus-resumable': TUS_VERSION,
        'tus-version': TUS_VERSION,
        'tus-extension': TUS_EXTENSIONS.join(','),
        'tus-max-size': String(config.attachmentMaxBytes),
      });
    });
    for (const url of [UPLOADS_PATH, `${UPLOADS_PATH}/:id`]) {
      scope.options(url, async (_request, reply) => reply.code(204).send());
    }

    rawContractRoute(scope, 'createUpload', async ({ principal, request, reply }) => {
      // A length that comes later cannot be checked against the limit now.
      if (request.headers['upload-defer-length'] !== undefined) throw new ProblemError('malformed_request');
      const sizeBytes = parseLength(request, config.attachmentMaxBytes);
      const metadata = readUploadMetadata(request.headers['upload-metadata'] as string | undefined);
      const problem = namingProblem(metadata.fileName, metadata.declaredType);
      if (problem) throw new ProblemError(problem);
      const upload = { id: randomUUID(), storageKey: newStorageKey(), sizeBytes, ...metadata };
      await checkRoom(sizeBytes);
      const row = await inTransaction(db, principal, async (tx) => {
        await checkWaitingUploads(tx, principal, { sizeBytes, now: clock(), limits: config.attachments });
        return await insertUpload(tx, principal, upload);
      });
      return await passOn(request, reply, row);
    });

    rawContractRoute(scope, 'getUploadOffset', async ({ params, principal, request, reply }) => {
      const row = await ownUpload(principal, params.id);
      if (row.state !== 'uploading') return sendFinished(reply, 200, row);
      return await passOn(request, reply, row);
    });

    rawContractRoute(scope, 'appendUpload', async ({ params, principal, request, reply }) => {
      const row = await ownUpload(principal, params.id);
      if (row.state === 'uploading') {
        await checkRoom(row.size_bytes);
        return await passOn(request, reply, row);
      }
      // The response to the last PATCH was lost and the client repeats it, now without a byte left to send.
      if (request.headers['upload-offset'] === String(row.size_bytes)) return sendFinished(reply, 204, row);
      throw new ProblemError('upload_offset_conflict');
    });

    rawContractRoute(scope, 'deleteUpload', async ({ params, principal, request, reply }) => {
      const row = await ownUpload(principal, params.id);
      // The row first: a message that takes the upload at this moment either wins, or does not find it.
      const deleted = await inTransaction(db, principal, (tx) => deleteUpload(tx, row.id));
      if (!deleted) throw new ProblemError('not_found');
      // tus makes a request that is still writing give way.
      if (row.state === 'uploading') await passOn(request, reply, row);
      await removeFileNow(db, storage, row.storage_key);
      return reply.sent ? reply : reply.code(204).send();
    });
  });
};
