import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { Deferred, settleTasks, TestEvents, TestHost } from '@fale-conosco/ui/testing';
import { expect } from '@open-wc/testing';
import { PagesController } from './pages-controller.ts';

interface Entry {
  id: number;
  text?: string;
}

/** A list of numbered entries, newest first, in pages of two. */
class Scene {
  readonly host = new TestHost();
  entries: Entry[] = [5, 4, 3, 2, 1].map((id) => ({ id }));
  readonly queries: object[] = [];
  /** What the next readings wait for. */
  gate: Promise<void> | undefined;
  readonly pages: PagesController<Entry, { state?: string }>;

  constructor() {
    const client = { events: new TestEvents() } as unknown as FaleConoscoCrm;
    this.pages = new PagesController<Entry, { state?: string }>(
      this.host,
      {
        client: () => client,
        read: async (_client, query) => {
          this.queries.push(query);
          await this.gate;
          const from = query.cursor ? this.entries.findIndex(({ id }) => id < Number(query.cursor)) : 0;
          const items = from < 0 ? [] : this.entries.slice(from, from + 2);
          const last = items.at(-1);
          return { items, nextCursor: last && last !== this.entries.at(-1) ? String(last.id) : null };
        },
        onError: () => {},
      },
      {},
    );
    this.host.requestUpdate();
  }

  get ids(): string {
    return this.pages.items.map(({ id, text = '' }) => id + text).join();
  }
}

const ready = async (): Promise<Scene> => {
  const scene = new Scene();
  await settleTasks();
  return scene;
};

describe('PagesController', () => {
  it('reads a page at a time, and names the first entry of each', async () => {
    const scene = await ready();
    expect(scene.ids).to.equal('5,4');
    expect(await scene.pages.loadMore()).to.deep.equal({ id: 3 });
    expect(await scene.pages.loadMore()).to.deep.equal({ id: 1 });
    expect(await scene.pages.loadMore()).to.equal(undefined);
    expect(scene.ids).to.equal('5,4,3,2,1');
  });

  it('reads all that it shows again, with what is new and without what is gone', async () => {
    const scene = await ready();
    await scene.pages.loadMore();
    scene.entries = [6, 5, 3, 2, 1].map((id) => ({ id, text: '!' }));
    await scene.pages.refresh();
    expect(scene.ids).to.equal('6!,5!,3!,2!');
    expect(await scene.pages.loadMore()).to.deep.equal({ id: 1, text: '!' });
    expect(scene.ids).to.equal('6!,5!,3!,2!,1!');
  });

  it('keeps what it shows while it reads again', async () => {
    const scene = await ready();
    const answered = new Deferred<void>();
    scene.gate = answered.promise;
    const refreshed = scene.pages.refresh();
    await settleTasks();
    expect([scene.ids, scene.pages.loading]).to.deep.equal(['5,4', false]);
    answered.resolve();
    await refreshed;
    expect(scene.queries).to.have.length(2);
  });

  it('reads one page after a filter has changed', async () => {
    const scene = await ready();
    await scene.pages.loadMore();
    scene.pages.filter({ state: 'failed' });
    await settleTasks();
    expect(scene.queries.at(-1)).to.deep.equal({ state: 'failed' });
    expect(scene.ids).to.equal('5,4');
  });

  it('gives no entry of a page that came too late', async () => {
    const scene = await ready();
    const answered = new Deferred<void>();
    scene.gate = answered.promise;
    const more = scene.pages.loadMore();
    scene.gate = undefined;
    scene.pages.filter({ state: 'failed' });
    await settleTasks();
    answered.resolve();
    expect(await more).to.equal(undefined);
    expect(scene.ids).to.equal('5,4');
  });
});
