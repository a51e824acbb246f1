import type { Deadline, Holiday } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How often deadlines and waiting times are rendered again. */
const TICK_MS = 30_000;

/** The present time for deadlines and waiting times, updated while the host is connected, and the holidays for counting overdue days. */
export class DeadlineClock implements ReactiveController {
  now = new Date();
  /** Of the years in question; undefined while they are not known. */
  holidays: readonly Holiday[] | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #client: () => FaleConoscoCrm | undefined;
  #years = '';
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, { client }: { client: () => FaleConoscoCrm | undefined }) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ticking = setInterval(() => {
      this.now = new Date();
      this.#host.requestUpdate();
    }, TICK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }

  /** Reads the holidays that are needed to count the overdue days of these deadlines, unless they are known. */
  async watch(deadlines: readonly (Deadline | null)[]): Promise<void> {
    const client = this.#client();
    const due = deadlines.flatMap((deadline) =>
      deadline?.state === 'overdue' && deadline.dueAt ? [Number(deadline.dueAt.slice(0, 4))] : [],
    );
    const years = [...new Set([...due, this.now.getFullYear()])].sort();
    if (!client || due.length === 0 || this.#years === years.join()) return;
    this.#years = years.join();
    try {
      this.holidays = (await Promise.all(years.map((year) => client.holidays.list({ year })))).flat();
      this.#host.requestUpdate();
    } catch {
      // Without holidays the date is shown instead of the number of days; the next update of the list tries again.
      this.#years = '';
    }
  }
}
