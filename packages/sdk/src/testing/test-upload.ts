import type { Attachment } from '@fale-conosco/contract';
import type { Upload, UploadProgress, UploadState } from '../client-interface.ts';
import { type FaleConoscoError, UploadRejectedError } from '../errors/index.ts';

/** An upload of the in-memory client; a test moves it step by step. */
export class TestUpload implements Upload {
  readonly fileName: string;
  readonly totalBytes: number;
  readonly done: Promise<Attachment>;
  #state: UploadState = 'uploading';
  #sentBytes = 0;
  readonly #attachment: Attachment;
  readonly #onProgress: ((progress: UploadProgress) => void) | undefined;
  readonly #onFinish: (attachment: Attachment) => void;
  #resolve: (attachment: Attachment) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #wake: () => void = () => {};

  constructor(parts: {
    attachment: Attachment;
    totalBytes: number;
    onProgress?: ((progress: UploadProgress) => void) | undefined;
    onFinish: (attachment: Attachment) => void;
    signal?: AbortSignal | undefined;
  }) {
    this.#attachment = parts.attachment;
    this.fileName = parts.attachment.fileName;
    this.totalBytes = parts.totalBytes;
    this.#onProgress = parts.onProgress;
    this.#onFinish = parts.onFinish;
    this.done = new Promise<Attachment>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever starts an upload may look at `done` late; that is no unhandled rejection.
    this.done.catch(() => {});
    parts.signal?.addEventListener('abort', () => void this.abort(), { once: true });
    if (parts.signal?.aborted) void this.abort();
  }

  get state(): UploadState {
    return this.#state;
  }

  get attachmentId(): string {
    return this.#attachment.id;
  }

  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Sends some bytes more; nothing happens while it is not uploading. */
  advance(bytes: number): void {
    if (this.#state !== 'uploading') return;
    this.#sentBytes = Math.min(this.totalBytes, this.#sentBytes + bytes);
    this.#onProgress?.({ sentBytes: this.#sentBytes, totalBytes: this.totalBytes });
  }

  /** Sends what is left; the file is ready. */
  finish(): void {
    this.advance(this.totalBytes);
    if (this.#state !== 'uploading') return;
    this.#state = 'done';
    const ready: Attachment = { ...this.#attachment, state: 'ready', sha256: '0'.repeat(64) };
    this.#onFinish(ready);
    this.#resolve(ready);
  }

  /** The server refuses the whole file. */
  refuse(code: 'attachment_type_not_allowed' | 'attachment_empty' | 'attachment_infected'): void {
    this.fail(new UploadRejectedError(code));
  }

  /** It fails where it is. */
  fail(error: FaleConoscoError): void {
    this.#stop('failed', error);
  }

  pause(): void {
    if (this.#state === 'uploading') this.#state = 'paused';
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'uploading';
    this.#wake();
  }

  async abort(): Promise<void> {
    this.#stop('aborted', new DOMException('The upload was aborted', 'AbortError'));
  }

  /** Runs by itself in four steps, as a quick server would. */
  async run(betweenSteps: () => Promise<void>): Promise<void> {
    for (let step = 1; step <= 4; step += 1) {
      await betweenSteps();
      if (this.#state === 'paused') {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      this.advance(Math.ceil(this.totalBytes / 4));
    }
    this.finish();
  }

  #stop(state: 'failed' | 'aborted', error: unknown): void {
    if (this.#state === 'done' || this.#state === 'failed' || this.#state === 'aborted') return;
    this.#state = state;
    this.#reject(error);
    this.#wake();
  }
}
