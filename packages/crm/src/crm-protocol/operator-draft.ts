import type { CrmMessage, CrmProtocol, MessageVisibility } from '@fale-conosco/contract';
import { MessageDraft } from '@fale-conosco/ui';

/** The kinds of messages, by who may read them. */
export const COMPOSE_MODES = ['public', 'internal', 'confidential'] as const satisfies MessageVisibility[];
/** The kind of message that the agent is writing. */
export type ComposeMode = (typeof COMPOSE_MODES)[number];

/** The state of the protocol when the agent began to write. */
interface Base {
  version: number;
  sequence: number;
}

/** What an operator's message has besides text and files. */
export interface OperatorExtra {
  visibility: ComposeMode;
  asksProvider: boolean;
  /** Only for what the provider reads. */
  contactMethodId?: string | null;
}

/** A draft of an agent's message, with the state of the protocol that it was written for. */
export class OperatorDraft extends MessageDraft<OperatorExtra> {
  contactMethodId = '';
  asksProvider = false;
  #base: Base | undefined;
  #rejected = false;
  /** The operation of the last try: an idempotency key belongs to one operation. */
  #operation = '';

  /** The agent begins, or goes on, with the protocol as it is now. */
  writeOn(text: string, protocol: CrmProtocol): void {
    if (!this.dirty || !this.#base) this.rebase(protocol);
    this.write(text);
  }

  /** The agent knows the protocol as it is now. */
  rebase({ version, lastSequence }: CrmProtocol): void {
    this.#base = { version, sequence: lastSequence };
    this.#rejected = false;
  }

  /** Whether no one else has added anything since it was begun. While an outcome is unknown, a retry comes first. */
  upToDate(messages: readonly CrmMessage[]): boolean {
    if (!this.dirty || this.outcomeUnknown) return true;
    return !this.#rejected && this.missed(messages).length === 0;
  }

  /** Takes over changes of the thread that are no news to the agent: its own ones, and a message whose response was lost. */
  follow(protocol: CrmProtocol, messages: readonly CrmMessage[]): void {
    const base = this.#base;
    if (!base || this.busy) return;
    if (this.outcomeUnknown) {
      const arrived = messages.some(
        ({ sequence, own, body }) => own && sequence > base.sequence && body === this.text,
      );
      if (arrived) this.reset();
    } else if (!this.#rejected && base.version < protocol.version && this.missed(messages).length === 0) {
      this.rebase(protocol);
    }
  }

  /** The server rejected it because the protocol had changed; nothing was created. */
  reject(): void {
    this.#rejected = true;
    this.forget();
    this.move('idle');
  }

  /** Messages of others since the draft was begun. */
  missed(messages: readonly CrmMessage[]): CrmMessage[] {
    const from = this.#base?.sequence ?? Number.POSITIVE_INFINITY;
    return messages.filter(({ sequence, own }) => sequence > from && !own);
  }

  /** The version to send it for: the one that the agent has seen. */
  versionFor(protocol: CrmProtocol): number {
    if (!this.#base) this.rebase(protocol);
    return this.#base?.version ?? protocol.version;
  }

  /** Prepares for an operation; the key of another operation is dropped. */
  begin(operation: string): void {
    if (operation !== this.#operation) this.forget();
    this.#operation = operation;
  }

  override reset(): void {
    this.contactMethodId = '';
    this.asksProvider = false;
    this.#base = undefined;
    this.#rejected = false;
    super.reset();
  }
}
