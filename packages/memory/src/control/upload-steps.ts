import type { Attachment } from '@fale-conosco/contract';
import type { StoredFile } from '../store/state.ts';
import { untilAborted } from './faults.ts';

/** Where an upload stands for the server. */
export type UploadState = Attachment['state'] | 'failed' | 'aborted';

/** An upload that the server was asked for; a test moves it step by step when `stepUploads` is on. */
export class MemoryUpload {
  readonly #file: StoredFile;
  #allowed: number;
  #failed = false;
  #aborted = false;
  #wake: () => void = () => {};
  /** Whether a request waits for the next step. */
  isWaiting = false;

  constructor(file: StoredFile, isStepped: boolean) {
    this.#file = file;
    this.#allowed = isStepped ? 0 : Number.POSITIVE_INFINITY;
  }

  get attachmentId(): string {
    return this.#file.attachment.id;
  }

  get fileName(): string {
    return this.#file.attachment.fileName;
  }

  get totalBytes(): number {
    return this.#file.attachment.sizeBytes;
  }

  get receivedBytes(): number {
    return this.#file.receivedBytes;
  }

  get state(): UploadState {
    return this.#aborted ? 'aborted' : this.#failed ? 'failed' : this.#file.attachment.state;
  }

  /** Takes some bytes more. */
  advance(bytes: number): void {
    this.#allowed += bytes;
    this.#wake();
  }

  /** Takes all that is left. */
  finish(): void {
    this.advance(Number.POSITIVE_INFINITY);
  }

  /** Takes all that is left, and rejects the file for what it is. */
  reject(rejectionCode: NonNullable<Attachment['rejectionCode']>): void {
    Object.assign(this.#file.attachment, { state: 'rejected', rejectionCode });
    this.#file.receivedBytes = this.totalBytes;
    this.finish();
  }

  /** From now on no request about it arrives. */
  fail(): void {
    this.#failed = true;
    this.#wake();
  }

  /** It was deleted. */
  abort(): void {
    this.#aborted = true;
  }

  /**
   * Waits until some of the bytes may be taken.
   *
   * @returns those that may
   */
  async take(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    while (this.#allowed <= 0 && !this.#failed && bytes.length > 0) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.isWaiting = true;
      await untilAborted(woken, signal).finally(() => {
        this.isWaiting = false;
      });
    }
    this.checkConnection();
    // Rejected meanwhile: the server has what it wants to know.
    if (this.#file.attachment.state !== 'uploading') return new Uint8Array();
    const taken = bytes.subarray(0, Math.min(bytes.length, this.#allowed));
    this.#allowed -= taken.length;
    return taken;
  }

  /** @throws TypeError when it was made to fail, as `fetch` does for a broken connection */
  checkConnection(): void {
    if (this.#failed) throw new TypeError('Failed to fetch');
  }
}

/** The upload of a request, for the operations that name one. */
export const uploadOf = (
  uploads: readonly MemoryUpload[],
  id: string | undefined,
): MemoryUpload | undefined => uploads.find(({ attachmentId }) => attachmentId === id);
