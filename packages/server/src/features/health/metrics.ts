import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { IssuerKeysError } from '../../auth/issuer-keys-error.ts';
import { registerStateMetrics } from './state-metrics.ts';

/** What is measured, and where it is served. */
export interface MetricsOptions {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** The connections that requests use. */
  pool: pg.Pool;
}

/** The server of the metrics. */
export interface Metrics {
  /** `http://127.0.0.1:9464/metrics` */
  address: string;
  /** A background job failed in part or whole; its log line says which. */
  countFailure(): void;
  /** A task of maintenance has come to its end. */
  countMaintenance(task: string): void;
  close(): Promise<void>;
}

const DURATION_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

/**
 * Measures the application and serves the metrics in Prometheus' text format, on a port of its own that no proxy publishes.
 * Labels are methods, route templates and statuses: they identify no person, no provider and no protocol.
 */
export const startMetrics = async (
  app: FastifyInstance,
  { host, port, pool }: MetricsOptions,
): Promise<Metrics> => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const running = new Gauge({
    name: 'fale_conosco_http_requests_in_progress',
    help: 'Requests in progress; those of /v1/events are the open event streams.',
    labelNames: ['method', 'route'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'fale_conosco_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its response; status 499: the client closed the connection before.',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_SECONDS,
    registers: [registry],
  });
  new Gauge({
    name: 'fale_conosco_database_connections',
    help: 'Connections for requests: in use, idle, and how many requests wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });

  const failures = new Counter({
    name: 'fale_conosco_background_failures_total',
    help: 'Failures of background work, each with a line in the log.',
    registers: [registry],
  });
  const maintained = new Gauge({
    name: 'fale_conosco_maintenance_last_success_timestamp_seconds',
    help: 'When this instance last came to the end of a maintenance task; instances take turns.',
    labelNames: ['task'],
    registers: [registry],
  });
  const keyFailures = new Counter({
    name: 'fale_conosco_issuer_keys_failures_total',
    help: 'Requests that were not authenticated because the keys of a token issuer could not be read.',
    labelNames: ['issuer'],
    registers: [registry],
  });
  for (const { issuer } of app.services.config.tokenIssuers) keyFailures.inc({ issuer }, 0);
  const readState = registerStateMetrics(app, registry);

  app.addHook('onError', async (_request, _reply, { cause }) => {
    if (cause instanceof IssuerKeysError) keyFailures.inc({ issuer: cause.issuer });
  });
  app.addHook('onRequest', async (request, { raw }) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none' };
    const startedMs = performance.now();
    running.inc(labels);
    raw.once('close', () => {
      running.dec(labels);
      const status = raw.writableFinished ? String(raw.statusCode) : '499';
      duration.observe({ ...labels, status }, (performance.now() - startedMs) / 1000);
    });
  });

  const server = http.createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    (async () => {
      await readState();
      return await registry.metrics();
    })().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: actualPort } = server.address() as AddressInfo;
  const hostInUrl = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${hostInUrl}:${actualPort}/metrics`,
    countFailure: () => failures.inc(),
    countMaintenance: (task) => maintained.set({ task }, Date.now() / 1000),
    async close() {
      server.close();
      server.closeAllConnections();
      registry.clear();
    },
  };
};
