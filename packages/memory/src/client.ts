import type { Classification, ContactMethod, Limits } from '@fale-conosco/contract';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import { CrmClient } from '@fale-conosco/sdk/crm';
import { untilAborted } from './control/faults.ts';
import { testClassifications, testContactMethods } from './seed/catalogue.ts';
import { classificationsOf, methodsOf } from './seed/people.ts';
import { type SeedProtocol, testSeed } from './seed/protocols.ts';
import { MemoryServer } from './server.ts';
import type { Settings } from './store/state.ts';

type Timing = NonNullable<ConstructorParameters<typeof FaleConoscoClient>[1]>;

/** A client of the SDK, with the server in memory that it speaks to. */
interface OnMemory {
  readonly control: MemoryServer;
}

/** A provider's client on a server in memory. */
export type TestClient = FaleConoscoClient & OnMemory;
/** An agent's client on a server in memory. */
export type CrmTestClient = CrmClient & OnMemory;

interface CommonOptions {
  /** Another client: both speak to its server, and each sees what the other does. */
  sharedWith?: OnMemory;
  latencyMs?: number;
  now?: Date;
}

/** How a provider's client starts. */
export interface TestClientOptions extends CommonOptions {
  /** Who signs in: `ana` (by default) or `bruno` of one provider, `carla` of another. */
  user?: string;
  seed?: {
    limits?: Partial<Limits>;
    classifications?: readonly Classification[];
    contactMethods?: readonly ContactMethod[];
    /** By default `testSeed`; `[]` for a provider that never wrote. */
    protocols?: readonly SeedProtocol[];
  };
}

/** How an agent's client starts. */
export interface CrmTestClientOptions extends CommonOptions {
  /** Who signs in: `agent` is Fábio of Faturamento and Suporte, `admin` (by default) is Regina. */
  role?: 'agent' | 'admin';
  /** Who signs in, by the id in the settings (`agt-aline`); goes before `role`. */
  agentId?: string;
  seed?: {
    limits?: Partial<Limits>;
    /** Settings in place of the usual ones, list by list. */
    settings?: Partial<Settings>;
    protocols?: readonly SeedProtocol[];
  };
}

/** The instant at which the story stands unless a test says otherwise. */
const START = new Date('2026-11-24T17:00:00.000Z');

/** Waits of a client are no longer than this, so that tests see soon what comes after. */
const LONGEST_WAIT_MS = 5;

/** Time for tests: hardly any waiting, except for the connection. */
const quickTiming = (server: MemoryServer): Timing => ({
  now: () => Date.now(),
  random: () => 0.5,
  delay: async (ms, signal = new AbortController().signal) => {
    const pause = new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_WAIT_MS)));
    await untilAborted(Promise.all([pause, server.online]), signal);
  },
  timer: (ms, callback) => {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
});

/** The settings in which only what a provider's form offers was thought of. */
const providerSettings = (
  classifications: readonly Classification[],
  contactMethods: readonly ContactMethod[],
): Partial<Settings> => ({
  classifications: classificationsOf(classifications),
  contactMethods: methodsOf(contactMethods),
  cannedAnswers: [],
  holidays: [],
  webhooks: [],
  deliveries: [],
  audit: [],
});

/** Failures show at once: no request is sent again. */
const clientOptions = (server: MemoryServer, user: string) => ({
  baseUrl: 'https://memory.invalid',
  getToken: () => server.token(user),
  fetch: server.fetch,
  retryLimit: 0,
});

/** Makes a provider's client of the SDK on a server in memory: for tests of pages and elements, and for pages of states. */
export const createTestClient = (options: TestClientOptions = {}): TestClient => {
  const { seed = {}, user = 'ana', latencyMs = 0, now = START } = options;
  const server =
    options.sharedWith?.control ??
    new MemoryServer({
      seed: {
        settings: providerSettings(
          seed.classifications ?? testClassifications,
          seed.contactMethods ?? testContactMethods,
        ),
        protocols: seed.protocols ?? testSeed,
      },
      ...(seed.limits && { limits: seed.limits }),
      now,
      latencyMs,
      inspectFilesBy: 'name',
    });
  const client = new FaleConoscoClient(clientOptions(server, user), quickTiming(server));
  return Object.assign(client, { control: server });
};

/** Makes an agent's client of the SDK on a server in memory: for tests of the console, and for pages of states. */
export const createCrmTestClient = (options: CrmTestClientOptions = {}): CrmTestClient => {
  const { seed = {}, latencyMs = 0, now = START } = options;
  const server =
    options.sharedWith?.control ??
    new MemoryServer({
      seed: {
        ...(seed.settings && { settings: seed.settings }),
        ...(seed.protocols && { protocols: seed.protocols }),
      },
      ...(seed.limits && { limits: seed.limits }),
      now,
      latencyMs,
      inspectFilesBy: 'name',
    });
  const user = options.agentId ?? (options.role === 'agent' ? 'agt-fabio' : 'agt-regina');
  const client = new CrmClient(clientOptions(server, user), quickTiming(server));
  return Object.assign(client, { control: server });
};
