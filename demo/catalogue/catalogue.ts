import { compactDate, localDateOf } from './calendar.ts';
import { generateProtocols } from './generate.ts';
import type { GeneratedProtocol } from './generated-protocol.ts';
import { type DemoProvider, demoOperator, demoProviders } from './people.ts';

export type { DemoAttachment } from './attachments.ts';
export { type DemoCannedAnswer, demoCannedAnswers } from './canned-answers.ts';
export { type DemoClassification, demoClassifications, demoLeaves } from './classifications.ts';
export { type DemoContactMethod, demoContactMethods } from './contact-methods.ts';
export { type GenerateOptions, generateProtocols } from './generate.ts';
export {
  type GeneratedAuthor,
  type GeneratedMessage,
  type GeneratedProtocol,
  type GeneratedStatus,
  statusAfter,
} from './generated-protocol.ts';
export {
  type DemoAgent,
  type DemoGroup,
  type DemoProvider,
  type DemoProviderUser,
  demoAgents,
  demoGroups,
  demoOperator,
  demoProviders,
  demoProviderUsers,
} from './people.ts';

/** A generated protocol with its number. */
export interface NumberedProtocol extends GeneratedProtocol {
  /** 20 digits: ANS registration, local date AAAAMMDD, sequence of that day. */
  number: string;
}

/** Seed of the demo catalogue. */
export const demoSeed = 20_261_124;

/** How many protocols each provider has, by its key. */
export const demoProtocolCounts: Readonly<Record<string, number>> = {
  saolucas: 320,
  santahelena: 260,
  exata: 180,
};

/** The protocols of one provider of the demo catalogue up to `now`, oldest first. */
export function demoProtocolsFor(provider: DemoProvider, now: Date): GeneratedProtocol[] {
  return generateProtocols({ seed: demoSeed, provider, count: demoProtocolCounts[provider.key] ?? 100, now });
}

/**
 * Gives numbers to the protocols of all providers together, in the order of registration, so that the sequence of each
 * day (America/Sao_Paulo) is consecutive over the whole operator. Answers oldest first.
 */
export function numberProtocols(protocols: readonly GeneratedProtocol[]): NumberedProtocol[] {
  const issued = new Map<string, number>();
  return protocols
    .toSorted((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime())
    .map((protocol) => {
      const day = compactDate(localDateOf(protocol.registeredAt));
      const sequence = (issued.get(day) ?? 0) + 1;
      issued.set(day, sequence);
      return {
        ...protocol,
        number: `${demoOperator.ansRegistration}${day}${String(sequence).padStart(6, '0')}`,
      };
    });
}

/** Every protocol of the demo catalogue up to `now`, numbered, oldest first. */
export function demoProtocols(now: Date): NumberedProtocol[] {
  return numberProtocols(demoProviders.flatMap((provider) => demoProtocolsFor(provider, now)));
}
