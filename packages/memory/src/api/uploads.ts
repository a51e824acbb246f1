import { TUS_VERSION } from '@fale-conosco/contract';
import {
  attachmentDisposition,
  namingProblem,
  type Principal,
  parseUploadMetadata,
  type UploadMetadata,
  uploadLifeMs,
} from '@fale-conosco/domain';
import { findProtocol, seesFile, visibleMessages } from '../store/access.ts';
import { recordAccess } from '../store/access-log.ts';
import { checkWaitingUploads } from '../store/files.ts';
import { inspectFile } from '../store/inspect-file.ts';
import type { StoredFile } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { ProblemError, rejectIssues } from '../wire/problem.ts';
import { TextResponse } from '../wire/text-response.ts';
import type { Operations, RawContext, RawOperations } from './operations.ts';

const CHUNK_TYPE = 'application/offset+octet-stream';
const tusHeaders = { 'Tus-Resumable': TUS_VERSION };

const readMetadata = (header: string | null): UploadMetadata => {
  const parsed = parseUploadMetadata(header);
  if (parsed.success) return parsed.data;
  if (parsed.issue) rejectIssues([parsed.issue]);
  throw new ProblemError('malformed_request');
};

const ownUpload = (store: Store, { userId }: Principal, id: string): StoredFile => {
  const file = store.files.get(id);
  if (!file || file.uploadedBy !== userId || file.usedBy) throw new ProblemError('not_found');
  if (store.now.getTime() - Date.parse(file.createdAt) > uploadLifeMs(file.attachment.state))
    throw new ProblemError('upload_gone');
  return file;
};

/** Takes bytes of an upload that come at its offset, and inspects the file when it is whole. */
const receive = async (store: Store, file: StoredFile, bytes: Uint8Array): Promise<void> => {
  const { attachment } = file;
  if (file.receivedBytes + bytes.length > attachment.sizeBytes)
    throw new ProblemError('attachment_too_large');
  file.content.set(bytes, file.receivedBytes);
  file.receivedBytes += bytes.length;
  if (file.receivedBytes === attachment.sizeBytes && attachment.state === 'uploading') {
    const inspection = await inspectFile(file.content, attachment.fileName, store.inspectFilesBy);
    const waits = inspection.state === 'ready' && store.scansFiles;
    Object.assign(attachment, inspection, waits && { state: 'scanning' });
  }
};

const requireTus = (headers: Headers): void => {
  if (headers.get('tus-resumable') !== TUS_VERSION)
    throw new ProblemError('malformed_request', { headers: { ...tusHeaders, 'Tus-Version': TUS_VERSION } });
};

const createUpload = async ({ store, principal, headers, bytes }: RawContext): Promise<Response> => {
  requireTus(headers);
  if (headers.has('upload-defer-length')) throw new ProblemError('malformed_request');
  const length = headers.get('upload-length') ?? '';
  if (!/^\d{1,15}$/.test(length)) throw new ProblemError('malformed_request');
  const sizeBytes = Number(length);
  if (sizeBytes > store.limits.attachmentMaxBytes) throw new ProblemError('attachment_too_large');
  const { fileName, declaredType, confidential } = readMetadata(headers.get('upload-metadata'));
  const problem = namingProblem(fileName, declaredType);
  if (problem) throw new ProblemError(problem);
  checkWaitingUploads(store, principal, sizeBytes);
  const id = store.nextId('att');
  const file: StoredFile = {
    attachment: {
      id,
      fileName,
      mediaType: null,
      sizeBytes,
      sha256: null,
      state: 'uploading',
      rejectionCode: null,
      confidential,
    },
    uploadedBy: principal.userId,
    createdAt: store.now.toISOString(),
    content: new Uint8Array(sizeBytes),
    receivedBytes: 0,
    usedBy: undefined,
  };
  store.files.set(id, file);
  // tus 1.0, "creation-with-upload": bytes may come along.
  await receive(store, file, headers.get('content-type') === CHUNK_TYPE ? await bytes() : new Uint8Array());
  return new TextResponse(null, {
    status: 201,
    headers: { ...tusHeaders, Location: `/v1/uploads/${id}`, 'Upload-Offset': String(file.receivedBytes) },
  });
};

/** Uploads by tus 1.0 (https://tus.io/protocols/resumable-upload), and the content of files. */
export const fileOperations: RawOperations<
  'createUpload' | 'getUploadOffset' | 'appendUpload' | 'deleteUpload' | 'getAttachmentContent'
> = {
  createUpload,

  getUploadOffset: ({ store, principal, headers, params }) => {
    requireTus(headers);
    const { receivedBytes, attachment } = ownUpload(store, principal, params['id'] ?? '');
    return new TextResponse(null, {
      status: 200,
      headers: {
        ...tusHeaders,
        'Upload-Offset': String(receivedBytes),
        'Upload-Length': String(attachment.sizeBytes),
      },
    });
  },

  appendUpload: async ({ store, principal, headers, params, bytes }) => {
    requireTus(headers);
    const file = ownUpload(store, principal, params['id'] ?? '');
    if (headers.get('content-type') !== CHUNK_TYPE) throw new ProblemError('unsupported_media_type');
    const offset = headers.get('upload-offset') ?? '';
    if (!/^\d+$/.test(offset)) throw new ProblemError('malformed_request');
    if (Number(offset) !== file.receivedBytes) throw new ProblemError('upload_offset_conflict');
    if (file.attachment.state === 'uploading') await receive(store, file, await bytes());
    return new TextResponse(null, {
      status: 204,
      headers: { ...tusHeaders, 'Upload-Offset': String(file.receivedBytes) },
    });
  },

  deleteUpload: ({ store, principal, headers, params }) => {
    requireTus(headers);
    const { attachment } = ownUpload(store, principal, params['id'] ?? '');
    store.files.delete(attachment.id);
    return new TextResponse(null, { status: 204, headers: tusHeaders });
  },

  getAttachmentContent: ({ store, principal, params }) => {
    const file = readableFile(store, principal, params['id'] ?? '');
    const { attachment, content, usedBy } = file;
    if (attachment.state === 'scanning') throw new ProblemError('attachment_in_verification');
    if (attachment.state !== 'ready') throw new ProblemError('not_found');
    if (usedBy) recordAccess(store, principal, usedBy.protocol, 'attachment.download', attachment.id);
    return new Response(content, {
      headers: {
        'Content-Disposition': attachmentDisposition(attachment.fileName),
        'Content-Length': String(attachment.sizeBytes),
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Content-Type': attachment.mediaType ?? 'application/octet-stream',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      },
    });
  },
};

/** A file that somebody may read: an upload of its own that waits, or one of a message that it sees. */
const readableFile = (store: Store, principal: Principal, id: string): StoredFile => {
  const file = store.files.get(id);
  if (!file) throw new ProblemError('not_found');
  const { usedBy, uploadedBy, attachment } = file;
  if (!usedBy) {
    if (uploadedBy !== principal.userId) throw new ProblemError('not_found');
    return file;
  }
  const { protocol, message } = usedBy;
  findProtocol(store, principal, protocol.number);
  const readable =
    visibleMessages(store, principal, protocol).includes(message) &&
    seesFile(store, principal, message, attachment);
  if (!readable) throw new ProblemError('not_found');
  return file;
};

/** What is known of a file. */
export const attachmentOperations: Operations<'getAttachment'> = {
  getAttachment: ({ store, principal, params }) => {
    const { attachment, usedBy } = readableFile(store, principal, params.id);
    if (usedBy) recordAccess(store, principal, usedBy.protocol, 'attachment.view', attachment.id);
    return attachment;
  },
};
