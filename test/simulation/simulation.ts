/**
 * The SDK in a world of virtual time: several tabs of providers and agents write and follow over a network that fails, on
 * the server in memory. Everything that chance decides comes from one seed, so a seed repeats a run step by step.
 */
import { createMemoryServer, type MemoryServer, type StoredProtocol } from '@fale-conosco/memory';
import { FaleConoscoClient, FaleConoscoError } from '@fale-conosco/sdk';
import { CrmClient } from '@fale-conosco/sdk/crm';
import { createRandom, type Random } from '../../demo/catalogue/random.ts';
import { Follower } from './follower.ts';
import { Line, Network, type Sabotage } from './network.ts';
import { pause, VirtualTime } from './virtual-time.ts';

/** What a run has shown. */
export interface SimulationResult {
  seed: number;
  /** What is wrong; empty when nothing is. */
  findings: string[];
  /** Line by line what happened, the same for the same seed. */
  trace: string[];
  acknowledged: number;
  rejected: number;
  unknown: number;
  requests: number;
  virtualMs: number;
}

/** How a run differs from the usual one. */
export interface SimulationOptions {
  /** What each tab of a provider does; agents do twice as much. 3 by default. */
  steps?: number;
  /** Changes what the network carries: a broken client, to see that a run notices it. */
  sabotage?: Sabotage;
}

interface Intent {
  marker: string;
  outcome: 'acknowledged' | 'rejected' | 'unknown';
  /** Where it was said to be. */
  place?: string;
}

const TIME_LIMIT_MS = 10_000;
/** Longer than any wait of the SDK, silence and polling included. */
const QUIET_MS = 120_000;
const RUN_LIMIT_MS = 3_600_000;
const TRIES = 6;
const PEOPLE = [
  { name: 'ana-1', id: 'usr-ana', provider: 'prv-saolucas' },
  { name: 'ana-2', id: 'usr-ana', provider: 'prv-saolucas' },
  { name: 'bruno', id: 'usr-bruno', provider: 'prv-saolucas' },
  { name: 'carla', id: 'usr-carla', provider: 'prv-santahelena' },
] as const;

/** Whether a failure leaves open what became of the request. */
const isUnknown = (error: FaleConoscoError): boolean => {
  const { status = 0, code } = error as { status?: number; code?: string };
  return (
    status < 400 || status >= 500 || status === 429 || status === 401 || code === 'idempotency_in_progress'
  );
};

class World {
  readonly server: MemoryServer = createMemoryServer({ seed: { protocols: [] } });
  readonly random: Random;
  readonly network: Network;
  readonly lines: Line[] = [];
  readonly followers: { who: string; provider: string | undefined; follower: Follower }[] = [];
  readonly intents: Intent[] = [];
  readonly findings: string[] = [];
  readonly trace: string[] = [];

  readonly steps: number;

  constructor(seed: number, { steps = 3, sabotage }: SimulationOptions) {
    this.steps = steps;
    this.random = createRandom(seed);
    this.network = new Network(this.server, this.random, sabotage);
  }

  log(who: string, text: string): void {
    this.trace.push(`${Date.now()} ${who} ${text}`);
  }

  line(who: string, userId: string): Line {
    const line = new Line(this.network, who, userId);
    this.lines.push(line);
    return line;
  }

  options(line: Line) {
    return {
      baseUrl: 'https://api.invalid',
      getToken: line.getToken,
      fetch: line.fetch,
      timeoutMs: TIME_LIMIT_MS,
    };
  }

  /** Time as the SDK takes it, with this world's chance. */
  get timing() {
    const { random } = this;
    return {
      now: () => Date.now(),
      random: () => random.next(),
      delay: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          const stop = (): void => {
            clearTimeout(timer);
            reject(signal?.reason as Error);
          };
          const timer = setTimeout(() => {
            signal?.removeEventListener('abort', stop);
            resolve();
          }, ms);
          if (signal?.aborted) stop();
          else signal?.addEventListener('abort', stop, { once: true });
        }),
      timer: (ms: number, callback: () => void) => {
        const id = setTimeout(callback, ms);
        return () => clearTimeout(id);
      },
    };
  }

  /** Sends something under one key, until its outcome is known or patience ends. */
  async perform(
    who: string,
    what: string,
    send: (marker: string, idempotencyKey: string) => Promise<string>,
  ): Promise<string | undefined> {
    const intent: Intent = { marker: `${what}-${this.intents.length}`, outcome: 'unknown' };
    this.intents.push(intent);
    const key = `key-${intent.marker}-${'0'.repeat(16)}`;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      try {
        intent.place = await send(intent.marker, key);
        intent.outcome = 'acknowledged';
        this.log(who, `${intent.marker} acknowledged as ${intent.place}`);
        return intent.place;
      } catch (error) {
        if (!(error instanceof FaleConoscoError)) throw error;
        if (!isUnknown(error)) {
          intent.outcome = 'rejected';
          this.log(who, `${intent.marker} rejected: ${error.code}`);
          return undefined;
        }
        this.log(who, `${intent.marker} unknown: ${error.code}`);
        await pause(this.random.integer(100, 4000));
      }
    }
    return undefined;
  }

  /** Somebody's connection goes away now and then. */
  async breakLines(until: Promise<unknown>): Promise<void> {
    let running = true;
    void until.finally(() => {
      running = false;
    });
    while (running) {
      await pause(this.random.integer(2000, 20_000));
      if (!running) return;
      const line = this.random.pick(this.lines);
      line.goOffline();
      await pause(this.random.integer(200, 15_000));
      line.isOffline = false;
    }
  }
}

const providerTab = async (world: World, person: (typeof PEOPLE)[number]): Promise<void> => {
  const { random } = world;
  const line = world.line(person.name, person.id);
  const client = new FaleConoscoClient(world.options(line), world.timing);
  const follower = new Follower(client, () => client.protocols.counts());
  world.followers.push({ who: person.name, provider: person.provider, follower });
  const known = (): StoredProtocol[] =>
    world.server.protocols.filter(({ provider }) => provider.id === person.provider);
  const classificationId =
    world.server.settings.classifications.find(({ name }) => name === 'Lote rejeitado')?.id ?? '';
  const contactMethodId = world.server.settings.contactMethods.find(({ active }) => active)?.id ?? '';

  for (let step = 0; step < world.steps; step += 1) {
    await pause(random.integer(0, 5000));
    const protocols = known();
    const number = protocols.length > 0 ? random.pick(protocols).number : undefined;
    if (number) follower.watch(number);
    const chance = random.next();
    try {
      if (number === undefined || chance < 0.25)
        await world.perform(person.name, 'create', async (message, idempotencyKey) => {
          const created = await client.protocols.create(
            {
              ...{ classificationId, contactMethodId, message, attachmentIds: [] },
              ...{ contactPerson: 'Ana Ribeiro', contactPhone: '(11) 90000-1234' },
              contactEmail: 'ana.ribeiro@saolucas.example',
            },
            { idempotencyKey },
          );
          return `${created.number} 1`;
        });
      else if (chance < 0.7)
        await world.perform(person.name, 'reply', async (body, idempotencyKey) => {
          const { sequence } = await client.messages.create(
            number,
            { body, attachmentIds: [] },
            { idempotencyKey },
          );
          return `${number} ${sequence}`;
        });
      else if (chance < 0.85) {
        const last = follower.threads.get(number)?.at(-1)?.sequence ?? 0;
        await client.messages.markRead(number, last);
      } else if (chance < 0.9) await client.protocols.cancel(number);
      else {
        const numbers: string[] = [];
        for await (const row of client.protocols.iterate({ limit: 2 })) numbers.push(row.number);
        if (new Set(numbers).size < numbers.length)
          world.findings.push(`${person.name}: a list has a protocol twice`);
      }
    } catch (error) {
      if (!(error instanceof FaleConoscoError)) throw error;
      world.log(person.name, `gave up: ${error.code}`);
    }
  }
};

const agentTab = async (world: World): Promise<void> => {
  const { random, server } = world;
  const who = 'fabio';
  const line = world.line(who, 'agt-fabio');
  const client = new CrmClient(world.options(line), world.timing);
  const follower = new Follower(client);
  world.followers.push({ who, provider: undefined, follower });
  for (let step = 0; step < world.steps * 2; step += 1) {
    await pause(random.integer(0, 4000));
    if (server.protocols.length === 0) continue;
    const { number } = random.pick(server.protocols);
    follower.watch(number);
    const isClosing = random.chance(0.1);
    const visibility = random.pick(['public', 'public', 'internal'] as const);
    const asksProvider = random.chance(0.2);
    await world.perform(who, isClosing ? 'close' : visibility, async (body, idempotencyKey) => {
      if (isClosing) {
        await client.protocols.close(number, { body, attachmentIds: [] }, { idempotencyKey });
        return `${number}`;
      }
      const { sequence } = await client.messages.create(
        number,
        { body, attachmentIds: [], visibility, asksProvider },
        { idempotencyKey },
      );
      return `${number} ${sequence}`;
    });
  }
};

/** Compares what everybody was told, and sees, with what is stored. */
const compare = async (world: World): Promise<void> => {
  const { server, findings } = world;
  const places = new Map<string, string[]>();
  for (const { number, messages } of server.protocols) {
    for (const { body, sequence } of messages)
      places.set(body, [...(places.get(body) ?? []), `${number} ${sequence}`]);
    const sequences = messages.map(({ sequence }) => sequence);
    if (sequences.some((sequence, index) => sequence !== index + 1))
      findings.push(`${number}: sequences ${sequences.join()}`);
  }
  for (const { marker, outcome, place = '' } of world.intents) {
    const found = places.get(marker) ?? [];
    if (found.length > 1) findings.push(`${marker} is stored ${found.length} times`);
    if (outcome === 'acknowledged' && found.length === 0) findings.push(`${marker} is lost`);
    if (outcome === 'acknowledged' && found[0] && !found[0].startsWith(place))
      findings.push(`${marker} was acknowledged as ${place}, and is ${found[0]}`);
    if (outcome === 'rejected' && found.length > 0) findings.push(`${marker} was rejected, and is stored`);
  }

  for (const { who, provider, follower } of world.followers) {
    for (const [number, thread] of follower.threads) {
      const protocol = server.protocols.find((each) => each.number === number);
      const stored = (protocol?.messages ?? [])
        .filter(({ visibility }) => provider === undefined || visibility === 'public')
        .map(({ body }) => body);
      const seen = thread.map(({ body }) => body);
      if (JSON.stringify(seen) !== JSON.stringify(stored))
        findings.push(`${who} sees of ${number} ${seen.join()}; stored are ${stored.join()}`);
    }
    if (provider === undefined) continue;
    for (const number of follower.heardOf)
      if (server.protocols.find((each) => each.number === number)?.provider.id !== provider)
        findings.push(`${who} heard of ${number} of another provider`);
    const userId = PEOPLE.find(({ name }) => name === who)?.id ?? '';
    const own = server.protocols.filter((each) => each.provider.id === provider);
    const expected = {
      all: own.length,
      unread: own.filter(({ reads }) => (reads.get(userId)?.unreadCount ?? 0) > 0).length,
    };
    const { all, unread } = follower.counts ?? {};
    if (all !== expected.all || unread !== expected.unread)
      findings.push(`${who} counts ${all}, ${unread} unread; there are ${expected.all}, ${expected.unread}`);
  }
  for (const { who, tokensAtOnce } of world.lines)
    if (tokensAtOnce > 1) findings.push(`${who} fetched ${tokensAtOnce} tokens at once`);
};

/** Runs one seed. */
export const runSimulation = async (
  seed: number,
  options: SimulationOptions = {},
): Promise<SimulationResult> => {
  const time = new VirtualTime();
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const world = new World(seed, options);
    const { findings, followers, intents, network } = world;
    try {
      const tabs = Promise.all([
        ...PEOPLE.slice(0, world.random.integer(1, PEOPLE.length)).map((person) =>
          providerTab(world, person),
        ),
        agentTab(world),
      ]);
      await time.run(Promise.all([tabs, world.breakLines(tabs)]), RUN_LIMIT_MS);
      network.isCalm = true;
      await time.run(pause(QUIET_MS), RUN_LIMIT_MS);
      await compare(world);
      for (const { follower } of followers) follower.leave();
      await time.drain(QUIET_MS);
      if (time.timers > 0) findings.push(`${time.timers} timers are left`);
      const { size } = world.server.store.events.listeners;
      if (size > 0) findings.push(`${size} streams are left open`);
    } catch (error) {
      findings.push(String(error instanceof Error ? error.stack : error));
    }
    for (const reason of unhandled) findings.push(`not handled: ${String(reason)}`);
    const count = (outcome: Intent['outcome']): number =>
      intents.filter((intent) => intent.outcome === outcome).length;
    return {
      seed,
      findings,
      trace: [
        ...world.trace,
        ...network.passages.map(
          ({ atMs, who, request, fate, status }) => `${atMs} ${who} ${request} ${fate} ${status ?? '-'}`,
        ),
      ],
      acknowledged: count('acknowledged'),
      rejected: count('rejected'),
      unknown: count('unknown'),
      requests: network.passages.length,
      virtualMs: time.elapsedMs,
    };
  } finally {
    process.off('unhandledRejection', note);
    time.end();
  }
};
