import type { ServerEvent } from '@fale-conosco/contract';
import { Task, TaskStatus } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type LiveClient, LiveController } from '../client/live-controller.ts';

/** What a {@link ReadController} reads, when, and its callbacks. */
export interface ReadOptions<Client extends LiveClient, Value> {
  /** The client to read from; with another one it is read anew. */
  client: () => Client | undefined;
  /** What else the reading depends on, such as a number or a year: with other inputs it is read anew; undefined, there is nothing to read. */
  inputs?: () => readonly unknown[] | undefined;
  read: (client: Client, signal?: AbortSignal) => Promise<Value>;
  /** Reads it again while the value stays; by default `read`. For what `read` takes from a cache, or does without. */
  reread?: (client: Client) => Promise<Value>;
  /** Read only when `load` or `ensureLoaded` is called, and again only after `inputs` have changed and one of them is called. */
  lazy?: boolean;
  /** Whether an event of the client's stream may have changed what was read; without it events are not listened to. */
  refreshOn?: (event: ServerEvent) => boolean;
  /** What was shown, if anything, is gone: there are other inputs, a try after a failure, or nothing to read. */
  onClear?: () => void;
  /** A value was loaded: the first one, or that of other inputs, or after a failure. */
  onLoad?: (value: Value) => void;
  /** A value took the place of an older one. */
  onRefresh?: (value: Value) => void;
  /** Loading failed; `error` says why until the next try. */
  onError?: (error: unknown) => void;
}

/** One reading from its start on; a later one, or none, takes its place. */
interface Reading<Client> {
  readonly client: Client;
  readonly inputs: readonly unknown[];
}

const noInputs: readonly unknown[] = [];

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => Object.is(value, other[index]));

/**
 * One thing that an element reads from the server. Exactly one of three holds while there is something to read: `loading`,
 * `error`, or a `value`. A response that comes late never takes the place of a newer one, nor shows after the inputs have
 * changed; a retry shows loading, not the error of the last try.
 */
export class ReadController<Client extends LiveClient, Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: ReadOptions<Client, Value>;
  readonly #task: Task<readonly [Reading<Client>], void>;
  /** Undefined while there is nothing to read, or it was not asked for. */
  #reading: Reading<Client> | undefined;
  #value: Value | undefined;
  /** Refreshes are numbered, so that the response of an older one never replaces that of a newer one. */
  #lastRefresh = 0;
  #shownRefresh = 0;
  /** A refresh was asked for while loading. */
  #refreshAfterLoad = false;

  constructor(host: ReactiveControllerHost, options: ReadOptions<Client, Value>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#task = new Task(host, {
      autoRun: false,
      task: ([reading], { signal }) => this.#read(reading, signal),
    });
    const { client, refreshOn } = options;
    if (!refreshOn) return;
    new LiveController(host, {
      client,
      concerns: refreshOn,
      onEvent: () => void this.refresh(),
    });
  }

  /** Undefined while loading, after a failure, and when there is nothing to read. */
  get value(): Value | undefined {
    return this.#value;
  }

  get loading(): boolean {
    return Boolean(this.#reading) && this.#value === undefined && this.#task.status === TaskStatus.PENDING;
  }

  /** Why the last try failed; undefined while the next one loads. */
  get error(): unknown {
    return this.#reading && this.#task.status === TaskStatus.ERROR ? this.#task.error : undefined;
  }

  hostUpdate(): void {
    const reading = this.#reading;
    if (reading ? this.#isCurrent(reading) : this.#options.lazy) return;
    if (this.#options.lazy) this.clear();
    else void this.load();
  }

  /** Reads from the beginning; what was shown goes. */
  async load(): Promise<void> {
    const client = this.#options.client();
    const inputs = this.#inputs();
    this.clear();
    if (!client || !inputs) return;
    const reading = { client, inputs };
    this.#reading = reading;
    await this.#task.run([reading]);
    if (this.#refreshAfterLoad && reading === this.#reading) await this.refresh();
  }

  /** Loads unless it is loaded or on its way; after a failure it tries again. */
  ensureLoaded(): void {
    if (this.#value === undefined && !this.loading) void this.load();
  }

  /** Reads again while the present value stays; it also stays when that fails. Without a value there is nothing to refresh. */
  async refresh(): Promise<void> {
    const reading = this.#reading;
    this.#refreshAfterLoad = this.loading;
    if (!reading || this.#value === undefined) return;
    this.#lastRefresh += 1;
    const refresh = this.#lastRefresh;
    const { read, reread } = this.#options;
    let value: Value;
    try {
      value = await (reread ?? read)(reading.client);
    } catch {
      // The next event or the user asks again.
      return;
    }
    if (!this.#isCurrent(reading) || refresh < this.#shownRefresh) return;
    this.#shownRefresh = refresh;
    this.#value = value;
    this.#host.requestUpdate();
    this.#options.onRefresh?.(value);
  }

  /** Puts what another call returned in the value's place; what is on its way then counts as older. */
  set(value: Value): void {
    this.#shownRefresh = this.#lastRefresh + 1;
    this.#lastRefresh = this.#shownRefresh;
    this.#value = value;
    this.#host.requestUpdate();
  }

  /** Forgets value and error, and what is on its way. */
  clear(): void {
    if (!this.#reading) return;
    this.#reading = undefined;
    this.#value = undefined;
    this.#refreshAfterLoad = false;
    this.#task.abort();
    this.#options.onClear?.();
  }

  #inputs(): readonly unknown[] | undefined {
    const { inputs } = this.#options;
    return inputs ? inputs() : noInputs;
  }

  /** Whether a reading is the last one started and still the one that is wanted. */
  #isCurrent(reading: Reading<Client>): boolean {
    const inputs = this.#inputs();
    return (
      reading === this.#reading &&
      reading.client === this.#options.client() &&
      inputs !== undefined &&
      isSame(reading.inputs, inputs)
    );
  }

  async #read(reading: Reading<Client>, signal: AbortSignal): Promise<void> {
    let value: Value;
    try {
      value = await this.#options.read(reading.client, signal);
    } catch (error) {
      if (this.#isCurrent(reading)) this.#call(this.#options.onError, error);
      throw error;
    }
    if (!this.#isCurrent(reading)) return;
    this.#value = value;
    this.#call(this.#options.onLoad, value);
  }

  /** A callback that throws is reported as an uncaught error: Task would take it for a failed reading. */
  #call<Argument>(callback: ((argument: Argument) => void) | undefined, argument: Argument): void {
    try {
      callback?.(argument);
    } catch (error) {
      reportError(error);
    }
  }
}
