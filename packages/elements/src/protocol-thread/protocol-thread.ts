import { isBlank, type Message, type Protocol } from '@fale-conosco/contract';
import { ApiError, type FaleConosco, NotFoundError, randomUuid } from '@fale-conosco/sdk';
import {
  attachmentsField,
  ConnectedElement,
  CopyController,
  contact,
  DownloadController,
  emptyState,
  errorReference,
  errorText,
  fieldIssueText,
  focusInside,
  iconArrowLeft,
  iconChevronDown,
  iconInbox,
  iconSearch,
  messageField,
  notice,
  protocolNumber,
  ptBRContact,
  skeletonLines,
  statusMark,
  useContactMessages,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { NewContactEvent, ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import { BackEvent } from '../shared/back-event.ts';
import { ErrorEvent } from '../shared/error-event.ts';
import { LeaveGuard } from '../shared/leave-guard.ts';
import { type MessageContext, messageItem } from './message-item.ts';
import { MessageSentEvent } from './protocol-thread.events.ts';
import { styles } from './protocol-thread.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { ReplyController } from './reply-controller.ts';
import { ThreadController, type ThreadHost } from './thread-controller.ts';

/** What scrolls an element: the nearest box around it, through shadow roots, else the page. */
const scrollerOf = (element: Element): Element => {
  let box: Node | null | undefined = element;
  while (box) {
    if (box instanceof Element && box.scrollHeight > box.clientHeight) {
      if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
    }
    box = box.parentNode ?? (box as ShadowRoot).host;
  }
  return document.scrollingElement ?? document.documentElement;
};

/**
 * One protocol: its data, its thread, and the way to complement it. Marks as viewed what is before the reader's eyes, and
 * shows what arrives while it is open.
 *
 * @fires {MessageSentEvent} fc-message-sent - a complement was acknowledged
 * @fires {NewContactEvent} fc-new-contact - a new contact that goes on from this one is wanted
 * @fires {ProtocolOpenEvent} fc-protocol-open - the protocol that this one goes on from is wanted
 * @fires {BackEvent} fc-back - the way to the list
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class ProtocolThread extends ConnectedElement implements ThreadHost {
  static override properties: PropertyDeclarations = {
    ...ConnectedElement.properties,
    protocolNumber: { attribute: 'protocol-number' },
    unseenFrom: { state: true },
    cancelling: { state: true },
    cancelError: { state: true },
  };

  static override styles = [...ConnectedElement.styles, contact, styles];

  static {
    useContactMessages(ptBRContact);
  }

  /**
   * The protocol to show, 20 digits.
   *
   * @attr protocol-number
   */
  declare protocolNumber: string | undefined;
  /** Sequence of the first message that arrived out of the reader's view; 0 when there is none. */
  declare protected unseenFrom: number;
  declare protected cancelling: boolean;
  declare protected cancelError: unknown;

  readonly #thread: ThreadController;
  readonly #reply: ReplyController;
  readonly #reading: ReadingController;
  readonly #downloads: DownloadController;
  readonly #copy = new CopyController(this, this.ui);
  readonly #guard = new LeaveGuard(this, this.ui);
  /** The reader has come to the end, or gone to the unread messages, since the thread was opened. */
  #caughtUp = false;
  #marking = false;
  /** One key for the cancellation of this protocol, over all tries. */
  #cancelKey: string | undefined;

  constructor() {
    super();
    this.unseenFrom = 0;
    this.cancelling = false;
    this.#thread = new ThreadController(this, () => this.api);
    this.#reply = new ReplyController(this, () => this.api, this.ui);
    this.#reading = new ReadingController(this, {
      thread: '.thread',
      end: '.end',
      onSeen: () => void this.#markRead(),
    });
    this.#downloads = new DownloadController(this, {
      client: () => this.api,
      ui: this.ui,
      onError: (error) => this.failed(error),
    });
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
    const { t } = this.ui;
    const fromOperator = messages.filter(({ author }) => author.kind === 'operator');
    const [first] = fromOperator;
    if (!first) return;
    this.ui.announce(t.thread.newMessages(fromOperator.length));
    if (!this.#reading.atEnd) this.unseenFrom ||= first.sequence;
  }

  failed(error: unknown): void {
    this.dispatchEvent(new ErrorEvent({ error }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('protocolNumber') && changed.get('protocolNumber')) {
      this.#reply.reset();
      this.#cancelKey = undefined;
      this.cancelError = undefined;
      this.unseenFrom = 0;
      this.#caughtUp = false;
    }
    if (this.#reading.atEnd) {
      this.unseenFrom = 0;
      this.#caughtUp = true;
    }
  }

  protected override renderContent(api: FaleConosco): TemplateResult {
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
            <h2 class="title" id="title" tabindex="-1">${protocol?.classification.path.at(-1) ?? t.thread.title}</h2>
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
        ${number ? this.#renderStage(api) : emptyState(iconInbox(), { title: t.thread.noneTitle, text: t.thread.noneText })}
        ${this.#renderShowNew()}
      </section>
      ${this.#guard.template()}`;
  }

  #renderStage(api: FaleConosco): TemplateResult {
    const { t } = this.ui;
    const { protocol, error, offline } = this.#thread;
    if (error) return this.#renderFailure(error);
    if (!protocol) return html`<div aria-busy="true">${skeletonLines(9, t)}</div>`;
    return html`${this.#renderData(protocol)}
      ${offline ? notice('offline', { title: t.common.offline, text: t.common.offlineDetail }) : nothing}
      ${this.#renderThread()} ${this.#renderReply(api, protocol)} ${this.#renderCancel(api, protocol)}`;
  }

  #renderFailure(error: unknown): TemplateResult {
    const { t } = this.ui;
    if (error instanceof NotFoundError) {
      return emptyState(iconSearch(), { title: t.thread.notFoundTitle, text: t.thread.notFoundText });
    }
    return notice('error', {
      title: t.thread.failedLoadTitle,
      text: html`${errorText(error, t)} <span class="small muted">${errorReference(error, t) ?? ''}</span>`,
      actions: html`<button class="btn" @click=${() => this.#thread.reload()}>${t.common.retry}</button>`,
    });
  }

  #renderData(protocol: Protocol): TemplateResult {
    const { t, formats } = this.ui;
    const { closedAt, previousProtocolNumber: previous } = protocol;
    type Entry = [label: string, value: unknown];
    const facts: Entry[] = [
      [t.fields.status, statusMark(protocol.status, t)],
      [t.fields.registeredAt, formats.dateTime(protocol.registeredAt)],
      [t.fields.closedAt, closedAt ? formats.dateTime(closedAt) : '—'],
    ];
    const details: Entry[] = [
      [t.fields.contactPerson, protocol.contactPerson],
      [t.fields.contactPhone, protocol.contactPhone],
      [t.fields.contactEmail, protocol.contactEmail],
      [t.fields.contactMethod, protocol.contactMethod.description],
    ];
    if (previous) {
      const open = (): void => void this.#leave(() => new ProtocolOpenEvent({ number: previous }));
      details.push([
        t.thread.previousProtocol,
        html`<button class="link" @click=${open}>${protocolNumber(previous)}</button>`,
      ]);
    }
    const list = (entries: Entry[]): TemplateResult =>
      html`<dl class="data">
        ${entries.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd class="num">${value}</dd>
            </div>`,
        )}
      </dl>`;
    return html`<div class="card card-sunken stack">
      ${list(facts)}
      <details>
        <summary>${t.thread.protocolData}</summary>
        ${list(details)}
      </details>
    </div>`;
  }

  #renderThread(): TemplateResult {
    const { t, formats } = this.ui;
    const { messages, olderCursor, loadingOlder, olderError, firstUnread } = this.#thread;
    const context: MessageContext = { ui: this.ui, downloads: this.#downloads, firstUnread };
    let day = '';
    return html`<div class="stack">
      <h3 class="visually-hidden" id="messages">${t.thread.messages}</h3>
      ${olderError ? notice('error', { text: errorText(olderError, t) }) : nothing}
      ${
        olderCursor
          ? html`<button class="btn older" aria-busy=${loadingOlder} @click=${() => void this.#showOlder()}>
            ${t.thread.older}
          </button>`
          : nothing
      }
      <div role="log" aria-live="off" aria-labelledby="messages">
        <ol class="thread">
          ${repeat(
            messages,
            ({ sequence }) => sequence,
            (message) => {
              const key = formats.dayKey(message.sentAt);
              const heading = key === day ? '' : formats.day(message.sentAt);
              day = key;
              return messageItem(message, context, heading);
            },
          )}
        </ol>
      </div>
      <span class="end"></span>
    </div>`;
  }

  /** The way to what is unread and out of view; it floats over the end of the page. */
  #renderShowNew(): TemplateResult | typeof nothing {
    const { firstUnread } = this.#thread;
    const from = this.unseenFrom || (this.#caughtUp ? 0 : firstUnread);
    // Undefined: nobody has looked yet whether the end is in view.
    if (!from || this.#reading.atEnd !== false) return nothing;
    return html`<button class="btn btn-primary arrived" @click=${() => void this.#showNew(from)}>
      ${iconChevronDown()}${this.ui.t.thread.showNew}
    </button>`;
  }

  #renderReply(api: FaleConosco, protocol: Protocol): TemplateResult {
    const { t, formats } = this.ui;
    const reply = this.#reply;
    if (!protocol.canReply) return this.#renderBlocked(protocol);
    const { hear } = reply.attachments;
    const issue = (path: string, label: string): string | undefined => {
      const found = reply.issue(path);
      return found && fieldIssueText(found, label, t);
    };
    const unresolved = reply.state === 'blocked' && reply.attachments.problems.length > 0;
    return html`<form
      class="stack composer"
      novalidate
      @submit=${() => void this.#send(api, protocol.number)}
      @dragover=${hear}
      @dragleave=${hear}
      @drop=${hear}
      @paste=${hear}
    >
      ${
        protocol.status === 'awaiting_provider'
          ? notice('info', { text: t.thread.awaitingYou })
          : protocol.reopenableUntil
            ? notice('info', { text: t.thread.reopens(formats.date(protocol.reopenableUntil)) })
            : nothing
      }
      ${messageField(this.ui, {
        label: t.thread.complement,
        value: reply.text,
        max: reply.limits?.messageMaxCodePoints,
        error: issue('body', t.thread.complement),
        readonly: reply.busy,
        onInput: (text) => reply.write(text),
      })}
      ${attachmentsField(reply.attachments, this.ui, {
        error:
          issue('attachmentIds', t.attachments.label) ?? (unresolved ? t.attachments.unresolved : undefined),
      })}
      ${
        reply.state === 'failed'
          ? html`<div id="trouble" tabindex="-1">
            ${notice('error', {
              title: t.thread.failedTitle,
              text: html`${errorText(reply.error, t)} ${reply.outcomeUnknown ? t.thread.unknownOutcome : t.common.nothingLost}`,
            })}
          </div>`
          : nothing
      }
      ${reply.superseded ? notice('warning', { text: t.thread.superseded }) : nothing}
      <div class="actions">
        <button class="btn btn-primary" type="submit" aria-busy=${reply.busy}>
          ${reply.busy ? (reply.state === 'waiting' ? t.common.waitingForUploads : t.thread.sending) : t.thread.send}
        </button>
      </div>
    </form>`;
  }

  #renderBlocked({ replyBlockedReason, number }: Protocol): TemplateResult {
    const { t } = this.ui;
    const linked = replyBlockedReason === 'reopen_window_over' || replyBlockedReason === 'cancelled';
    const { text } = this.#reply;
    return html`<div class="stack" id="blocked" tabindex="-1">
      ${notice('info', {
        title: t.thread.blockedTitle,
        text: t.thread.blocked[replyBlockedReason ?? 'other'] ?? t.thread.blocked['other'],
        actions: linked
          ? html`<button
              class="btn"
              @click=${() => void this.#leave(() => new NewContactEvent({ previousProtocolNumber: number }))}
            >
              ${t.thread.newLinkedContact}
            </button>`
          : undefined,
      })}
      ${
        // Blocked while it was being written: the text stays, to be copied.
        text
          ? messageField(this.ui, {
              label: t.thread.complement,
              value: text,
              readonly: true,
              onInput: () => {},
            })
          : nothing
      }
    </div>`;
  }

  #renderCancel(api: FaleConosco, protocol: Protocol): TemplateResult | typeof nothing {
    const { t } = this.ui;
    if (!protocol.canCancel) return nothing;
    return html`<hr class="rule" />
      ${this.cancelError ? notice('error', { text: errorText(this.cancelError, t) }) : nothing}
      <div class="actions">
        <button class="btn btn-danger" aria-busy=${this.cancelling} @click=${() => this.#dialog?.showModal()}>
          ${t.thread.cancelProtocol}
        </button>
      </div>
      <dialog
        class="dialog"
        id="cancel"
        aria-labelledby="cancel-title"
        aria-describedby="cancel-text"
        @close=${() => void this.#cancel(api, protocol.number)}
      >
        <form method="dialog" class="stack">
          <h3 class="subtitle" id="cancel-title">${t.thread.cancelTitle}</h3>
          <p class="muted" id="cancel-text">${t.thread.cancelText}</p>
          <div class="field">
            <label class="label" for="reason">
              ${t.thread.cancelReason} <span class="optional">${t.common.optional}</span>
            </label>
            <textarea class="input" id="reason" rows="3" maxlength="4000"></textarea>
          </div>
          <div class="actions">
            <button class="btn" value="">${t.thread.keepProtocol}</button>
            <button class="btn btn-danger" value="cancel">${t.thread.cancelProtocol}</button>
          </div>
        </form>
      </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector<HTMLDialogElement>('#cancel');
  }

  /** Tells what the user wants, once typed text may be given up. */
  async #leave(event: () => Event): Promise<void> {
    if (!(await this.confirmLeaving())) return;
    this.#reply.reset();
    this.dispatchEvent(event());
  }

  async #markRead(): Promise<void> {
    const { api } = this;
    const { protocol, messages } = this.#thread;
    const last = messages.at(-1)?.sequence ?? 0;
    if (!api || !protocol || this.#marking || last <= protocol.readSequence) return;
    this.#marking = true;
    try {
      const { sequence } = await api.messages.markRead(protocol.number, last);
      this.#thread.read(protocol.number, sequence);
      // What came while the mark was on its way is for the next look.
      if (this.#thread.messages.at(-1)?.sequence !== last) this.requestUpdate();
    } catch {
      // Unread stays unread; the next look tries again.
    }
    this.#marking = false;
  }

  async #showOlder(): Promise<void> {
    const first = this.renderRoot.querySelector<HTMLElement>('.thread > li');
    const before = first?.getBoundingClientRect().top ?? 0;
    await this.#thread.loadOlder();
    await this.updateComplete;
    if (!first) return;
    // The reader stays at the line that was being read.
    scrollerOf(this).scrollTop += first.getBoundingClientRect().top - before;
    if (!this.#thread.olderCursor) first.focus({ preventScroll: true });
  }

  async #showNew(from: number): Promise<void> {
    this.#caughtUp = true;
    this.unseenFrom = 0;
    this.requestUpdate();
    await focusInside(this, `#message-${from}`);
  }

  async #send(api: FaleConosco, number: string): Promise<void> {
    const message = await this.#reply.send(api, number);
    if (message) {
      this.dispatchEvent(new MessageSentEvent({ number, message }));
      this.ui.announce(this.ui.t.thread.sent);
    }
    // Another protocol is shown by now: its reader is left alone.
    if (number !== this.protocolNumber) return;
    if (message) {
      await this.#thread.catchUp();
      await focusInside(this, `#message-${message.sequence}`);
      return;
    }
    const { error, state } = this.#reply;
    if (error) this.failed(error);
    // The protocol may have been closed for replies meanwhile.
    if (error instanceof ApiError) await this.#thread.catchUp();
    await focusInside(
      this,
      state === 'failed' ? '#trouble, #blocked' : '[aria-invalid="true"], #attachments',
    );
  }

  async #cancel(api: FaleConosco, number: string): Promise<void> {
    const dialog = this.#dialog;
    if (dialog?.returnValue !== 'cancel' || this.cancelling) return;
    dialog.returnValue = '';
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#reason')?.value ?? '';
    this.cancelling = true;
    this.cancelError = undefined;
    this.#cancelKey ??= randomUuid();
    try {
      const input = isBlank(reason) ? {} : { reason };
      this.#thread.take(await api.protocols.cancel(number, input, { idempotencyKey: this.#cancelKey }));
      this.ui.announce(this.ui.t.thread.cancelledNow);
      if (number === this.protocolNumber) {
        await this.#thread.catchUp();
        await focusInside(this, '#title');
      }
    } catch (error) {
      if (number === this.protocolNumber) this.cancelError = error;
      this.failed(error);
    }
    this.cancelling = false;
  }
}
