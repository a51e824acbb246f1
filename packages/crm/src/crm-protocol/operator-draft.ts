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
  }

  /** The protocol has not changed since the agent began to write. */
  upToDate({ version }: CrmProtocol): boolean {
    return !this.dirty || !this.#base || this.#base.version === version;
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
    super.reset();
  }
}
