import { type Attachment, providerRoutes, TUS_VERSION } from '@fale-conosco/contract';
import { abortable } from '../abortable.ts';
import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  FaleConoscoError,
  NotFoundError,
  ResponseShapeError,
  TimeoutError,
  UploadRejectedError,
} from '../errors/index.ts';
import { isTransient } from '../http/retry-policy.ts';
import { toApiError } from '../http/to-api-error.ts';
import type { Transport } from '../http/transport.ts';
import { sleepUntilOnline } from '../sleep-until-online.ts';
import { backoffMs } from '../timing.ts';
import { patchBytes } from './patch-bytes.ts';
import type { UploadSource } from './upload-source.ts';

/** 5 MiB: what a cut line costs at most, and few enough requests for a large file. */
const CHUNK_BYTES = 5 * 1024 * 1024;
/** Failures in a row without one byte more. */
const FAILURE_LIMIT = 8;
const LONGEST_WAIT_MS = 15_000;
/** The server may take its time with a whole file. */
const INSPECTIONS = 120;
const INSPECTION_WAIT_MS = 1000;
/** Mostly the scanner's verdict is there by then; if not, the message need not wait for it. */
const SCAN_INSPECTIONS = 3;

const REJECTIONS = ['attachment_type_not_allowed', 'attachment_empty', 'attachment_infected'];

const tusHeaders = { 'tus-resumable': TUS_VERSION };

// tus 1.0, Creation, `Upload-Metadata`: values in Base64, here of the UTF-8 bytes.
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const idOfLocation = (location: string | null): string => {
  const id = location?.match(/([^/?#]+)\/?(?:[?#]|$)/)?.[1];
  if (!id) throw new ResponseShapeError('Response has no Location of the upload');
  return decodeURIComponent(id);
};

/** tus 1.0, Creation. */
const create = async (transport: Transport, upload: UploadSource): Promise<string> => {
  const metadata = [
    `filename ${base64(upload.fileName)}`,
    ...(upload.options.confidential ? [`confidential ${base64('true')}`] : []),
  ];
  const headers = {
    ...tusHeaders,
    'upload-length': String(upload.file.size),
    'upload-metadata': metadata.join(','),
  };
  // Repeated without a key: the server removes an upload that is never completed.
  const response = await transport.send(
    providerRoutes.createUpload,
    { headers, repeatable: true, retryLimit: 0 },
    { signal: upload.signal },
    async (response) => response,
  );
  return idOfLocation(response.headers.get('location'));
};

/** tus 1.0, HEAD: how many bytes the server has. */
const askOffset = async (transport: Transport, upload: UploadSource, id: string): Promise<number> => {
  const response = await transport.send(
    providerRoutes.getUploadOffset,
    { params: { id }, headers: tusHeaders, retryLimit: 0 },
    { signal: upload.signal },
    async (response) => response,
  );
  return readOffset(response.headers.get('upload-offset'));
};

const readOffset = (header: string | null): number => {
  if (!/^\d+$/.test(header ?? '')) throw new ResponseShapeError('Response has no valid Upload-Offset');
  return Number(header);
};

/** tus 1.0, PATCH. */
const append = async (
  transport: Transport,
  upload: UploadSource,
  id: string,
  offset: number,
): Promise<number> => {
  const end = offset + (upload.options.chunkBytes ?? CHUNK_BYTES);
  const token = await abortable(transport.tokens.get(), upload.signal);
  const { status, header, text } = await patchBytes(
    {
      url: transport.url(providerRoutes.appendUpload.path, { id }),
      headers: {
        ...tusHeaders,
        authorization: `Bearer ${token}`,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body: upload.file.slice(offset, end),
      signal: upload.signal,
      onSent: (bytes) => upload.progress(Math.min(offset + bytes, upload.file.size)),
    },
    transport,
  );
  if (status === 204) return readOffset(header('upload-offset'));
  if (status === 401) await transport.tokens.discard(token);
  // The login page of a captive portal, or of a proxy: the server has not spoken.
  if (status >= 200 && status < 300) throw new ConnectionError('The response is not the one to an upload');
  throw toApiError(status, header, parseJson(text), transport.timing.now());
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether the upload can go on from the offset that the server has. 409 and 423 (locked): another request of ours still writes. */
const isResumable = (error: unknown): boolean =>
  isTransient(error, true) ||
  (error instanceof ApiError && [409, 423].includes(error.status) && error.code !== 'upload_limit_reached');

/** Waits for the server's inspection of a file that has arrived. */
const awaitInspection = async (
  transport: Transport,
  upload: UploadSource,
  id: string,
): Promise<Attachment> => {
  for (let inspection = 0; inspection < INSPECTIONS; inspection += 1) {
    await upload.ready();
    const attachment = await transport.call(
      providerRoutes.getAttachment,
      { params: { id } },
      { signal: upload.signal },
    );
    if (attachment.state === 'ready' || (attachment.state === 'scanning' && inspection >= SCAN_INSPECTIONS))
      return attachment;
    if (attachment.state === 'rejected') throw new UploadRejectedError(attachment.rejectionCode ?? 'unknown');
    await transport.timing.delay(INSPECTION_WAIT_MS, upload.signal);
  }
  throw new TimeoutError('The server has not finished inspecting the file');
};

/** A file whose upload is gone may have arrived whole before, with only the response lost. */
const findArrived = async (transport: Transport, upload: UploadSource): Promise<Attachment | undefined> => {
  const { attachmentId: id } = upload;
  upload.attachmentId = undefined;
  if (!id) return undefined;
  const attachment = await transport
    .call(providerRoutes.getAttachment, { params: { id } }, { signal: upload.signal })
    .catch(() => undefined);
  if (!attachment || !['ready', 'scanning'].includes(attachment.state)) return undefined;
  upload.attachmentId = id;
  return attachment;
};

/**
 * Sends a file, from wherever the server says it stands, through cuts, pauses and new tokens.
 *
 * @throws {UploadRejectedError} when the server rejects the file's type or content
 */
export const sendFile = async (transport: Transport, upload: UploadSource): Promise<Attachment> => {
  const { timing } = transport;
  let offset: number | undefined;
  let failures = 0;
  let renewed = false;
  let restarted = false;
  for (;;) {
    await upload.ready();
    try {
      if (upload.attachmentId === undefined) {
        upload.attachmentId = await create(transport, upload);
        offset = 0;
      }
      const id = upload.attachmentId;
      offset ??= await askOffset(transport, upload, id);
      upload.progress(offset);
      while (offset < upload.file.size) {
        const next = await append(transport, upload, id, offset);
        if (next <= offset) throw new ConnectionError('The server took no bytes');
        offset = next;
        failures = 0;
        renewed = false;
        upload.progress(offset);
      }
      return await awaitInspection(transport, upload, id);
    } catch (error) {
      // After any failure only the server knows how much has arrived.
      offset = undefined;
      // Paused or aborted: `ready` tells which.
      if (!(error instanceof FaleConoscoError)) {
        if (error instanceof DOMException && error.name === 'AbortError') continue;
        throw error;
      }
      if (REJECTIONS.includes(error.code)) throw new UploadRejectedError(error.code);
      if (error instanceof AuthenticationError && error.status === 401 && !renewed) {
        renewed = true;
        continue;
      }
      if (error instanceof NotFoundError && upload.attachmentId && !restarted) {
        restarted = true;
        const arrived = await findArrived(transport, upload);
        if (arrived) return arrived;
        continue;
      }
      if (!isResumable(error) || failures >= FAILURE_LIMIT) throw error;
      const askedMs = (error instanceof ApiError && error.retryAfterMs) || 0;
      await sleepUntilOnline(
        timing,
        askedMs + backoffMs(timing, failures, 500, LONGEST_WAIT_MS),
        upload.signal,
      );
      failures += 1;
    }
  }
};

/** tus 1.0, Termination, as far as it goes: the server removes aborted uploads by itself. */
export const forgetFile = async (transport: Transport, upload: UploadSource): Promise<void> => {
  const { attachmentId: id } = upload;
  if (!id) return;
  await transport
    .send(
      providerRoutes.deleteUpload,
      { params: { id }, headers: tusHeaders },
      {},
      async (response) => response,
    )
    .catch(() => undefined);
};
