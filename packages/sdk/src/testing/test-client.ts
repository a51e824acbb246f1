import {
  type Attachment,
  type Classification,
  type ContactMethod,
  cancelProtocolSchema,
  type Limits,
  type Message,
  messageListQuerySchema,
  newMessageSchema,
  newProtocolSchema,
  type Protocol,
  protocolListQuerySchema,
  readMarkerSchema,
  type ServerEvent,
  type Session,
} from '@fale-conosco/contract';
import { checkInput } from '../check-input.ts';
import { delay } from '../delay.ts';
import {
  ConnectionError,
  createApiError,
  type FaleConoscoError,
  UploadRejectedError,
} from '../errors/index.ts';
import { EventQueue } from '../events/event-queue.ts';
import type { ConnectionState, FaleConosco, RequestOptions } from '../fale-conosco.ts';
import { iteratePages } from '../resources/iterate-pages.ts';
import { testClassifications, testContactMethods, testSession } from './catalogue.ts';
import { type SeedProtocol, testSeed } from './seed.ts';
import { type TestProtocol, TestStore } from './store.ts';
import { TestUpload } from './test-upload.ts';

/** Names a call of the client, for failures, holds and the record of calls. */
export type TestOperation =
  | 'session.retrieve'
  | 'classifications.list'
  | 'contactMethods.list'
  | 'protocols.list'
  | 'protocols.counts'
  | 'protocols.create'
  | 'protocols.retrieve'
  | 'protocols.cancel'
  | 'protocols.receipt'
  | 'messages.list'
  | 'messages.create'
  | 'messages.markRead'
  | 'uploads.start'
  | 'attachments.retrieve'
  | 'attachments.download';

/** A call that was made, with its arguments as they were given. */
export interface TestCall {
  operation: TestOperation;
  args: readonly unknown[];
}

/** How the in-memory client starts. */
export interface TestClientOptions {
  seed?: {
    session?: Partial<Session>;
    limits?: Partial<Limits>;
    classifications?: readonly Classification[];
    contactMethods?: readonly ContactMethod[];
    /** By default {@link testSeed}; `[]` for a provider that never wrote. */
    protocols?: readonly SeedProtocol[];
  };
  /** Wait before each answer, in milliseconds; 0 by default. */
  latencyMs?: number;
  /** The instant at which the story stands; fixed by default, and each write is one second later. */
  now?: Date;
}

/** What a test can do to the in-memory client behind the elements' back. */
export interface TestControl {
  /** Everything there is; change it to set a scene, then `emit` if readers shall notice. */
  readonly protocols: TestProtocol[];
  /** All calls so far, oldest first. */
  readonly calls: TestCall[];
  /** All uploads so far. */
  readonly uploads: TestUpload[];
  session: Session;
  classifications: Classification[];
  contactMethods: ContactMethod[];
  latencyMs: number;
  /** When true, uploads wait for `advance`, `finish`, `refuse` or `fail`; false by default. */
  stepUploads: boolean;
  addProtocol(parts?: Partial<TestProtocol>): TestProtocol;
  addOperatorMessage(
    number: string,
    body: string,
    options?: { asksProvider?: boolean; fileNames?: readonly string[] },
  ): Message;
  /** An agent closes the protocol with a conclusive message. */
  closeProtocol(number: string, body: string): Protocol;
  /** Sets why nobody can reply, or null for "can". */
  setCanReply(number: string, reason: Protocol['replyBlockedReason']): void;
  /**
   * The next calls of the operation fail. With `afterEffect` the work is done first and the answer is lost, as on a bad network.
   */
  failNext(
    operation: TestOperation,
    error: FaleConoscoError,
    options?: { times?: number; afterEffect?: boolean },
  ): void;
  /** Calls of the operation wait from now on, until released. */
  hold(operation: TestOperation): { readonly waiting: number; release(): void };
  /** Every call fails with `ConnectionError`, the event stream is lost. */
  goOffline(): void;
  goOnline(): void;
  emit(event: ServerEvent): void;
}

/** The client in memory: the same interface as `FaleConoscoClient`, plus `control`. */
export interface TestClient extends FaleConosco {
  readonly control: TestControl;
}

interface Failure {
  operation: TestOperation;
  error: FaleConoscoError;
  left: number;
  afterEffect: boolean;
}

const PROTOCOLS_PER_PAGE = 20;
const MESSAGES_PER_PAGE = 30;
const START = new Date('2026-11-24T17:00:00.000Z');

const cursorInvalid = (): FaleConoscoError => createApiError({ status: 400, code: 'cursor_invalid' });

/**
 * Makes a client that lives in memory and behaves as the contract says: for tests of what stands on the SDK, for
 * demos without a server, for pages of states.
 */
export const createTestClient = (options: TestClientOptions = {}): TestClient => {
  const { seed = {}, now = START } = options;
  const session: Session = {
    ...testSession,
    ...seed.session,
    limits: { ...testSession.limits, ...seed.session?.limits, ...seed.limits },
  };
  const store = new TestStore({
    session,
    classifications: seed.classifications ?? testClassifications,
    contactMethods: seed.contactMethods ?? testContactMethods,
    now,
  });
  // Oldest first, so that numbers ascend with time.
  for (const entry of [...(seed.protocols ?? testSeed)].reverse()) store.seed(entry);

  const calls: TestCall[] = [];
  const uploads: TestUpload[] = [];
  const failures: Failure[] = [];
  const holds = new Map<TestOperation, { released: Promise<void>; waiting: number }>();
  const results = new Map<string, { input: string; answer: Promise<unknown> }>();
  const listeners = new Set<(event: ServerEvent) => void>();
  const watchers = new Set<(state: ConnectionState) => void>();
  let offline = false;
  let cachedSession: Promise<Session> | undefined;

  const emit = (event: ServerEvent): void => {
    if (!offline) for (const listener of [...listeners]) listener(structuredClone(event));
  };
  store.onChange = emit;

  const takeFailure = (operation: TestOperation, afterEffect: boolean): void => {
    const failure = failures.find(
      (candidate) =>
        candidate.operation === operation && candidate.afterEffect === afterEffect && candidate.left > 0,
    );
    if (!failure) return;
    failure.left -= 1;
    throw failure.error;
  };

  const beforeAnswer = async (operation: TestOperation, signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    aborted.catch(() => {});
    const hold = holds.get(operation);
    if (hold) {
      hold.waiting += 1;
      await Promise.race([hold.released, aborted]);
    }
    if (control.latencyMs > 0) await delay(control.latencyMs, signal);
    else await Promise.resolve();
    signal?.throwIfAborted();
    if (offline) throw new ConnectionError();
  };

  const call = async <Answer>(
    operation: TestOperation,
    args: readonly unknown[],
    requestOptions: RequestOptions | undefined,
    work: () => Answer,
  ): Promise<Answer> => {
    calls.push({ operation, args });
    await beforeAnswer(operation, requestOptions?.signal);
    takeFailure(operation, false);
    const answer = structuredClone(work());
    takeFailure(operation, true);
    return answer;
  };

  /** The same key again gives the first answer again; with another input it is refused, as by a server. */
  const keyed = <Answer>(
    operation: TestOperation,
    key: string | undefined,
    input: unknown,
    work: () => Answer,
  ): (() => Answer) => {
    if (key === undefined) return work;
    return () => {
      const name = `${operation} ${key}`;
      const text = JSON.stringify(input);
      const known = results.get(name);
      if (known && known.input !== text)
        throw createApiError({ status: 422, code: 'idempotency_key_reused' });
      if (known) return known.answer as Answer;
      const answer = work();
      results.set(name, { input: text, answer: answer as Promise<unknown> });
      return answer;
    };
  };

  const control: TestControl = {
    protocols: store.protocols,
    calls,
    uploads,
    latencyMs: options.latencyMs ?? 0,
    stepUploads: false,
    get session() {
      return store.session;
    },
    set session(value) {
      store.session = value;
      cachedSession = undefined;
    },
    get classifications() {
      return store.classifications;
    },
    set classifications(value) {
      store.classifications = value;
    },
    get contactMethods() {
      return store.contactMethods;
    },
    set contactMethods(value) {
      store.contactMethods = value;
    },
    addProtocol: (parts = {}) => store.addProtocol(parts),
    addOperatorMessage: (number, body, messageOptions) => store.operatorMessage(number, body, messageOptions),
    closeProtocol: (number, body) => {
      store.operatorMessage(number, body, { closes: true });
      return store.toProtocol(store.find(number));
    },
    setCanReply: (number, reason) => {
      store.find(number).replyOverride = reason;
    },
    failNext: (operation, error, { times = 1, afterEffect = false } = {}) => {
      failures.push({ operation, error, left: times, afterEffect });
    },
    hold: (operation) => {
      let resolve: () => void = () => {};
      const released = new Promise<void>((settle) => {
        resolve = settle;
      });
      const held = { released, waiting: 0 };
      holds.set(operation, held);
      return {
        get waiting() {
          return held.waiting;
        },
        release: () => {
          if (holds.get(operation) === held) holds.delete(operation);
          resolve();
        },
      };
    },
    goOffline: () => {
      offline = true;
      for (const watcher of [...watchers]) watcher('offline');
    },
    goOnline: () => {
      offline = false;
      for (const watcher of [...watchers]) {
        watcher('connecting');
        watcher('open');
      }
    },
    emit,
  };

  const retrieveSession = (requestOptions?: RequestOptions): Promise<Session> =>
    call('session.retrieve', [], requestOptions, () => store.session);

  const client: TestClient = {
    control,
    session: {
      retrieve: retrieveSession,
      cached: () => {
        cachedSession ??= retrieveSession().catch((error: unknown) => {
          cachedSession = undefined;
          throw error;
        });
        return cachedSession;
      },
    },
    classifications: {
      list: (requestOptions) =>
        call('classifications.list', [], requestOptions, () => [...store.classifications]),
    },
    contactMethods: {
      list: (requestOptions) =>
        call('contactMethods.list', [], requestOptions, () => [...store.contactMethods]),
    },
    protocols: {
      list: async (query = {}, requestOptions) => {
        const checked = checkInput(protocolListQuerySchema, query);
        return call('protocols.list', [query], requestOptions, () => {
          const found = store.search(checked);
          const start = checked.cursor ? found.findIndex(({ number }) => number === checked.cursor) + 1 : 0;
          if (checked.cursor && start === 0) throw cursorInvalid();
          const page = found.slice(start, start + (checked.limit ?? PROTOCOLS_PER_PAGE));
          const more = start + page.length < found.length;
          return {
            items: page.map((protocol) => store.toSummary(protocol)),
            nextCursor: more ? (page.at(-1)?.number ?? null) : null,
          };
        });
      },
      iterate: (query = {}, requestOptions) =>
        iteratePages((cursor) =>
          client.protocols.list(cursor ? { ...query, cursor } : query, requestOptions),
        ),
      counts: (requestOptions) => call('protocols.counts', [], requestOptions, () => store.counts()),
      create: async (input, requestOptions) => {
        const checked = checkInput(newProtocolSchema, input);
        const work = (): Protocol => store.toProtocol(store.create(checked));
        return call(
          'protocols.create',
          [input, requestOptions],
          requestOptions,
          keyed('protocols.create', requestOptions?.idempotencyKey, checked, work),
        );
      },
      retrieve: (number, requestOptions) =>
        call('protocols.retrieve', [number], requestOptions, () => store.toProtocol(store.find(number))),
      cancel: async (number, input = {}, requestOptions) => {
        const checked = checkInput(cancelProtocolSchema, input);
        const work = (): Protocol => store.toProtocol(store.cancel(number, checked.reason ?? ''));
        return call(
          'protocols.cancel',
          [number, input, requestOptions],
          requestOptions,
          keyed('protocols.cancel', requestOptions?.idempotencyKey, [number, checked], work),
        );
      },
      receipt: (number, requestOptions) =>
        call('protocols.receipt', [number], requestOptions, () => store.receipt(number)),
    },
    messages: {
      list: async (number, query = {}, requestOptions) => {
        const checked = checkInput(messageListQuerySchema, query);
        return call('messages.list', [number, query], requestOptions, () => {
          const { messages } = store.find(number);
          const limit = checked.limit ?? MESSAGES_PER_PAGE;
          if (checked.cursor && !/^\d+$/.test(checked.cursor)) throw cursorInvalid();
          if (checked.after !== undefined) {
            const from = Math.max(checked.after, Number(checked.cursor ?? 0));
            const newer = messages.filter(({ sequence }) => sequence > from);
            const items = newer.slice(0, limit);
            return { items, nextCursor: newer.length > limit ? String(items.at(-1)?.sequence) : null };
          }
          const before = checked.cursor ? Number(checked.cursor) : Number.POSITIVE_INFINITY;
          const older = messages.filter(({ sequence }) => sequence < before);
          const items = older.slice(-limit);
          return { items, nextCursor: older.length > limit ? String(items[0]?.sequence) : null };
        });
      },
      create: async (number, input, requestOptions) => {
        const checked = checkInput(newMessageSchema, input);
        const work = (): Message => store.reply(number, checked);
        return call(
          'messages.create',
          [number, input, requestOptions],
          requestOptions,
          keyed('messages.create', requestOptions?.idempotencyKey, [number, checked], work),
        );
      },
      markRead: async (number, sequence, requestOptions) => {
        const marker = checkInput(readMarkerSchema, { sequence });
        return call('messages.markRead', [number, sequence], requestOptions, () =>
          store.markRead(number, marker.sequence),
        );
      },
    },
    uploads: {
      start: (file, uploadOptions = {}) => {
        const attachment: Attachment = {
          ...store.makeAttachment(uploadOptions.fileName ?? file.name ?? 'arquivo', file),
          state: 'uploading',
          sha256: null,
          confidential: uploadOptions.confidential ?? false,
        };
        store.attachments.set(attachment.id, { attachment, content: file, used: false });
        const upload = new TestUpload({
          attachment,
          totalBytes: file.size,
          onProgress: uploadOptions.onProgress,
          onFinish: (ready) =>
            store.attachments.set(ready.id, { attachment: ready, content: file, used: false }),
          signal: uploadOptions.signal,
        });
        uploads.push(upload);
        call('uploads.start', [file, uploadOptions], uploadOptions, () => undefined).then(
          () => {
            if (file.size > store.session.limits.attachmentMaxBytes) {
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
      },
    },
    attachments: {
      retrieve: (id, requestOptions) =>
        call('attachments.retrieve', [id], requestOptions, () => store.file(id).attachment),
      download: (id, requestOptions) =>
        call('attachments.download', [id], requestOptions, () => store.file(id).content),
    },
    events: {
      subscribe: (listener, { signal, onConnectionChange } = {}) => {
        if (signal?.aborted) return () => {};
        // Wrapped, so that one function that subscribes twice counts twice.
        const hear = (event: ServerEvent): void => listener(event);
        const watch = (state: ConnectionState): void => onConnectionChange?.(state);
        const stop = (): void => {
          listeners.delete(hear);
          watchers.delete(watch);
        };
        listeners.add(hear);
        watchers.add(watch);
        watch('connecting');
        queueMicrotask(() => {
          if (watchers.has(watch)) watch(offline ? 'offline' : 'open');
        });
        signal?.addEventListener('abort', stop, { once: true });
        return stop;
      },
      stream: ({ signal } = {}) => {
        const queue = new EventQueue<ServerEvent>();
        client.events.subscribe((event) => queue.push(event), { signal });
        signal?.addEventListener('abort', () => queue.end(), { once: true });
        if (signal?.aborted) queue.end();
        return queue;
      },
    },
  };
  return client;
};
