import type { EventType, eventSchemas } from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import type * as z from 'zod/mini';

/** Events that are stored; `stream.reset` belongs to one connection. */
type StoredEventType = Exclude<EventType, 'stream.reset'>;

/** An event and its readers: with neither provider, group nor user it is for everybody. */
export type NewEvent = {
  [Type in StoredEventType]: {
    type: Type;
    data: z.output<(typeof eventSchemas)[Type]>;
    /** Users of this provider; null: none of them, or everybody when the group is null too. */
    providerId: string | null;
    groupId?: string | null;
    /** Only this user, of those above. */
    userId?: string | null;
  };
}[StoredEventType];

/** An event as it is kept. */
export type StoredEvent = NewEvent & { id: number };

/** An event on its way to a reader. */
export interface WireEvent {
  id: number | string;
  type: string;
  data: object;
}

/** An open stream. */
export interface EventListener {
  userId: string;
  send: (event: WireEvent) => void;
  /** The user may no longer read. */
  end: () => void;
}

/** What the log asks about its readers. */
export interface EventReaders {
  /** @throws ProblemError when the user may no longer read */
  principalOf: (userId: string) => Principal;
  canRead: (principal: Principal, event: StoredEvent) => boolean;
}

/** More missed events than these, and a reader starts over. */
const MAX_REPLAY = 500;

/** What happened, for the event streams. */
export class EventLog {
  readonly listeners = new Set<EventListener>();
  readonly #events: StoredEvent[] = [];
  readonly #readers: EventReaders;

  constructor(readers: EventReaders) {
    this.#readers = readers;
  }

  /** The id of the newest event; 0 when there is none. */
  get newestId(): number {
    return this.#events.at(-1)?.id ?? 0;
  }

  publish(event: NewEvent): void {
    const stored: StoredEvent = { ...event, id: this.newestId + 1 };
    this.#events.push(stored);
    for (const listener of [...this.listeners]) {
      const principal = this.#principalOf(listener);
      if (principal && this.#readers.canRead(principal, stored)) listener.send(stored);
    }
  }

  /** Ends the streams of users who may no longer read. */
  endRevoked(): void {
    for (const listener of [...this.listeners]) this.#principalOf(listener);
  }

  /** What a reader missed since an event; undefined when that is unknown or too much. */
  since(principal: Principal, lastEventId: string): StoredEvent[] | undefined {
    const index = this.#events.findIndex(({ id }) => String(id) === lastEventId);
    if (index < 0 && lastEventId !== '0') return undefined;
    const missed = this.#events.slice(index + 1);
    return missed.length > MAX_REPLAY
      ? undefined
      : missed.filter((event) => this.#readers.canRead(principal, event));
  }

  #principalOf(listener: EventListener): Principal | undefined {
    try {
      return this.#readers.principalOf(listener.userId);
    } catch {
      this.listeners.delete(listener);
      listener.end();
      return undefined;
    }
  }
}
