import type { Deadline, Holiday } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long a deadline or a waiting time may read as it did before. */
const TICK_MS = 30_000;

/** What is shown of deadlines, kept in step with the time: the present, and the holidays by which overdue days are counted. */
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

  /** Fetches the holidays by which the overdue ones among these are counted, unless they are known. */
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
      // The words without them say less, and nothing wrong; the next update of the list asks again.
      this.#years = '';
    }
  }
}
