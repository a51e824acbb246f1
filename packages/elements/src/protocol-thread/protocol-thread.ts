import type { Message, Protocol } from '@fale-conosco/contract';
import { ApiError, type FaleConosco, NotFoundError } from '@fale-conosco/sdk';
import {
  CopyController,
  composer,
  DownloadController,
  emptyState,
  errorTarget,
  FcErrorEvent,
  focusInside,
  iconArrowLeft,
  iconInbox,
  iconSearch,
  loadFailure,
  MessageDraft,
  messageItem,
  notice,
  protocolNumber,
  ReadingController,
  seenUpTo,
  skeletonLines,
  ThreadController,
  type ThreadHost,
  thread,
  threadView,
  UnsavedChangesGuard,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { NewContactEvent, ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import { BackEvent } from '../shared/back-event.ts';
import { ContactElement } from '../shared/contact-element.ts';
import { CancellationController } from './cancellation-controller.ts';
import { protocolFacts } from './protocol-facts.ts';
import { MessageSentEvent } from './protocol-thread.events.ts';
import { styles } from './protocol-thread.styles.ts';
import { replyBlocked } from './reply-blocked.ts';

/**
 * One protocol: its data, its thread, and the way to complement it. Marks as viewed what is before the reader's eyes, and
 * shows what arrives while it is open.
 *
 * @fires {MessageSentEvent} fc-message-sent - a complement was acknowledged
 * @fires {NewContactEvent} fc-new-contact - a new contact that goes on from this one is wanted
 * @fires {ProtocolOpenEvent} fc-protocol-open - the protocol that this one goes on from is wanted
 * @fires {BackEvent} fc-back - the way to the list
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class ProtocolThread extends ContactElement implements ThreadHost<Message> {
  static override properties: PropertyDeclarations = {
    ...ContactElement.properties,
    protocolNumber: { attribute: 'protocol-number' },
  };

  static override styles = [...ContactElement.styles, thread, styles];

  /**
   * The protocol to show, 20 digits.
   *
   * @attr protocol-number
   */
  declare protocolNumber: string | undefined;

  readonly #thread: ThreadController<Protocol, Message>;
  readonly #reply: MessageDraft;
  readonly #reading: ReadingController;
  readonly #downloads: DownloadController;
  readonly #cancellation: CancellationController;
  readonly #copy = new CopyController(this, this.ui);
  readonly #guard = new UnsavedChangesGuard(this, this.ui);
  #marking = false;

  constructor() {
    super();
    const { ui } = this;
    const client = (): FaleConosco | undefined => this.api;
    this.#thread = new ThreadController(this, {
      client,
      parts: ['classifications', 'contactMethods', 'holidays'],
    });
    this.#reply = new MessageDraft(this, client, ui);
    this.#reading = new ReadingController(this, {
      ui,
      onView: () => this.#thread.view(),
      onSeen: () => void this.#markRead(),
    });
    this.#cancellation = new CancellationController(this, {
      ...{ client, ui },
      number: () => this.protocolNumber,
      onCancelled: (protocol) => void this.#showCancelled(protocol),
      onError: (error) => this.failed(error),
    });
    this.#downloads = new DownloadController(this, { client, ui, onError: (error) => this.failed(error) });
  }

  /** Something was typed or attached that has not been sent. */
  get dirty(): boolean {
    return this.#reply.dirty;
  }

  /**
   * Asks the user before typed text is given up; call it before taking the element away.
   *
   * @returns whether the thread may be left
   */
  async confirmLeaving(): Promise<boolean> {
    return !this.dirty || this.#guard.ask();
  }

  arrived(messages: Message[]): void {
    const { texts } = this;
    const fromOperator = messages.filter(({ author }) => author.kind === 'operator');
    const [first] = fromOperator;
    if (!first) return;
    this.ui.announce(texts.thread.newMessages(fromOperator.length));
    this.#reading.arrived(first.sequence);
  }

  failed(error: unknown): void {
    this.dispatchEvent(new FcErrorEvent({ error }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('protocolNumber') && changed.get('protocolNumber')) {
      this.#reply.reset();
      this.#cancellation.reset();
      this.#reading.reset();
    }
  }

  /** Sequence of the first operator message that was not viewed when the thread was opened; 0 when there is none. */
  get #firstUnread(): number {
    const { messages, opened } = this.#thread;
    const found = messages.find(
      ({ sequence, author }) => sequence > (opened?.readSequence ?? 0) && author.kind === 'operator',
    );
    return found?.sequence ?? 0;
  }

  protected override renderContent(api: FaleConosco): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    const { protocol } = this.#thread;
    const number = this.protocolNumber;
    // Title and number stand from the first moment on, so that the focus on the title stays and nothing jumps.
    return html`<section class="page" aria-labelledby="title">
        <button
          class="btn btn-quiet back"
          data-focus-home
          @click=${() => void this.#leave(() => new BackEvent())}
        >
          ${iconArrowLeft()}${t.common.backToList}
        </button>
        <div class="cluster spread">
          <div>
            <h2 class="title" id="title" tabindex="-1">${protocol?.classification.path.at(-1) ?? texts.thread.title}</h2>
            ${protocol ? html`<p class="muted">${protocol.classification.path.join(' › ')}</p>` : nothing}
            ${protocol?.openedBy === 'operator' ? html`<p class="small muted">${t.list.openedByOperator}</p>` : nothing}
          </div>
          ${
            number
              ? html`<div class="cluster">
                <p class="number">
                  <span class="visually-hidden">${t.fields.protocol}</span> ${protocolNumber(number)}
                </p>
                ${this.#copy.button(number)}
              </div>`
              : nothing
          }
        </div>
        ${number ? this.#renderStage(api) : emptyState(iconInbox(), { title: texts.thread.noneTitle, text: texts.thread.noneText })}
        ${this.#reading.showNew(this.#firstUnread)}
      </section>
      ${this.#guard.template()}`;
  }

  #renderStage(api: FaleConosco): TemplateResult {
    const { t } = this.ui;
    const { protocol, error, offline } = this.#thread;
    if (error) return this.#renderFailure(error);
    if (!protocol) return html`<div aria-busy="true">${skeletonLines(9, t)}</div>`;
    return html`${protocolFacts(protocol, this.ui, (number) => void this.#leave(() => new ProtocolOpenEvent({ number })))}
      ${offline ? notice('offline', { title: t.common.offline, text: t.common.offlineDetail }) : nothing}
      ${this.#renderThread()} ${this.#renderReply(api, protocol)} ${this.#cancellation.template(protocol)}`;
  }

  #renderFailure(error: unknown): TemplateResult {
    const { texts } = this;
    const { t } = this.ui;
    if (error instanceof NotFoundError) {
      return emptyState(iconSearch(), { title: texts.thread.notFoundTitle, text: texts.thread.notFoundText });
    }
    return loadFailure(texts.thread.failedLoadTitle, error, t, () => this.#thread.reload());
  }

  #renderThread(): TemplateResult {
    const { ui } = this;
    const context = { ui, downloads: this.#downloads };
    const unreadMark = html`<p class="divider unread-mark"><span>${this.texts.thread.unreadMark}</span></p>`;
    const firstUnread = this.#firstUnread;
    return threadView(this, this.#thread, ui, (message, day) =>
      messageItem(message, context, day, { mark: message.sequence === firstUnread ? unreadMark : nothing }),
    );
  }

  #renderReply(api: FaleConosco, protocol: Protocol): TemplateResult {
    const { texts } = this;
    const { formats } = this.ui;
    const reply = this.#reply;
    if (!protocol.canReply) {
      return replyBlocked(protocol, {
        ui: this.ui,
        text: reply.text,
        onNewContact: () =>
          void this.#leave(() => new NewContactEvent({ previousProtocolNumber: protocol.number })),
      });
    }
    return composer(reply, this.ui, {
      label: texts.thread.complement,
      send: texts.thread.send,
      onSend: () => void this.#send(api, protocol.number),
      before:
        protocol.status === 'awaiting_provider'
          ? notice('info', { text: texts.thread.awaitingYou })
          : protocol.reopenableUntil
            ? notice('info', { text: texts.thread.reopens(formats.date(protocol.reopenableUntil)) })
            : nothing,
    });
  }

  /** Tells what the user wants, once typed text may be given up. */
  async #leave(event: () => Event): Promise<void> {
    if (!(await this.confirmLeaving())) return;
    this.#reply.reset();
    this.dispatchEvent(event());
  }

  async #markRead(): Promise<void> {
    const { api } = this;
    const { protocol } = this.#thread;
    if (!api || !protocol || this.#marking) return;
    const seen = seenUpTo(this.#thread, protocol.readSequence, (sequence) => this.#reading.hasSeen(sequence));
    if (seen <= protocol.readSequence) return;
    this.#marking = true;
    try {
      const { sequence } = await api.messages.markRead(protocol.number, seen);
      if (this.#thread.protocol?.number === protocol.number)
        this.#thread.protocol = { ...this.#thread.protocol, readSequence: sequence };
      // What was seen while the mark was on its way is for the next look.
      this.requestUpdate();
    } catch {
      // Unread stays unread; the next look tries again.
    }
    this.#marking = false;
  }

  async #send(api: FaleConosco, number: string): Promise<void> {
    const message = await this.#reply.send({}, (input, options) =>
      api.messages.create(number, input, options),
    );
    if (message) {
      this.dispatchEvent(new MessageSentEvent({ number, message }));
      this.ui.announce(this.texts.thread.sent);
    }
    // Another protocol is shown by now: its reader is left alone.
    if (number !== this.protocolNumber) return;
    if (message) {
      await this.#thread.catchUp();
      await focusInside(this, `#message-${message.sequence}`);
      return;
    }
    const { error } = this.#reply;
    if (error) this.failed(error);
    // The protocol may have been closed for replies meanwhile.
    if (error instanceof ApiError) await this.#thread.catchUp();
    await focusInside(this, errorTarget(this.#reply));
  }

  async #showCancelled(protocol: Protocol): Promise<void> {
    this.#thread.take(protocol);
    this.ui.announce(this.texts.thread.cancelledNow);
    if (protocol.number !== this.protocolNumber) return;
    await this.#thread.catchUp();
    await focusInside(this, '#title');
  }
}
