import {
  type Attachment,
  CATALOGUE_PARTS,
  type CataloguePart,
  type MessageListQuery,
  type ServerEvent,
} from '@fale-conosco/contract';
import { type EventsResource, NotFoundError, type ReadOptions, type RequestOptions } from '@fale-conosco/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { changesCatalogue } from '../client/catalogue-events.ts';
import { LiveController } from '../client/live-controller.ts';
import { ReadController } from '../data/read-controller.ts';

/** What every protocol has that a thread belongs to. */
export interface ThreadProtocol {
  number: string;
  lastSequence: number;
}

/** What every entry of a thread has. */
export interface ThreadEntry {
  sequence: number;
  attachments?: readonly Attachment[];
}

/** One page of a thread. */
interface Page<Entry> {
  items: Entry[];
  nextCursor: string | null;
}

/** What the controller needs of a client; the provider's and the operator's have it. */
export interface ThreadClient<Protocol extends ThreadProtocol, Entry extends ThreadEntry> {
  readonly protocols: { retrieve(number: string, options?: ReadOptions): Promise<Protocol> };
  readonly messages: {
    list(number: string, query?: MessageListQuery, options?: RequestOptions): Promise<Page<Entry>>;
  };
  readonly events: EventsResource;
}

/** What the controller needs from its element. */
export interface ThreadHost<Entry extends ThreadEntry> extends ReactiveControllerHost {
  readonly protocolNumber: string | undefined;
  /** Of an element: it may be in a part of the page that is hidden. Older browsers do not know. */
  checkVisibility?(): boolean;
  /** Told of entries that came while the thread was open, the user's own among them. */
  arrived(entries: Entry[]): void;
  failed(error: unknown): void;
}

/** What a thread is read with. */
export interface ThreadOptions<Protocol extends ThreadProtocol, Entry extends ThreadEntry> {
  client: () => ThreadClient<Protocol, Entry> | undefined;
  /**
   * Whether an entry may still change (when will it be viewed?); such entries, and those with a file in verification, are
   * read again with what is new.
   */
  changeable?: (entry: Entry) => boolean;
  /** The settings on which the thread depends; by default all. */
  parts?: readonly CataloguePart[];
  /** Something of the reader's own is under way that ends with a look by itself: what is heard meanwhile asks for none. */
  busy?: () => boolean;
}

/**
 * One protocol with its thread: the newest page, older ones on demand, and what arrives live. An event only says that
 * something changed; what is missing is read from the last entry that is known, so none is lost or shown twice.
 */
export class ThreadController<Protocol extends ThreadProtocol, Entry extends ThreadEntry>
  implements ReactiveController
{
  protocol: Protocol | undefined;
  /** The protocol as it was when the thread was opened. */
  opened: Protocol | undefined;
  /** What is loaded, oldest first. */
  messages: Entry[] = [];
  /** Leads to older messages; null when the first one is loaded. */
  olderCursor: string | null = null;
  offline = false;
  /** It was there, and is no longer the reader's to see. */
  gone = false;

  readonly #host: ThreadHost<Entry>;
  readonly #options: ThreadOptions<Protocol, Entry>;
  readonly #load;
  readonly #older: ReadController<ThreadClient<Protocol, Entry>, Page<Entry>>;
  /** Every message up to this sequence, and after the oldest one loaded, is loaded. */
  #complete = 0;
  #catchingUp: Promise<void> | undefined;
  /** The server knows that the reader has opened the thread. */
  #viewed = false;
  #behind = false;

  constructor(host: ThreadHost<Entry>, options: ThreadOptions<Protocol, Entry>) {
    const { client } = options;
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#load = new ReadController(host, {
      client,
      inputs: () => (host.protocolNumber ? [host.protocolNumber] : undefined),
      read: (api, signal) => {
        const number = host.protocolNumber ?? '';
        return Promise.all([this.#retrieve(api, number, signal), api.messages.list(number, {}, { signal })]);
      },
      onClear: () => {
        this.protocol = undefined;
        this.messages = [];
        this.olderCursor = null;
        this.gone = this.#viewed = false;
        this.#complete = 0;
      },
      onLoad: ([protocol, page]) => {
        this.protocol = this.opened = protocol;
        this.messages = page.items;
        this.olderCursor = page.nextCursor;
        this.#complete = page.items.at(-1)?.sequence ?? 0;
        // It may have gone on between the two responses, or since the stream last spoke.
        if (protocol.lastSequence > this.#complete || this.#behind) void this.catchUp();
      },
      onError: (error) => host.failed(error),
    });
    this.#older = new ReadController(host, {
      client,
      lazy: true,
      // With another thread, or this one loaded again, what is on its way and its error go.
      inputs: () => [this.#load.value],
      read: (api, signal) => {
        const { protocol, olderCursor: cursor } = this;
        return api.messages.list(protocol?.number ?? '', { ...(cursor && { cursor }) }, { signal });
      },
      onLoad: (page) => {
        this.messages = [...page.items, ...this.messages];
        this.olderCursor = page.nextCursor;
      },
      onError: (error) => host.failed(error),
    });
    new LiveController(host, {
      client,
      concerns: (event) => this.#concerns(event),
      onEvent: () => void this.catchUp(),
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

  /** Why the protocol is not shown. */
  get error(): unknown {
    return this.#load.error;
  }

  get loadingOlder(): boolean {
    return this.#older.loading;
  }

  get olderError(): unknown {
    return this.#older.error;
  }

  /** Loads everything again. */
  reload(): Promise<void> {
    return this.#load.load();
  }

  async loadOlder(): Promise<void> {
    if (this.protocol && this.olderCursor) await this.#older.load();
  }

  /** The thread is before the reader's eyes: says so, if its loading could not. */
  view(): void {
    if (this.protocol && !this.#viewed) void this.catchUp();
  }

  /** Takes over what a call answered about the protocol, unless another one is shown by now. */
  take(protocol: Protocol): void {
    if (protocol.number !== this.#host.protocolNumber) return;
    this.protocol = protocol;
    this.#host.requestUpdate();
  }

  /** Reads what changed since the last message that is known; calls that come meanwhile are one more look. */
  catchUp(): Promise<void> {
    this.#behind = true;
    this.#catchingUp ??= this.#readNewer().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  #concerns(event: ServerEvent): boolean {
    const { parts = CATALOGUE_PARTS, changeable, busy } = this.#options;
    const concerned =
      'number' in event.data
        ? event.data.number === this.#host.protocolNumber &&
          (!('cause' in event.data) || event.data.cause !== 'read' || changeable)
        : changesCatalogue(event, parts);
    return Boolean(concerned && !busy?.());
  }

  /** Reads the protocol; the first time that the reader can see it, it is the reader who opens it. */
  async #retrieve(
    { protocols }: ThreadClient<Protocol, Entry>,
    number: string,
    signal?: AbortSignal,
  ): Promise<Protocol> {
    const opens =
      !this.#viewed && document.visibilityState === 'visible' && this.#host.checkVisibility?.() !== false;
    const protocol = await protocols.retrieve(number, { signal, ...(opens && { purpose: 'view' }) });
    if (opens && number === this.#host.protocolNumber) this.#viewed = true;
    return protocol;
  }

  async #readNewer(): Promise<void> {
    const { client, changeable } = this.#options;
    for (;;) {
      const api = client();
      const loaded = this.#load.value;
      if (!api || !this.protocol || !loaded || !this.#behind) return;
      this.#behind = false;
      const { number } = this.protocol;
      const known = this.#complete;
      const oldest = this.messages.find(
        (entry) => changeable?.(entry) || entry.attachments?.some(({ state }) => state === 'scanning'),
      );
      const from = oldest ? oldest.sequence - 1 : known;
      try {
        const protocol = await this.#retrieve(api, number);
        const read: Entry[] = [];
        let next: string | null;
        do {
          const page = await api.messages.list(number, { after: read.at(-1)?.sequence ?? from });
          read.push(...page.items);
          next = page.nextCursor;
        } while (next);
        // Another protocol, or this one loaded again (as somebody else, perhaps), meanwhile.
        if (loaded !== this.#load.value) continue;
        const newer = read.filter(({ sequence }) => sequence > known);
        this.#complete = newer.at(-1)?.sequence ?? known;
        this.messages = [...this.messages.filter(({ sequence }) => sequence <= from), ...read];
        this.gone = false;
        this.take(protocol);
        if (newer.length > 0) this.#host.arrived(newer);
      } catch (error) {
        if (loaded !== this.#load.value) continue;
        if (error instanceof NotFoundError) {
          this.gone = true;
          this.#host.requestUpdate();
        }
        // The next event, or the connection when it is back, asks again; the offline banner stands meanwhile.
        return;
      }
    }
  }
}
