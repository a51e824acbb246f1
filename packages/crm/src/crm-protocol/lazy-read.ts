import { Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';

/** Something that is read when it is first wanted, and anew when it may have changed. */
export class LazyRead<Value> {
  /** What was read last; stays while it is read again. */
  value: Value | undefined;
  readonly #task;

  constructor(host: ReactiveControllerHost, read: (signal: AbortSignal) => Promise<Value>) {
    this.#task = new Task(host, {
      autoRun: false,
      task: (_args: readonly [], { signal }) => read(signal),
      onComplete: (value) => {
        this.value = value;
      },
    });
  }

  get loading(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  get error(): unknown {
    return this.#task.error;
  }

  /** Reads it, unless it is known or on its way. */
  want(): void {
    if (this.value === undefined && !this.loading) void this.load();
  }

  /** Reads it anew. */
  load(): Promise<void> {
    return this.#task.run([]);
  }

  /** Reads it anew if anybody has wanted it so far. */
  renew(): void {
    if (this.value !== undefined) void this.load();
  }

  /** It belongs to something that is no longer shown. */
  clear(): void {
    this.#task.abort();
    this.value = undefined;
  }
}
