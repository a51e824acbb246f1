import { type DemoAttachment, demoAttachment } from './attachments.ts';
import {
  addBusinessDays,
  addDays,
  afterWorkingHours,
  instantOn,
  isBusinessDay,
  type LocalDate,
  localDateOf,
} from './calendar.ts';
import { type DemoClassification, demoLeaves } from './classifications.ts';
import { contactMethodsByKey, type DemoContactMethod } from './contact-methods.ts';
import type { Conversation, Template } from './conversation.ts';
import { drawFacts, type Facts, fill, momentFacts } from './facts.ts';
import { type LongThread, longThreadsFor } from './long-threads.ts';
import {
  type DemoAgent,
  type DemoProvider,
  type DemoProviderUser,
  demoAgents,
  demoGroups,
  demoProviderUsers,
  emailOf,
  groupsByKey,
} from './people.ts';
import { createRandom, type Random, seedFrom } from './random.ts';
import {
  acknowledgements,
  chases,
  conversations,
  greetings,
  operatorClosings,
  operatorGreetings,
  providerClosings,
  reassurances,
  unansweredClosings,
} from './threads.ts';

/** Status of a protocol, as `domain.md` of the product and the contract name it. */
export type GeneratedStatus = 'received' | 'in_analysis' | 'awaiting_provider' | 'closed' | 'cancelled';

/** Who wrote a message or opened a protocol. */
export interface GeneratedAuthor {
  kind: 'provider' | 'operator';
  login: string;
  name: string;
}

/** One message of a generated thread. */
export interface GeneratedMessage {
  /** From 1, over all messages of the protocol, internal and confidential ones included. */
  sequence: number;
  author: GeneratedAuthor;
  body: string;
  sentAt: Date;
  visibility: 'public' | 'internal' | 'confidential';
  /** The operator asks the provider for something. */
  asksProvider: boolean;
  /** The operator closes with this message. */
  concludes: boolean;
  attachments: readonly DemoAttachment[];
}

/** A protocol with its thread, without a number: numbers are issued over all providers (`numberProtocols`). */
export interface GeneratedProtocol {
  providerId: string;
  classificationId: string;
  /** Names from the root to the leaf, as they read on the day. */
  classificationPath: readonly string[];
  /** Responsible group. */
  groupId: string;
  contactMethodId: string;
  contactPerson: string;
  contactPhone: string;
  contactEmail: string;
  openedBy: GeneratedAuthor;
  registeredAt: Date;
  status: GeneratedStatus;
  /** When it was closed or cancelled; null while open. */
  closedAt: Date | null;
  lastActivityAt: Date;
  /** At least one; the first has the instant of registration. */
  messages: readonly GeneratedMessage[];
  /** Up to which sequence each user of the provider has read. */
  readBy: readonly { login: string; sequence: number }[];
}

/** What decides a generation; the same options give the same protocols. */
export interface GenerateOptions {
  seed: number;
  provider: DemoProvider;
  count: number;
  /** Nothing is dated after it. */
  now: Date;
}

interface Step {
  side: 'provider' | 'operator';
  template: Template;
  visibility: GeneratedMessage['visibility'];
  asks: boolean;
  concludes: boolean;
  /** Working hours after the message before, from and to. */
  hours: readonly [number, number];
  /** A greeting and an end make sense. */
  framed: boolean;
}
type Outcome = 'fresh' | 'cancelled' | 'awaiting' | 'analysing' | 'closed' | 'unanswered' | 'reopened';
type Draft = Omit<GeneratedProtocol, 'readBy'> & { listed: boolean };

/** Calendar days that the registrations cover. */
const spanDays = 425;
/** Protocols that are placed in the last days whatever the draw, so that every tab and status has something to show. */
const recentCount = 8;

/** Other people of a provider whom a protocol may name as its contact; invented. */
const otherContacts = ['Marina Lopes', 'Rafael Couto', 'Denise Amaral', 'Otávio Serra', 'Lívia Paiva'];

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
 * Status after a message, by the rules of the product: an operator's public reply takes a protocol into analysis, a
 * question of the operator waits for the provider, the provider's complement takes it back (and reopens a closed one).
 */
export function statusAfter(status: GeneratedStatus, message: GeneratedMessage): GeneratedStatus {
  if (message.visibility !== 'public') return status;
  if (message.author.kind === 'provider') {
    return status === 'awaiting_provider' || status === 'closed' ? 'in_analysis' : status;
  }
  if (message.concludes) return 'closed';
  return message.asksProvider ? 'awaiting_provider' : 'in_analysis';
}

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

function usersOf(provider: DemoProvider): readonly DemoProviderUser[] {
  return demoProviderUsers.filter((user) => user.providerId === provider.id);
}

function conversationOf(leaf: DemoClassification): Conversation {
  const conversation = conversations[leaf.subject ?? ''];
  if (!conversation) throw new RangeError(`No conversation for ${leaf.path.join(' > ')}.`);
  return conversation;
}

/** A moment of registration: working days and hours mostly, more of them in recent months. */
function drawRegistration(random: Random, now: Date, recent: boolean): Date {
  const today = localDateOf(now);
  for (;;) {
    const daysAgo = recent ? random.integer(0, 6) : Math.floor(spanDays * (1 - random.next() ** 0.62));
    const date: LocalDate = addDays(today, -daysAgo);
    const offHours = random.chance(0.05);
    const at = offHours ? instantOn(date, random, 7, 22.5) : instantOn(date, random, 7.5, 18.5);
    const usable = at.getTime() < now.getTime() - 600_000 && (isBusinessDay(date) || offHours);
    if (usable) return at;
  }
}

function drawOutcome(random: Random, ageDays: number, recent: boolean): Outcome {
  const draw = random.next();
  if (recent) return draw < 0.4 ? 'fresh' : draw < 0.75 ? 'awaiting' : 'analysing';
  if (ageDays <= 40) {
    return draw < 0.5
      ? 'closed'
      : draw < 0.7
        ? 'awaiting'
        : draw < 0.88
          ? 'analysing'
          : draw < 0.94
            ? 'reopened'
            : 'cancelled';
  }
  return draw < 0.77 ? 'closed' : draw < 0.87 ? 'reopened' : draw < 0.94 ? 'unanswered' : 'cancelled';
}

/** Takes a template that this thread has not used yet; null when all have been. */
function pickUnused(random: Random, templates: readonly Template[], used: Set<Template>): Template | null {
  const free = templates.filter((template) => !used.has(template));
  if (free.length === 0) return null;
  const template = random.pick(free);
  used.add(template);
  return template;
}

function provider(template: Template, from: number, to: number): Step {
  return {
    side: 'provider',
    template,
    visibility: 'public',
    asks: false,
    concludes: false,
    hours: [from, to],
    framed: true,
  };
}

function operator(template: Template, from: number, to: number, more: Partial<Step> = {}): Step {
  return {
    side: 'operator',
    template,
    visibility: 'public',
    asks: false,
    concludes: false,
    hours: [from, to],
    framed: true,
    ...more,
  };
}

/** The same messages without greetings and ends. */
function unframed(steps: readonly Step[]): Step[] {
  return steps.map((step) => ({ ...step, framed: false }));
}

/** What follows the opening of a thread with that outcome; at most eight steps. */
function planSteps(random: Random, conversation: Conversation, wanted: Outcome): Step[] {
  if (wanted === 'fresh' || wanted === 'cancelled') return [];
  const used = new Set<Template>();
  const steps: Step[] = [];
  const add = (template: Template | null, make: (template: Template) => Step): void => {
    if (template !== null) steps.push(make(template));
  };
  const reopened = wanted === 'reopened' && conversation.reopening !== undefined;
  const exchange = conversation.exchanges.length > 0 ? random.pick(conversation.exchanges) : null;
  // A subject that only the operator opens is no affair of the provider: nobody there asks, nobody is greeted.
  const own = conversation.openings.length === 0;
  const ends = (wanted === 'awaiting' || wanted === 'unanswered') && !exchange ? 'closed' : wanted;

  if (conversation.updates.length > 0) {
    if (!own && !reopened && random.chance(0.12)) add(random.pick(chases), (text) => provider(text, 12, 30));
    const generic = !own && random.chance(0.5);
    add(generic ? random.pick(acknowledgements) : pickUnused(random, conversation.updates, used), (text) =>
      operator(text, 1, 20),
    );
    if (!reopened && random.chance(0.35)) {
      add(pickUnused(random, conversation.internal ?? [], used), (text) =>
        operator(text, 0.2, 5, { visibility: 'internal', framed: false }),
      );
    }
    if (!reopened && random.chance(0.4)) {
      add(pickUnused(random, conversation.confidential ?? [], used), (text) =>
        operator(text, 0.5, 8, { visibility: 'confidential', framed: false }),
      );
    }
    if (ends === 'awaiting' || random.chance(0.25))
      add(pickUnused(random, conversation.updates, used), (text) => operator(text, 3, 16));
    if (ends === 'awaiting')
      add(pickUnused(random, conversation.updates, used), (text) => operator(text, 3, 16));
  }
  if (exchange && (ends === 'awaiting' || ends === 'unanswered' || random.chance(0.66))) {
    add(random.pick(exchange.asks), (text) => operator(text, 2, 18, { asks: true }));
    if (ends === 'awaiting') return steps;
    if (ends === 'unanswered') {
      add(random.pick(unansweredClosings), (text) => operator(text, 90, 130, { concludes: true }));
      return steps;
    }
    add(random.pick(exchange.answers), (text) => provider(text, 1, 28));
    if (!reopened && steps.length <= 5 && random.chance(0.2)) {
      add(random.pick(chases), (text) => provider(text, 20, 40));
      add(random.pick(reassurances), (text) => operator(text, 1, 8));
    } else if (steps.length <= 6 && random.chance(0.4)) {
      add(pickUnused(random, conversation.updates, used), (text) => operator(text, 3, 14));
    }
  }
  if (ends === 'analysing') return own ? unframed(steps) : steps;
  // The first conclusion is the one that the doubts of a reopening refer to.
  const conclusion = reopened ? conversation.conclusions[0] : random.pick(conversation.conclusions);
  add(conclusion ?? null, (text) => operator(text, 3, 34, { concludes: true }));
  if (reopened && conversation.reopening) {
    add(random.pick(conversation.reopening.doubts), (text) => provider(text, 8, 60));
    add(random.pick(conversation.reopening.answers), (text) => operator(text, 2, 16, { concludes: true }));
  }
  return own ? unframed(steps) : steps;
}

/** The cast and the references of one protocol, and the way to write a message with them. */
interface Scene {
  random: Random;
  facts: Facts;
  leaf: DemoClassification;
  provider: DemoProvider;
  users: readonly DemoProviderUser[];
  opener: DemoProviderUser;
  agent: DemoAgent;
  colleagues: readonly DemoAgent[];
  groupName: string;
}

function openScene(random: Random, at: DemoProvider, leaf: DemoClassification, facts: Facts): Scene {
  const users = usersOf(at);
  const [first] = users;
  const group = demoGroups.find((candidate) => candidate.id === leaf.groupId);
  if (!first || !group) throw new RangeError(`${at.name} has no user, or ${leaf.name} no group.`);
  const colleagues = agentsOf(group.id);
  const opener = random.chance(0.62) ? first : random.pick(users);
  return {
    random,
    facts,
    leaf,
    provider: at,
    users,
    opener,
    agent: random.pick(colleagues),
    colleagues,
    groupName: group.name,
  };
}

function agentsOf(groupId: string): readonly DemoAgent[] {
  return demoAgents.filter((agent) => agent.role === 'agent' && agent.groupIds.includes(groupId));
}

function writeMessage(
  scene: Scene,
  step: Step,
  sentAt: Date,
  sequence: number,
  facts: Facts = scene.facts,
): GeneratedMessage {
  const { random } = scene;
  const text = typeof step.template === 'string' ? step.template : step.template.text;
  const files = typeof step.template === 'string' ? [] : step.template.files;
  const person =
    step.side === 'provider'
      ? random.chance(0.82)
        ? scene.opener
        : random.pick(scene.users)
      : step.visibility === 'confidential'
        ? random.pick(agentsOf(groupsByKey.auditoria.id))
        : random.chance(0.85)
          ? scene.agent
          : random.pick(scene.colleagues);
  const slots: Facts = {
    ...facts,
    ...momentFacts(sentAt),
    nome: person.name,
    grato: person.gender === 'f' ? 'Obrigada' : 'Obrigado',
    grupo: scene.groupName,
    prestador: scene.provider.name,
    destinatario: scene.opener.name.split(' ')[0] ?? '',
  };
  const lines = [`Prestador: ${scene.provider.name}`, `Assunto: ${scene.leaf.name}`, ...fileLines(slots)];
  return {
    sequence,
    author: { kind: step.side, login: person.login, name: person.name },
    body: frame(random, fill(text, slots), step, sequence, slots),
    sentAt,
    visibility: step.visibility,
    asksProvider: step.asks,
    concludes: step.concludes,
    attachments: files.map((name) => demoAttachment(fill(name, slots), lines)),
  };
}

function fileLines(slots: Facts): string[] {
  return [
    `Guia: ${slots['guia'] ?? ''}`,
    `Lote: ${slots['lote'] ?? ''}`,
    `Valor: ${slots['valor'] ?? ''}`,
    `Emitido em: ${slots['hoje'] ?? ''}`,
  ];
}

/** Adds a greeting and an end where people write them: seldom in the middle of a thread, never around a filled form. */
function frame(random: Random, text: string, step: Step, sequence: number, slots: Facts): string {
  const filledForm = /^[^\n.?]+: .*\n[^\n.?]+: /.test(text);
  if (!step.framed || filledForm) return text;
  const first = sequence === 1;
  const greeting =
    first || random.chance(0.5)
      ? fill(random.pick(step.side === 'provider' ? greetings : operatorGreetings), slots)
      : '';
  const end =
    first || random.chance(0.45)
      ? fill(random.pick(step.side === 'provider' ? providerClosings : operatorClosings), slots)
      : '';
  const opened =
    greeting === '' ? text : greeting.endsWith(',') ? `${greeting}\n\n${text}` : `${greeting} ${text}`;
  return end === '' ? opened : `${opened}\n\n${end}`;
}

function draftOrdinary(
  random: Random,
  at: DemoProvider,
  leaf: DemoClassification,
  now: Date,
  recent: boolean,
): Draft {
  const registeredAt = drawRegistration(random, now, recent);
  const scene = openScene(random, at, leaf, drawFacts(random, at.kind, localDateOf(registeredAt)));
  const conversation = conversationOf(leaf);
  const opening = drawOpening(random, conversation);
  const ageDays = (now.getTime() - registeredAt.getTime()) / 86_400_000;
  const drawn = drawOutcome(random, ageDays, recent);
  // Only the provider cancels, and only what it opened itself.
  const outcome = drawn === 'cancelled' && opening.side === 'operator' ? 'closed' : drawn;
  const contact = drawContact(random, scene, opening.side);
  const facts = { ...scene.facts, contato: contact.person };
  const messages = [writeMessage(scene, opening.step, registeredAt, 1, facts)];
  let last = registeredAt;
  for (const step of planSteps(random, conversation, outcome)) {
    const [from, to] = step.hours;
    last = afterWorkingHours(last, from + random.next() * (to - from));
    if (last > now) break;
    messages.push(writeMessage(scene, step, last, messages.length + 1, facts));
  }
  const cancelledAt =
    outcome === 'cancelled' ? earliest(afterWorkingHours(registeredAt, 0.3 + random.next() * 3), now) : null;
  return assemble(scene, opening.method, contact, messages, cancelledAt);
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}

interface Opening {
  side: 'provider' | 'operator';
  step: Step;
  method: DemoContactMethod;
}

/** Most protocols come from the portal; some are calls or letters that an agent registered. */
function drawOpening(random: Random, conversation: Conversation): Opening {
  const methods = contactMethodsByKey;
  const own = conversation.openings.length > 0;
  if (conversation.registered && (!own || random.chance(0.2))) {
    const step = operator(random.pick(conversation.registered), 0, 0, { framed: false });
    return { side: 'operator', method: methods.telefone, step };
  }
  const template = random.pick(conversation.openings);
  if (random.chance(0.025)) {
    const letter = random.chance(0.5);
    const heading = letter
      ? 'Ofício recebido em {hoje}. Transcrição:'
      : 'Atendimento presencial em {hoje}. Relato do prestador:';
    const text = `${heading}\n\n${typeof template === 'string' ? template : template.text}`;
    const files = typeof template === 'string' ? [] : template.files;
    const step = operator({ text, files }, 0, 0, { framed: false });
    return { side: 'operator', method: letter ? methods.oficio : methods.presencial, step };
  }
  const draw = random.next();
  const method =
    draw < 0.8
      ? methods.portal
      : draw < 0.88
        ? methods.email
        : draw < 0.94
          ? methods.whatsapp
          : methods.telefone;
  return { side: 'provider', method, step: provider(template, 0, 0) };
}

interface Contact {
  person: string;
  phone: string;
  email: string;
}

/** The opener's own data usually, as the form is prefilled with them; sometimes a colleague's. */
function drawContact(random: Random, scene: Scene, side: 'provider' | 'operator'): Contact {
  const { opener } = scene;
  if (random.chance(side === 'provider' ? 0.85 : 0.4))
    return { person: opener.name, phone: opener.phone, email: opener.email };
  const person = random.pick(otherContacts);
  return {
    person,
    phone: `(11) 90000-${random.integer(4000, 4999)}`,
    email: emailOf(person, scene.provider.key),
  };
}

/** A case of months: its messages are spread evenly from about half a year ago until yesterday. */
function draftLong(random: Random, at: DemoProvider, long: LongThread, now: Date): Draft {
  const leaf = demoLeaves.find((candidate) => candidate.subject === long.subject);
  if (!leaf) throw new RangeError(`No classification has the subject ${long.subject}.`);
  const startDay = addBusinessDays(localDateOf(now), -random.integer(125, 150));
  const lastDay = addBusinessDays(localDateOf(now), -1);
  const scene = openScene(random, at, leaf, drawFacts(random, at.kind, startDay));
  const messages: GeneratedMessage[] = [];
  let previous = instantOn(startDay, random, 8, 10);
  let facts = scene.facts;
  let round = 0;
  long.steps.forEach((step, index) => {
    const share = index / (long.steps.length - 1);
    const day = addBusinessDays(Math.round(startDay + (lastDay - startDay) * share) + 1, -1);
    const wanted = index === 0 ? previous : instantOn(day, random, 8, 17);
    const sentAt =
      wanted > previous || index === 0 ? wanted : afterWorkingHours(previous, 0.2 + random.next());
    previous = sentAt;
    if (sentAt > now) return;
    if (step.round !== round) {
      round = step.round;
      facts = drawFacts(random, at.kind, localDateOf(sentAt));
    }
    const plain =
      step.side === 'provider'
        ? provider(step.template, 0, 0)
        : operator(step.template, 0, 0, { asks: step.asks });
    messages.push(
      writeMessage(
        scene,
        { ...plain, framed: index === 0 || random.chance(0.3) },
        sentAt,
        messages.length + 1,
        facts,
      ),
    );
  });
  const { opener } = scene;
  const contact = { person: opener.name, phone: opener.phone, email: opener.email };
  return assemble(scene, contactMethodsByKey.portal, contact, messages, null);
}

function assemble(
  scene: Scene,
  method: DemoContactMethod,
  contact: Contact,
  messages: readonly GeneratedMessage[],
  cancelledAt: Date | null,
): Draft {
  const [first] = messages;
  const last = messages.at(-1);
  if (!first || !last) throw new RangeError('A protocol has at least one message.');
  let status: GeneratedStatus = 'received';
  let closedAt: Date | null = null;
  // The opening registers the protocol and moves nothing, also when an agent writes it.
  for (const message of messages.slice(1)) {
    status = statusAfter(status, message);
    closedAt = status === 'closed' ? (message.concludes ? message.sentAt : closedAt) : null;
  }
  return {
    providerId: scene.provider.id,
    classificationId: scene.leaf.id,
    classificationPath: scene.leaf.path,
    groupId: scene.leaf.groupId ?? '',
    contactMethodId: method.id,
    contactPerson: contact.person,
    contactPhone: contact.phone,
    contactEmail: contact.email,
    openedBy: first.author,
    registeredAt: first.sentAt,
    status: cancelledAt ? 'cancelled' : status,
    closedAt: cancelledAt ?? closedAt,
    lastActivityAt: cancelledAt ?? last.sentAt,
    messages,
    listed: scene.leaf.shownToProviders && method.faleConosco,
  };
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
