import {
  type CannedAnswer,
  type CrmMessage,
  type CrmProtocol,
  isBlank,
  isClosedStatus,
  type Session,
} from '@fale-conosco/contract';
import { ApiError, VersionConflictError } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { errorTarget, focusInside, type ThreadController, type UiController } from '@fale-conosco/ui';
import type { ReactiveElement } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { filledAnswer } from './canned-answers.ts';
import { needsConfirmation } from './composer-panel.ts';
import { COMPOSE_MODES, type ComposeMode, OperatorDraft } from './operator-draft.ts';

/** Host interface of {@link ReplyController}. */
export interface ReplyOptions {
  client: () => FaleConoscoCrm | undefined;
  ui: UiController;
  texts: () => CrmMessages;
  thread: ThreadController<CrmProtocol, CrmMessage>;
  session: () => Session | undefined;
  /** Opens the dialog in which closing is confirmed. */
  onConfirmClose: () => Promise<void>;
  /** A message was sent, or the protocol closed. */
  onChanged: () => void;
  onError: (error: unknown) => void;
}

/** What the agent writes: a draft for each kind of message, the warnings before it is sent, and sending it. */
export class ReplyController {
  readonly drafts: Readonly<Record<ComposeMode, OperatorDraft>>;
  mode: ComposeMode = 'public';
  /** The list of canned answers is open. */
  cannedOpen = false;
  cannedQuery = '';

  readonly #host: ReactiveElement & { readonly protocolNumber: string | undefined };
  readonly #options: ReplyOptions;
  /** The mode was set because the agent's choice was not possible. */
  #modeForced = false;
  /** The warning was shown on the way to closing, not to sending. */
  #closing = false;

  constructor(
    host: ReactiveElement & { readonly protocolNumber: string | undefined },
    options: ReplyOptions,
  ) {
    this.#host = host;
    this.#options = options;
    const draft = (): OperatorDraft => new OperatorDraft(host, options.client, options.ui);
    this.drafts = { public: draft(), internal: draft(), confidential: draft() };
  }

  /** Something was typed or attached that has not been sent. */
  get dirty(): boolean {
    return COMPOSE_MODES.some((mode) => this.drafts[mode].dirty);
  }

  /** The draft of the present mode. */
  get draft(): OperatorDraft {
    return this.drafts[this.mode];
  }

  /** Gives up everything that was written. */
  discard(): void {
    for (const mode of COMPOSE_MODES) this.drafts[mode].reset();
  }

  /** Begins with another protocol. */
  reset(): void {
    this.discard();
    this.mode = 'public';
    this.#modeForced = false;
    this.cannedOpen = false;
  }

  /** What may be written, given the protocol and the agent. */
  modes({ status }: CrmProtocol): ComposeMode[] {
    return COMPOSE_MODES.filter(
      (mode) =>
        (mode !== 'public' || !isClosedStatus(status)) &&
        (mode !== 'confidential' || this.#options.session()?.agent?.accessesConfidential),
    );
  }

  /** Takes over what changed in the protocol and its thread. */
  update(protocol: CrmProtocol): void {
    for (const mode of COMPOSE_MODES) this.drafts[mode].follow(protocol, this.#options.thread.messages);
    const modes = this.modes(protocol);
    if (!modes.includes(this.mode)) {
      this.mode = modes[0] ?? 'internal';
      this.#modeForced = true;
    } else if (this.#modeForced && modes.includes('public') && !this.draft.dirty) {
      this.mode = 'public';
      this.#modeForced = false;
    }
  }

  choose(mode: ComposeMode): void {
    this.mode = mode;
    this.#modeForced = false;
    this.cannedOpen = false;
    this.#host.requestUpdate();
  }

  filterCanned(query: string): void {
    this.cannedQuery = query;
    this.#host.requestUpdate();
  }

  async toggleCanned(): Promise<void> {
    this.cannedOpen = !this.cannedOpen;
    this.cannedQuery = '';
    this.#host.requestUpdate();
    await focusInside(this.#host, this.cannedOpen ? '#canned-filter' : '#canned-button');
  }

  /** Inserts a canned answer where the cursor is, or was last. */
  async insert(answer: CannedAnswer, protocol: CrmProtocol): Promise<void> {
    const { ui, texts, session } = this.#options;
    const { draft } = this;
    const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('#message');
    if (!field || draft.busy) return;
    const { selectionStart, selectionEnd } = field;
    const text = filledAnswer(answer, protocol, session(), ui.formats);
    draft.writeOn(draft.text.slice(0, selectionStart) + text + draft.text.slice(selectionEnd), protocol);
    this.cannedOpen = false;
    ui.announce(texts().protocol.cannedInserted(answer.title));
    await focusInside(this.#host, '#message');
    const end = selectionStart + text.length;
    field.setSelectionRange(end, end);
  }

  /** Sends what is written, unless there is something to confirm first. */
  async send(protocol: CrmProtocol): Promise<void> {
    this.#closing = false;
    if (needsConfirmation(this.draft, this.#options.thread.messages)) await this.#showWarning();
    else await this.#post(protocol);
  }

  /** The agent has seen the warning and goes on. */
  async sendAnyway(protocol: CrmProtocol): Promise<void> {
    this.draft.rebase(protocol);
    if (this.#closing) await this.#options.onConfirmClose();
    else await this.#post(protocol);
  }

  /** Asks for the confirmation of closing, unless something else is to be confirmed or written first. */
  async askToClose(protocol: CrmProtocol): Promise<void> {
    const draft = this.drafts.public;
    if (draft.busy) return;
    this.#closing = true;
    if (needsConfirmation(draft, this.#options.thread.messages)) await this.#showWarning();
    // Without a conclusive message validation fails, which shows beside the field; nothing is sent.
    else if (isBlank(draft.text)) await this.#post(protocol, true);
    else await this.#options.onConfirmClose();
  }

  /** Closes the protocol with what is written as the conclusive message. */
  async close(protocol: CrmProtocol): Promise<void> {
    await this.#post(protocol, true);
  }

  async #showWarning(): Promise<void> {
    await focusInside(this.#host, '#warning');
  }

  async #post(protocol: CrmProtocol, closing = false): Promise<void> {
    const { client, ui, texts, thread, onChanged, onError } = this.#options;
    const api = client();
    if (!api) return;
    const { number } = protocol;
    const { mode, draft } = this;
    const version = draft.versionFor(protocol);
    const method =
      mode === 'public' && draft.contactMethodId ? { contactMethodId: draft.contactMethodId } : {};
    draft.begin(closing ? 'close' : mode);
    const done = await draft.send(
      { visibility: mode, asksProvider: mode === 'public' && !closing && draft.asksProvider, ...method },
      async (input, options): Promise<unknown> => {
        const { visibility: _visibility, asksProvider: _asks, ...conclusion } = input;
        return closing
          ? api.protocols.close(number, conclusion, { ...options, version })
          : api.messages.create(number, input, { ...options, version });
      },
    );
    const { error } = draft;
    if (done) {
      ui.announce(closing ? texts().protocol.closed : texts().protocol.sent);
      draft.asksProvider = false;
    } else if (error) onError(error);
    if (number !== this.#host.protocolNumber) return;
    if (done || error instanceof ApiError) await thread.catchUp();
    if (done) {
      onChanged();
      const own = thread.messages.findLast((message) => message.own);
      await focusInside(this.#host, `#message-${own?.sequence ?? ''}`);
    } else if (error instanceof VersionConflictError) {
      draft.reject();
      await this.#showWarning();
    } else if (!closing || draft.issues.length > 0) await focusInside(this.#host, errorTarget(draft));
  }
}
