import type { Limits } from '@fale-conosco/contract';
import type { Upload, UploadsResource } from '@fale-conosco/sdk';
import type { ReactiveController, ReactiveElement } from 'lit';
import { errorCode } from '../error-text.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import type { UiController } from '../ui-controller.ts';
import { attachmentProblem } from './attachment-problem.ts';

/**
 * - `waiting` for its turn · `uploading` on its way · `ready` whole, its id can go with a message
 * - `failed` cannot go with the message; see `problem`
 */
export type AttachmentItemState = 'waiting' | 'uploading' | 'ready' | 'failed';

/** A file that the user chose. */
export interface AttachmentItem {
  readonly file: File;
  state: AttachmentItemState;
  /** 0 to 100. */
  percent: number;
  /** Code of what went wrong; empty when nothing did. */
  problem: string;
  /** Only for groups with `Acessa dados sob sigilo`. */
  confidential?: boolean | undefined;
  /** Set once `ready`. */
  attachmentId?: string | undefined;
  upload?: Upload | undefined;
}

/** Where an {@link AttachmentsController} gets what it works with; read anew each time. */
export interface AttachmentsOptions {
  client: () => { readonly uploads: UploadsResource } | undefined;
  /** Limits of the installation; while unknown, the server alone decides. */
  limits: () => Limits | undefined;
  ui: UiController;
}

// The rest waits: two at a time fill a line as well as ten do, and the first files are ready sooner.
const PARALLEL_UPLOADS = 2;

/** Whether sending the file once more can help: not when it was rejected for its content. */
export const isRetryable = ({ problem }: AttachmentItem): boolean => !problem.startsWith('attachment_');

/**
 * The files of one message in the making: chosen, dropped or pasted, sent at once, each with its own progress, removal
 * and retry. Uploads stop when the host is taken out of its document (not when it is moved) and go on when it is back.
 */
export class AttachmentsController implements ReactiveController {
  items: AttachmentItem[] = [];
  /** Files are held over the drop area. */
  over = false;
  /** The last choice held more files than a message takes. */
  tooMany = false;

  readonly #host: ReactiveElement;
  readonly #options: AttachmentsOptions;
  #waiters: (() => void)[] = [];

  constructor(host: ReactiveElement, options: AttachmentsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Ids of the whole files, in the order of the list. */
  get ids(): string[] {
    return this.items.flatMap(({ attachmentId }) => attachmentId ?? []);
  }

  /** Files are still on their way. */
  get busy(): boolean {
    return this.items.some(({ state }) => state === 'waiting' || state === 'uploading');
  }

  /** Files that must be sent again or removed before the message can go. */
  get problems(): AttachmentItem[] {
    return this.items.filter(({ state }) => state === 'failed');
  }

  get limits(): Limits | undefined {
    return this.#options.limits();
  }

  hostConnected(): void {
    addEventListener('online', this.#changed);
    addEventListener('offline', this.#changed);
    this.#next();
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#changed);
    removeEventListener('offline', this.#changed);
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      for (const item of this.items.filter(({ state }) => state === 'uploading')) {
        this.#stop(item);
        item.state = 'waiting';
      }
    });
  }

  /** Takes files and starts to send them; those that the limits refuse stay in the list with the reason. */
  add(files: Iterable<File>): void {
    const { limits } = this;
    const chosen = [...files];
    const room = Math.max(0, (limits?.attachmentsPerMessage ?? chosen.length) - this.items.length);
    this.tooMany = chosen.length > room;
    const added = chosen.slice(0, room).map((file): AttachmentItem => {
      const problem = limits ? attachmentProblem(file, limits) : '';
      return { file, state: problem ? 'failed' : 'waiting', percent: 0, problem };
    });
    this.items = [...this.items, ...added];
    if (this.tooMany)
      this.#say(contactMessages(this.#options.ui).attachments.tooMany(limits?.attachmentsPerMessage ?? 0));
    for (const item of added) this.#sayProblem(item);
    this.#next();
  }

  /** Takes a file out; what was sent of it is forgotten. */
  remove(item: AttachmentItem): void {
    this.#stop(item);
    this.items = this.items.filter((other) => other !== item);
    this.tooMany = false;
    this.#say(contactMessages(this.#options.ui).attachments.removed(item.file.name));
    this.#next();
  }

  /** Sends a file again from its beginning, confidential from now on or not. */
  retry(item: AttachmentItem, confidential = item.confidential): void {
    this.#stop(item);
    item.confidential = confidential;
    item.state = 'waiting';
    item.attachmentId = undefined;
    this.#next();
  }

  /** The server does not know the file at this place of {@link ids} any more: it has to be sent again. */
  lost(index: number): void {
    const item = this.items.filter(({ attachmentId }) => attachmentId)[index];
    if (!item) return;
    Object.assign(item, { state: 'failed', problem: 'upload_gone', attachmentId: undefined });
    this.#changed();
  }

  /** Empties the list: the message was acknowledged, or given up. */
  reset(): void {
    for (const item of this.items) this.#stop(item);
    this.items = [];
    this.tooMany = false;
    this.#changed();
  }

  /** Settles when no file is on its way any more, however it ended. */
  async settled(): Promise<void> {
    while (this.busy) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  /** Listener for `dragover`, `dragleave`, `drop` and `paste` of the area that takes files (the whole form). */
  readonly onTransfer = (event: Event): void => {
    const { type } = event;
    const data = (event as DragEvent).dataTransfer ?? (event as ClipboardEvent).clipboardData;
    const { currentTarget } = event;
    const { relatedTarget } = event as DragEvent;
    const inside = type === 'dragleave' && (currentTarget as Node).contains(relatedTarget as Node | null);
    // Word and Excel copy a picture along with the text: then the text is meant.
    if (!data?.types.includes('Files') || inside) return;
    if (type === 'paste' && data.types.includes('text/plain')) return;
    // Otherwise the browser would leave the page for the dropped file, and the host might take it too.
    event.preventDefault();
    event.stopPropagation();
    this.over = type === 'dragover';
    if (type === 'drop' || type === 'paste') this.add(data.files);
    this.#changed();
  };

  #next(): void {
    const api = this.#options.client();
    const sending = this.items.filter(({ state }) => state === 'uploading').length;
    const waiting = this.items.filter(({ state }) => state === 'waiting');
    if (api && this.#host.isConnected) {
      for (const item of waiting.slice(0, Math.max(0, PARALLEL_UPLOADS - sending)))
        void this.#send(api.uploads, item);
    }
    this.#changed();
  }

  async #send(uploads: UploadsResource, item: AttachmentItem): Promise<void> {
    Object.assign(item, { state: 'uploading', percent: 0, problem: '' });
    const upload = uploads.start(item.file, {
      confidential: item.confidential,
      onProgress: ({ sentBytes, totalBytes }) => {
        item.percent = Math.floor((sentBytes / totalBytes) * 100);
        this.#changed();
      },
    });
    item.upload = upload;
    try {
      const { id } = await upload.done;
      // Removed, sent again or stopped meanwhile: this answer is about nothing.
      if (item.upload !== upload) return;
      Object.assign(item, { state: 'ready', attachmentId: id });
      this.#say(contactMessages(this.#options.ui).attachments.uploaded(item.file.name));
    } catch (error) {
      if (item.upload !== upload) return;
      Object.assign(item, { state: 'failed', problem: errorCode(error) || 'failed' });
      this.#sayProblem(item);
    }
    this.#next();
  }

  #stop(item: AttachmentItem): void {
    const { upload } = item;
    item.upload = undefined;
    void upload?.abort();
  }

  #say(text: string): void {
    this.#options.ui.announce(text);
  }

  #sayProblem(item: AttachmentItem): void {
    if (item.state === 'failed') this.#say(`${item.file.name}: ${this.problemText(item)}`);
  }

  /** What is wrong with a file, in words. */
  problemText(item: AttachmentItem): string {
    const { t, formats } = this.#options.ui;
    const texts = contactMessages(this.#options.ui);
    const { problem } = item;
    if (problem === 'attachment_too_large') {
      return texts.attachments.tooLarge(formats.fileSize(this.limits?.attachmentMaxBytes ?? 0));
    }
    return t.errors.problem[problem] ?? (isRetryable(item) ? texts.attachments.failed : t.errors.unexpected);
  }

  readonly #changed = (): void => {
    for (const wake of this.#waiters.splice(0)) wake();
    this.#host.requestUpdate();
  };
}
