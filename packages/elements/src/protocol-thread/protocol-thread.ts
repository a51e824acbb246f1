import { isBlank, type Message, type Protocol } from '@fale-conosco/contract';
import { type FaleConosco, NotFoundError } from '@fale-conosco/sdk';
import {
  attachmentsField,
  ConnectedElement,
  CopyController,
  DownloadController,
  emptyState,
  errorReference,
  errorText,
  fieldIssueText,
  focusInside,
  iconArrowLeft,
  iconSearch,
  messageField,
  notice,
  protocolNumber,
  skeletonLines,
  statusMark,
  uuid,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { NewContactEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import { BackEvent } from '../shared/back-event.ts';
import { ErrorEvent } from '../shared/error-event.ts';
import { type MessageContext, messageItem } from './message-item.ts';
import { MessageSentEvent } from './protocol-thread.events.ts';
import { styles } from './protocol-thread.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { ReplyController } from './reply-controller.ts';
import { ThreadController, type ThreadHost } from './thread-controller.ts';

/**
 * One protocol: its data, its thread, and the way to complement it. Marks as viewed what is before the reader's eyes, and
 * shows what arrives while it is open.
 *
 * @fires {MessageSentEvent} fc-message-sent - a complement was acknowledged
 * @fires {NewContactEvent} fc-new-contact - a new contact that goes on from this one is wanted
 * @fires {BackEvent} fc-back - the way to the list
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class ProtocolThread extends ConnectedElement implements ThreadHost {
  static override properties: PropertyDeclarations = {
    ...ConnectedElement.properties,
    protocolNumber: { attribute: 'protocol-number' },
    unseen: { state: true },
    cancelling: { state: true },
    cancelError: { state: true },
  };

  static override styles = [...ConnectedElement.styles, styles];

  /** The protocol to show, 20 digits. */
  declare protocolNumber: string | undefined;
  /** Messages that arrived below what is in view. */
  declare protected unseen: number;
  declare protected cancelling: boolean;
  declare protected cancelError: unknown;

  readonly #thread: ThreadController;
  readonly #reply: ReplyController;
  readonly #reading: ReadingController;
  readonly #downloads: DownloadController;
  readonly #copy = new CopyController(this, this.ui);
  #marked = 0;
  /** One key for the cancellation of this protocol, over all tries. */
  #cancelKey: string | undefined;

  constructor() {
    super();
    this.unseen = 0;
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

  arrived(messages: Message[]): void {
    const fromOperator = messages.filter(({ author }) => author.kind === 'operator').length;
    if (fromOperator === 0) return;
    this.ui.announce(this.ui.t.thread.newMessages(fromOperator));
    if (!this.#reading.atEnd) this.unseen += fromOperator;
  }

  failed(error: unknown): void {
    this.dispatchEvent(new ErrorEvent({ error }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('protocolNumber') && changed.get('protocolNumber')) {
      this.#reply.reset();
      this.#marked = 0;
      this.#cancelKey = undefined;
      this.cancelError = undefined;
      this.unseen = 0;
    }
    if (this.unseen > 0 && this.#reading.atEnd) this.unseen = 0;
  }

  protected override renderContent(api: FaleConosco): TemplateResult {
    const { t } = this.ui;
    return html`<section class="page" aria-labelledby="title">
      <button class="btn btn-quiet back" data-focus-home @click=${() => this.dispatchEvent(new BackEvent())}>
        ${iconArrowLeft()}${t.common.backToList}
      </button>
      ${this.#renderStage(api)}
    </section>`;
  }

  #renderStage(api: FaleConosco): TemplateResult {
    const { t } = this.ui;
    const { protocol, error, offline } = this.#thread;
    if (error) return this.#renderFailure(error);
    if (!protocol) {
      return html`<h2 class="title" id="title" tabindex="-1">${t.thread.title}</h2>
        <div aria-busy="true">${skeletonLines(9, t)}</div>`;
    }
    return html`${this.#renderHead(protocol)}
      ${offline ? notice('offline', { title: t.common.offline, text: t.common.offlineDetail }) : nothing}
      ${this.#renderThread()} ${this.#renderReply(api, protocol)} ${this.#renderCancel(api, protocol)}`;
  }

  #renderFailure(error: unknown): TemplateResult {
    const { t } = this.ui;
    const heading = html`<h2 class="title" id="title" tabindex="-1">${t.thread.title}</h2>`;
    if (error instanceof NotFoundError) {
      return html`${heading}${emptyState(iconSearch(), { title: t.thread.notFoundTitle, text: t.thread.notFoundText })}`;
    }
    return html`${heading}${notice('error', {
      title: t.thread.failedLoadTitle,
      text: html`${errorText(error, t)} <span class="small muted">${errorReference(error, t) ?? ''}</span>`,
      actions: html`<button class="btn" @click=${() => this.#thread.reload()}>${t.common.retry}</button>`,
    })}`;
  }

  #renderHead(protocol: Protocol): TemplateResult {
    const { t, formats } = this.ui;
    const facts: [label: string, value: unknown][] = [
      [t.fields.status, statusMark(protocol.status, t)],
      [t.fields.registeredAt, formats.dateTime(protocol.registeredAt)],
      [t.fields.closedAt, protocol.closedAt ? formats.dateTime(protocol.closedAt) : '—'],
    ];
    const details: [label: string, value: unknown][] = [
      [t.fields.contactPerson, protocol.contactPerson],
      [t.fields.contactPhone, protocol.contactPhone],
      [t.fields.contactEmail, protocol.contactEmail],
      [t.fields.contactMethod, protocol.contactMethod.description],
      ...(protocol.previousProtocolNumber
        ? [[t.thread.previousProtocol, protocolNumber(protocol.previousProtocolNumber)] as [string, unknown]]
        : []),
    ];
    const list = (entries: [label: string, value: unknown][]): TemplateResult =>
      html`<dl class="data">
        ${entries.map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`;
    return html`<div class="cluster spread">
        <div>
          <h2 class="title" id="title" tabindex="-1">${protocol.classification.path.at(-1)}</h2>
          <p class="muted">${protocol.classification.path.join(' › ')}</p>
        </div>
        <div class="cluster">
          <p class="number">${protocolNumber(protocol.number)}</p>
          ${this.#copy.button(protocol.number)}
        </div>
      </div>
      <div class="card card-sunken stack">
        ${list(facts)}
        <details>
          <summary>${t.thread.protocolData}</summary>
          ${list(details)}
        </details>
      </div>`;
  }

  #renderThread(): TemplateResult {
    const { t, formats } = this.ui;
    const { messages, olderCursor, loadingOlder, olderError, readAtOpening } = this.#thread;
    const context: MessageContext = {
      ui: this.ui,
      downloads: this.#downloads,
      firstUnread:
        messages.find(({ sequence, author }) => sequence > readAtOpening && author.kind === 'operator')
          ?.sequence ?? 0,
    };
    let day = '';
    return html`<div class="stack">
      <h3 class="visually-hidden" id="messages">${t.thread.messages}</h3>
      ${olderError ? notice('error', { text: errorText(olderError, t) }) : nothing}
      ${
        olderCursor
          ? html`<button class="btn" aria-busy=${loadingOlder} @click=${() => void this.#showOlder()}>
            ${t.thread.older}
          </button>`
          : nothing
      }
      <div role="log" aria-labelledby="messages" tabindex="-1">
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
      ${
        this.unseen > 0
          ? html`<button class="btn btn-primary arrived" @click=${() => void this.#showNew()}>
            ${t.thread.showNew}
          </button>`
          : nothing
      }
    </div>`;
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
    return html`<form
      class="stack"
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
      ${attachmentsField(reply.attachments, this.ui, { error: issue('attachmentIds', t.attachments.label) })}
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
    return notice('info', {
      title: t.thread.blockedTitle,
      text: t.thread.blocked[replyBlockedReason ?? 'other'] ?? t.thread.blocked['other'],
      actions: linked
        ? html`<button
            class="btn"
            @click=${() => this.dispatchEvent(new NewContactEvent({ previousProtocolNumber: number }))}
          >
            ${t.thread.newLinkedContact}
          </button>`
        : undefined,
    });
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
    return this.renderRoot.querySelector('dialog');
  }

  async #markRead(): Promise<void> {
    const { api } = this;
    const { protocol, messages } = this.#thread;
    const last = messages.at(-1)?.sequence ?? 0;
    if (!api || !protocol || last <= Math.max(this.#marked, protocol.readSequence)) return;
    this.#marked = last;
    try {
      await api.messages.markRead(protocol.number, last);
    } catch {
      // Unread stays unread; the next look tries again.
      this.#marked = 0;
    }
  }

  async #showOlder(): Promise<void> {
    const log = this.renderRoot.querySelector('[role=log]');
    const first = log?.querySelector('li');
    const before = first?.getBoundingClientRect().top ?? 0;
    await this.#thread.loadOlder();
    await this.updateComplete;
    // The reader stays at the line that was being read.
    if (first) scrollBy({ top: first.getBoundingClientRect().top - before, behavior: 'instant' });
  }

  async #showNew(): Promise<void> {
    const last = this.#thread.messages.at(-1);
    this.unseen = 0;
    await focusInside(this, `#message-${last?.sequence}`);
  }

  async #send(api: FaleConosco, number: string): Promise<void> {
    const message = await this.#reply.send(api, number);
    if (!message) {
      if (this.#reply.error) this.failed(this.#reply.error);
      const selector = this.#reply.state === 'failed' ? '#trouble' : '[aria-invalid="true"], #attachments';
      await focusInside(this, selector);
      return;
    }
    this.dispatchEvent(new MessageSentEvent({ number, message }));
    this.ui.announce(this.ui.t.thread.sent);
    await this.#thread.catchUp();
    await focusInside(this, `#message-${message.sequence}`);
  }

  async #cancel(api: FaleConosco, number: string): Promise<void> {
    const dialog = this.#dialog;
    if (dialog?.returnValue !== 'cancel' || this.cancelling) return;
    dialog.returnValue = '';
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#reason')?.value ?? '';
    this.cancelling = true;
    this.cancelError = undefined;
    this.#cancelKey ??= uuid();
    try {
      const input = isBlank(reason) ? {} : { reason };
      this.#thread.take(await api.protocols.cancel(number, input, { idempotencyKey: this.#cancelKey }));
      this.ui.announce(this.ui.t.thread.cancelledNow);
      await this.#thread.catchUp();
      await focusInside(this, '#title');
    } catch (error) {
      this.cancelError = error;
      this.failed(error);
    }
    this.cancelling = false;
  }
}
