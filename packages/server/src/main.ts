import { ConfigError, parseConfig } from './config.ts';
import { EmbeddedPostgresError } from './database/embedded-postgres-error.ts';
import { stopOnSignals } from './shutdown.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** The server as a process: settings from the environment, JSON lines on standard output, messages for people on the other. */
const onLog = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Says in one message what keeps the server from starting; a stack helps nobody who has to correct a setting. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof EmbeddedPostgresError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another process. Choose another one (PORT, METRICS_PORT).';
  // The message of a refused connection names the address; the driver never repeats the password.
  return `The server cannot start: ${message}`;
};

let server: RunningServer | undefined;
const starting = (async () => {
  try {
    server = await startServer({ config: parseConfig(process.env), onLog });
    onLog(`Listening on ${server.address}`);
  } catch (error) {
    onLog(explain(error));
    process.exitCode = 1;
  }
})();

stopOnSignals({
  onLog,
  stop: async () => {
    onLog('Stopping.');
    // A signal during the start waits for its end: half a start cannot be stopped in order.
    await starting;
    await server?.close();
    onLog('Stopped.');
  },
});
