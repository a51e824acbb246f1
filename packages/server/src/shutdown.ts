/** How a process ends. */
export interface ShutdownOptions {
  /** Ends everything in order; called once. */
  stop: () => Promise<void>;
  /** Called with lines for people. */
  onLog: (line: string) => void;
  /** Default `process`; tests give their own. */
  target?: Pick<NodeJS.Process, 'on' | 'exit'>;
}

/** npm passes Ctrl+C on to a child that the terminal has told already: signals this close together are one. */
const SAME_SIGNAL_MS = 1000;

/**
 * Makes SIGTERM and SIGINT (Ctrl+C) stop the process in order, exit code 0. A second signal ends it at once, exit code 1:
 * what is acknowledged is in the database, so nothing is lost by that.
 */
export const stopOnSignals = ({ stop, onLog, target = process }: ShutdownOptions): void => {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince < SAME_SIGNAL_MS) return;
      onLog('Stopped immediately.');
      target.exit(1);
      return;
    }
    stoppingSince = performance.now();
    stop().then(
      () => target.exit(0),
      (error: unknown) => {
        onLog(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
        target.exit(1);
      },
    );
  };
  target.on('SIGTERM', onSignal);
  target.on('SIGINT', onSignal);
};
