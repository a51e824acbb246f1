import { demoAttachment } from './attachments.ts';
import type { DemoClassification } from './classifications.ts';
import { type Facts, fill, momentFacts } from './facts.ts';
import type { GeneratedMessage } from './generated-protocol.ts';
import {
  type DemoAgent,
  type DemoProvider,
  type DemoProviderUser,
  demoAgents,
  demoGroups,
  demoProviderUsers,
  groupsByKey,
} from './people.ts';
import type { Step } from './plan.ts';
import type { Random } from './random.ts';
import { greetings, operatorClosings, operatorGreetings, providerClosings } from './threads.ts';

/** The people of a provider. */
export function usersOf(provider: DemoProvider): readonly DemoProviderUser[] {
  return demoProviderUsers.filter((user) => user.providerId === provider.id);
}

/** The cast and the references of one protocol, and the way to write a message with them. */
export interface Scene {
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

/** Casts the people of one protocol. */
export function openScene(random: Random, at: DemoProvider, leaf: DemoClassification, facts: Facts): Scene {
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

/** Writes the message of a step, by somebody of the scene. */
export function writeMessage(
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
