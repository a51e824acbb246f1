import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { LiveController } from '@fale-conosco/ui';
import { initialState, Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** What a {@link EntityListController} asks of its host, and tells it. */
export interface EntityListOptions<Value> {
  client: () => FaleConoscoCrm | undefined;
  read: (client: FaleConoscoCrm, signal?: AbortSignal) => Promise<Value>;
  /** What else decides what is read, a year: with another it is read anew. */
  of?: () => unknown;
  /** Shown instead of a value; to be reported. */
  onError: (error: unknown) => void;
  /** Called with the value of a refresh after somebody changed the settings. */
  onRenewed?: (value: Value) => void;
}

/** Reads settings when the host appears, and reads them again when they change. */
export class EntityListController<Value> {
  readonly #host: ReactiveControllerHost;
  readonly #options: EntityListOptions<Value>;
  readonly #task: Task<readonly [FaleConoscoCrm | undefined, unknown], Value>;
  #renewed: { value: Value } | undefined;
  /** How many times it was read again, and which of them was answered last. */
  #renewals = 0;
  #answered = 0;

  constructor(host: ReactiveControllerHost, options: EntityListOptions<Value>) {
    this.#host = host;
    this.#options = options;
    this.#task = new Task(host, {
      args: () => [options.client(), options.of?.()] as const,
      task: async ([client], { signal }) => {
        if (!client) return initialState;
        const value = await options.read(client, signal);
        this.#renewed = undefined;
        return value;
      },
      onError: options.onError,
    });
    new LiveController(host, {
      client: options.client,
      onEvent: ({ type }) => {
        if (type !== 'protocol.changed' && this.value !== undefined) void this.renew();
      },
    });
  }

  /** What was read last; undefined before that, and when it failed. */
  get value(): Value | undefined {
    return this.#renewed ? this.#renewed.value : this.#task.value;
  }

  get error(): unknown {
    return this.#task.status === TaskStatus.ERROR ? this.#task.error : undefined;
  }

  /** Tries again. */
  load(): Promise<void> {
    return this.#task.run();
  }

  /** Reads again without the shapes of loading in between; what is shown stays when that fails. */
  async renew(): Promise<void> {
    const client = this.#options.client();
    const of = this.#options.of?.();
    if (!client) return;
    this.#renewals += 1;
    const turn = this.#renewals;
    try {
      const value = await this.#options.read(client);
      // A late answer never takes the place of a newer one.
      if (turn < this.#answered) return;
      this.#answered = turn;
      if (client !== this.#options.client() || of !== this.#options.of?.()) return;
      this.#renewed = { value };
      this.#options.onRenewed?.(value);
    } catch {
      // What was read before stays; the server has the last word on what is saved.
    }
    this.#host.requestUpdate();
  }
}
