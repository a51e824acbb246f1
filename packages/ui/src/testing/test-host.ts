import type { ServerEvent } from '@fale-conosco/contract';
import type { ConnectionState, EventsResource } from '@fale-conosco/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A host for controllers under test: updates like an element, without one. It is connected from the start. */
export class TestHost implements ReactiveControllerHost {
  /** How many updates there were. */
  updates = 0;
  readonly #controllers = new Set<ReactiveController>();
  #update: Promise<boolean> | undefined;

  get updateComplete(): Promise<boolean> {
    return this.#update ?? Promise.resolve(true);
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  requestUpdate(): void {
    this.#update ??= Promise.resolve().then(() => {
      for (const controller of this.#controllers) controller.hostUpdate?.();
      this.#update = undefined;
      this.updates += 1;
      for (const controller of this.#controllers) controller.hostUpdated?.();
      return true;
    });
  }

  connect(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnect(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }
}

/** A promise that a test settles when it wants to. */
export class Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve!: (value: Value) => void;
  reject!: (error: unknown) => void;

  constructor() {
    this.promise = new Promise<Value>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/** An event stream of which a test decides what arrives, and when. */
export class TestEvents implements EventsResource {
  readonly #listeners = new Set<{
    event: (event: ServerEvent) => void;
    connection: ((state: ConnectionState) => void) | undefined;
  }>();

  /** How many listen. */
  get subscribers(): number {
    return this.#listeners.size;
  }

  subscribe(
    event: (event: ServerEvent) => void,
    options: { onConnectionChange?: ((state: ConnectionState) => void) | undefined } = {},
  ): () => void {
    const listener = { event, connection: options.onConnectionChange };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: ServerEvent): void {
    for (const { event: listener } of [...this.#listeners]) listener(event);
  }

  changeConnection(state: ConnectionState): void {
    for (const { connection } of [...this.#listeners]) connection?.(state);
  }

  // biome-ignore lint/correctness/useYield: nothing in the elements reads events as a stream
  async *stream(): AsyncGenerator<ServerEvent, void, undefined> {
    throw new Error('A test host has no stream to iterate over');
  }
}

/** Lets everything that is ready run: promises, and the updates that they ask for. */
export const settleTasks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
