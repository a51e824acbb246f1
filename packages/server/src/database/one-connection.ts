import { AsyncLocalStorage } from 'node:async_hooks';

/** A transaction that its function still works in. Code that it started and that outlives it holds no connection any more. */
interface Running {
  ended: boolean;
}

const running = new AsyncLocalStorage<Running>();

/**
 * Code inside a transaction asked the pool for another connection. With all connections in such transactions each waits for
 * one that another holds, and the server stands still until they time out. Use the transaction, or do the work after it.
 */
export class SecondConnectionError extends Error {
  override readonly name = 'SecondConnectionError';

  constructor() {
    super('A second connection was asked for inside a transaction.');
  }
}

/** Runs the function of a transaction, which holds a connection until it ends. */
export const duringTransaction = async <Result>(fn: () => Promise<Result>): Promise<Result> => {
  const transaction: Running = { ended: false };
  try {
    return await running.run(transaction, fn);
  } finally {
    transaction.ended = true;
  }
};

/** @throws {SecondConnectionError} inside the function of a transaction */
export const forbidSecondConnection = (): void => {
  if (running.getStore()?.ended === false) throw new SecondConnectionError();
};

/** Runs what somebody else does while a transaction is held open, as tests of races do. */
export const asSomebodyElse = <Result>(fn: () => Promise<Result>): Promise<Result> => running.exit(fn);
