import type { Deadline, Holiday } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { changesCatalogue, ReadController } from '@fale-conosco/ui';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How often deadlines and waiting times are rendered again. */
const TICK_MS = 30_000;

/** The present time for deadlines and waiting times, updated while the host is connected, and the holidays for counting overdue days. */
export class DeadlineClock implements ReactiveController {
  now = new Date();

  readonly #host: ReactiveControllerHost;
  readonly #holidays: ReadController<FaleConoscoCrm, Holiday[]>;
  /** The years in question; empty while no deadline is overdue. */
  #years: readonly number[] = [];
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, { client }: { client: () => FaleConoscoCrm | undefined }) {
    this.#host = host;
    host.addController(this);
    this.#holidays = new ReadController<FaleConoscoCrm, Holiday[]>(host, {
      client,
      inputs: () => (this.#years.length > 0 ? this.#years : undefined),
      read: async (api, signal) =>
        (await Promise.all(this.#years.map((year) => api.holidays.list({ year }, { signal })))).flat(),
      refreshOn: (event) => changesCatalogue(event, ['holidays']),
    });
  }

  /** Of the years in question; undefined while they are not known. */
  get holidays(): readonly Holiday[] | undefined {
    return this.#holidays.value;
  }

  hostConnected(): void {
    this.#ticking = setInterval(() => {
      this.now = new Date();
      // Until they are there, the date is shown instead of the number of days.
      if (this.#holidays.error) void this.#holidays.load();
      this.#host.requestUpdate();
    }, TICK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }

  /** Reads the holidays that are needed to count the overdue days of these deadlines, unless they are known. */
  watch(deadlines: readonly (Deadline | null)[]): void {
    const due = deadlines.flatMap((deadline) =>
      deadline?.state === 'overdue' && deadline.dueAt ? [Number(deadline.dueAt.slice(0, 4))] : [],
    );
    if (due.length === 0) return;
    const years = [...new Set([...due, this.now.getFullYear()])].sort();
    if (years.join() === this.#years.join()) return;
    this.#years = years;
    this.#host.requestUpdate();
  }
}
