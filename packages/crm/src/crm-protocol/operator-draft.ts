import type { CrmMessage, CrmProtocol, MessageVisibility } from '@fale-conosco/contract';
import { MessageDraft } from '@fale-conosco/ui';

/** Who a message is for decides how it is written. */
export const COMPOSE_MODES = ['public', 'internal', 'confidential'] as const satisfies MessageVisibility[];
/** What the agent is writing. */
export type ComposeMode = (typeof COMPOSE_MODES)[number];

/** How the protocol stood when the agent began to write. */
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

/** What an agent is writing for one kind of reader. It knows what has happened since its first letter. */
export class OperatorDraft extends MessageDraft<OperatorExtra> {
  contactMethodId = '';
  asksProvider = false;
  #base: Base | undefined;
  #refused = false;
  /** Sent the last time as which operation: a key belongs to one. */
  #operation = '';

  /** The agent begins, or goes on, with the protocol as it is now. */
  writeOn(text: string, protocol: CrmProtocol): void {
    if (!this.dirty || !this.#base) this.rebase(protocol);
    this.write(text);
  }

  /** The agent knows the protocol as it is now. */
  rebase({ version, lastSequence }: CrmProtocol): void {
    this.#base = { version, sequence: lastSequence };
    this.#refused = false;
  }

  /** Nothing stands against sending it as far as others go. While an outcome is unknown, trying again comes first. */
  upToDate(messages: readonly CrmMessage[]): boolean {
    if (!this.dirty || this.outcomeUnknown) return true;
    return !this.#refused && this.missed(messages).length === 0;
  }

  /** Keeps up with the thread: one's own changes, and a message whose answer was lost, are no news to the agent. */
  follow(protocol: CrmProtocol, messages: readonly CrmMessage[]): void {
    const base = this.#base;
    if (!base || this.busy) return;
    if (this.outcomeUnknown) {
      const arrived = messages.some(
        ({ sequence, own, body }) => own && sequence > base.sequence && body === this.text,
      );
      if (arrived) this.reset();
    } else if (!this.#refused && base.version < protocol.version && this.missed(messages).length === 0) {
      this.rebase(protocol);
    }
  }

  /** The server refused it because the protocol had changed; nothing was made. */
  refused(): void {
    this.#refused = true;
    this.forget();
    this.move('idle');
  }

  /** What others have added since. */
  missed(messages: readonly CrmMessage[]): CrmMessage[] {
    const from = this.#base?.sequence ?? Number.POSITIVE_INFINITY;
    return messages.filter(({ sequence, own }) => sequence > from && !own);
  }

  /** The version under which it is sent: the one that the agent has seen. */
  versionFor(protocol: CrmProtocol): number {
    if (!this.#base) this.rebase(protocol);
    return this.#base?.version ?? protocol.version;
  }

  /** Readies it for an operation; the key of another one is of no use to it. */
  begin(operation: string): void {
    if (operation !== this.#operation) this.forget();
    this.#operation = operation;
  }

  override reset(): void {
    this.contactMethodId = '';
    this.asksProvider = false;
    this.#base = undefined;
    this.#refused = false;
    super.reset();
  }
}
