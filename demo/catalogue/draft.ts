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
import type { Conversation } from './conversation.ts';
import { drawFacts } from './facts.ts';
import {
  type GeneratedMessage,
  type GeneratedProtocol,
  type GeneratedStatus,
  statusAfter,
} from './generated-protocol.ts';
import type { LongThread } from './long-threads.ts';
import { type DemoProvider, emailOf } from './people.ts';
import { drawOutcome, operator, planSteps, provider, type Step } from './plan.ts';
import type { Random } from './random.ts';
import { openScene, type Scene, writeMessage } from './scene.ts';
import { conversations } from './threads.ts';

/** A generated protocol before its read markers. `listed`: its provider sees it in the list. */
export type Draft = Omit<GeneratedProtocol, 'readBy'> & { listed: boolean };

/** Calendar days that the registrations cover. */
const spanDays = 425;

/** Other people of a provider that a protocol may name as its contact; invented. */
const otherContacts = ['Marina Lopes', 'Rafael Couto', 'Denise Amaral', 'Otávio Serra', 'Lívia Paiva'];

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

/** An ordinary protocol: a conversation about a classification, drawn at random. */
export function draftOrdinary(
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
export function draftLong(random: Random, at: DemoProvider, long: LongThread, now: Date): Draft {
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
