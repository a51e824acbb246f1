import type { Attachment } from '@fale-conosco/contract';
import type { Upload, UploadOptions, UploadState, UploadsResource } from '../fale-conosco.ts';
import type { Transport } from '../http/transport.ts';

/** An upload as its sender sees it: what to send, when to stand still, where to say how far it is. */
export class UploadHandle implements Upload {
  readonly file: Blob;
  readonly fileName: string;
  readonly options: UploadOptions;
  readonly done: Promise<Attachment>;
  attachmentId: string | undefined;
  #state: UploadState = 'uploading';
  #sentBytes = 0;
  /** Ends the request under way, for a pause or for good. */
  #running = new AbortController();
  readonly #ended = new AbortController();
  #wake: () => void = () => {};
  #forget: () => Promise<void> = async () => {};

  constructor(file: Blob & { readonly name?: string }, options: UploadOptions, transport: Transport) {
    this.file = file;
    this.fileName = options.fileName ?? file.name ?? 'arquivo';
    this.options = options;
    const stop = (): void => void this.abort();
    // Loaded with the first file: whoever only reads does not pay for it.
    this.done = import('../uploads/tus-upload.ts')
      .then(({ sendFile, forgetFile }) => {
        this.#forget = () => forgetFile(transport, this);
        return sendFile(transport, this);
      })
      .then(
        (attachment) => {
          this.#ended.signal.throwIfAborted();
          this.#state = 'done';
          return attachment;
        },
        (error: unknown) => {
          this.#ended.signal.throwIfAborted();
          this.#state = 'failed';
          throw error;
        },
      )
      .finally(() => options.signal?.removeEventListener('abort', stop));
    // Whoever starts an upload may look at `done` late; that is no unhandled rejection.
    this.done.catch(() => {});
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
  }

  get state(): UploadState {
    return this.#state;
  }

  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Ends requests when the upload pauses or ends. */
  get signal(): AbortSignal {
    return this.#running.signal;
  }

  progress(sentBytes: number): void {
    if (this.#state !== 'uploading' || sentBytes === this.#sentBytes) return;
    this.#sentBytes = sentBytes;
    this.options.onProgress?.({ sentBytes, totalBytes: this.file.size });
  }

  /** Waits while it is paused; rejects when it was aborted. */
  async ready(): Promise<void> {
    while (this.#state === 'paused') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#ended.signal.throwIfAborted();
  }

  pause(): void {
    if (this.#state !== 'uploading') return;
    this.#state = 'paused';
    this.#running.abort();
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'uploading';
    this.#running = new AbortController();
    this.#wake();
  }

  async abort(): Promise<void> {
    if (this.#state !== 'uploading' && this.#state !== 'paused') return;
    this.#state = 'aborted';
    this.#ended.abort();
    this.#running.abort();
    this.#wake();
    await this.#forget();
  }
}

/** Uploads over HTTP (tus 1.0.0), each with its own handle. */
export class HttpUploads implements UploadsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  start(file: Blob & { readonly name?: string }, options: UploadOptions = {}): Upload {
    return new UploadHandle(file, options, this.#transport);
  }
}
