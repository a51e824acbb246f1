import type { UploadsResource } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';
import { UploadHandle } from '../uploads/upload-handle.ts';

/** Uploads over HTTP (tus 1.0.0), each with its own handle. */
export const uploadsOver = (transport: Transport): UploadsResource => ({
  start: (file, options = {}) => new UploadHandle(file, options, transport),
});
