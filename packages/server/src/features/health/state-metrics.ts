import type { FastifyInstance } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import { inTransaction } from '../../database/transaction.ts';
import { readBacklog } from './backlog.ts';
import { checkParts } from './readiness.ts';

const gauge = <Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[] = [],
): Gauge<Label> => new Gauge({ name: `fale_conosco_${name}`, help, labelNames, registers: [registry] });

/**
 * Registers the metrics of what a server stands on and of what waits. They are read when they are asked for; without the
 * database those of the backlog are absent, and the others are still served.
 *
 * @returns reads them; never longer than the readiness checks take
 */
export const registerStateMetrics = (app: FastifyInstance, registry: Registry): (() => Promise<void>) => {
  const { db, storage, eventHub } = app.services;
  const up = gauge(registry, 'part_up', 'Whether the database and the storage respond within 2 s.', ['part']);
  const deliveries = gauge(
    registry,
    'deliveries',
    'E-mails and webhook messages by state (pending, dead); every instance reports the same number.',
    ['state'],
  );
  const overdue = gauge(
    registry,
    'deliveries_overdue_seconds',
    'For how long the next e-mail or webhook message has been due; every instance reports the same number.',
  );
  const waiting = gauge(
    registry,
    'attachments_waiting',
    'Uploads by state that no message has taken, or that wait for the virus scanner; every instance reports the same number.',
    ['state'],
  );
  const oldest = gauge(
    registry,
    'attachments_waiting_oldest_seconds',
    'Age of the oldest of the waiting uploads by state; every instance reports the same number.',
    ['state'],
  );
  const removals = gauge(
    registry,
    'file_removals',
    'Files to remove from the storage; every instance reports the same number.',
  );
  const clock = gauge(
    registry,
    'database_clock_offset_seconds',
    "The instance's clock minus the database's, without the duration of the query.",
  );
  const free = gauge(
    registry,
    'storage_free_bytes',
    'Free space of the disk of STORAGE_URL; absent for a bucket.',
  );
  const lag = gauge(
    registry,
    'events_lag_seconds',
    'For how long the oldest event that was announced to this instance has waited for its streams.',
  );
  const listening = gauge(
    registry,
    'events_listening',
    'Whether this instance hears of new events (LISTEN).',
  );

  const stored = [deliveries, overdue, waiting, oldest, removals, clock];

  const readStored = async (): Promise<void> => {
    const startedMs = Date.now();
    const backlog = await inTransaction(db, 'system', readBacklog).catch(() => undefined);
    if (!backlog) return;
    for (const [state, count] of Object.entries(backlog.deliveries)) deliveries.set({ state }, count);
    overdue.set(backlog.overdueSeconds);
    for (const { state, count, oldestSeconds } of backlog.attachments) {
      waiting.set({ state }, count);
      oldest.set({ state }, oldestSeconds);
    }
    removals.set(backlog.fileRemovals);
    const [earliest, latest] = [startedMs, Date.now()];
    const databaseMs = backlog.databaseNow.getTime();
    clock.set(Math.max(0, earliest - databaseMs) / 1000 - Math.max(0, databaseMs - latest) / 1000);
  };

  return async () => {
    const parts = await checkParts(app.services);
    for (const [part, works] of Object.entries(parts)) up.set({ part }, works ? 1 : 0);
    const { isListening, lagMs } = eventHub.status();
    listening.set(isListening ? 1 : 0);
    lag.set(lagMs / 1000);
    free.reset();
    const freeBytes = await storage.freeBytes().catch(() => undefined);
    if (freeBytes !== undefined) free.set(freeBytes);
    for (const metric of stored) metric.reset();
    if (parts.database) await readStored();
  };
};
