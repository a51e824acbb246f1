import type { ServerEvent } from '@fale-conosco/contract';
import { aTimeout, expect } from '@open-wc/testing';
import { settleTasks, TestEvents, TestHost } from '../testing/test-host.ts';
import { changesCatalogue } from './catalogue-events.ts';
import { LiveController, setSpread } from './live-controller.ts';

const settings = (changed?: ('groups' | 'holidays')[]): ServerEvent => ({
  type: 'catalogue.changed',
  id: '1',
  data: changed ? { changed } : {},
});
const message: ServerEvent = {
  type: 'protocol.changed',
  id: '2',
  data: { number: '1', cause: 'message', status: 'received', lastSequence: 2 },
};

const scene = async (concerns?: (event: ServerEvent) => boolean) => {
  const client = { events: new TestEvents() };
  const host = new TestHost();
  const heard: string[] = [];
  const state: { client: typeof client | undefined } = { client };
  new LiveController(host, {
    client: () => state.client,
    ...(concerns && { concerns }),
    onEvent: ({ type }) => heard.push(type),
  });
  host.requestUpdate();
  await settleTasks();
  return { client, host, heard, state };
};

describe('LiveController', () => {
  afterEach(() => setSpread(0));

  it('passes the events on that concern its host', async () => {
    const { client, heard } = await scene((event) => changesCatalogue(event, ['groups']));
    client.events.emit(message);
    client.events.emit(settings(['holidays']));
    expect(heard).to.deep.equal([]);
    client.events.emit(settings(['holidays', 'groups']));
    client.events.emit(settings());
    client.events.emit({ type: 'stream.reset', id: '3', data: {} });
    expect(heard).to.deep.equal(['catalogue.changed', 'catalogue.changed', 'stream.reset']);
  });

  it('keeps events about settings waiting, and takes several for one; others pass at once', async () => {
    const { client, heard } = await scene();
    setSpread(40);
    client.events.emit(settings());
    client.events.emit(settings());
    client.events.emit(message);
    expect(heard).to.deep.equal(['protocol.changed']);
    await aTimeout(60);
    expect(heard).to.deep.equal(['protocol.changed', 'catalogue.changed']);
  });

  it('passes on what became due while its host was away, when it is back', async () => {
    const { client, host, heard } = await scene();
    setSpread(1);
    client.events.emit(settings());
    host.disconnect();
    await aTimeout(20);
    expect(heard).to.deep.equal([]);
    host.connect();
    expect(heard).to.deep.equal(['catalogue.changed']);
  });

  it('follows its host to another client, and forgets what it heard of the last one', async () => {
    const { client, host, heard, state } = await scene();
    setSpread(1);
    client.events.emit(settings());
    state.client = { events: new TestEvents() };
    host.requestUpdate();
    await aTimeout(20);
    expect(client.events.subscribers).to.equal(0);
    expect(state.client.events.subscribers).to.equal(1);
    expect(heard).to.deep.equal([]);
  });
});
