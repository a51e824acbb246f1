/** Waits for work that takes no signal, but not longer than the signal allows; the work itself goes on. */
export const abortable = <Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> =>
  signal
    ? new Promise((resolve, reject) => {
        const stop = (): void => reject(signal.reason);
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
      })
    : work;
