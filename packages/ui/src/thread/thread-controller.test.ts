import type { Attachment, MessageListQuery, ProtocolChangedEvent } from '@fale-conosco/contract';
import { ConnectionError, createApiError, type ReadOptions } from '@fale-conosco/sdk';
import { expect } from '@open-wc/testing';
import { settleTasks, TestEvents, TestHost } from '../testing/test-host.ts';
import {
  type ThreadClient,
  ThreadController,
  type ThreadHost,
  type ThreadOptions,
} from './thread-controller.ts';

interface Protocol {
  number: string;
  lastSequence: number;
}
interface Entry {
  sequence: number;
  viewed?: boolean;
  attachments?: readonly Attachment[];
}

class Host extends TestHost implements ThreadHost<Entry> {
  protocolNumber: string | undefined = '1';
  readonly calls: string[] = [];
  checkVisibility?: () => boolean;

  arrived(entries: Entry[]): void {
    this.calls.push(`arrived ${entries.map(({ sequence }) => sequence).join()}`);
  }

  failed(error: unknown): void {
    this.calls.push(`failed ${(error as Error).name}`);
  }
}

const PAGE = 3;

/** A server with the threads of some protocols, in pages of three. */
class Scene {
  readonly host = new Host();
  readonly events = new TestEvents();
  readonly threads = new Map<string, Entry[]>([
    ['1', [{ sequence: 1 }, { sequence: 2 }]],
    ['2', Array.from({ length: 7 }, (_, index) => ({ sequence: index + 1 }))],
  ]);
  readonly requests: string[] = [];
  /** Errors with which the next requests fail. */
  readonly failures: Error[] = [];
  /** What waits before it is answered. */
  gate: Promise<void> | undefined;
  readonly controller: ThreadController<Protocol, Entry>;
  client = this.clientOf(this.threads);

  constructor(options: Partial<ThreadOptions<Protocol, Entry>> = {}) {
    this.controller = new ThreadController<Protocol, Entry>(this.host, {
      client: () => this.client,
      ...options,
    });
    this.host.requestUpdate();
  }

  /** A client to which these threads are shown. */
  clientOf(threads: Scene['threads']): ThreadClient<Protocol, Entry> {
    const entriesOf = (number: string): Entry[] => {
      const entries = threads.get(number);
      if (!entries) throw createApiError({ status: 404, code: 'not_found' });
      return entries;
    };
    const respond = async <Result>(request: string, result: () => Result): Promise<Result> => {
      this.requests.push(request);
      const failure = this.failures.shift();
      await this.gate;
      if (failure) throw failure;
      return result();
    };
    return {
      events: this.events,
      protocols: {
        retrieve: (number: string, { purpose }: ReadOptions = {}) =>
          respond(['protocol', number, purpose].filter(Boolean).join(' '), () => ({
            number,
            lastSequence: entriesOf(number).at(-1)?.sequence ?? 0,
          })),
      },
      messages: {
        list: (number: string, query: MessageListQuery = {}) =>
          respond(`messages ${number} ${JSON.stringify(query)}`, () => {
            const entries = entriesOf(number);
            if (query.after !== undefined) {
              const newer = entries.filter(({ sequence }) => sequence > (query.after ?? 0));
              return { items: newer.slice(0, PAGE), nextCursor: newer.length > PAGE ? 'more' : null };
            }
            const end = query.cursor ? Number(query.cursor) : entries.length;
            const start = Math.max(0, end - PAGE);
            return { items: entries.slice(start, end), nextCursor: start > 0 ? String(start) : null };
          }),
      },
    };
  }

  async changed(number: string, cause: ProtocolChangedEvent['cause'] = 'message'): Promise<void> {
    const data = { number, cause, status: 'received', lastSequence: 0 } as const;
    this.events.emit({ type: 'protocol.changed', id: '1', data });
    await settleTasks();
  }

  async verified(number: string, attachmentId: string, state: Attachment['state']): Promise<void> {
    const rejectionCode = state === 'rejected' ? 'attachment_infected' : null;
    this.events.emit({
      type: 'attachment.changed',
      id: '1',
      data: { number, attachmentId, state, rejectionCode },
    });
    await settleTasks();
  }

  async show(number: string | undefined): Promise<void> {
    this.host.protocolNumber = number;
    this.host.requestUpdate();
    await settleTasks();
  }

  get sequences(): string {
    return this.controller.messages.map(({ sequence }) => sequence).join();
  }
}

const ready = async (options?: Partial<ThreadOptions<Protocol, Entry>>): Promise<Scene> => {
  const scene = new Scene(options);
  await settleTasks();
  scene.requests.length = 0;
  return scene;
};

describe('ThreadController', () => {
  it('loads a protocol with its newest messages', async () => {
    const scene = new Scene();
    await settleTasks();
    expect(scene.requests).to.deep.equal(['protocol 1 view', 'messages 1 {}']);
    expect(scene.sequences).to.equal('1,2');
    expect(scene.controller.protocol?.number).to.equal('1');
    expect(scene.controller.olderCursor).to.equal(null);
  });

  it('reads messages with files in verification again when a verdict comes', async () => {
    const scene = await ready();
    const files = ['a', 'b'].map((id) => ({ id, state: 'scanning', rejectionCode: null }) as Attachment);
    const states = () =>
      scene.controller.messages.flatMap(({ attachments = [] }) => attachments.map(({ state }) => state));
    const thread = scene.threads.get('1') ?? [];
    thread.push({ sequence: 3, attachments: files }, { sequence: 4 });
    await scene.changed('1');
    expect(states()).to.deep.equal(['scanning', 'scanning']);
    scene.requests.length = 0;
    await scene.verified('2', 'a', 'ready');
    expect(scene.requests).to.deep.equal([]);
    thread[2] = { sequence: 3, attachments: files.map((file) => ({ ...file, state: 'ready' })) };
    await scene.verified('1', 'a', 'ready');
    expect(scene.requests).to.deep.equal(['protocol 1', 'messages 1 {"after":2}']);
    expect(states()).to.deep.equal(['ready', 'ready']);
    expect(scene.sequences).to.equal('1,2,3,4');
    // Nothing of it can change any more.
    scene.requests.length = 0;
    await scene.changed('1');
    expect(scene.requests).to.deep.equal(['protocol 1', 'messages 1 {"after":4}']);
  });

  it('says once that the reader has opened a protocol', async () => {
    const scene = await ready();
    scene.controller.view();
    await settleTasks();
    expect(scene.requests).to.deep.equal([]);
    await scene.changed('1');
    expect(scene.requests[0]).to.equal('protocol 1');
    await scene.show('2');
    expect(scene.requests).to.include('protocol 2 view');
  });

  it('says that the reader has opened it when it comes to be seen, not while the tab or the element is hidden', async () => {
    let visibility: DocumentVisibilityState = 'hidden';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
    try {
      const scene = new Scene();
      scene.host.checkVisibility = () => false;
      await settleTasks();
      visibility = 'visible';
      scene.controller.view();
      await settleTasks();
      scene.host.checkVisibility = () => true;
      scene.controller.view();
      await settleTasks();
      expect(scene.requests.filter((request) => request.startsWith('protocol'))).to.deep.equal([
        'protocol 1',
        'protocol 1',
        'protocol 1 view',
      ]);
    } finally {
      Reflect.deleteProperty(document, 'visibilityState');
    }
  });

  it('reads nothing without a number', async () => {
    const scene = await ready();
    await scene.show(undefined);
    expect(scene.controller.protocol).to.equal(undefined);
    expect(scene.requests).to.deep.equal([]);
  });

  it('never shows the error of one protocol while the next one loads', async () => {
    const scene = await ready();
    await scene.show('0');
    expect((scene.controller.error as Error).name).to.equal('NotFoundError');
    expect(scene.host.calls).to.deep.equal(['failed NotFoundError']);
    let open = (): void => {};
    scene.gate = new Promise((resolve) => {
      open = resolve;
    });
    await scene.show('2');
    expect(scene.controller.error).to.equal(undefined);
    expect(scene.sequences).to.equal('');
    open();
    await settleTasks();
    expect(scene.sequences).to.equal('5,6,7');
  });

  it('loads older messages above, and their failure goes with the protocol', async () => {
    const scene = await ready();
    await scene.show('2');
    await scene.controller.loadOlder();
    expect(scene.sequences).to.equal('2,3,4,5,6,7');
    scene.failures.push(new ConnectionError());
    await scene.controller.loadOlder();
    expect(scene.controller.olderError).to.be.instanceOf(ConnectionError);
    expect(scene.sequences).to.equal('2,3,4,5,6,7');
    await scene.show('1');
    expect(scene.controller.olderError).to.equal(undefined);
    expect(scene.sequences).to.equal('1,2');
  });

  it('reads what is new after an event, page after page, and tells its host', async () => {
    const scene = await ready();
    for (const sequence of [3, 4, 5, 6]) scene.threads.get('1')?.push({ sequence });
    await scene.changed('1');
    expect(scene.sequences).to.equal('1,2,3,4,5,6');
    expect(scene.host.calls).to.deep.equal(['arrived 3,4,5,6']);
    expect(scene.requests.slice(1)).to.deep.equal(['messages 1 {"after":2}', 'messages 1 {"after":5}']);
  });

  it('does not listen to other protocols, nor to readings that it does not show', async () => {
    const scene = await ready();
    await scene.changed('2');
    await scene.changed('1', 'read');
    expect(scene.requests).to.deep.equal([]);
  });

  it('reads entries again that may still change', async () => {
    const scene = await ready({ changeable: ({ viewed }) => !viewed });
    scene.threads.set('1', [{ sequence: 1, viewed: true }, { sequence: 2 }]);
    await scene.changed('1', 'read');
    expect(scene.requests).to.deep.equal(['protocol 1', 'messages 1 {"after":0}']);
    expect(scene.controller.messages.map(({ viewed }) => viewed)).to.deep.equal([true, undefined]);
    expect(scene.host.calls).to.deep.equal([]);
  });

  it('asks for nothing while something of the reader is under way', async () => {
    const scene = await ready({ busy: () => true });
    await scene.changed('1');
    expect(scene.requests).to.deep.equal([]);
  });

  it('depends on the parts of the settings that it is told', async () => {
    const scene = await ready({ parts: ['holidays'] });
    scene.events.emit({ type: 'catalogue.changed', id: '1', data: { changed: ['groups'] } });
    await settleTasks();
    expect(scene.requests).to.deep.equal([]);
    scene.events.emit({ type: 'catalogue.changed', id: '2', data: { changed: ['holidays'] } });
    await settleTasks();
    expect(scene.requests[0]).to.equal('protocol 1');
  });

  it('keeps what is shown when the protocol is no longer to be seen', async () => {
    const scene = await ready();
    scene.threads.delete('1');
    await scene.changed('1');
    expect(scene.controller.gone).to.be.true;
    expect(scene.sequences).to.equal('1,2');
  });

  it('catches up when the connection is back, and when its host is', async () => {
    const scene = await ready();
    scene.events.changeConnection('offline');
    expect(scene.controller.offline).to.be.true;
    scene.threads.get('1')?.push({ sequence: 3 });
    scene.events.changeConnection('open');
    await settleTasks();
    expect(scene.sequences).to.equal('1,2,3');
    scene.host.disconnect();
    scene.threads.get('1')?.push({ sequence: 4 });
    scene.host.connect();
    await settleTasks();
    expect(scene.sequences).to.equal('1,2,3,4');
  });

  describe('drops what it reads for its thread', () => {
    /** A look at what is new that goes on when the test lets it. */
    const looking = async (): Promise<{ scene: Scene; goOn: () => Promise<void> }> => {
      const scene = await ready();
      let open = (): void => {};
      scene.gate = new Promise((resolve) => {
        open = resolve;
      });
      scene.threads.get('1')?.push({ sequence: 3 });
      await scene.changed('1');
      scene.gate = undefined;
      return {
        scene,
        goOn: async () => {
          open();
          await settleTasks();
        },
      };
    };

    it('when another protocol is shown meanwhile', async () => {
      const { scene, goOn } = await looking();
      await scene.show('2');
      await goOn();
      expect(scene.sequences).to.equal('5,6,7');
      expect(scene.controller.protocol?.number).to.equal('2');
      expect(scene.host.calls).to.deep.equal([]);
    });

    it('when the same one is read as somebody else meanwhile', async () => {
      const { scene, goOn } = await looking();
      scene.client = scene.clientOf(new Map([['1', [{ sequence: 8 }, { sequence: 9 }]]]));
      await scene.show('1');
      await goOn();
      expect(scene.sequences).to.equal('8,9');
      expect(scene.controller.protocol?.lastSequence).to.equal(9);
      expect(scene.host.calls).to.deep.equal([]);
    });

    it('and what went wrong with it', async () => {
      const { scene, goOn } = await looking();
      scene.client = scene.clientOf(new Map([['1', [{ sequence: 8 }]]]));
      scene.threads.delete('1');
      await scene.show('1');
      await goOn();
      expect(scene.controller.gone).to.be.false;
      expect(scene.sequences).to.equal('8');
    });

    it('but not what is new when it was loaded again meanwhile', async () => {
      const { scene, goOn } = await looking();
      const loaded = scene.controller.reload();
      await goOn();
      await loaded;
      await settleTasks();
      expect(scene.sequences).to.equal('1,2,3');
    });
  });

  it('takes no protocol over that is not the one shown', async () => {
    const scene = await ready();
    scene.controller.take({ number: '2', lastSequence: 7 });
    expect(scene.controller.protocol?.number).to.equal('1');
    scene.controller.take({ number: '1', lastSequence: 9 });
    expect(scene.controller.protocol?.lastSequence).to.equal(9);
  });
});
