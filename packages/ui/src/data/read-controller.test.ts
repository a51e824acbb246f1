import { ConnectionError, NotFoundError } from '@fale-conosco/sdk';
import { expect } from '@open-wc/testing';
import { Deferred, settleTasks, TestEvents, TestHost } from '../testing/test-host.ts';
import { ReadController, type ReadOptions } from './read-controller.ts';

interface Client {
  name: string;
  events: TestEvents;
}

const newClient = (name = 'one'): Client => ({ name, events: new TestEvents() });

/** A host with a controller whose readings the test answers one by one. */
class Scene {
  client: Client | undefined = newClient();
  inputs: readonly unknown[] | undefined = ['a'];
  readonly host = new TestHost();
  readonly reads: { client: Client; signal: AbortSignal | undefined; response: Deferred<string> }[] = [];
  readonly calls: string[] = [];
  readonly controller: ReadController<Client, string>;

  constructor(options: Partial<ReadOptions<Client, string>> = {}) {
    this.controller = new ReadController<Client, string>(this.host, {
      client: () => this.client,
      inputs: () => this.inputs,
      read: (client, signal) => {
        const response = new Deferred<string>();
        this.reads.push({ client, signal, response });
        return response.promise;
      },
      onLoad: (value) => this.calls.push(`load ${value}`),
      onRefresh: (value) => this.calls.push(`refresh ${value}`),
      onError: (error) => this.calls.push(`error ${(error as Error).name}`),
      ...options,
    });
    this.host.requestUpdate();
  }

  get state(): unknown {
    const { loading, value, error } = this.controller;
    return { loading, value, error: (error as Error | undefined)?.name };
  }

  async answer(index: number, value: string): Promise<void> {
    this.reads[index]?.response.resolve(value);
    await settleTasks();
  }

  async fail(index: number, error: unknown): Promise<void> {
    this.reads[index]?.response.reject(error);
    await settleTasks();
  }

  async update(): Promise<void> {
    this.host.requestUpdate();
    await settleTasks();
  }
}

const changed = { type: 'catalogue.changed', id: '1', data: {} } as const;
const idle = { loading: false, value: undefined, error: undefined };
const loading = { loading: true, value: undefined, error: undefined };
const shows = (value: string) => ({ loading: false, value, error: undefined });
const failed = (error: string) => ({ loading: false, value: undefined, error });

describe('ReadController', () => {
  it('reads once there is a client, and shows what came', async () => {
    const scene = new Scene();
    scene.client = undefined;
    await settleTasks();
    expect(scene.state).to.deep.equal(idle);
    scene.client = newClient();
    await scene.update();
    expect(scene.state).to.deep.equal(loading);
    await scene.answer(0, 'first');
    expect(scene.state).to.deep.equal(shows('first'));
    expect(scene.calls).to.deep.equal(['load first']);
    await scene.update();
    expect(scene.reads).to.have.lengthOf(1);
  });

  it('shows a failure until the next try, which shows loading', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.fail(0, new ConnectionError());
    expect(scene.state).to.deep.equal(failed('ConnectionError'));
    await scene.update();
    expect(scene.reads, 'no try by itself').to.have.lengthOf(1);
    const retry = scene.controller.load();
    await settleTasks();
    expect(scene.state).to.deep.equal(loading);
    await scene.answer(1, 'second');
    await retry;
    expect(scene.state).to.deep.equal(shows('second'));
    expect(scene.calls).to.deep.equal(['error ConnectionError', 'load second']);
  });

  it('never shows the error of one thing while another one loads', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.fail(0, new NotFoundError({ status: 404, code: 'not_found', message: '', requestId: '' }));
    scene.inputs = ['b'];
    await scene.update();
    expect(scene.state).to.deep.equal(loading);
    await scene.answer(1, 'b');
    expect(scene.state).to.deep.equal(shows('b'));
  });

  it('takes the value away when there is nothing to read', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.answer(0, 'first');
    scene.inputs = undefined;
    await scene.update();
    expect(scene.state).to.deep.equal(idle);
    scene.inputs = ['a'];
    await scene.update();
    expect(scene.state).to.deep.equal(loading);
  });

  it('reads anew from another client', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.answer(0, 'of one');
    scene.client = newClient('other');
    await scene.update();
    expect(scene.state).to.deep.equal(loading);
    expect(scene.reads[1]?.client.name).to.equal('other');
  });

  it('aborts a reading that is no longer wanted, and ignores its response', async () => {
    const scene = new Scene();
    await settleTasks();
    scene.inputs = ['b'];
    await scene.update();
    expect(scene.reads[0]?.signal?.aborted).to.be.true;
    await scene.answer(1, 'b');
    await scene.answer(0, 'a');
    expect(scene.state).to.deep.equal(shows('b'));
    expect(scene.calls).to.deep.equal(['load b']);
  });

  it('ignores a response when the inputs have changed and the host has not updated yet', async () => {
    const scene = new Scene();
    await settleTasks();
    scene.inputs = ['b'];
    await scene.answer(0, 'a');
    expect(scene.calls).to.deep.equal([]);
    expect(scene.state).to.deep.equal(loading);
    await scene.answer(1, 'b');
    expect(scene.state).to.deep.equal(shows('b'));
  });

  it('reports no failure of a reading that is no longer wanted', async () => {
    const scene = new Scene();
    await settleTasks();
    scene.inputs = ['b'];
    await scene.update();
    await scene.fail(0, new ConnectionError());
    expect(scene.calls).to.deep.equal([]);
    expect(scene.state).to.deep.equal(loading);
  });

  it('keeps the value while it is read again, also when that fails', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.answer(0, 'first');
    void scene.controller.refresh();
    expect(scene.state).to.deep.equal(shows('first'));
    await scene.fail(1, new ConnectionError());
    expect(scene.state).to.deep.equal(shows('first'));
    void scene.controller.refresh();
    await scene.answer(2, 'second');
    expect(scene.state).to.deep.equal(shows('second'));
    expect(scene.calls).to.deep.equal(['load first', 'refresh second']);
  });

  it('reads again another way where that is asked for', async () => {
    const scene = new Scene({ reread: async ({ name }) => `again from ${name}` });
    await settleTasks();
    await scene.answer(0, 'first');
    await scene.controller.refresh();
    expect(scene.state).to.deep.equal(shows('again from one'));
    expect(scene.reads).to.have.lengthOf(1);
  });

  it('keeps the newer of two refreshes, whichever comes last', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.answer(0, 'first');
    void scene.controller.refresh();
    void scene.controller.refresh();
    await scene.answer(2, 'newer');
    await scene.answer(1, 'older');
    expect(scene.state).to.deep.equal(shows('newer'));
    expect(scene.calls).to.deep.equal(['load first', 'refresh newer']);
  });

  it('ignores a refresh of what is no longer shown', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.answer(0, 'a');
    void scene.controller.refresh();
    scene.inputs = ['b'];
    await scene.update();
    await scene.answer(2, 'b');
    await scene.answer(1, 'a again');
    expect(scene.state).to.deep.equal(shows('b'));
  });

  it('refreshes after loading when that was asked for meanwhile', async () => {
    const scene = new Scene({ refreshOn: ({ type }) => type === 'catalogue.changed' });
    await settleTasks();
    scene.client?.events.emit(changed);
    expect(scene.reads).to.have.lengthOf(1);
    await scene.answer(0, 'first');
    expect(scene.reads).to.have.lengthOf(2);
    await scene.answer(1, 'second');
    expect(scene.state).to.deep.equal(shows('second'));
  });

  it('refreshes on the events that concern it, while its host is connected', async () => {
    const scene = new Scene({ refreshOn: ({ type }) => type === 'catalogue.changed' });
    await settleTasks();
    await scene.answer(0, 'first');
    scene.client?.events.emit({ type: 'stream.reset', id: '1', data: {} });
    expect(scene.reads).to.have.lengthOf(1);
    scene.client?.events.emit(changed);
    expect(scene.reads).to.have.lengthOf(2);
    scene.host.disconnect();
    expect(scene.client?.events.subscribers).to.equal(0);
  });

  it('listens to no events unless it is told which', async () => {
    const scene = new Scene();
    await settleTasks();
    expect(scene.client?.events.subscribers).to.equal(0);
  });

  it('reads lazily only when asked, and forgets when the inputs change', async () => {
    const scene = new Scene({ lazy: true });
    await settleTasks();
    expect(scene.state).to.deep.equal(idle);
    scene.controller.ensureLoaded();
    scene.controller.ensureLoaded();
    expect(scene.reads).to.have.lengthOf(1);
    await scene.fail(0, new ConnectionError());
    expect(scene.state).to.deep.equal(failed('ConnectionError'));
    scene.inputs = ['b'];
    await scene.update();
    expect(scene.state).to.deep.equal(idle);
    expect(scene.reads).to.have.lengthOf(1);
    scene.controller.ensureLoaded();
    await scene.answer(1, 'b');
    expect(scene.state).to.deep.equal(shows('b'));
    scene.controller.ensureLoaded();
    expect(scene.reads).to.have.lengthOf(2);
  });

  it('shows what another call returned, and no older response after it', async () => {
    const scene = new Scene();
    await settleTasks();
    await scene.answer(0, 'first');
    void scene.controller.refresh();
    scene.controller.set('saved');
    expect(scene.state).to.deep.equal(shows('saved'));
    await scene.answer(1, 'older');
    expect(scene.state).to.deep.equal(shows('saved'));
    void scene.controller.refresh();
    await scene.answer(2, 'newer');
    expect(scene.state).to.deep.equal(shows('newer'));
  });

  it('forgets what is on its way when it is cleared', async () => {
    const scene = new Scene({ lazy: true });
    await settleTasks();
    scene.controller.ensureLoaded();
    scene.controller.clear();
    expect(scene.reads[0]?.signal?.aborted).to.be.true;
    await scene.fail(0, new ConnectionError());
    expect(scene.state).to.deep.equal(idle);
    expect(scene.calls).to.deep.equal([]);
  });

  it('reports an exception of a callback, and shows the value all the same', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    const problem = new Error('The callback failed');
    try {
      const scene = new Scene({
        onLoad: () => {
          throw problem;
        },
      });
      await settleTasks();
      await scene.answer(0, 'first');
      expect(scene.state).to.deep.equal(shows('first'));
      expect(reported).to.deep.equal([problem]);
    } finally {
      globalThis.reportError = reportError;
    }
  });
});
