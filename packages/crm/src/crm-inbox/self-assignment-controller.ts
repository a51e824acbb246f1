import { type CrmProtocolSummary, formatProtocolNumber } from '@fale-conosco/contract';
import { VersionConflictError } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { notice, type UiController } from '@fale-conosco/ui';
import { nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';

/** Host interface of {@link SelfAssignmentController}. */
export interface SelfAssignmentOptions {
  client: () => FaleConoscoCrm | undefined;
  ui: UiController;
  texts: () => CrmMessages;
  errorText: (error: unknown) => string;
  /** A protocol as it is now. */
  onChange: (protocol: CrmProtocolSummary) => void;
  onError: (error: unknown) => void;
}

/** Assigns protocols of the list to the signed-in agent, one at a time. */
export class SelfAssignmentController {
  /** The signed-in agent; undefined until the session is known. */
  selfId: string | undefined;
  /** Number of the protocol that is being assigned. */
  pending: string | undefined;

  readonly #host: ReactiveElement;
  readonly #options: SelfAssignmentOptions;
  #failure: { number: string; text: string } | undefined;

  constructor(host: ReactiveElement, options: SelfAssignmentOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Reads who is signed in; without it no row is marked as one's own. */
  async loadSession(): Promise<void> {
    try {
      this.selfId ??= (await this.#options.client()?.session.cached())?.user.id;
      this.#host.requestUpdate();
    } catch {
      // The list works without it.
    }
  }

  async assign({ number, version }: CrmProtocolSummary): Promise<void> {
    const { client, ui, texts, onChange } = this.#options;
    const api = client();
    if (!api || this.pending) return;
    this.pending = number;
    this.#failure = undefined;
    this.#host.requestUpdate();
    try {
      const { user } = await api.session.cached();
      this.selfId = user.id;
      onChange(await api.protocols.assign(number, { agentId: user.id }, { version }));
      ui.announce(texts().inbox.taken(number));
    } catch (error) {
      await this.#fail(api, number, error);
    }
    this.pending = undefined;
    this.#host.requestUpdate();
  }

  /** Why the last assignment failed. */
  template(): TemplateResult | typeof nothing {
    if (!this.#failure) return nothing;
    const { number, text } = this.#failure;
    const { inbox } = this.#options.texts();
    return notice('error', { title: inbox.takeFailedTitle(formatProtocolNumber(number)), text });
  }

  async #fail(api: FaleConoscoCrm, number: string, error: unknown): Promise<void> {
    const { ui, texts, errorText, onChange, onError } = this.#options;
    let text = errorText(error);
    if (error instanceof VersionConflictError) {
      const current = await api.protocols.retrieve(number, { purpose: 'row' }).catch(() => undefined);
      if (current) onChange(current);
      if (current?.assignee)
        text = texts().inbox.takenByOther(formatProtocolNumber(number), current.assignee.name);
    }
    this.#failure = { number, text };
    ui.announce(text, 'assertive');
    onError(error);
  }
}
