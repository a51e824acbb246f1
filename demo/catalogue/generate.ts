import { type DemoClassification, demoLeaves } from './classifications.ts';
import { type Draft, draftLong, draftOrdinary } from './draft.ts';
import type { GeneratedMessage, GeneratedProtocol } from './generated-protocol.ts';
import { longThreadsFor } from './long-threads.ts';
import type { DemoProvider } from './people.ts';
import { createRandom, type Random, seedFrom } from './random.ts';
import { usersOf } from './scene.ts';

/** What decides a generation; the same options give the same protocols. */
export interface GenerateOptions {
  seed: number;
  provider: DemoProvider;
  count: number;
  /** Nothing is dated after it. */
  now: Date;
}

/** Protocols that are placed in the last days whatever the draw, so that every tab and status has something to show. */
const recentCount = 8;

/** How often each branch occurs. */
const branchWeights: Readonly<Record<string, number>> = {
  Faturamento: 6,
  Autorização: 6,
  Cadastro: 2,
  Credenciamento: 2,
  'Tabela e contrato': 2,
  Portal: 3,
  'Elogio e reclamação': 2,
};

/**
 * Makes `count` protocols of a provider over the last 14 months, oldest first, with their threads.
 * Throws `RangeError` when `count` leaves no room for the provider's long cases.
 */
export function generateProtocols({ seed, provider, count, now }: GenerateOptions): GeneratedProtocol[] {
  const random = createRandom(seedFrom(`${seed}/${provider.key}`));
  const longThreads = longThreadsFor(provider.kind, random);
  if (count < longThreads.length)
    throw new RangeError(`${provider.name} needs at least ${longThreads.length} protocols.`);
  const shown = demoLeaves.filter(
    (leaf) => leaf.active && leaf.shownToProviders && leaf.providerKinds.includes(provider.kind),
  );
  const hidden = demoLeaves.filter((leaf) => leaf.active && !leaf.shownToProviders);
  const weighted = shown.flatMap((leaf) =>
    Array<DemoClassification>(branchWeights[leaf.path[0] ?? ''] ?? 1).fill(leaf),
  );
  const drafts = Array.from({ length: count }, (_, index) => {
    const own = createRandom(seedFrom(`${seed}/${provider.key}/${index}`));
    const long = longThreads[index];
    if (long) return draftLong(own, provider, long, now);
    const recent = index < longThreads.length + recentCount;
    const leaf = !recent && own.chance(0.03) ? own.pick(hidden) : own.pick(weighted);
    return draftOrdinary(own, provider, leaf, now, recent);
  });
  drafts.sort((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime());
  return withReadMarkers(drafts, provider, random);
}

/** Public messages of the operator after the last one of the provider. */
function unreadTail(draft: Draft): readonly GeneratedMessage[] {
  const lastOwn = draft.messages.findLast((message) => message.author.kind === 'provider')?.sequence ?? 0;
  return draft.messages.filter((message) => message.sequence > lastOwn && message.visibility === 'public');
}

/** Everything is read, but for a few recent protocols of each user, which have one to four unread messages. */
function withReadMarkers(drafts: readonly Draft[], at: DemoProvider, random: Random): GeneratedProtocol[] {
  const markers = drafts.map((draft) =>
    usersOf(at).map((user) => ({ login: user.login, sequence: draft.messages.at(-1)?.sequence ?? 0 })),
  );
  for (const [userIndex] of usersOf(at).entries()) {
    const taken = new Set<number>();
    for (const wanted of [4, 3, 3, 2, 2, 1, 1, 1]) {
      const fitting = drafts
        .map((draft, index) => ({ draft, index, tail: unreadTail(draft) }))
        .filter(({ draft, index, tail }) => draft.listed && !taken.has(index) && tail.length >= wanted)
        .slice(-12);
      if (fitting.length === 0) continue;
      const { index, tail } = random.pick(fitting);
      taken.add(index);
      const marker = markers[index]?.[userIndex];
      const firstUnread = tail.at(-wanted);
      if (marker && firstUnread) marker.sequence = firstUnread.sequence - 1;
    }
  }
  return drafts.map(({ listed: _listed, ...protocol }, index) => ({
    ...protocol,
    readBy: markers[index] ?? [],
  }));
}
