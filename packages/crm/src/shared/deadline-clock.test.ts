import type { Deadline, Holiday } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { settleTasks, TestEvents, TestHost } from '@fale-conosco/ui/testing';
import { expect } from '@open-wc/testing';
import { DeadlineClock } from './deadline-clock.ts';

const overdue = (dueAt: string): Deadline => ({ businessDays: 5, dueAt, state: 'overdue' });

/** A client whose holidays have this name. */
const clientOf = (name: string) => {
  const events = new TestEvents();
  const server = { name, failures: 0, years: [] as number[] };
  const holidays = {
    list: async ({ year }: { year: number }): Promise<Holiday[]> => {
      server.years.push(year);
      server.failures -= 1;
      if (server.failures >= 0) throw new Error('no connection');
      return [{ date: `${year}-01-25`, name: server.name, kind: 'local' } as unknown as Holiday];
    },
  };
  return { client: { events, holidays } as unknown as FaleConoscoCrm, events, server };
};

const scene = () => {
  const host = new TestHost();
  const source = { current: clientOf('Aniversário da cidade') };
  const clock = new DeadlineClock(host, { client: () => source.current.client });
  const names = (): string | undefined => clock.holidays?.map(({ name }) => name).join();
  const watch = async (...deadlines: (Deadline | null)[]): Promise<void> => {
    clock.watch(deadlines);
    await settleTasks();
  };
  return { clock, host, names, source, watch };
};

describe('DeadlineClock', () => {
  const original = globalThis.setInterval;
  /** Lets half a minute pass for the clocks of this test. */
  let ticks: (() => void)[];

  beforeEach(() => {
    ticks = [];
    globalThis.setInterval = ((tick: () => void) => ticks.push(tick)) as unknown as typeof setInterval;
  });
  afterEach(() => {
    globalThis.setInterval = original;
  });

  it('reads the holidays of the years in question once, and none while nothing is overdue', async () => {
    const { clock, names, source, watch } = scene();
    const { server } = source.current;
    clock.now = new Date('2026-11-24T12:00:00Z');
    await watch(null, { businessDays: 5, dueAt: '2026-12-05T02:59:59.999Z', state: 'running' });
    expect(names()).to.equal(undefined);
    await watch(overdue('2025-12-20T02:59:59.999Z'));
    await watch(overdue('2025-12-20T02:59:59.999Z'));
    expect(server.years).to.deep.equal([2025, 2026]);
    expect(names()).to.equal('Aniversário da cidade,Aniversário da cidade');
  });

  it('follows changes of the holidays, and no others', async () => {
    const { names, source, watch } = scene();
    const { events, server } = source.current;
    await watch(overdue(new Date().toISOString()));
    server.name = 'Padroeiro';
    events.emit({ type: 'catalogue.changed', id: '1', data: { changed: ['groups'] } });
    await settleTasks();
    expect(names()).to.equal('Aniversário da cidade');
    events.emit({ type: 'catalogue.changed', id: '2', data: { changed: ['holidays'] } });
    await settleTasks();
    expect(names()).to.equal('Padroeiro');
  });

  it('knows nothing of one client for another', async () => {
    const { host, names, source, watch } = scene();
    await watch(overdue(new Date().toISOString()));
    source.current = clientOf('Padroeiro');
    host.requestUpdate();
    await settleTasks();
    expect(names()).to.equal('Padroeiro');
  });

  it('tries again with its next tick when they could not be read, and not before', async () => {
    const { clock, host, names, source, watch } = scene();
    source.current.server.failures = 1;
    await watch(overdue(new Date().toISOString()));
    host.requestUpdate();
    await settleTasks();
    expect([names(), source.current.server.years.length]).to.deep.equal([undefined, 1]);
    clock.now = new Date(0);
    for (const tick of ticks) tick();
    await settleTasks();
    expect(names()).to.equal('Aniversário da cidade');
    expect(clock.now.getFullYear()).to.equal(new Date().getFullYear());
  });
});
