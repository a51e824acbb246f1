import type { Attachment } from '@fale-conosco/contract';
import type { Upload, UploadOptions, UploadState } from '../client-interface.ts';
import type { Transport } from '../http/transport.ts';
import type { UploadSource } from './upload-source.ts';

/** An upload as its caller holds it: its state, its result, and how to pause and end it. */
export class UploadHandle implements Upload, UploadSource {
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
    // Loaded with the first file: pages that only read do not load it.
    this.done = import('./tus-upload.ts')
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
    // A caller that looks at `done` late must not cause an unhandled rejection.
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
