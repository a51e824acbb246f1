import { setTimeout as delay } from 'node:timers/promises';

/** What is supervised, and how to start it again. */
export interface SupervisorOptions {
  isRunning: () => Promise<boolean>;
  restart: () => Promise<void>;
  /** Receives what a person should know. */
  onLog: (line: string) => void;
  /** Default {@link RESTART_PAUSES_MS}; tests give shorter ones. */
  pausesMs?: readonly number[];
}

/** Watches a process and starts it again when it ended. */
export interface Supervisor {
  /** Ends the watch, after a start that is in progress. */
  stop(): Promise<void>;
}

const CHECK_INTERVAL_MS = 250;
/** Attempts count while PostgreSQL does not even stay up this long; after it, an end is a new trouble. */
const STABLE_MS = 1000;
/**
 * Pauses before each attempt. The first ones are short: children of a killed PostgreSQL hold its memory for a moment, and
 * it does not start before they are gone.
 */
const RESTART_PAUSES_MS = [0, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 60_000];

/** Starts PostgreSQL again whenever it ended, with growing pauses, and gives up after the last of them. */
export const superviseProcess = ({
  isRunning,
  restart,
  onLog,
  pausesMs = RESTART_PAUSES_MS,
}: SupervisorOptions): Supervisor => {
  const stopping = new AbortController();
  const { signal } = stopping;

  const watch = async (): Promise<void> => {
    let attempts = 0;
    let startedMs = performance.now();
    for (;;) {
      await delay(CHECK_INTERVAL_MS, undefined, { signal, ref: false });
      if (await isRunning()) continue;
      signal.throwIfAborted();
      if (performance.now() - startedMs > STABLE_MS) attempts = 0;
      const pauseMs = pausesMs[attempts];
      if (pauseMs === undefined) {
        onLog(
          `PostgreSQL does not stay up (${attempts} attempts). Correct the reason and restart the server.`,
        );
        return;
      }
      attempts += 1;
      onLog(`PostgreSQL is not running; starting it again (attempt ${attempts} of ${pausesMs.length}).`);
      await delay(pauseMs, undefined, { signal });
      try {
        await restart();
        startedMs = performance.now();
        onLog('PostgreSQL is running again.');
      } catch (error) {
        onLog(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!signal.aborted) onLog(`PostgreSQL is not supervised any more: ${String(error)}`);
  });
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
};
