import type { Message, MessagePage, Protocol, ServerEvent } from '@fale-conosco/contract';
import type { FaleConosco } from '@fale-conosco/sdk';
import { LiveController } from '@fale-conosco/ui';
import { initialState, Task, TaskStatus } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the controller needs from its element. */
export interface ThreadHost extends ReactiveControllerHost {
  readonly protocolNumber: string | undefined;
  /** Told of messages that came while the thread was open, the user's own among them. */
  arrived(messages: Message[]): void;
  failed(error: unknown): void;
}

/**
 * One protocol with its thread: the newest page, older ones on demand, and what arrives live. An event only says that
 * something changed; what is missing is read from the last message that is known, so none is lost or shown twice.
 */
export class ThreadController implements ReactiveController {
  protocol: Protocol | undefined;
  /** What is loaded, oldest first. */
  messages: Message[] = [];
  /** Leads to older messages; null when the first one is loaded. */
  olderCursor: string | null = null;
  /** Up to where the user had read when the thread was opened. */
  readAtOpening = 0;
  offline = false;

  readonly #host: ThreadHost;
  readonly #client: () => FaleConosco | undefined;
  readonly #load;
  readonly #older;
  /** Every message up to this sequence, and after the oldest one loaded, is loaded. */
  #complete = 0;
  #catchingUp: Promise<void> | undefined;
  #behind = false;

  constructor(host: ThreadHost, client: () => FaleConosco | undefined) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
    this.#load = new Task(host, {
      args: () => [client(), host.protocolNumber] as const,
      task: async ([api, number], { signal }) => {
        this.protocol = undefined;
        this.messages = [];
        this.olderCursor = null;
        this.#complete = 0;
        if (!api || !number) return initialState;
        return Promise.all([
          api.protocols.retrieve(number, { signal }),
          api.messages.list(number, {}, { signal }),
        ]);
      },
      onComplete: ([protocol, page]) => {
        this.protocol = protocol;
        this.readAtOpening = protocol.readSequence;
        this.#takeOlder(page);
        this.#complete = page.items.at(-1)?.sequence ?? 0;
        // It may have gone on between the two answers, or since the stream last spoke.
        if (protocol.lastSequence > this.#complete || this.#behind) void this.catchUp();
      },
      onError: (error) => host.failed(error),
    });
    this.#older = new Task(host, {
      autoRun: false,
      task: async (_args: readonly [], { signal }) => {
        const { protocol, olderCursor } = this;
        const api = client();
        if (!api || !protocol || !olderCursor) return;
        const page = await api.messages.list(protocol.number, { cursor: olderCursor }, { signal });
        if (this.olderCursor === olderCursor) this.#takeOlder(page);
      },
      onError: (error) => host.failed(error),
    });
    new LiveController(host, {
      client,
      onEvent: (event) => this.#hear(event),
      onConnectionChange: (state) => {
        const offline = state === 'offline';
        if (offline === this.offline) return;
        this.offline = offline;
        if (!offline) void this.catchUp();
        host.requestUpdate();
      },
    });
  }

  hostConnected(): void {
    // Back in a document: nothing was heard meanwhile.
    if (this.protocol) void this.catchUp();
  }

  get loading(): boolean {
    return this.#load.status < TaskStatus.COMPLETE;
  }

  /** Why the protocol is not shown. */
  get error(): unknown {
    return this.#load.error;
  }

  /** Sequence of the first operator message that was not viewed when the thread was opened; 0 when there is none. */
  get firstUnread(): number {
    const found = this.messages.find(
      ({ sequence, author }) => sequence > this.readAtOpening && author.kind === 'operator',
    );
    return found?.sequence ?? 0;
  }

  get loadingOlder(): boolean {
    return this.#older.status === TaskStatus.PENDING;
  }

  get olderError(): unknown {
    return this.#older.error;
  }

  /** Loads everything again. */
  reload(): Promise<void> {
    return this.#load.run();
  }

  loadOlder(): Promise<void> {
    return this.#older.run([]);
  }

  /** Takes over what a call answered about the protocol, unless another one is shown by now. */
  take(protocol: Protocol): void {
    if (protocol.number !== this.#host.protocolNumber) return;
    this.protocol = protocol;
    this.#host.requestUpdate();
  }

  /** The server knows that a protocol was read up to a sequence. */
  read(number: string, readSequence: number): void {
    if (this.protocol?.number === number) this.protocol = { ...this.protocol, readSequence };
  }

  /** Reads what changed since the last message that is known; calls that come meanwhile are one more look. */
  catchUp(): Promise<void> {
    this.#behind = true;
    this.#catchingUp ??= this.#readOn().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  #hear(event: ServerEvent): void {
    const concerned =
      event.type !== 'protocol.changed' ||
      (event.data.number === this.#host.protocolNumber && event.data.cause !== 'read');
    if (concerned) void this.catchUp();
  }

  async #readOn(): Promise<void> {
    const api = this.#client();
    while (api && this.protocol && this.#behind) {
      this.#behind = false;
      const { number } = this.protocol;
      try {
        const protocol = await api.protocols.retrieve(number);
        const newer: Message[] = [];
        let page: MessagePage;
        do {
          const after = newer.at(-1)?.sequence ?? this.#complete;
          page = await api.messages.list(number, { after });
          newer.push(...page.items);
        } while (page.nextCursor);
        // Another protocol, or a fresh look at this one, meanwhile.
        if (number !== this.protocol?.number) continue;
        this.#complete = newer.at(-1)?.sequence ?? this.#complete;
        this.messages = [...this.messages, ...newer];
        this.take(protocol);
        if (newer.length > 0) this.#host.arrived(newer);
      } catch {
        // The next event, or the connection when it is back, asks again; the offline banner stands meanwhile.
        return;
      }
    }
  }

  #takeOlder({ items, nextCursor }: MessagePage): void {
    this.messages = [...items, ...this.messages];
    this.olderCursor = nextCursor;
  }
}
