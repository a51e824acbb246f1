import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { buildApp } from './app.ts';
import type { ServerConfig } from './config.ts';
import { createDatabase, createDatabaseOn, createPool } from './database/connection.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { migrateToLatest } from './database/migrate.ts';
import { checkDatabase } from './database/requirements.ts';
import type { Database } from './database/schema.ts';
import { inTransaction } from './database/transaction.ts';
import { createUploadLocker } from './features/attachments/upload/locker.ts';
import { startEventHub } from './features/events/hub.ts';
import type { Metrics } from './features/health/metrics.ts';
import { startOutboxWorker } from './features/notifications/worker.ts';
import { registerFirstAdmin } from './features/settings/agents/first-admin.ts';
import type { LogStream } from './http/logging.ts';
import { startMaintenance } from './maintenance.ts';
import type { FileStorage } from './storage/file-storage.ts';
import { openStorage } from './storage/open-storage.ts';

/** How a server is started. */
export interface StartServerOptions {
  config: ServerConfig;
  /** Called with lines for people about the progress of the start. */
  onLog: (line: string) => void;
  /** Where the structured log goes; standard output unless given. */
  logStream?: LogStream;
  /** Runs on the migrated database before the first request is taken: the demo seeds here. */
  prepare?: (db: Kysely<Database>, storage: FileStorage) => Promise<void>;
}

/** A server that takes requests. */
export interface RunningServer {
  app: FastifyInstance;
  /** `http://127.0.0.1:4000` */
  address: string;
  /**
   * Goes on serving for a moment, each response as the last one of its connection, so that clients leave by themselves. A
   * connection that is closed while its next request is on the way ends that request with a reset.
   */
  drain(): Promise<void>;
  /**
   * Stops in order: deliveries and maintenance, event streams, running requests (cut after a time), then pool, storage and an
   * embedded database.
   */
  close(): Promise<void>;
}

/** How long clients get to learn, by their next response, that their connection ends. */
const DRAIN_NOTICE_MS = 1000;
const MAX_BUSY_TURNS = 1000;
/** How long running requests may take to end. */
const DRAIN_MS = 10_000;
/** A client gets this long to send its headers (slow-loris), and this long for a whole upload, which it can resume. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 10 * 60_000;
const MAX_EVENT_LOOP_DELAY_MS = 2000;

const countConnections = (app: FastifyInstance): Promise<number> =>
  promisify(app.server.getConnections.bind(app.server))();

/** Closes the listening socket in a turn of the event loop without a new connection: those that wait then are reset. */
const stopListening = async (server: Server): Promise<void> => {
  let isQuiet = false;
  const onConnection = (): void => {
    isQuiet = false;
  };
  server.on('connection', onConnection);
  for (let turn = 0; !isQuiet && turn < MAX_BUSY_TURNS; turn += 1) {
    isQuiet = true;
    await new Promise(setImmediate);
  }
  server.off('connection', onConnection);
  server.close();
};

// Loaded only where it is asked for. Apart, because the compiler leaves the name of a module as it is in a function with
// `await using`, and what is built then does not find it.
const loadMetrics = () => import('./features/health/metrics.ts');

/**
 * Starts the whole server: database (embedded unless configured), migrations, storage, HTTP. What was started is stopped
 * again when a later step fails.
 *
 * @throws EmbeddedPostgresError, the driver's errors, `EADDRINUSE` when the port is taken
 */
export const startServer = async ({
  config,
  onLog,
  logStream,
  prepare,
}: StartServerOptions): Promise<RunningServer> => {
  await using undo = new AsyncDisposableStack();

  let databaseUrl: string;
  if (config.database.kind === 'embedded') {
    onLog('Starting the embedded PostgreSQL.');
    const embedded = await startEmbeddedPostgres({ dataDir: config.database.dataDir, onLog });
    undo.defer(() => embedded.stop());
    databaseUrl = embedded.url;
  } else {
    databaseUrl = config.database.url;
  }

  const migrating = createDatabase<Database>(databaseUrl, {
    applicationName: 'fale-conosco migrations',
    maxConnections: 2,
    statementTimeoutMs: 0,
    idleInTransactionTimeoutMs: 0,
    onError: () => undefined,
  });
  const storage = await openStorage(config.storage, config.storageMinFreeBytes);
  undo.defer(() => storage.close());
  try {
    await checkDatabase(migrating);
    await migrateToLatest(migrating);
    await prepare?.(migrating, storage);
    const { firstAdmin } = config;
    if (firstAdmin && (await inTransaction(migrating, 'system', (tx) => registerFirstAdmin(tx, firstAdmin))))
      onLog('No agent was registered; FIRST_ADMIN is an admin now.');
  } finally {
    await migrating.destroy();
  }

  let draining = false;
  let onConnectionError: (error: unknown) => void = () => undefined;
  const onError = (error: unknown): void => onConnectionError(error);
  const poolOptions = { applicationName: 'fale-conosco', onError };
  const pool = createPool(databaseUrl, poolOptions);
  const db = createDatabaseOn<Database>(pool, poolOptions);
  undo.defer(() => db.destroy());

  // Closed after the application: an upload that is being answered still holds its lock.
  const uploadLocker = createUploadLocker(databaseUrl, { applicationName: 'fale-conosco uploads', onError });
  undo.defer(() => uploadLocker.close());

  const eventHub = await startEventHub({ db, databaseUrl, onError });
  undo.defer(() => eventHub.close());

  const app = await buildApp({
    config,
    db,
    storage,
    uploadLocker,
    eventHub,
    isDraining: () => draining,
    ...(logStream && { logStream }),
  });
  undo.defer(async () => {
    // Streams were ended before; what still runs after the time is cut.
    const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
    await app.close();
    clearTimeout(cut);
  });
  // Before the application closes, which waits for its streams.
  undo.defer(() => eventHub.close());
  let metrics: Metrics | undefined;
  onConnectionError = (err) => {
    metrics?.countFailure();
    app.log.error({ err }, 'background work failed');
  };

  await app.register(underPressure, { maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS, retryAfter: 5 });

  if (config.metricsPort !== undefined) {
    const { startMetrics } = await loadMetrics();
    const started = await startMetrics(app, { host: config.host, port: config.metricsPort, pool });
    metrics = started;
    onLog(`Prometheus metrics at ${started.address}`);
    undo.defer(() => started.close());
  }

  app.server.headersTimeout = HEADERS_TIMEOUT_MS;
  app.server.requestTimeout = REQUEST_TIMEOUT_MS;
  const address = await app.listen({ host: config.host, port: config.port });
  undo.defer(startMaintenance(app.services, onError, (task) => metrics?.countMaintenance(task)));
  if (!config.email) app.log.info('SMTP_URL not set; e-mail notifications are disabled');
  const worker = await startOutboxWorker({
    db,
    databaseUrl,
    config,
    onError,
    onFailure: (failure) => app.log.warn(failure, 'delivery failed'),
  });
  undo.defer(() => worker.close());
  undo.defer(() => {
    draining = true;
  });

  const started = undo.move();
  let closing: Promise<void> | undefined;
  return {
    app,
    address,
    drain: async () => {
      draining = true;
      // Streams never end by themselves, and each response ends its connection now.
      await eventHub.close();
      const startedMs = performance.now();
      while ((await countConnections(app)) > 0 && performance.now() - startedMs < DRAIN_NOTICE_MS)
        await sleep(20);
      await stopListening(app.server);
    },
    close: () => {
      closing ??= started.disposeAsync();
      return closing;
    },
  };
};
