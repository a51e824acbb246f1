import type { Attachment, Message, ServerEvent, Session } from '@fale-conosco/contract';
import type {
  AttachmentsResource,
  ConnectionState,
  EventsResource,
  RequestOptions,
  SessionResource,
  UploadsResource,
} from '../client-interface.ts';
import { delay } from '../delay.ts';
import {
  ConnectionError,
  createApiError,
  type FaleConoscoError,
  UploadRejectedError,
} from '../errors/index.ts';
import { EventQueue } from '../events/event-queue.ts';
import {
  notFound,
  type TestChange,
  type TestFile,
  type TestMessage,
  type TestProtocol,
  type TestState,
} from './state.ts';
import { TestUpload } from './test-upload.ts';

/** The calls that both in-memory clients have. */
export type SharedOperation =
  | 'session.retrieve'
  | 'uploads.start'
  | 'attachments.retrieve'
  | 'attachments.download';

/** What a test can do to an in-memory client, whichever side it is on. */
export interface RuntimeControl<Operation extends string> {
  /** All calls so far, oldest first, with their arguments as they were given. */
  readonly calls: { operation: Operation; args: readonly unknown[] }[];
  /** All uploads so far. */
  readonly uploads: TestUpload[];
  session: Session;
  latencyMs: number;
  /** When true, uploads wait for `advance`, `finish`, `refuse` or `fail`; false by default. */
  stepUploads: boolean;
  /**
   * The next calls of the operation fail. With `afterEffect` the work is done first and the answer is lost, as on a bad network.
   */
  failNext(
    operation: Operation,
    error: FaleConoscoError,
    options?: { times?: number; afterEffect?: boolean },
  ): void;
  /** Calls of the operation wait from now on, until released. */
  hold(operation: Operation): { readonly waiting: number; release(): void };
  /** Every call fails with `ConnectionError`, the event stream is lost. */
  goOffline(): void;
  goOnline(): void;
  emit(event: ServerEvent): void;
}

/** What a side of the contract adds to the machinery: its session, its view of changes, which files it may read. */
export interface RuntimeSide {
  session: Session;
  readonly state: TestState;
  toEvent(change: TestChange): ServerEvent | undefined;
  /** Tells whether the signed-in person may read a protocol at all. */
  sees(protocol: TestProtocol): boolean;
  /** What the signed-in person may read of its thread. */
  thread(protocol: TestProtocol): TestMessage[];
  /** As the signed-in person gets it, without the files that are not for it. */
  toMessage(message: TestMessage): Pick<Message, 'attachments'>;
}

interface Failure {
  operation: string;
  error: FaleConoscoError;
  left: number;
  afterEffect: boolean;
}

/** A cursor that no page gave. */
export const cursorInvalid = (): FaleConoscoError => createApiError({ status: 400, code: 'cursor_invalid' });

/** A page of a list by the key of its last item. */
export const pageOf = <Item>(
  found: readonly Item[],
  keyOf: (item: Item) => string,
  query: { cursor?: string | undefined; limit?: number | undefined },
  usual = 20,
): { items: Item[]; nextCursor: string | null } => {
  const start = query.cursor ? found.findIndex((item) => keyOf(item) === query.cursor) + 1 : 0;
  if (query.cursor && start === 0) throw cursorInvalid();
  const items = found.slice(start, start + (query.limit ?? usual));
  const last = items.at(-1);
  return { items, nextCursor: last && start + items.length < found.length ? keyOf(last) : null };
};

const MESSAGES_PER_PAGE = 30;

/** A page of a thread, from the newest to older ones, or onwards from a sequence. */
export const pageOfThread = <Item extends { sequence: number }>(
  messages: readonly Item[],
  query: { after?: number | undefined; cursor?: string | undefined; limit?: number | undefined },
): { items: Item[]; nextCursor: string | null } => {
  const limit = query.limit ?? MESSAGES_PER_PAGE;
  if (query.cursor && !/^\d+$/.test(query.cursor)) throw cursorInvalid();
  if (query.after !== undefined) {
    const from = Math.max(query.after, Number(query.cursor ?? 0));
    const newer = messages.filter(({ sequence }) => sequence > from);
    const items = newer.slice(0, limit);
    return { items, nextCursor: newer.length > limit ? String(items.at(-1)?.sequence) : null };
  }
  const before = query.cursor ? Number(query.cursor) : Number.POSITIVE_INFINITY;
  const older = messages.filter(({ sequence }) => sequence < before);
  const items = older.slice(-limit);
  return { items, nextCursor: older.length > limit ? String(items[0]?.sequence) : null };
};

/** The machinery of an in-memory client: calls with latency, failures, holds and keys; events; uploads; the session. */
export class TestRuntime<Operation extends string> {
  readonly control: RuntimeControl<Operation | SharedOperation>;
  readonly session: SessionResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;
  readonly #side: RuntimeSide;
  readonly #failures: Failure[] = [];
  readonly #holds = new Map<string, { released: Promise<void>; waiting: number }>();
  readonly #results = new Map<string, { input: string; answer: unknown }>();
  readonly #listeners = new Set<(event: ServerEvent) => void>();
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  #offline = false;
  #cachedSession: Promise<Session> | undefined;

  constructor(side: RuntimeSide, latencyMs: number) {
    this.#side = side;
    this.control = this.#makeControl(latencyMs);
    this.session = {
      retrieve: (options) => this.call('session.retrieve', [], options, () => side.session),
      cached: () => {
        this.#cachedSession ??= this.session.retrieve().catch((error: unknown) => {
          this.#cachedSession = undefined;
          throw error;
        });
        return this.#cachedSession;
      },
    };
    this.uploads = { start: (file, options = {}) => this.#upload(file, options) };
    this.attachments = {
      retrieve: (id, options) =>
        this.call('attachments.retrieve', [id], options, () => this.#file(id).file.attachment),
      download: (id, options) =>
        this.call('attachments.download', [id], options, () => {
          const { file, protocol } = this.#file(id);
          const { fileName } = file.attachment;
          if (protocol) side.state.recordAccess(protocol, side.session, 'attachment.download', fileName);
          return file.content;
        }),
    };
    this.events = {
      subscribe: (listener, options) => this.#subscribe(listener, options),
      stream: ({ signal } = {}) => {
        const queue = new EventQueue<ServerEvent>();
        this.#subscribe((event) => queue.push(event), { signal });
        signal?.addEventListener('abort', () => queue.end(), { once: true });
        if (signal?.aborted) queue.end();
        return queue;
      },
    };
    side.state.watchers.add((change) => {
      const event = side.toEvent(change);
      if (event) this.#emit(event);
    });
  }

  /** A file that the signed-in person may read, with the protocol in whose thread it is. */
  #file(id: string): { file: TestFile; protocol: TestProtocol | undefined } {
    const side = this.#side;
    const file = side.state.file(id);
    const among = (messages: readonly Pick<Message, 'attachments'>[]): boolean =>
      messages.some(({ attachments }) => attachments.some((attachment) => attachment.id === id));
    const protocol = side.state.protocols.find(({ messages }) => among(messages));
    const readable =
      !protocol ||
      (side.sees(protocol) && among(side.thread(protocol).map((message) => side.toMessage(message))));
    if (!readable) throw notFound();
    return { file, protocol };
  }

  #emit(event: ServerEvent): void {
    if (!this.#offline) for (const listener of [...this.#listeners]) listener(structuredClone(event));
  }

  /** The control with what one side adds to it, getters included; it stays the same object. */
  extendControl<More extends object>(more: More): RuntimeControl<Operation | SharedOperation> & More {
    return Object.defineProperties(
      this.control,
      Object.getOwnPropertyDescriptors(more),
    ) as typeof this.control & More;
  }

  /** Forgets what `session.cached()` gave. */
  forgetSession(): void {
    this.#cachedSession = undefined;
  }

  /** Runs a call: recorded, delayed, failed or held as the test has it; the answer is a copy. */
  async call<Answer>(
    operation: Operation | SharedOperation,
    args: readonly unknown[],
    options: RequestOptions | undefined,
    work: () => Answer,
  ): Promise<Answer> {
    this.control.calls.push({ operation, args });
    await this.#beforeAnswer(operation, options?.signal);
    this.#takeFailure(operation, false);
    const answer = structuredClone(work());
    this.#takeFailure(operation, true);
    return answer;
  }

  /** A call that makes something: the same key again gives the first answer again, with another input it is refused. */
  keyedCall<Answer>(
    operation: Operation,
    args: readonly unknown[],
    options: RequestOptions | undefined,
    input: unknown,
    work: () => Answer,
  ): Promise<Answer> {
    const key = options?.idempotencyKey;
    return this.call(operation, [...args, options], options, () => {
      if (key === undefined) return work();
      const name = `${operation} ${key}`;
      const text = JSON.stringify(input);
      const known = this.#results.get(name);
      if (known && known.input !== text) {
        throw createApiError({ status: 422, code: 'idempotency_key_reused' });
      }
      if (known) return known.answer as Answer;
      const answer = work();
      // A copy: the answer is what was true then.
      this.#results.set(name, { input: text, answer: structuredClone(answer) });
      return answer;
    });
  }

  #takeFailure(operation: string, afterEffect: boolean): void {
    const failure = this.#failures.find(
      (candidate) =>
        candidate.operation === operation && candidate.afterEffect === afterEffect && candidate.left > 0,
    );
    if (!failure) return;
    failure.left -= 1;
    throw failure.error;
  }

  async #beforeAnswer(operation: string, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    aborted.catch(() => {});
    const hold = this.#holds.get(operation);
    if (hold) {
      hold.waiting += 1;
      await Promise.race([hold.released, aborted]);
    }
    if (this.control.latencyMs > 0) await delay(this.control.latencyMs, signal);
    else await Promise.resolve();
    signal?.throwIfAborted();
    if (this.#offline) throw new ConnectionError();
  }

  #makeControl(latencyMs: number): RuntimeControl<Operation | SharedOperation> {
    const side = this.#side;
    const forget = (): void => this.forgetSession();
    return {
      calls: [],
      uploads: [],
      latencyMs,
      stepUploads: false,
      get session() {
        return side.session;
      },
      set session(value) {
        side.session = value;
        forget();
      },
      failNext: (operation, error, { times = 1, afterEffect = false } = {}) => {
        this.#failures.push({ operation, error, left: times, afterEffect });
      },
      hold: (operation) => {
        let resolve: () => void = () => {};
        const released = new Promise<void>((settle) => {
          resolve = settle;
        });
        const held = { released, waiting: 0 };
        this.#holds.set(operation, held);
        return {
          get waiting() {
            return held.waiting;
          },
          release: () => {
            if (this.#holds.get(operation) === held) this.#holds.delete(operation);
            resolve();
          },
        };
      },
      goOffline: () => {
        this.#offline = true;
        for (const watcher of [...this.#watchers]) watcher('offline');
      },
      goOnline: () => {
        this.#offline = false;
        for (const watcher of [...this.#watchers]) {
          watcher('connecting');
          watcher('open');
        }
      },
      emit: (event) => this.#emit(event),
    };
  }

  #subscribe: EventsResource['subscribe'] = (listener, { signal, onConnectionChange } = {}) => {
    if (signal?.aborted) return () => {};
    // Wrapped, so that one function that subscribes twice counts twice.
    const hear = (event: ServerEvent): void => listener(event);
    const watch = (state: ConnectionState): void => onConnectionChange?.(state);
    const stop = (): void => {
      this.#listeners.delete(hear);
      this.#watchers.delete(watch);
    };
    this.#listeners.add(hear);
    this.#watchers.add(watch);
    watch('connecting');
    queueMicrotask(() => {
      if (this.#watchers.has(watch)) watch(this.#offline ? 'offline' : 'open');
    });
    signal?.addEventListener('abort', stop, { once: true });
    return stop;
  };

  #upload(
    file: Blob & { readonly name?: string },
    options: NonNullable<Parameters<UploadsResource['start']>[1]>,
  ): TestUpload {
    const { state } = this.#side;
    const { control } = this;
    const attachment: Attachment = {
      ...state.makeAttachment(options.fileName ?? file.name ?? 'arquivo', file),
      state: 'uploading',
      sha256: null,
      confidential: options.confidential ?? false,
    };
    state.attachments.set(attachment.id, { attachment, content: file, used: false });
    const upload = new TestUpload({
      attachment,
      totalBytes: file.size,
      onProgress: options.onProgress,
      onFinish: (ready) => state.attachments.set(ready.id, { attachment: ready, content: file, used: false }),
      signal: options.signal,
    });
    control.uploads.push(upload);
    this.call('uploads.start', [file, options], options, () => undefined).then(
      () => {
        if (file.size > this.#side.session.limits.attachmentMaxBytes) {
          upload.fail(createApiError({ status: 413, code: 'attachment_too_large' }));
        } else if (file.size === 0) {
          upload.fail(new UploadRejectedError('attachment_empty'));
        } else if (!control.stepUploads) {
          void upload.run(() => (control.latencyMs > 0 ? delay(control.latencyMs) : Promise.resolve()));
        }
      },
      (error: FaleConoscoError) => upload.fail(error),
    );
    return upload;
  }
}
