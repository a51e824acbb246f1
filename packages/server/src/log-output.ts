import { writeSync } from 'node:fs';
import type { LogStream } from './http/logging.ts';

/** A pipe that is full for a moment: how often, and how long, to wait for its reader. */
const FULL_PIPE_ATTEMPTS = 20;
const FULL_PIPE_WAIT_MS = 5;

const writeAll = (fd: number, text: string): void => {
  let rest = Buffer.from(text);
  for (let attempt = 0; rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      attempt += 1;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || attempt > FULL_PIPE_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_WAIT_MS);
    }
  }
};

/**
 * Writes log lines to a file descriptor. A full disk or a reader that is gone costs lines, never the process; how many, is
 * logged when writing works again.
 *
 * @param write for tests
 */
export const createLogOutput = (
  fd: number,
  write: (fd: number, text: string) => void = writeAll,
): LogStream => {
  let lost = 0;
  let reason = '';
  return {
    write(line) {
      try {
        if (lost > 0) {
          const notice = { level: 40, time: Date.now(), service: 'fale-conosco', lost, reason };
          write(fd, `\n${JSON.stringify({ ...notice, msg: 'log lines were lost' })}\n`);
          lost = 0;
        }
        write(fd, line);
      } catch (error) {
        lost += 1;
        reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
      }
    },
  };
};

/** Keeps the process running when its output is not read (EPIPE) or the disk behind it is full (ENOSPC). */
export const tolerateLostOutput = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
};
