import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CANNED_ANSWER_PLACEHOLDERS,
  type CannedAnswerPlaceholder,
  fillCannedAnswer,
  newCannedAnswerSchema,
  parseInput,
} from '@fale-conosco/contract';
import { localDateOf } from './calendar.ts';
import {
  demoAgents,
  demoCannedAnswers,
  demoClassifications,
  demoContactMethods,
  demoGroups,
  demoLeaves,
  demoProtocolCounts,
  demoProtocols,
  demoProtocolsFor,
  demoProviders,
  demoProviderUsers,
  type GeneratedMessage,
  type GeneratedProtocol,
} from './catalogue.ts';
import type { Template } from './conversation.ts';
import { drawFacts, fill, momentFacts } from './facts.ts';
import { longThreadsFor } from './long-threads.ts';
import { createRandom } from './random.ts';
import { chases, conversations } from './threads.ts';

const now = new Date('2026-11-24T14:00:00Z');
const protocols = demoProtocols(now);
const messages = protocols.flatMap((protocol) => protocol.messages);
const ofProvider = (id: string): GeneratedProtocol[] =>
  protocols.filter((protocol) => protocol.providerId === id);

/** The rules once more, as a table of their own: event of a message, then status before → after. */
const transitions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reply: {
    received: 'in_analysis',
    in_analysis: 'in_analysis',
    awaiting_provider: 'in_analysis',
    closed: 'in_analysis',
  },
  ask: {
    received: 'awaiting_provider',
    in_analysis: 'awaiting_provider',
    awaiting_provider: 'awaiting_provider',
  },
  conclude: { received: 'closed', in_analysis: 'closed', awaiting_provider: 'closed' },
  complement: {
    received: 'received',
    in_analysis: 'in_analysis',
    awaiting_provider: 'in_analysis',
    closed: 'in_analysis',
  },
};
function eventOf(message: GeneratedMessage): string {
  if (message.author.kind === 'provider') return 'complement';
  return message.concludes ? 'conclude' : message.asksProvider ? 'ask' : 'reply';
}

function unreadOf(protocol: GeneratedProtocol, sequence: number): number {
  return protocol.messages.filter(
    (message) =>
      message.author.kind === 'operator' && message.visibility === 'public' && message.sequence > sequence,
  ).length;
}

function templatesOf(subject: string): readonly Template[] {
  const found = conversations[subject];
  if (!found) return [];
  return [
    ...found.openings,
    ...(found.registered ?? []),
    ...found.updates,
    ...found.exchanges.flatMap((exchange) => [...exchange.asks, ...exchange.answers]),
    ...found.conclusions,
    ...(found.reopening ? [...found.reopening.doubts, ...found.reopening.answers] : []),
    ...(found.internal ?? []),
    ...(found.confidential ?? []),
  ];
}

describe('the demo registers', () => {
  it('hold a tree of three levels with at least 45 shown leaves, an internal branch and an inactive leaf', () => {
    assert.ok(demoLeaves.filter((leaf) => leaf.shownToProviders && leaf.active).length >= 45);
    assert.equal(Math.max(...demoLeaves.map((leaf) => leaf.path.length)), 3);
    assert.ok(demoLeaves.some((leaf) => leaf.path[0] === 'Assuntos internos'));
    assert.ok(
      demoLeaves
        .filter((leaf) => leaf.path[0] === 'Assuntos internos')
        .every((leaf) => !leaf.shownToProviders),
    );
    assert.ok(demoLeaves.some((leaf) => !leaf.active));
  });

  it('give every leaf an active group, and a conversation unless it is inactive', () => {
    const active = new Set(demoGroups.filter((group) => group.active).map((group) => group.id));
    for (const leaf of demoLeaves) {
      assert.ok(leaf.groupId !== null && active.has(leaf.groupId), leaf.path.join(' > '));
      if (leaf.active) assert.ok(templatesOf(leaf.subject ?? '').length >= 3, leaf.path.join(' > '));
    }
  });

  it('put parents before children and have unique version 5 UUIDs', () => {
    const seen = new Set<string>();
    for (const { id, parentId } of demoClassifications) {
      assert.ok(parentId === null || seen.has(parentId));
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      seen.add(id);
    }
    assert.equal(seen.size, demoClassifications.length);
  });

  it('have an agent in every group, and managers who exist', () => {
    const ids = new Set(demoGroups.map(({ id }) => id));
    for (const group of demoGroups) {
      assert.ok(
        demoAgents.some((agent) => agent.role === 'agent' && agent.groupIds.includes(group.id)),
        group.name,
      );
      assert.ok(group.managerId === null || ids.has(group.managerId), group.name);
    }
  });

  it('have canned answers that every group can use, with placeholders that are known', () => {
    assert.ok(demoCannedAnswers.length >= 12);
    for (const { id } of demoGroups) assert.ok(demoCannedAnswers.some(({ groupId }) => groupId === id));
    const values = Object.fromEntries(CANNED_ANSWER_PLACEHOLDERS.map((name) => [name, name]));
    for (const { title, body } of demoCannedAnswers) {
      const filled = fillCannedAnswer(body, values as Record<CannedAnswerPlaceholder, string>);
      assert.doesNotMatch(filled, /[{}]/, title);
      assert.ok(
        parseInput(newCannedAnswerSchema, { title, body, groupId: null, active: true }).success,
        title,
      );
    }
  });

  it('offer four contact methods on the form and release one answer method for the Web', () => {
    const offered = demoContactMethods.filter(
      (one) => one.active && one.mode !== 'return' && one.faleConosco,
    );
    assert.deepEqual(
      offered.map((one) => one.description),
      ['Portal do prestador', 'Telefone', 'E-mail', 'WhatsApp'],
    );
    assert.ok(demoContactMethods.some((one) => one.active && one.mode === 'return' && one.releasedForWeb));
  });
});

describe('the generated protocols', () => {
  it('are the same for the same seed and instant', () => {
    assert.deepEqual(JSON.stringify(demoProtocols(now)), JSON.stringify(protocols));
  });

  it('have the stated count for each provider, and every status', () => {
    for (const provider of demoProviders) {
      const own = ofProvider(provider.id);
      assert.equal(own.length, demoProtocolCounts[provider.key]);
      const statuses = new Set(own.map((protocol) => protocol.status));
      assert.equal(statuses.size, 5, `${provider.name}: ${[...statuses].join(', ')}`);
    }
  });

  it('have consecutive numbers of 20 digits in the order of registration', () => {
    const numbers = protocols.map((protocol) => protocol.number);
    assert.deepEqual(numbers, numbers.toSorted());
    assert.equal(new Set(numbers).size, numbers.length);
    for (const { number, registeredAt } of protocols) {
      assert.match(number, /^346659\d{14}$/);
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format(registeredAt);
      assert.equal(number.slice(6, 14), day.replaceAll('-', ''));
    }
  });

  it('are never dated in the future, at any hour and weekday of the start', () => {
    for (const at of [
      now,
      new Date('2026-11-23T03:05:00Z'),
      new Date('2026-11-22T20:00:00Z'),
      new Date('2027-01-01T12:00:00Z'),
    ]) {
      for (const protocol of demoProviders.flatMap((provider) => demoProtocolsFor(provider, at))) {
        assert.ok(
          protocol.registeredAt <= at && protocol.lastActivityAt <= at && (protocol.closedAt ?? at) <= at,
        );
        assert.ok(protocol.messages.every((message) => message.sentAt <= at));
      }
    }
  });

  it('obey the rules of status, message by message', () => {
    for (const protocol of protocols) {
      let status: string | undefined = 'received';
      for (const message of protocol.messages.slice(1)) {
        if (message.visibility === 'public') status = transitions[eventOf(message)]?.[status];
        assert.ok(status, `${protocol.number}, message ${message.sequence}`);
      }
      if (protocol.status === 'cancelled') {
        assert.equal(status, 'received');
        assert.equal(protocol.openedBy.kind, 'provider');
      } else {
        assert.equal(protocol.status, status, protocol.number);
      }
      assert.equal(
        protocol.closedAt !== null,
        ['closed', 'cancelled'].includes(protocol.status),
        protocol.number,
      );
    }
  });

  it('reopen within the window of their classification only', () => {
    for (const protocol of protocols) {
      const leaf = demoLeaves.find((one) => one.id === protocol.classificationId);
      protocol.messages.forEach((message, index) => {
        const before = protocol.messages[index - 1];
        if (!before?.concludes) return;
        const days = (message.sentAt.getTime() - before.sentAt.getTime()) / 86_400_000;
        assert.ok(days <= (leaf?.reopenWindowDays ?? 0), `${protocol.number}: ${days}`);
      });
    }
  });

  it('have ordered threads of one to nine messages, and a long one of 60 or more for each provider', () => {
    for (const provider of demoProviders) {
      const lengths = ofProvider(provider.id).map((protocol) => protocol.messages.length);
      const long = lengths.filter((length) => length > 9);
      assert.ok(
        long.length >= 1 && long.length <= 2 && long.every((length) => length >= 60),
        `${provider.name}: ${long.join()}`,
      );
    }
    for (const { number, messages: thread } of protocols) {
      assert.deepEqual(
        thread.map((message) => message.sequence),
        thread.map((_, index) => index + 1),
      );
      assert.ok(
        thread.every((message, index) => index === 0 || message.sentAt > (thread[index - 1]?.sentAt ?? 0)),
        number,
      );
    }
  });

  it('leave each user a few protocols with one to four unread messages', () => {
    for (const user of demoProviderUsers) {
      const counts = ofProvider(user.providerId)
        .map((protocol) =>
          unreadOf(protocol, protocol.readBy.find((one) => one.login === user.login)?.sequence ?? 0),
        )
        .filter((count) => count > 0);
      assert.ok(counts.length >= 3 && counts.length <= 10, `${user.login}: ${counts.join()}`);
      assert.ok(Math.max(...counts) <= 4 && new Set(counts).size >= 3, `${user.login}: ${counts.join()}`);
    }
  });

  it('have bodies within 4.000 code points, without an unfilled slot, hardly any said twice', () => {
    for (const { body } of messages) {
      assert.ok(body.trim() !== '' && [...body].length <= 4000);
      assert.doesNotMatch(body, /[{}]|undefined|NaN|\r/);
    }
    assert.ok(new Set(messages.map((message) => message.body)).size / messages.length > 0.88);
  });

  it('use hundreds of different templates', () => {
    const all = Object.keys(conversations).flatMap(templatesOf);
    const texts = new Set(all.map((template) => (typeof template === 'string' ? template : template.text)));
    assert.ok(texts.size >= 400, String(texts.size));
  });

  it('reach no real person: every e-mail and link is of a reserved domain, every telephone fictitious', () => {
    const text = JSON.stringify([protocols, demoProviderUsers, demoAgents, demoGroups]);
    for (const [, domain] of text.matchAll(/[\w.]+@([\w-]+\.[\w.-]*\w)/g))
      assert.match(domain ?? '', /\.example$/);
    for (const [url] of text.matchAll(/https?:\/\/[^\s"\\]+/g))
      assert.match(url, /^https:\/\/www\.example\.com\//);
    for (const { contactPhone } of protocols) assert.match(contactPhone, /^\(11\) 90000-\d{4}$/);
  });

  it('carry attachments whose bytes are of the type and size they state', () => {
    const signatures: Readonly<Record<string, string>> = {
      'application/pdf': '%PDF-1.4',
      'image/png': '\u0089PNG',
      'application/xml': '<?xml',
    };
    const attachments = messages.flatMap((message) => message.attachments);
    assert.equal(new Set(attachments.map((file) => file.mediaType)).size, 5);
    for (const file of attachments) {
      const bytes = Buffer.from(file.content());
      assert.equal(bytes.length, file.sizeBytes);
      assert.ok(bytes.toString('latin1').startsWith(signatures[file.mediaType] ?? ''), file.fileName);
    }
  });

  it('include some that providers do not see: an internal subject and a contact method without Fale Conosco', () => {
    const hiddenLeaves = new Set(demoLeaves.filter((leaf) => !leaf.shownToProviders).map((leaf) => leaf.id));
    const hiddenMethods = new Set(demoContactMethods.filter((one) => !one.faleConosco).map((one) => one.id));
    assert.ok(protocols.some((protocol) => hiddenLeaves.has(protocol.classificationId)));
    for (const protocol of protocols.filter((one) => hiddenLeaves.has(one.classificationId))) {
      assert.ok(
        protocol.messages.every((message) => message.author.kind === 'operator'),
        protocol.number,
      );
    }
    assert.ok(protocols.some((protocol) => hiddenMethods.has(protocol.contactMethodId)));
  });
});

describe('the conversation templates', () => {
  it('have a fact for every slot, in texts and file names, for every kind of provider', () => {
    const cast = { nome: 'n', grato: 'g', grupo: 'g', prestador: 'p', destinatario: 'd', contato: 'c' };
    const long = demoProviders.flatMap(({ kind }) =>
      longThreadsFor(kind, createRandom(1)).flatMap((one) => one.steps),
    );
    const all = [
      ...Object.keys(conversations).flatMap(templatesOf),
      ...long.map((step) => step.template),
      ...chases,
    ];
    for (const { kind } of demoProviders) {
      const facts = { ...drawFacts(createRandom(7), kind, localDateOf(now)), ...momentFacts(now), ...cast };
      for (const template of all) {
        const texts = typeof template === 'string' ? [template] : [template.text, ...template.files];
        for (const text of texts) assert.notEqual(fill(text, facts), '');
      }
    }
  });
});
