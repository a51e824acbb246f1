import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ServerEvent } from '@fale-conosco/contract';
import { type ConnectionState, FaleConoscoClient } from '../index.ts';
import { FakeTiming } from '../testing/fake-timing.ts';
import { type Answer, html, problem, ScriptedServer } from '../testing/scripted-server.ts';
import { POLL_MS, SILENCE_MS } from './event-stream.ts';

const change = (id: number): string =>
  `id: ${id}\nevent: protocol.changed\ndata: ${JSON.stringify({ number: String(id), cause: 'message', status: 'in_analysis', lastSequence: id })}\n\n`;

/** Opens a stream, sends the text, and keeps it for the test to go on with. */
const open =
  (text: string, streams: ServerResponse[] = []): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    if (text) response.write(text);
    streams.push(response);
  };

/** Opens a stream, sends the text, and ends it. */
const openAndEnd =
  (text: string): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
  };

/** Collects values and waits for the n-th. */
class Log<Value> {
  readonly values: Value[] = [];
  #wake: () => void = () => {};

  readonly add = (value: Value): void => {
    this.values.push(value);
    this.#wake();
  };

  async length(count: number): Promise<Value[]> {
    while (this.values.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.values;
  }
}

let server: ScriptedServer;
let timing: FakeTiming;
let client: FaleConoscoClient;
let ending: AbortController;
let events: Log<ServerEvent>;
let states: Log<ConnectionState>;

/** Lets what was already decided happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const listen = (): (() => void) =>
  client.events.subscribe(events.add, { signal: ending.signal, onConnectionChange: states.add });

beforeEach(async () => {
  server = await ScriptedServer.start();
  timing = new FakeTiming({ stepped: true });
  client = new FaleConoscoClient({ baseUrl: server.baseUrl, getToken: () => 'token' }, timing);
  ending = new AbortController();
  events = new Log();
  states = new Log();
});
afterEach(async () => {
  ending.abort();
  await server[Symbol.asyncDispose]();
});

describe('the event stream', () => {
  it('delivers known events and passes over types of a newer server', async () => {
    server.answer(open(`: hello\n\nid: 1\nevent: weather.changed\ndata: {}\n\n${change(2)}`));
    listen();
    const [event] = await events.length(1);
    assert.deepEqual(event, {
      type: 'protocol.changed',
      id: '2',
      data: { number: '2', cause: 'message', status: 'in_analysis', lastSequence: 2 },
    });
    assert.equal(server.requests[0]?.headers.accept, 'text/event-stream');
    assert.equal(server.requests[0]?.headers.authorization, 'Bearer token');
    assert.deepEqual(states.values, ['connecting', 'open']);
  });

  it('resumes after the last event when it is cut', async () => {
    server.answer(openAndEnd(change(5)), open(change(6)));
    listen();
    (await timing.nextWait()).release();
    await events.length(2);
    assert.equal(server.requests[1]?.headers['last-event-id'], '5');
    assert.deepEqual(
      events.values.map(({ id }) => id),
      ['5', '6'],
    );
    assert.deepEqual(states.values, ['connecting', 'open', 'offline', 'connecting', 'open']);
  });

  it('says "read again" when it comes back with nothing to resume from', async () => {
    server.answer(openAndEnd(': beat\n\n'), open(''));
    listen();
    (await timing.nextWait()).release();
    assert.equal((await events.length(1))[0]?.type, 'stream.reset');
  });

  it('says "read again" when it opens only after failures: what happened meanwhile came to nobody', async () => {
    server.answer(problem('unavailable'), open(change(1)));
    listen();
    (await timing.nextWait()).release();
    await events.length(2);
    assert.deepEqual(
      events.values.map(({ type }) => type),
      ['stream.reset', 'protocol.changed'],
    );
  });

  it('turns data that it cannot read into "read again"', async () => {
    server.answer(open('id: 3\nevent: protocol.changed\ndata: {"number":\n\n'));
    listen();
    assert.deepEqual((await events.length(1))[0], { type: 'stream.reset', id: '3', data: {} });
  });

  it('leaves a line that is silent for too long', async () => {
    server.answer(open(change(1)), open(change(2)));
    listen();
    await events.length(1);
    timing.ring(SILENCE_MS);
    (await timing.nextWait()).release();
    await events.length(2);
    assert.equal(server.requests.length, 2);
  });

  it('waits longer from failure to failure, and as long as the server asks', async () => {
    server.answer(
      problem('unavailable'),
      problem('unavailable', {}, { 'retry-after': '20' }),
      open(change(1)),
    );
    listen();
    const first = await timing.nextWait();
    first.release();
    const second = await timing.nextWait();
    second.release();
    await events.length(1);
    assert.deepEqual([first.ms, second.ms], [1000, 22_000]);
  });

  it('begins with short waits again once a byte has come', async () => {
    server.answer(
      problem('unavailable'),
      problem('unavailable'),
      openAndEnd(change(1)),
      openAndEnd(change(2)),
    );
    server.otherwise(problem('unavailable'));
    listen();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const wait = await timing.nextWait();
      waits.push(wait.ms);
      wait.release();
    }
    assert.deepEqual(waits, [1000, 2000, 500, 500, 1000, 2000]);
  });

  it('lets its readers poll after three attempts without a byte, until there is a stream', async () => {
    server.answer(html, problem('not_found'), html, open(change(1)));
    listen();
    (await timing.nextWait()).release();
    (await timing.nextWait()).release();
    const wait = await timing.nextWait();
    timing.ring(POLL_MS);
    timing.ring(POLL_MS);
    assert.deepEqual(
      events.values.map(({ type }) => type),
      ['stream.reset', 'stream.reset'],
    );
    wait.release();
    // One more for what came between the last reading and the stream, then the stream's own event.
    await events.length(4);
    assert.equal(timing.timersOf(POLL_MS), 0);
  });

  it('lets its readers poll again when streams cease to get through again, and no longer than it is wanted', async () => {
    server.answer(html, html, html, openAndEnd(change(1)), html, html, html);
    listen();
    const attempt = async (): Promise<void> => (await timing.nextWait()).release();
    for (let failure = 0; failure < 4; failure += 1) await attempt();
    assert.equal(timing.timersOf(POLL_MS), 0);
    await attempt();
    await attempt();
    await timing.nextWait();
    assert.equal(timing.timersOf(POLL_MS), 1);
    ending.abort();
    await settled();
    assert.equal(timing.timersOf(POLL_MS), 0);
  });

  it('reads a character whose bytes come in two pieces', async () => {
    const streams: ServerResponse[] = [];
    server.answer(open('', streams));
    listen();
    await states.length(2);
    const bytes = Buffer.from(change(1) + change(2).replace('"2"', '"São João"'));
    const inside = bytes.indexOf(Buffer.from('ã')) + 1;
    streams[0]?.write(bytes.subarray(0, inside));
    await events.length(1);
    streams[0]?.write(bytes.subarray(inside));
    await events.length(2);
    assert.deepEqual(events.values[1]?.data, {
      number: 'São João',
      cause: 'message',
      status: 'in_analysis',
      lastSequence: 2,
    });
  });

  it('asks for a new token when the old one has ended', async () => {
    let calls = 0;
    const getToken = (): string => {
      calls += 1;
      return `t${calls}`;
    };
    client = new FaleConoscoClient({ baseUrl: server.baseUrl, getToken }, timing);
    server.answer(problem('token_expired'), open(change(1)));
    listen();
    await events.length(1);
    assert.equal(server.requests[1]?.headers.authorization, 'Bearer t2');
  });

  it('leaves at once when the browser goes offline, and comes back at once when it is online', async () => {
    const scope = new EventTarget();
    const page = globalThis as unknown as Record<string, unknown>;
    page['addEventListener'] = scope.addEventListener.bind(scope);
    page['removeEventListener'] = scope.removeEventListener.bind(scope);
    try {
      server.answer(open(change(1)), open(change(2)));
      listen();
      await events.length(1);
      scope.dispatchEvent(new Event('offline'));
      await timing.nextWait();
      assert.equal(states.values.at(-1), 'offline');
      scope.dispatchEvent(new Event('online'));
      await events.length(2);
    } finally {
      delete page['addEventListener'];
      delete page['removeEventListener'];
    }
  });
});

describe('subscribers', () => {
  it('share one stream, which ends with the last of them', async () => {
    const streams: ServerResponse[] = [];
    server.answer(open('', streams));
    const others = new Log<ServerEvent>();
    const leaveFirst = listen();
    const leaveSecond = client.events.subscribe(others.add);
    await states.length(2);
    streams[0]?.write(change(1));
    await Promise.all([events.length(1), others.length(1)]);
    leaveFirst();
    streams[0]?.write(change(2));
    await others.length(2);
    assert.equal(events.values.length, 1);
    const closed = new Promise((resolve) => streams[0]?.once('close', resolve));
    leaveSecond();
    await closed;
    assert.equal(server.requests.length, 1);
  });

  it('that come late are told the state', async () => {
    server.answer(open(''));
    listen();
    await states.length(2);
    const late = new Log<ConnectionState>();
    client.events.subscribe(() => {}, { signal: ending.signal, onConnectionChange: late.add });
    assert.deepEqual(late.values, ['open']);
  });

  it('that fail do not keep the others from hearing', async (test) => {
    const failures: unknown[] = [];
    test.mock.method(globalThis, 'queueMicrotask', (callback: () => void) => {
      try {
        callback();
      } catch (error) {
        failures.push(error);
      }
    });
    server.answer(open(change(1)));
    const error = new Error('mine');
    client.events.subscribe(
      () => {
        throw error;
      },
      { signal: ending.signal },
    );
    listen();
    await events.length(1);
    assert.ok(failures.includes(error));
  });
});

describe('a stream of its own', () => {
  it('is read by iteration and ends with the loop', async () => {
    const streams: ServerResponse[] = [];
    server.answer(open(change(8) + change(9), streams));
    const ids: string[] = [];
    for await (const { id } of client.events.stream({ lastEventId: '7' })) {
      ids.push(id);
      if (id === '9') break;
    }
    assert.deepEqual(ids, ['8', '9']);
    assert.equal(server.requests[0]?.headers['last-event-id'], '7');
    await new Promise<void>((resolve) => {
      if (streams[0]?.closed) resolve();
      else streams[0]?.once('close', resolve);
    });
  });

  it('ends with its signal', async () => {
    server.answer(open(change(1)));
    const ids: string[] = [];
    for await (const { id } of client.events.stream({ signal: ending.signal })) {
      ids.push(id);
      ending.abort();
    }
    assert.deepEqual(ids, ['1']);
  });
});
