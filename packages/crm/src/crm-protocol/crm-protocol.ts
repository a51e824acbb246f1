import type { CrmMessage, CrmProtocol as Protocol } from '@fale-conosco/contract';
import { NotFoundError } from '@fale-conosco/sdk';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  CopyController,
  DownloadController,
  emptyState,
  FcErrorEvent,
  focusInside,
  iconArrowLeft,
  iconInbox,
  iconSearch,
  notice,
  ReadingController,
  skeletonLines,
  ThreadController,
  type ThreadHost,
  thread,
  threadView,
  UnsavedChangesGuard,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { CrmElement } from '../shared/crm-element.ts';
import { CrmBackEvent, CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { deadlineStyles } from '../shared/deadline.styles.ts';
import { DeadlineClock } from '../shared/deadline-clock.ts';
import { PagesController } from '../shared/pages-controller.ts';
import { reachesGroup } from '../shared/reach.ts';
import type { AccessLog } from './access-log.ts';
import { actionBar } from './action-bar.ts';
import { ActionController, type ActionOptions, type ProtocolAction } from './action-controller.ts';
import { type ActionInput, actionDialog } from './action-dialog.ts';
import { crmMessageItem } from './crm-message-item.ts';
import { CrmProtocolChangedEvent, CrmProtocolForwardedEvent } from './crm-protocol.events.ts';
import { styles } from './crm-protocol.styles.ts';
import { factsPanel } from './facts-panel.ts';
import { iconForward } from './icons.ts';
import { hiddenNotice, type ProtocolContext, protocolState, protocolTitle } from './protocol-header.ts';
import { ProtocolReads } from './protocol-reads.ts';
import { ReplyController } from './reply-controller.ts';
import { replyView, unsentText } from './reply-view.ts';

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
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmProtocol extends CrmElement implements ThreadHost<CrmMessage> {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    protocolNumber: { attribute: 'protocol-number' },
    factsOpen: { state: true },
    forwardedTo: { state: true },
  };

  static override styles = [...CrmElement.styles, thread, deadlineStyles, styles];

  /**
   * The protocol to show, 20 digits.
   *
   * @attr protocol-number
   */
  declare protocolNumber: string | undefined;
  declare protected factsOpen: boolean;
  /** Where it went when this agent forwarded it out of its own sight. */
  declare protected forwardedTo: string | undefined;

  readonly #thread: ThreadController<Protocol, CrmMessage>;
  readonly #reads: ProtocolReads;
  readonly #reply: ReplyController;
  readonly #log: AccessLog;
  readonly #reading: ReadingController;
  readonly #downloads: DownloadController;
  readonly #clock = new DeadlineClock(this, { client: () => this.api });
  readonly #actions = new ActionController(this);
  readonly #copy = new CopyController(this, this.ui);
  readonly #guard = new UnsavedChangesGuard(this, this.ui);

  constructor() {
    super();
    this.factsOpen = false;
    const { ui } = this;
    const client = (): FaleConoscoCrm | undefined => this.api;
    const onError = (error: unknown): void => this.failed(error);
    this.#thread = new ThreadController(this, {
      client,
      changeable: mayBeViewed,
      busy: () => this.#actions.busy || this.forwardedTo !== undefined,
    });
    this.#reads = new ProtocolReads(this, client);
    this.#reply = new ReplyController(this, {
      client,
      ui,
      texts: () => this.texts,
      thread: this.#thread,
      session: () => this.#reads.session,
      onConfirmClose: () => this.#actions.show('close'),
      onChanged: () => this.#announceChange(),
      onError,
    });
    this.#log = new PagesController(
      this,
      {
        client,
        lazy: true,
        inputs: () => (this.protocolNumber ? [this.protocolNumber] : undefined),
        read: (api, query, options) => api.protocols.accessLog(this.protocolNumber ?? '', query, options),
        onError,
      },
      {},
    );
    this.#reading = new ReadingController(this, { ui, onView: () => this.#thread.view() });
    this.#downloads = new DownloadController(this, { client, ui, onError });
  }

  /** Something was typed or attached that has not been sent. */
  get dirty(): boolean {
    return this.#reply.dirty;
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
    this.dispatchEvent(new FcErrorEvent({ error }));
  }

  get #context(): ProtocolContext {
    return { ui: this.ui, texts: this.texts, clock: this.#clock };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('protocolNumber') && changed.get('protocolNumber')) {
      this.#reply.reset();
      this.#reading.reset();
      this.forwardedTo = undefined;
    }
    const { protocol } = this.#thread;
    if (!protocol) return;
    this.#reply.update(protocol);
    this.#clock.watch([protocol.deadline]);
    // The reasons come from the settings.
    if (!protocol.visibleToProvider) this.#reads.classifications.ensureLoaded();
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
                reads: this.#reads,
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
              this.#reads.classifications.value,
              this.#reads.contactMethods,
              this.#context,
            )
      }
      <div class="split">
        <div class="stack main">
          ${this.#renderThread()} ${gone ? unsentText(this.#reply, this.#context) : this.#renderReply(protocol)}
        </div>
        ${this.#renderFacts(protocol)}
      </div>`;
  }

  #renderActions(api: FaleConoscoCrm, protocol: Protocol): TemplateResult {
    return actionBar(
      {
        protocol,
        actions: this.#actions,
        selfId: this.#reads.session?.user.id,
        errorText: (error) => this.errorText(error),
        onAssignToSelf: (agentId) => void this.#confirm(api, protocol, { action: 'assign', agentId }),
        onShow: (action) => void this.#show(action),
        onGoToComposer: () => void focusInside(this, '#message'),
      },
      this.#context,
    );
  }

  #renderThread(): TemplateResult {
    const context = { ...this.#context, downloads: this.#downloads };
    return threadView(this, this.#thread, this.ui, (message, day) => crmMessageItem(message, context, day));
  }

  #renderFacts(protocol: Protocol): TemplateResult {
    return factsPanel(
      {
        protocol,
        log: this.#log,
        open: this.factsOpen,
        onToggle: () => {
          this.factsOpen = !this.factsOpen;
        },
        onOpenProtocol: (number) => void this.#leave(() => new CrmProtocolOpenEvent({ number })),
      },
      this.#context,
    );
  }

  #renderReply(protocol: Protocol): TemplateResult {
    return replyView(
      {
        host: this,
        protocol,
        messages: this.#thread.messages,
        reply: this.#reply,
        reads: this.#reads,
        failure: (error, parts) => this.failure(error, parts),
      },
      this.#context,
    );
  }

  async #show(action: ProtocolAction): Promise<void> {
    if (action === 'assign') this.#reads.agents.ensureLoaded();
    if (action === 'forward') {
      this.#reads.groups.ensureLoaded();
      this.#reads.classifications.ensureLoaded();
    }
    await this.#actions.show(action);
  }

  /** Dispatches an event that leads away, once unsent text is sent or discarded. */
  async #leave(event: () => Event): Promise<void> {
    if (!(await this.confirmLeaving())) return;
    this.#reply.discard();
    this.dispatchEvent(event());
  }

  #announceChange(): void {
    const { protocol } = this.#thread;
    if (protocol) this.dispatchEvent(new CrmProtocolChangedEvent({ protocol }));
  }

  async #confirm(api: FaleConoscoCrm, protocol: Protocol, input: ActionInput): Promise<void> {
    if (input.action === 'close') {
      this.#actions.close();
      await this.#reply.close(protocol);
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
      const visible = reachesGroup(this.#reads.session, changed.group.id);
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
    this.#announceChange();
  }
}
