/** A tab as a careful page writes it: events are hints, and it reads again what they name. */
import type { Message, ProtocolCounts, ServerEvent } from '@fale-conosco/contract';
import { type EventsResource, FaleConoscoError } from '@fale-conosco/sdk';
import { pause } from './virtual-time.ts';

/** What a follower reads through: of a provider's client or an agent's. */
export interface Readable {
  messages: {
    list(
      number: string,
      query: { after: number; limit: number },
    ): Promise<{
      items: Pick<Message, 'sequence' | 'body'>[];
      nextCursor: string | null;
    }>;
  };
  events: Pick<EventsResource, 'subscribe'>;
}

const READ_AGAIN_MS = 5000;
/** Small, so that catching up takes several pages. */
const PAGE = 2;

/** Follows protocols by their events. */
export class Follower {
  /** Each thread as the person sees it. */
  readonly threads = new Map<string, Pick<Message, 'sequence' | 'body'>[]>();
  counts: ProtocolCounts | undefined;
  /** Numbers that events have named. */
  readonly heardOf = new Set<string>();
  readonly #client: Readable;
  readonly #countAgain: (() => Promise<ProtocolCounts>) | undefined;
  readonly #leave: () => void;
  /** Readings that run: another one asked for meanwhile comes after it. */
  readonly #running = new Map<string, 'once' | 'again'>();
  #hasLeft = false;
  #wasOpen = false;

  constructor(client: Readable, countAgain?: () => Promise<ProtocolCounts>) {
    this.#client = client;
    this.#countAgain = countAgain;
    this.#leave = client.events.subscribe((event) => this.#hear(event), {
      // What happens before the stream is open for the first time comes in no event.
      onConnectionChange: (state) => {
        if (state === 'open' && !this.#wasOpen) this.#readAll();
        this.#wasOpen ||= state === 'open';
      },
    });
    this.#readAll();
  }

  /** Begins to follow a protocol. */
  watch(number: string): void {
    if (this.threads.has(number)) return;
    this.threads.set(number, []);
    this.#catchUp(number);
  }

  leave(): void {
    this.#hasLeft = true;
    this.#leave();
  }

  #hear(event: ServerEvent): void {
    if (event.type === 'protocol.changed') {
      this.heardOf.add(event.data.number);
      if (this.threads.has(event.data.number)) this.#catchUp(event.data.number);
      this.#count();
    }
    if (event.type === 'stream.reset') this.#readAll();
  }

  #readAll(): void {
    for (const number of this.threads.keys()) this.#catchUp(number);
    this.#count();
  }

  #count(): void {
    const count = this.#countAgain;
    if (!count) return;
    this.#read('counts', async () => {
      this.counts = await count();
    });
  }

  #catchUp(number: string): void {
    const thread = this.threads.get(number) ?? [];
    this.#read(number, async () => {
      for (;;) {
        const after = thread.at(-1)?.sequence ?? 0;
        const page = await this.#client.messages.list(number, { after, limit: PAGE });
        thread.push(...page.items);
        if (page.nextCursor === null) return;
      }
    });
  }

  /** Reads, later once more if it fails, and once more if something was asked for meanwhile. */
  #read(what: string, work: () => Promise<void>): void {
    if (this.#running.has(what)) {
      this.#running.set(what, 'again');
      return;
    }
    this.#running.set(what, 'once');
    void (async () => {
      for (;;) {
        this.#running.set(what, 'once');
        try {
          await work();
          if (this.#running.get(what) === 'once') break;
        } catch (error) {
          if (!(error instanceof FaleConoscoError)) throw error;
          await pause(READ_AGAIN_MS);
        }
        if (this.#hasLeft) break;
      }
      this.#running.delete(what);
    })();
  }
}
