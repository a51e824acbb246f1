import {
  type AccessRecordPage,
  type Agent,
  type CannedAnswer,
  type CrmClassification,
  type CrmContactMethod,
  type CrmMessage,
  type Group,
  isBlank,
  isClosedStatus,
  type CrmProtocol as Protocol,
  type Session,
} from '@fale-conosco/contract';
import { ApiError, NotFoundError, VersionConflictError } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  CopyController,
  DownloadController,
  ErrorEvent,
  emptyState,
  focusInside,
  iconArrowLeft,
  iconChevronDown,
  iconInbox,
  iconRotateCcw,
  iconSearch,
  LeaveGuard,
  LiveController,
  messageField,
  notice,
  ReadingController,
  skeletonLines,
  ThreadController,
  type ThreadHost,
  thread,
  threadView,
  troubleSelector,
} from '@fale-conosco/ui';
import { Task } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { CrmElement } from '../shared/crm-element.ts';
import { CrmBackEvent, CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { deadlineStyles } from '../shared/deadline.styles.ts';
import { DeadlineClock } from '../shared/deadline-clock.ts';
import { iconUser } from '../shared/icons.ts';
import { accessLog } from './access-log.ts';
import { ActionController, type ActionOptions, type ProtocolAction } from './action-controller.ts';
import { type ActionInput, actionDialog, seesGroup } from './action-dialog.ts';
import { cannedAnswers, filledAnswer } from './canned-answers.ts';
import { composerPanel, needsConfirmation } from './composer-panel.ts';
import { crmMessageItem } from './crm-message-item.ts';
import { CrmProtocolChangedEvent, CrmProtocolForwardedEvent } from './crm-protocol.events.ts';
import { styles } from './crm-protocol.styles.ts';
import { iconForward } from './icons.ts';
import { LazyRead } from './lazy-read.ts';
import { COMPOSE_MODES, type ComposeMode, OperatorDraft } from './operator-draft.ts';
import {
  hiddenNotice,
  type ProtocolContext,
  protocolFacts,
  protocolState,
  protocolTitle,
} from './protocol-header.ts';

/** May still be viewed by the provider. */
const mayBeViewed = ({ author, visibility, viewedByProviderAt }: CrmMessage): boolean =>
  author.kind === 'operator' && visibility === 'public' && !viewedByProviderAt;

/**
 * One protocol as the operator sees it: all that was said and done, who it is for, and whether the provider has viewed it; the
 * place to answer, to write for colleagues, and to hand it on.
 *
 * @fires {CrmBackEvent} crm-back - the way to the list
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - the protocol that this one goes on from is wanted
 * @fires {CrmProtocolChangedEvent} crm-protocol-changed - it was answered, assigned, closed or reopened here
 * @fires {CrmProtocolForwardedEvent} crm-protocol-forwarded - it was handed on here
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class CrmProtocol extends CrmElement implements ThreadHost<CrmMessage> {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    protocolNumber: { attribute: 'protocol-number' },
    mode: { state: true },
    factsOpen: { state: true },
    cannedOpen: { state: true },
    cannedQuery: { state: true },
    forwardedTo: { state: true },
  };

  static override styles = [...CrmElement.styles, thread, deadlineStyles, styles];

  /**
   * The protocol to show, 20 digits.
   *
   * @attr protocol-number
   */
  declare protocolNumber: string | undefined;
  declare protected mode: ComposeMode;
  declare protected factsOpen: boolean;
  declare protected cannedOpen: boolean;
  declare protected cannedQuery: string;
  /** Where it went when this agent forwarded it out of its own sight. */
  declare protected forwardedTo: string | undefined;

  readonly #thread: ThreadController<Protocol, CrmMessage>;
  readonly #drafts: Record<ComposeMode, OperatorDraft>;
  readonly #reading: ReadingController;
  readonly #downloads: DownloadController;
  readonly #clock = new DeadlineClock(this, { client: () => this.api });
  readonly #actions = new ActionController(this);
  readonly #copy = new CopyController(this, this.ui);
  readonly #guard = new LeaveGuard(this, this.ui);
  readonly #sessionAndMethods: Task<
    readonly [FaleConoscoCrm | undefined],
    [Session, CrmContactMethod[]] | undefined
  >;
  readonly #agents = new LazyRead<Agent[]>(
    this,
    async (signal) => (await this.api?.agents.list({ signal })) ?? [],
  );
  readonly #groups = new LazyRead<Group[]>(
    this,
    async (signal) => (await this.api?.groups.list({ signal })) ?? [],
  );
  readonly #classifications = new LazyRead<CrmClassification[]>(
    this,
    async (signal) => (await this.api?.classifications.list({ signal })) ?? [],
  );
  readonly #answers = new LazyRead<CannedAnswer[]>(
    this,
    async (signal) => (await this.api?.cannedAnswers.list({ signal })) ?? [],
  );
  readonly #log = new LazyRead<AccessRecordPage>(this, (signal) => this.#readLog(signal));

  /** The agent did not choose the kind of message: the other one was not possible. */
  #modeForced = false;
  /** What the agent was about to do with the text when something stood against it: to close. */
  #closing = false;

  constructor() {
    super();
    this.mode = 'public';
    this.factsOpen = false;
    this.cannedOpen = false;
    this.cannedQuery = '';
    const { ui } = this;
    const client = (): FaleConoscoCrm | undefined => this.api;
    this.#thread = new ThreadController(this, {
      ...{ client, changeable: mayBeViewed },
      busy: () => this.#actions.busy || this.forwardedTo !== undefined,
    });
    const draft = (): OperatorDraft => new OperatorDraft(this, client, ui);
    this.#drafts = { public: draft(), internal: draft(), confidential: draft() };
    this.#reading = new ReadingController(this, { ui });
    this.#downloads = new DownloadController(this, { client, ui, onError: (error) => this.failed(error) });
    this.#sessionAndMethods = new Task(this, {
      args: () => [this.api] as const,
      task: async ([api], { signal }) =>
        // A reply needs no method of return.
        api && Promise.all([api.session.cached(), api.contactMethods.list({ signal }).catch(() => [])]),
    });
    new LiveController(this, {
      client,
      onEvent: ({ type }) => {
        if (type === 'protocol.changed') return;
        for (const read of [this.#agents, this.#groups, this.#classifications, this.#answers]) read.renew();
        void this.#sessionAndMethods.run();
      },
    });
  }

  /** Something was typed or attached that has not been sent. */
  get dirty(): boolean {
    return COMPOSE_MODES.some((mode) => this.#drafts[mode].dirty);
  }

  /**
   * Asks the agent before typed text is given up; call it before taking the element away.
   *
   * @returns whether the protocol may be left
   */
  async confirmLeaving(): Promise<boolean> {
    return !this.dirty || this.#guard.ask();
  }

  arrived(messages: CrmMessage[]): void {
    const others = messages.filter(({ own }) => !own);
    const [first] = others;
    if (!first) return;
    this.ui.announce(this.texts.protocol.newMessages(others.length));
    this.#reading.arrived(first.sequence);
  }

  failed(error: unknown): void {
    this.dispatchEvent(new ErrorEvent({ error }));
  }

  get #session(): Session | undefined {
    return this.#sessionAndMethods.value?.[0];
  }

  get #context(): ProtocolContext {
    return { ui: this.ui, texts: this.texts, clock: this.#clock };
  }

  /** What may be written, given the protocol and the agent. */
  #modes({ status }: Protocol): ComposeMode[] {
    return COMPOSE_MODES.filter(
      (mode) =>
        (mode !== 'public' || !isClosedStatus(status)) &&
        (mode !== 'confidential' || this.#session?.agent?.accessesConfidential),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('protocolNumber') && changed.get('protocolNumber')) {
      for (const mode of COMPOSE_MODES) this.#drafts[mode].reset();
      this.#log.clear();
      this.#reading.reset();
      this.mode = 'public';
      this.#modeForced = false;
      this.cannedOpen = false;
      this.forwardedTo = undefined;
    }
    const { protocol } = this.#thread;
    if (!protocol) return;
    for (const mode of COMPOSE_MODES) this.#drafts[mode].follow(protocol, this.#thread.messages);
    const modes = this.#modes(protocol);
    if (!modes.includes(this.mode)) {
      this.mode = modes[0] ?? 'internal';
      this.#modeForced = true;
    } else if (this.#modeForced && modes.includes('public') && !this.#drafts[this.mode].dirty) {
      this.mode = 'public';
      this.#modeForced = false;
    }
    void this.#clock.watch([protocol.deadline]);
    // The reasons come from the settings.
    if (!protocol.visibleToProvider) this.#classifications.want();
  }

  protected override renderContent(api: FaleConoscoCrm): TemplateResult {
    const number = this.protocolNumber;
    const { texts } = this;
    const { protocol } = this.#thread;
    return html`<section class="page" aria-labelledby="title">
        <button class="btn btn-quiet back" data-focus-home @click=${() => void this.#leave(() => new CrmBackEvent())}>
          ${iconArrowLeft()}${texts.protocol.back}
        </button>
        ${protocolTitle(number, protocol, this.#copy, this.#context)}
        ${number ? this.#renderStage(api) : emptyState(iconInbox(), { title: texts.protocol.noneTitle, text: texts.protocol.noneText })}
        ${this.#reading.showNew()}
      </section>
      ${
        protocol
          ? actionDialog(
              {
                protocol,
                actions: this.#actions,
                choices: {
                  session: this.#session,
                  agents: this.#agents,
                  groups: this.#groups,
                  classifications: this.#classifications,
                },
                errorText: (error) => this.errorText(error),
                onConfirm: (input) => void this.#confirm(api, protocol, input),
              },
              this.#context,
            )
          : nothing
      }
      ${this.#guard.template()}`;
  }

  #renderStage(api: FaleConoscoCrm): TemplateResult {
    const { t } = this.ui;
    const { texts } = this;
    const { protocol, error, offline, gone } = this.#thread;
    if (this.forwardedTo) {
      return emptyState(iconForward(), {
        title: texts.protocol.forwardedAwayTitle(this.forwardedTo),
        text: texts.protocol.forwardedAwayText,
      });
    }
    if (error instanceof NotFoundError)
      return emptyState(iconSearch(), {
        title: texts.protocol.notFoundTitle,
        text: texts.protocol.notFoundText,
      });
    if (error) {
      return this.failure(error, {
        title: texts.protocol.loadFailedTitle,
        actions: html`<button class="btn" @click=${() => this.#thread.reload()}>${t.common.retry}</button>`,
      });
    }
    if (!protocol) return html`<div aria-busy="true">${skeletonLines(9, t)}</div>`;
    return html`${protocolState(protocol, this.#context)} ${gone ? nothing : this.#renderActions(api, protocol)}
      ${gone ? notice('warning', { title: texts.protocol.goneTitle, text: texts.protocol.goneText }) : nothing}
      ${offline ? notice('offline', { title: t.common.offline, text: t.common.offlineDetail }) : nothing}
      ${
        protocol.visibleToProvider
          ? nothing
          : hiddenNotice(
              protocol,
              this.#classifications.value,
              this.#sessionAndMethods.value?.[1],
              this.#context,
            )
      }
      <div class="split">
        <div class="stack main">
          ${this.#renderThread()} ${gone ? this.#renderKept() : this.#renderComposer(api, protocol)}
        </div>
        ${this.#renderFacts(protocol)}
      </div>`;
  }

  #renderActions(api: FaleConoscoCrm, protocol: Protocol): TemplateResult {
    const words = this.texts.protocol;
    const { status, assignee } = protocol;
    const self = this.#session?.user.id;
    const open = !isClosedStatus(status);
    const show = (action: ProtocolAction): void => void this.#show(action);
    return html`<div class="cluster">
      ${
        open && self && assignee?.id !== self
          ? html`<button
            class="btn"
            aria-busy=${this.#actions.busy && !this.#actions.open}
            @click=${() => void this.#confirm(api, protocol, { action: 'assign', agentId: self })}
          >
            ${iconUser()}${words.take}
          </button>`
          : nothing
      }
      ${open ? html`<button class="btn" @click=${() => show('assign')}>${words.assign}</button>` : nothing}
      <button class="btn" data-focus-home @click=${() => show('forward')}>${iconForward()}${words.forward}</button>
      ${
        status === 'closed'
          ? html`<button class="btn" id="reopen" @click=${() => show('reopen')}>${iconRotateCcw()}${words.reopen}</button>`
          : nothing
      }
      ${
        open
          ? html`<button class="btn btn-quiet" @click=${() => void focusInside(this, '#message')}>
            ${iconChevronDown()}${words.goToComposer}
          </button>`
          : nothing
      }
      ${
        this.#actions.error && !this.#actions.open
          ? html`<div class="wide">
            ${notice('error', { title: words.actionFailed, text: this.errorText(this.#actions.error) })}
          </div>`
          : nothing
      }
    </div>`;
  }

  #renderThread(): TemplateResult {
    const context = { ...this.#context, downloads: this.#downloads };
    return threadView(this, this.#thread, this.ui, (message, day) => crmMessageItem(message, context, day));
  }

  #renderFacts(protocol: Protocol): TemplateResult {
    const open = (number: string): void => void this.#leave(() => new CrmProtocolOpenEvent({ number }));
    return html`<aside class="side" aria-label=${this.texts.protocol.facts}>
      <button
        class="btn btn-quiet facts-button"
        aria-expanded=${this.factsOpen}
        aria-controls="facts"
        @click=${() => {
          this.factsOpen = !this.factsOpen;
        }}
      >
        ${iconChevronDown()}${this.texts.protocol.facts}
      </button>
      <div class="facts card card-sunken stack" id="facts" ?data-open=${this.factsOpen}>
        ${protocolFacts(protocol, open, this.#context)} ${accessLog(this.#log, this.#context)}
      </div>
    </aside>`;
  }

  #renderComposer(api: FaleConoscoCrm, protocol: Protocol): TemplateResult {
    const { texts, mode } = this;
    const { status } = protocol;
    const draft = this.#drafts[mode];
    const words = texts.protocol;
    return html`${
      status === 'closed'
        ? notice('info', { title: words.closedTitle, text: words.closedText })
        : status === 'cancelled'
          ? notice('info', { title: words.cancelledTitle, text: words.cancelledText })
          : nothing
    }
      ${composerPanel(
        {
          protocol,
          messages: this.#thread.messages,
          drafts: this.#drafts,
          modes: this.#modes(protocol),
          mode,
          methods:
            this.#sessionAndMethods.value?.[1].filter(
              ({ active, mode: use }) => active && use !== 'contact',
            ) ?? [],
          mayConfide: this.#session?.agent?.accessesConfidential ?? false,
          canned: this.cannedOpen ? this.#renderCanned(protocol) : undefined,
          trouble: draft.error instanceof ApiError ? this.#renderRefusal(draft) : undefined,
          onMode: (next) => {
            this.mode = next;
            this.#modeForced = false;
            this.cannedOpen = false;
          },
          onCanned: () => void this.#toggleCanned(),
          onSend: () => void this.#send(api, protocol),
          onSendAnyway: () => {
            draft.rebase(protocol);
            void (this.#closing ? this.#show('close') : this.#post(api, protocol));
          },
          onClose: () => void this.#askToClose(api, protocol),
          onSeeNew: (sequence) => void focusInside(this, `#message-${sequence}`),
          onChange: () => this.requestUpdate(),
        },
        this.#context,
      )}`;
  }

  #renderRefusal({ error }: OperatorDraft): TemplateResult {
    return this.failure(error, { title: this.ui.t.thread.failedTitle });
  }

  /** What was written when the protocol went out of sight, to be copied. */
  #renderKept(): unknown {
    return COMPOSE_MODES.filter((mode) => !isBlank(this.#drafts[mode].text))
      .slice(0, 1)
      .map((mode) =>
        messageField(this.ui, {
          label: this.texts.protocol.replyLabel,
          value: this.#drafts[mode].text,
          readonly: true,
          onInput: () => {},
        }),
      );
  }

  #renderCanned(protocol: Protocol): TemplateResult {
    return cannedAnswers(
      {
        answers: this.#answers,
        protocol,
        session: this.#session,
        query: this.cannedQuery,
        onQuery: (query) => {
          this.cannedQuery = query;
        },
        onChoose: (answer) => void this.#insert(answer, protocol),
        onClose: () => void this.#toggleCanned(),
      },
      this.#context,
    );
  }

  async #toggleCanned(): Promise<void> {
    this.cannedOpen = !this.cannedOpen;
    this.cannedQuery = '';
    if (this.cannedOpen) this.#answers.want();
    await focusInside(this, this.cannedOpen ? '#canned-filter' : '#canned-button');
  }

  /** Puts a canned answer where the cursor is, or was. */
  async #insert(answer: CannedAnswer, protocol: Protocol): Promise<void> {
    const draft = this.#drafts[this.mode];
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('#message');
    if (!field || draft.busy) return;
    const { selectionStart, selectionEnd } = field;
    const text = filledAnswer(answer, protocol, this.#session, this.ui.formats);
    draft.writeOn(draft.text.slice(0, selectionStart) + text + draft.text.slice(selectionEnd), protocol);
    this.cannedOpen = false;
    this.ui.announce(this.texts.protocol.cannedInserted(answer.title));
    await focusInside(this, '#message');
    const end = selectionStart + text.length;
    field.setSelectionRange(end, end);
  }

  async #show(action: ProtocolAction): Promise<void> {
    if (action === 'assign') this.#agents.want();
    if (action === 'forward') {
      this.#groups.want();
      this.#classifications.want();
    }
    await this.#actions.show(action);
  }

  async #readLog(signal: AbortSignal): Promise<AccessRecordPage> {
    const { api, protocolNumber: number } = this;
    if (!api || !number) return { items: [], nextCursor: null };
    const before = this.#log.value;
    if (!before?.nextCursor) return api.protocols.accessLog(number, {}, { signal });
    const page = await api.protocols.accessLog(number, { cursor: before.nextCursor }, { signal });
    return { ...page, items: [...before.items, ...page.items] };
  }

  /** Tells what the agent wants, once typed text may be given up. */
  async #leave(event: () => Event): Promise<void> {
    if (!(await this.confirmLeaving())) return;
    for (const mode of COMPOSE_MODES) this.#drafts[mode].reset();
    this.dispatchEvent(event());
  }

  async #send(api: FaleConoscoCrm, protocol: Protocol): Promise<void> {
    this.#closing = false;
    if (needsConfirmation(this.#drafts[this.mode], this.#thread.messages)) await this.#showWarning();
    else await this.#post(api, protocol);
  }

  async #askToClose(api: FaleConoscoCrm, protocol: Protocol): Promise<void> {
    const draft = this.#drafts.public;
    if (draft.busy) return;
    this.#closing = true;
    if (needsConfirmation(draft, this.#thread.messages)) await this.#showWarning();
    // Nothing to conclude with: the refusal says so beside the field, and nothing is sent.
    else if (isBlank(draft.text)) await this.#post(api, protocol, true);
    else await this.#show('close');
  }

  async #showWarning(): Promise<void> {
    await focusInside(this, '#warning');
  }

  /** Sends what is written, as a message or as the conclusive one. */
  async #post(api: FaleConoscoCrm, protocol: Protocol, closing = false): Promise<boolean> {
    const { number } = protocol;
    const { mode } = this;
    const draft = this.#drafts[mode];
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
      this.ui.announce(closing ? this.texts.protocol.closed : this.texts.protocol.sent);
      draft.asksProvider = false;
    } else if (error) this.failed(error);
    if (number !== this.protocolNumber) return done !== undefined;
    if (done || error instanceof ApiError) await this.#thread.catchUp();
    if (done) {
      this.#tellChange();
      await focusInside(this, `#message-${this.#thread.messages.findLast(({ own }) => own)?.sequence ?? ''}`);
      return true;
    }
    if (error instanceof VersionConflictError) {
      draft.refused();
      await this.#showWarning();
    } else if (!closing || draft.issues.length > 0) await focusInside(this, troubleSelector(draft));
    return false;
  }

  #tellChange(): void {
    const { protocol } = this.#thread;
    if (protocol) this.dispatchEvent(new CrmProtocolChangedEvent({ protocol }));
  }

  async #confirm(api: FaleConoscoCrm, protocol: Protocol, input: ActionInput): Promise<void> {
    if (input.action === 'close') {
      this.#actions.close();
      await this.#post(api, protocol, true);
      return;
    }
    const { number } = protocol;
    const changed = await this.#actions.run(protocol, input, (options: ActionOptions) => {
      if (input.action === 'assign') return api.protocols.assign(number, { agentId: input.agentId }, options);
      const { action, ...json } = input;
      return api.protocols[action](number, json, options);
    });
    if (number !== this.protocolNumber) return;
    if (!changed) {
      const { error } = this.#actions;
      if (error) this.failed(error);
      await this.#thread.catchUp();
      return;
    }
    this.#actions.close();
    const words = this.texts.protocol;
    if (input.action === 'forward') {
      const to = input.groupId ? changed.group.name : changed.classification.path.join(' › ');
      const visible = seesGroup(changed.group.id, this.#groups.value ?? [], this.#session);
      this.ui.announce(words.forwarded(to));
      if (visible) await this.#thread.catchUp();
      else this.forwardedTo = changed.group.name;
      this.dispatchEvent(new CrmProtocolForwardedEvent({ protocol: changed, visible }));
      if (!visible) await focusInside(this, '#title');
      return;
    }
    if (input.action === 'reopen') this.ui.announce(words.reopened);
    else this.ui.announce(changed.assignee ? words.assigned(changed.assignee.name) : words.unassigned);
    await this.#thread.catchUp();
    this.#tellChange();
  }
}
