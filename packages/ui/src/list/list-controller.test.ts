import type { ProtocolChangedEvent, ProtocolState } from '@fale-conosco/contract';
import { ConnectionError, type ReadOptions } from '@fale-conosco/sdk';
import { aTimeout, expect } from '@open-wc/testing';
import { Deferred, settleTasks, TestEvents, TestHost } from '../testing/test-host.ts';
import { ListController, type ListHost } from './list-controller.ts';

interface Row {
  number: string;
  text?: string;
}
interface Filters {
  search?: string | undefined;
  from?: string | undefined;
}
type Page = { items: Row[]; nextCursor: string | null };

class Host extends TestHost implements ListHost<Row, number> {
  state: ProtocolState = 'all';
  listInUse = false;
  readonly calls: string[] = [];

  counted(counts: number): void {
    this.calls.push(`counted ${counts}`);
  }

  failed(error: unknown): void {
    this.calls.push(`failed ${(error as Error).name}`);
  }

  arrived(items: Row[]): void {
    this.calls.push(`arrived ${items.map(({ number }) => number).join()}`);
  }

  arrivedBelow(numbers: string[]): void {
    this.calls.push(`below ${numbers.join()}`);
  }
}

const rows = (...numbers: string[]): Row[] => numbers.map((number) => ({ number }));

/** A list of which the test answers each page. */
class Scene {
  readonly host = new Host();
  readonly events = new TestEvents();
  readonly queries: object[] = [];
  readonly reads: string[] = [];
  readonly pages: Deferred<Page>[] = [];
  readonly protocols = new Map<string, Row>();
  /** Rows that the test answers, in place of {@link protocols}. */
  heldRows: Deferred<Row>[] | undefined;
  subjects = ['Portal'];
  readonly list: ListController<Row, Filters, number, string>;

  constructor() {
    const client = {
      events: this.events,
      protocols: {
        list: (query?: object) => {
          this.queries.push(query ?? {});
          const page = new Deferred<Page>();
          this.pages.push(page);
          return page.promise;
        },
        retrieve: async (number: string, options?: ReadOptions) => {
          this.reads.push([number, options?.purpose].join(' '));
          if (this.heldRows) {
            const held = new Deferred<Row>();
            this.heldRows.push(held);
            return held.promise;
          }
          const found = this.protocols.get(number);
          if (!found) throw new ConnectionError();
          return found;
        },
        counts: () => Promise.resolve(7),
      },
      classifications: { list: () => Promise.resolve(this.subjects) },
    };
    this.list = new ListController(this.host, () => client, {}, ['classifications']);
    this.host.requestUpdate();
  }

  async answer(index: number, items: Row[], nextCursor: string | null = null): Promise<void> {
    this.pages[index]?.resolve({ items, nextCursor });
    await settleTasks();
  }

  async fail(index: number): Promise<void> {
    this.pages[index]?.reject(new ConnectionError());
    await settleTasks();
  }

  async update(): Promise<void> {
    this.host.requestUpdate();
    await settleTasks();
  }

  /** An event about a protocol, and the pause after which it is looked at. */
  async changed(number: string, cause: ProtocolChangedEvent['cause'] = 'message'): Promise<void> {
    const data = { number, cause, status: 'received', lastSequence: 2 } as const;
    this.events.emit({ type: 'protocol.changed', id: '1', data });
    await aTimeout(330);
  }

  get numbers(): string {
    return this.list.items.map(({ number, text = '' }) => number + text).join();
  }
}

const ready = async (items = rows('1', '2'), nextCursor: string | null = null): Promise<Scene> => {
  const scene = new Scene();
  await settleTasks();
  await scene.answer(0, items, nextCursor);
  scene.host.calls.length = 0;
  return scene;
};

describe('ListController', () => {
  it('reads the first page, and then the totals', async () => {
    const scene = new Scene();
    await settleTasks();
    expect(scene.list.loading).to.be.true;
    expect(scene.host.calls).to.deep.equal([]);
    await scene.answer(0, rows('1', '2'));
    expect(scene.numbers).to.equal('1,2');
    expect(scene.list.loading).to.be.false;
    expect(scene.host.calls).to.deep.equal(['counted 7']);
  });

  it('shows loading, not the last error, while a retry is on its way', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.fail(0);
    expect(scene.list.error).to.be.instanceOf(ConnectionError);
    expect(scene.host.calls).to.deep.equal(['failed ConnectionError']);
    void scene.list.refresh();
    await settleTasks();
    expect(scene.list.error).to.equal(undefined);
    expect(scene.list.loading).to.be.true;
  });

  it('appends the next page, without the rows that are known', async () => {
    const scene = await ready(rows('1', '2'), 'next');
    void scene.list.loadMore();
    expect(scene.list.loadingMore).to.be.true;
    expect(scene.queries[1]).to.deep.equal({ state: 'all', cursor: 'next' });
    await scene.answer(1, rows('2', '3'));
    expect(scene.numbers).to.equal('1,2,3');
    expect(scene.list.nextCursor).to.equal(null);
    await scene.list.loadMore();
    expect(scene.queries).to.have.lengthOf(2);
  });

  it('keeps a page that comes while a row changes', async () => {
    const scene = await ready(rows('1', '2'), 'next');
    void scene.list.loadMore();
    scene.list.put({ number: '1', text: '!' });
    await scene.answer(1, rows('3'));
    expect(scene.numbers).to.equal('1!,2,3');
  });

  it('leaves the error of a further page behind when the tab changes', async () => {
    const scene = await ready(rows('1'), 'next');
    void scene.list.loadMore();
    await scene.fail(1);
    expect(scene.list.moreError).to.be.instanceOf(ConnectionError);
    scene.host.state = 'open';
    await scene.update();
    expect(scene.list.moreError).to.equal(undefined);
    await scene.answer(2, rows('9'));
    expect(scene.numbers).to.equal('9');
  });

  it('ignores a further page of another tab', async () => {
    const scene = await ready(rows('1'), 'next');
    void scene.list.loadMore();
    scene.host.state = 'closed';
    await scene.update();
    await scene.answer(2, rows('9'));
    await scene.answer(1, rows('2'));
    expect(scene.numbers).to.equal('9');
  });

  it('searches after a pause, at once when the text is complete, and not for what was cleared', async () => {
    const scene = await ready();
    scene.list.search('glo');
    scene.list.search(' glosa ');
    await settleTasks();
    expect(scene.queries).to.have.lengthOf(1);
    scene.list.search('glosa', true);
    await settleTasks();
    expect(scene.queries[1]).to.deep.equal({ search: 'glosa', state: 'all' });
    scene.list.search('outra coisa');
    scene.list.resetFilters({});
    await aTimeout(370);
    expect(scene.queries.slice(2)).to.deep.equal([{ state: 'all' }]);
  });

  it('takes a filter away when its value is empty', async () => {
    const scene = await ready();
    scene.list.filter({ from: '2026-11-01' });
    scene.list.filter({ from: '' });
    expect(scene.list.filters).to.deep.equal({});
  });

  it('renews a row in its place, and only that one', async () => {
    const scene = await ready();
    scene.protocols.set('2', { number: '2', text: '*' });
    await scene.changed('2');
    expect(scene.numbers).to.equal('1,2*');
    expect(scene.queries).to.have.lengthOf(1);
    expect(scene.list.stale).to.be.false;
    // Not a view: nobody opened it.
    expect(scene.reads).to.deep.equal(['2 row']);
  });

  describe('puts nothing older in the place of what is newer', () => {
    /** A list in which a row is read, once for each event. */
    const reading = async (events: number): Promise<{ scene: Scene; rows: Deferred<Row>[] }> => {
      const scene = await ready();
      const held: Deferred<Row>[] = [];
      scene.heldRows = held;
      for (let event = 0; event < events; event += 1) await scene.changed('2');
      return { scene, rows: held };
    };
    const answer = async (row: Deferred<Row> | undefined, text: string): Promise<void> => {
      row?.resolve({ number: '2', text });
      await settleTasks();
    };

    it('when the responses to two readings of a row change places', async () => {
      const { scene, rows: held } = await reading(2);
      await answer(held[1], ' new');
      await answer(held[0], ' old');
      expect(scene.numbers).to.equal('1,2 new');
    });

    it('when they come in order', async () => {
      const { scene, rows: held } = await reading(2);
      await answer(held[0], ' old');
      expect(scene.numbers).to.equal('1,2 old');
      await answer(held[1], ' new');
      expect(scene.numbers).to.equal('1,2 new');
    });

    it('when a row was changed while it was read', async () => {
      const { scene, rows: held } = await reading(1);
      scene.list.put({ number: '2', text: ' mine' });
      await answer(held[0], ' old');
      expect(scene.numbers).to.equal('1,2 mine');
    });

    it('when the list was read again while a row was', async () => {
      const { scene, rows: held } = await reading(1);
      void scene.list.refresh();
      await settleTasks();
      await scene.answer(1, [{ number: '2', text: ' new' }]);
      await answer(held[0], ' old');
      expect(scene.numbers).to.equal('2 new');
    });

    it('when a row was read while the list was', async () => {
      const { scene } = await reading(0);
      void scene.list.refresh();
      await settleTasks();
      await scene.changed('2');
      await answer(scene.heldRows?.[0], ' new');
      await scene.answer(1, [{ number: '3' }, { number: '2', text: ' old' }]);
      expect(scene.numbers).to.equal('3,2 new');
    });
  });

  it('reads the first page again for a protocol that it does not show', async () => {
    const scene = await ready();
    void scene.changed('3', 'created');
    await aTimeout(330);
    await scene.answer(1, rows('3', '1', '2'));
    expect(scene.numbers).to.equal('3,1,2');
    expect(scene.host.calls).to.include('arrived 3');
  });

  it('moves no row while somebody works in the list, and says that there is more', async () => {
    const scene = await ready();
    scene.host.listInUse = true;
    await scene.changed('3', 'created');
    await scene.answer(1, rows('3', '1', '2'));
    expect(scene.numbers).to.equal('1,2');
    expect(scene.list.stale).to.be.true;
  });

  it('names new protocols that are further down than it is read', async () => {
    const scene = await ready(rows('1', '2'), 'next');
    await scene.changed('8', 'created');
    await scene.answer(1, rows('1', '2'), 'next');
    expect(scene.host.calls).to.include('below 8');
  });

  it('follows changes of the classifications once their filter was opened', async () => {
    const scene = await ready();
    expect(scene.list.classifications).to.deep.equal([]);
    scene.list.ensureClassifications();
    await settleTasks();
    expect(scene.list.classifications).to.deep.equal(['Portal']);
    scene.subjects = ['Portal do prestador'];
    scene.events.emit({ type: 'catalogue.changed', id: '1', data: { changed: ['groups'] } });
    await settleTasks();
    expect(scene.list.classifications, 'not named').to.deep.equal(['Portal']);
    scene.events.emit({ type: 'catalogue.changed', id: '2', data: { changed: ['classifications'] } });
    await settleTasks();
    expect(scene.list.classifications).to.deep.equal(['Portal do prestador']);
  });

  it('says whether there is a connection', async () => {
    const scene = await ready();
    scene.events.changeConnection('offline');
    expect(scene.list.offline).to.be.true;
    scene.events.changeConnection('open');
    expect(scene.list.offline).to.be.false;
  });
});
