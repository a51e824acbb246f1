import type { Conversation, Template } from './conversation.ts';
import type { GeneratedMessage } from './generated-protocol.ts';
import type { Random } from './random.ts';
import { acknowledgements, chases, reassurances, unansweredClosings } from './threads.ts';

/** One message of a thread, before it is written. */
export interface Step {
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

/** How a thread ends, or where it stands now. */
export type Outcome = 'fresh' | 'cancelled' | 'awaiting' | 'analysing' | 'closed' | 'unanswered' | 'reopened';

/** How the thread of a protocol of that age goes. */
export function drawOutcome(random: Random, ageDays: number, recent: boolean): Outcome {
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

/** A message of the provider, so many working hours after the one before. */
export function provider(template: Template, from: number, to: number): Step {
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

/** A message of the operator, so many working hours after the one before. */
export function operator(template: Template, from: number, to: number, more: Partial<Step> = {}): Step {
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
export function planSteps(random: Random, conversation: Conversation, wanted: Outcome): Step[] {
  if (wanted === 'fresh' || wanted === 'cancelled') return [];
  const used = new Set<Template>();
  const steps: Step[] = [];
  const add = (template: Template | null, make: (template: Template) => Step): void => {
    if (template !== null) steps.push(make(template));
  };
  const reopened = wanted === 'reopened' && conversation.reopening !== undefined;
  const exchange = conversation.exchanges.length > 0 ? random.pick(conversation.exchanges) : null;
  // A subject that only the operator opens is not the provider's: it asks nothing, and no one is greeted.
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
