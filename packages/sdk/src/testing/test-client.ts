import {
  type Classification,
  type ContactMethod,
  cancelProtocolSchema,
  type Limits,
  type Message,
  messageListQuerySchema,
  newMessageSchema,
  newProtocolSchema,
  type Protocol,
  protocolListQuerySchema,
  readMarkerSchema,
  type Session,
} from '@fale-conosco/contract';
import { checkInput } from '../check-input.ts';
import type { FaleConosco } from '../client-interface.ts';
import { iteratePages } from '../resources/iterate-pages.ts';
import { testClassifications, testContactMethods, testSession } from './catalogue.ts';
import { methodsOf, minimalRegisters, offeredMethods, offeredTree, registerOf } from './registers.ts';
import { pageOf, pageOfThread, type RuntimeControl, type SharedOperation, TestRuntime } from './runtime.ts';
import { type SeedProtocol, testSeed } from './seed.ts';
import { type TestProtocol, TestState } from './state.ts';
import { TestStore } from './store.ts';

/** Names a call of the client, for failures, holds and the record of calls. */
export type TestOperation =
  | SharedOperation
  | 'classifications.list'
  | 'contactMethods.list'
  | 'protocols.list'
  | 'protocols.counts'
  | 'protocols.create'
  | 'protocols.retrieve'
  | 'protocols.cancel'
  | 'protocols.receipt'
  | 'messages.list'
  | 'messages.create'
  | 'messages.markRead';

/** A call that was made, with its arguments as they were given. */
export interface TestCall {
  operation: TestOperation;
  args: readonly unknown[];
}

/** How the in-memory client starts. */
export interface TestClientOptions {
  seed?: {
    session?: Partial<Session>;
    limits?: Partial<Limits>;
    classifications?: readonly Classification[];
    contactMethods?: readonly ContactMethod[];
    /** By default {@link testSeed}; `[]` for a provider that never wrote. */
    protocols?: readonly SeedProtocol[];
  };
  /**
   * Another in-memory client, say an agent's: both live on what that one keeps, and each sees what the other does. Of the
   * seed only the session and the limits count then.
   */
  beside?: { readonly control: { readonly state: TestState } };
  /** Wait before each answer, in milliseconds; 0 by default. */
  latencyMs?: number;
  /** The instant at which the story stands; fixed by default, and each write is one second later. */
  now?: Date;
}

/** What a test can do to the in-memory client behind the elements' back. */
export interface TestControl extends RuntimeControl<TestOperation> {
  /** What it lives on, for another client beside it. */
  readonly state: TestState;
  /** Everything there is; change it to set a scene, then `emit` if readers shall notice. */
  readonly protocols: TestProtocol[];
  classifications: Classification[];
  contactMethods: ContactMethod[];
  addProtocol(parts?: Partial<TestProtocol>): TestProtocol;
  addOperatorMessage(
    number: string,
    body: string,
    options?: { asksProvider?: boolean; fileNames?: readonly string[] },
  ): Message;
  /** An agent closes the protocol with a conclusive message. */
  closeProtocol(number: string, body: string): Protocol;
  /** Sets why nobody can reply, or null for "can". */
  setCanReply(number: string, reason: Protocol['replyBlockedReason']): void;
}

/** The client in memory: the same interface as `FaleConoscoClient`, plus `control`. */
export interface TestClient extends FaleConosco {
  readonly control: TestControl;
}

/** The instant at which stories stand unless they say otherwise. */
export const START = new Date('2026-11-24T17:00:00.000Z');

/** The state of a new client, with its seed in. */
const newState = ({ seed = {}, now = START }: TestClientOptions, session: Session): TestState => {
  const state = new TestState({
    registers: minimalRegisters(
      seed.classifications ?? testClassifications,
      seed.contactMethods ?? testContactMethods,
    ),
    operator: session.operator,
    now,
  });
  const home = session.provider ?? { id: 'prv-saolucas', name: 'Clínica São Lucas' };
  // Oldest first, so that numbers ascend with time.
  for (const entry of [...(seed.protocols ?? testSeed)].reverse()) state.seed(entry, session.user, home);
  return state;
};

/**
 * Makes a client that lives in memory and behaves as the contract says: for tests of what stands on the SDK, for
 * demos without a server, for pages of states.
 */
export const createTestClient = (options: TestClientOptions = {}): TestClient => {
  const { seed = {} } = options;
  const session: Session = {
    ...testSession,
    ...seed.session,
    limits: { ...testSession.limits, ...seed.session?.limits, ...seed.limits },
  };
  const state = options.beside?.control.state ?? newState(options, session);
  const store = new TestStore(state, session);
  const runtime = new TestRuntime<TestOperation>(store, options.latencyMs ?? 0);
  const { registers } = state;
  let offered: Classification[] = [];

  const control: TestControl = runtime.extendControl<Omit<TestControl, keyof RuntimeControl<TestOperation>>>({
    state,
    protocols: state.protocols,
    get classifications() {
      const present = offeredTree(registers);
      // The same list while nothing has changed, so that its nodes can be told by identity.
      if (JSON.stringify(present) !== JSON.stringify(offered)) offered = present;
      return offered;
    },
    set classifications(value) {
      registers.classifications = registerOf(value);
    },
    get contactMethods() {
      return offeredMethods(registers);
    },
    set contactMethods(value) {
      registers.contactMethods = methodsOf(value);
    },
    addProtocol: (parts = {}) => store.addProtocol(parts),
    addOperatorMessage: (number, body, messageOptions) => store.operatorMessage(number, body, messageOptions),
    closeProtocol: (number, body) => {
      store.operatorMessage(number, body, { closes: true });
      return store.toProtocol(state.find(number));
    },
    setCanReply: (number, reason) => {
      state.find(number).replyOverride = reason;
    },
  });

  const client: TestClient = {
    control,
    session: runtime.session,
    uploads: runtime.uploads,
    attachments: runtime.attachments,
    events: runtime.events,
    classifications: {
      list: (requestOptions) =>
        runtime.call('classifications.list', [], requestOptions, () => offeredTree(registers)),
    },
    contactMethods: {
      list: (requestOptions) =>
        runtime.call('contactMethods.list', [], requestOptions, () => offeredMethods(registers)),
    },
    protocols: {
      list: async (query = {}, requestOptions) => {
        const checked = checkInput(protocolListQuerySchema, query);
        return runtime.call('protocols.list', [query], requestOptions, () => {
          const page = pageOf(store.search(checked), ({ number }) => number, checked);
          return { ...page, items: page.items.map((protocol) => store.toSummary(protocol)) };
        });
      },
      iterate: (query = {}, requestOptions) =>
        iteratePages((cursor) =>
          client.protocols.list(cursor ? { ...query, cursor } : query, requestOptions),
        ),
      counts: (requestOptions) => runtime.call('protocols.counts', [], requestOptions, () => store.counts()),
      create: async (input, requestOptions) => {
        const checked = checkInput(newProtocolSchema, input);
        return runtime.keyedCall('protocols.create', [input], requestOptions, checked, () =>
          store.toProtocol(store.create(checked)),
        );
      },
      retrieve: (number, requestOptions) =>
        runtime.call('protocols.retrieve', [number], requestOptions, () => {
          const protocol = store.find(number);
          state.recordAccess(protocol, store.session, 'protocol.view');
          return store.toProtocol(protocol);
        }),
      cancel: async (number, input = {}, requestOptions) => {
        const checked = checkInput(cancelProtocolSchema, input);
        return runtime.keyedCall('protocols.cancel', [number, input], requestOptions, [number, checked], () =>
          store.toProtocol(store.cancel(number, checked.reason ?? '')),
        );
      },
      receipt: (number, requestOptions) =>
        runtime.call('protocols.receipt', [number], requestOptions, () => store.receipt(number)),
    },
    messages: {
      list: async (number, query = {}, requestOptions) => {
        const checked = checkInput(messageListQuerySchema, query);
        return runtime.call('messages.list', [number, query], requestOptions, () => {
          const protocol = store.find(number);
          state.recordAccess(protocol, store.session, 'messages.view');
          const page = pageOfThread(store.thread(protocol), checked);
          return { ...page, items: page.items.map((message) => store.toMessage(message)) };
        });
      },
      create: async (number, input, requestOptions) => {
        const checked = checkInput(newMessageSchema, input);
        return runtime.keyedCall('messages.create', [number, input], requestOptions, [number, checked], () =>
          store.reply(number, checked),
        );
      },
      markRead: async (number, sequence, requestOptions) => {
        const marker = checkInput(readMarkerSchema, { sequence });
        return runtime.call('messages.markRead', [number, sequence], requestOptions, () =>
          store.markRead(number, marker.sequence),
        );
      },
    },
  };
  return client;
};
