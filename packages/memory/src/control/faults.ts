import type { OperationId, ProblemCode } from '@fale-conosco/contract';
import type { Issue } from '../wire/problem.ts';

/**
 * How a request fails: the connection breaks (`network`), no response comes until the client gives up (`timeout`), or the
 * server responds with a problem.
 */
export type Failure = 'network' | 'timeout' | ProblemFailure;

/** A problem that a test asks for. */
export interface ProblemFailure {
  code: ProblemCode;
  /** By default the status of the code. */
  status?: number;
  issues?: readonly Issue[];
  headers?: Readonly<Record<string, string>>;
}

/** How often and when a failure happens. */
export interface FailureOptions {
  /** Once by default. */
  times?: number;
  /** The work is done first, and its response is lost. */
  afterEffect?: boolean;
}

/** Requests of an operation that wait. */
export interface Hold {
  /** How many wait now. */
  readonly waiting: number;
  /** Lets them and all that follow go on. */
  release(): void;
}

interface PlannedFailure {
  operation: OperationId;
  failure: Failure;
  left: number;
  afterEffect: boolean;
}

/** Faults that a test plans: failures, holds, latency, a broken connection. */
export class Faults {
  latencyMs: number;
  isOffline = false;
  readonly #failures: PlannedFailure[] = [];
  readonly #held = new Set<symbol>();
  readonly #holds = new Map<OperationId, { released: Promise<void>; waiting: number }>();
  #online: Promise<void> = Promise.resolve();
  #goOnline: () => void = () => {};

  constructor(latencyMs: number) {
    this.latencyMs = latencyMs;
  }

  /** Requests that wait in a hold. */
  get waiting(): number {
    return this.#held.size;
  }

  /** Resolves when the connection stands. */
  get online(): Promise<void> {
    return this.#online;
  }

  goOffline(): void {
    if (this.isOffline) return;
    this.isOffline = true;
    this.#online = new Promise((resolve) => {
      this.#goOnline = resolve;
    });
  }

  goOnline(): void {
    this.isOffline = false;
    this.#goOnline();
  }

  plan(operation: OperationId, failure: Failure, { times = 1, afterEffect = false }: FailureOptions): void {
    this.#failures.push({ operation, failure, left: times, afterEffect });
  }

  /** Takes the next failure of an operation, if one was planned. */
  take(operation: OperationId, afterEffect: boolean): Failure | undefined {
    const planned = this.#failures.find(
      (each) => each.operation === operation && each.afterEffect === afterEffect && each.left > 0,
    );
    if (planned) planned.left -= 1;
    return planned?.failure;
  }

  hold(operation: OperationId): Hold {
    let resolve: () => void = () => {};
    const released = new Promise<void>((settle) => {
      resolve = settle;
    });
    const held = { released, waiting: 0 };
    this.#holds.set(operation, held);
    return {
      get waiting() {
        return held.waiting;
      },
      release: () => {
        if (this.#holds.get(operation) === held) this.#holds.delete(operation);
        resolve();
      },
    };
  }

  /** Waits while an operation is held, and for the latency. */
  async pass(operation: OperationId, signal: AbortSignal): Promise<void> {
    const held = this.#holds.get(operation);
    if (held) {
      const request = Symbol();
      held.waiting += 1;
      this.#held.add(request);
      await untilAborted(held.released, signal).finally(() => {
        held.waiting -= 1;
        this.#held.delete(request);
      });
    }
    const { latencyMs } = this;
    if (latencyMs > 0)
      await untilAborted(new Promise<void>((resolve) => setTimeout(resolve, latencyMs)), signal);
  }
}

/** Waits for work; rejects with the signal's reason when that is aborted first. */
export const untilAborted = async <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> => {
  signal.throwIfAborted();
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
