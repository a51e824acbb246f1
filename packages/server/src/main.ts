import { ConfigError } from './config/config-error.ts';
import { parseConfig } from './config.ts';
import { EmbeddedPostgresError } from './database/embedded-postgres-error.ts';
import { createLogOutput, tolerateLostOutput } from './log-output.ts';
import { stopOnSignals } from './shutdown.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** The server as a process: settings from the environment, JSON lines on standard output, messages for people on the other. */
const onLog = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** What keeps the server from starting, in one message without a stack: mostly a setting has to be corrected. */
const explain = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof EmbeddedPostgresError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another process. Choose another one (PORT, METRICS_PORT).';
  // The driver's message about a connection names the address, and never the password.
  const { cause } = error as Error;
  return `The server cannot start: ${cause instanceof Error ? cause.message : message}`;
};

tolerateLostOutput();

let server: RunningServer | undefined;
const starting = (async () => {
  try {
    server = await startServer({ config: parseConfig(process.env), onLog, logStream: createLogOutput(1) });
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
    await server?.drain();
    await server?.close();
    onLog('Stopped.');
  },
});
