import type { UploadOptions } from '../client-interface.ts';

/** An upload as the sender of its bytes sees it. */
export interface UploadSource {
  readonly file: Blob;
  readonly fileName: string;
  readonly options: UploadOptions;
  attachmentId: string | undefined;
  /** Ends requests when the upload pauses or ends. */
  readonly signal: AbortSignal;
  /** Reports how many bytes the server has, or are on their way. */
  progress(sentBytes: number): void;
  /** Waits while the upload is paused; rejects when it was aborted. */
  ready(): Promise<void>;
}
