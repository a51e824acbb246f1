import type { ProtocolStatus } from '@fale-conosco/contract';
import { statusAfterComplement, statusAfterReply } from '@fale-conosco/domain';
import type { DemoAttachment } from './attachments.ts';

/** Status of a protocol, as `domain.md` of the product and the contract name it. */
export type GeneratedStatus = ProtocolStatus;

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

/**
 * Status after a message, by the rules of the product: an operator's public reply takes a protocol into analysis, a
 * question of the operator waits for the provider, the provider's complement takes it back (and reopens a closed one).
 */
export function statusAfter(status: GeneratedStatus, message: GeneratedMessage): GeneratedStatus {
  if (message.visibility !== 'public') return status;
  if (message.author.kind === 'provider') return statusAfterComplement(status);
  return message.concludes ? 'closed' : statusAfterReply(message.asksProvider);
}
