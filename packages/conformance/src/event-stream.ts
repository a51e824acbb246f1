import { type EventType, eventSchemas } from '@fale-conosco/contract';
import * as z from 'zod/mini';
import { ConformanceError } from './exchange.ts';

/** An event as it came over the wire. */
export interface WireEvent {
  type: string;
  id: string;
  data: Readonly<Record<string, unknown>>;
}

/** Reads a stream of Server-Sent Events (WHATWG HTML, 9.2.6) and keeps all that came. */
export class EventStream {
  readonly response: Response;
  /** Events in the order in which they came. */
  readonly events: WireEvent[] = [];
  /** The last id; it may come before the first event. */
  lastEventId = '';
  readonly #stop: () => void;
  readonly #patienceMs: number;
  readonly #waiting = new Set<() => void>();
  #ended = false;
  #failure: Error | undefined;

  constructor(response: Response, stop: () => void, patienceMs: number) {
    this.#patienceMs = patienceMs;
    this.response = response;
    this.#stop = stop;
    void this.#read();
  }

  /** Waits until something holds of what came. @throws ConformanceError when it does not in time */
  async until(holds: (stream: EventStream) => boolean, what: string): Promise<void> {
    const end = Date.now() + this.#patienceMs;
    while (!holds(this)) {
      if (this.#failure) throw this.#failure;
      const left = end - Date.now();
      if (left <= 0 || this.#ended) {
        const came = this.events.map(({ type, data }) => `${type} ${JSON.stringify(data)}`).join('\n');
        throw new ConformanceError(
          `The stream ${this.#ended ? 'ended' : `gave nothing more for ${this.#patienceMs} ms`} before ${what}. It gave:\n${came || '(nothing)'}`,
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Waits for an event about a protocol. */
  async event(number: string, expected: Readonly<Record<string, unknown>> = {}): Promise<WireEvent> {
    const matches = ({ type, data }: WireEvent): boolean =>
      type === 'protocol.changed' &&
      data['number'] === number &&
      Object.entries(expected).every(([name, value]) => data[name] === value);
    await this.until(
      ({ events }) => events.some(matches),
      `an event of ${number} ${JSON.stringify(expected)}`,
    );
    return this.events.find(matches) as WireEvent;
  }

  /** Waits until the server said where the stream begins: an id, or a first event. */
  async opened(): Promise<void> {
    await this.until(
      ({ lastEventId, events }) => lastEventId !== '' || events.length > 0,
      'it said where it begins',
    );
  }

  /** The events about a protocol that came so far. */
  about(number: string): WireEvent[] {
    return this.events.filter(({ type, data }) => type === 'protocol.changed' && data['number'] === number);
  }

  /** Leaves the stream. */
  close(): void {
    this.#ended = true;
    this.#stop();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    let fields: { event: string; data: string[] } = { event: '', data: [] };
    try {
      const reader = this.response.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        rest += decoder.decode(part.value, { stream: true });
        const lines = rest.split(/\r\n|\n|\r/);
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (line === '') {
            this.#dispatch(fields);
            fields = { event: '', data: [] };
          } else if (line.startsWith('event:')) fields.event = line.slice(6).trim();
          else if (line.startsWith('data:')) fields.data.push(line.slice(5).trim());
          else if (line.startsWith('id:')) this.lastEventId = line.slice(3).trim();
        }
        this.#wake();
      }
    } catch (error) {
      if (!this.#ended) this.#failure = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  #dispatch({ event, data }: { event: string; data: string[] }): void {
    if (data.length === 0) return;
    const parsed = JSON.parse(data.join('\n')) as Record<string, unknown>;
    const schema = eventSchemas[event as EventType] as z.ZodMiniType | undefined;
    const result = schema ? z.safeParse(schema, parsed) : { success: true };
    if (!result.success)
      throw new ConformanceError(`The data of ${event} are not what the contract says: ${data.join('')}`);
    this.events.push({ type: event, id: this.lastEventId, data: parsed });
  }

  #wake(): void {
    for (const resume of this.#waiting) resume();
    this.#waiting.clear();
  }
}
