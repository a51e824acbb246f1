import type { Kysely } from 'kysely';
import type { ServerConfig } from '../../config.ts';
import { listen } from '../../database/connection-listener.ts';
import type { Database } from '../../database/schema.ts';
import { inTransaction } from '../../database/transaction.ts';
import { createAddressRules } from '../settings/webhooks/address.ts';
import { AttemptError } from './attempt-error.ts';
import { MAX_ATTEMPTS, pauseAfter } from './backoff.ts';
import {
  claimDeliveries,
  type DeliveryJob,
  nextDueInMs,
  type Outcome,
  settleDelivery,
} from './deliveries/repository.ts';
import { createMailer } from './email/mailer.ts';
import { OUTBOX_CHANNEL } from './outbox.ts';
import { sendWebhook } from './send-webhook.ts';

/** How many messages are in flight to one target at a time. */
const PER_TARGET = 4;
/** Longer than any attempt may take; a claim that is older belongs to a worker that died. */
const LEASE_MS = 120_000;
/** Attempts in flight when a process ends get this long; after that their claim expires and another worker repeats them. */
const DRAIN_MS = 10_000;
/** A notification is lost when no worker was listening, so the table is also read at this interval. */
const LONGEST_SLEEP_MS = 30_000;
const RETRY_MS = 1000;

/** An attempt that failed, for the log: nothing in it is personal. */
export interface FailedDelivery {
  delivery: number;
  kind: 'email' | 'webhook';
  topic: string;
  attempt: number;
  reason: string;
  dead: boolean;
}

/** What a worker needs. */
export interface OutboxWorkerOptions {
  db: Kysely<Database>;
  /** Address of the database, for the connection that listens. */
  databaseUrl: string;
  config: Pick<ServerConfig, 'email' | 'webhooks' | 'operatorName'>;
  /** Called with errors of the database. */
  onError: (error: Error) => void;
  /** Called with failed attempts. */
  onFailure: (failure: FailedDelivery) => void;
  /** Tests give shorter ones. */
  leaseMs?: number;
  pause?: (attempt: number) => number | undefined;
}

/** Sends what is in the outbox. */
export interface OutboxWorker {
  /** Claims nothing more, and waits for the attempts in flight. */
  close(): Promise<void>;
}

/**
 * Starts the worker of a process. Any number of processes may run one on the same database: each row is one worker's at a
 * time. At least once, in no promised order: an attempt whose end could not be written down is made again.
 */
export const startOutboxWorker = async (options: OutboxWorkerOptions): Promise<OutboxWorker> => {
  const { db, config, onError, onFailure, leaseMs = LEASE_MS, pause = pauseAfter } = options;
  const rules = createAddressRules(config.webhooks);
  const mailer = config.email && createMailer(config.email, config.operatorName);
  const running = new Map<DeliveryJob, Promise<void>>();
  let closed = false;
  let awake = false;
  let round: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const countInFlight = (): { emails: number; webhooks: Map<string, number> } => {
    const webhooks = new Map<string, number>();
    let emails = 0;
    for (const job of running.keys()) {
      if (job.kind === 'email') emails += 1;
      else webhooks.set(job.webhookId, (webhooks.get(job.webhookId) ?? 0) + 1);
    }
    return { emails, webhooks };
  };

  const attempt = async (job: DeliveryJob): Promise<Outcome> => {
    try {
      // An attempt that ends the process each time must not be repeated for ever.
      if (job.attempt > MAX_ATTEMPTS) throw new AttemptError('interrupted', { final: true });
      if (job.kind === 'webhook') {
        await sendWebhook(job, config.webhooks, rules);
      } else {
        if (!job.wanted) return { state: 'dropped' };
        await mailer?.send(job);
      }
      return { state: 'delivered' };
    } catch (error) {
      if (!(error instanceof AttemptError)) throw error;
      const retryInMs = error.final ? undefined : pause(job.attempt);
      const { kind, topic, id: delivery } = job;
      const dead = retryInMs === undefined;
      onFailure({ delivery, kind, topic, attempt: job.attempt, reason: error.detail, dead });
      return dead
        ? { state: 'dead', error: error.message, deactivates: error.gone }
        : { state: 'failed', error: error.message, retryInMs };
    }
  };

  const process = async (job: DeliveryJob): Promise<void> => {
    try {
      const outcome = await attempt(job);
      await inTransaction(db, 'system', (tx) => settleDelivery(tx, job, outcome));
    } catch (error) {
      // The claim expires, and it is tried again.
      onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      running.delete(job);
      wake();
    }
  };

  const claim = async (): Promise<void> => {
    const { emails, webhooks } = countInFlight();
    const { jobs, dueInMs } = await inTransaction(db, 'system', async (tx) => ({
      jobs: await claimDeliveries(tx, {
        // Without a mail server, e-mails that another configuration left stay pending.
        emails: mailer ? PER_TARGET - emails : 0,
        perWebhook: PER_TARGET,
        inFlight: webhooks,
        leaseMs,
      }),
      dueInMs: await nextDueInMs(tx),
    }));
    for (const job of jobs) running.set(job, process(job));
    if (jobs.length > 0) awake = true;
    // What is due and was not claimed waits until an attempt ends, which wakes this worker; or for another worker.
    sleep(dueInMs === undefined || dueInMs === 0 ? LONGEST_SLEEP_MS : Math.min(dueInMs, LONGEST_SLEEP_MS));
  };

  const sleep = (ms: number): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(wake, ms);
  };

  const wake = (): void => {
    awake = true;
    if (round || closed) return;
    round = (async () => {
      while (awake && !closed) {
        awake = false;
        try {
          await claim();
        } catch (error) {
          onError(error instanceof Error ? error : new Error(String(error)));
          sleep(RETRY_MS);
        }
      }
    })().finally(() => {
      round = undefined;
      // Woken between the last look and here.
      if (awake) wake();
    });
  };

  const listener = await listen(options.databaseUrl, OUTBOX_CHANNEL, wake, wake, {
    applicationName: 'fale-conosco outbox',
    onError,
  });
  wake();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await listener.close();
      await round;
      let cut: NodeJS.Timeout | undefined;
      const tooLong = new Promise<void>((resolve) => {
        cut = setTimeout(resolve, DRAIN_MS);
      });
      await Promise.race([Promise.all(running.values()), tooLong]);
      clearTimeout(cut);
    },
  };
};
