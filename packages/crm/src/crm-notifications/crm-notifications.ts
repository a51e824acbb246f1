import { DELIVERY_STATES, type Delivery, type DeliveryState } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  emptyState,
  FcErrorEvent,
  focusInside,
  iconCircleAlert,
  iconCircleCheck,
  iconInbox,
  roveFocus,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CrmWebhooks } from '../crm-webhooks/crm-webhooks.ts';
import { CrmElement } from '../shared/crm-element.ts';
import { iconClock } from '../shared/icons.ts';
import { PagesController } from '../shared/pages-controller.ts';
import { pagesEnd } from '../shared/pages-end.ts';
import { type ProtocolHref, protocolLink } from '../shared/protocol-link.ts';
import { attemptError } from './attempt-error.ts';
import { styles } from './crm-notifications.styles.ts';

const TABS = ['deliveries', 'webhooks'] as const;

/** The two tabs: deliveries, and the webhooks of other systems. */
export type NotificationsTab = (typeof TABS)[number];

/** In the order of the filter: failed deliveries, which need a person, come first. */
const STATES: readonly DeliveryState[] = ['dead', ...DELIVERY_STATES.filter((state) => state !== 'dead')];

const STATE_ICONS: Record<string, () => TemplateResult> = {
  pending: iconClock,
  delivered: iconCircleCheck,
  dead: iconCircleAlert,
};

/**
 * What the operator sends by itself (CRM > Cadastros > Acompanhamento > Notificações): e-mails and messages to other systems,
 * those that did not arrive and can be tried again, and the settings of webhooks.
 *
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - a protocol was chosen
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmNotifications extends CrmElement {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    tab: { reflect: true },
    protocolHref: { attribute: false },
    retrying: { state: true },
    retryFailure: { state: true },
  };

  static override styles = [...CrmElement.styles, styles];

  /**
   * The part shown: `deliveries` or `webhooks`.
   *
   * @attr tab
   */
  declare tab: NotificationsTab;
  /** Gives a protocol's own address, so that it can be opened in another window; without it numbers are buttons. */
  declare protocolHref: ProtocolHref | undefined;
  /** Id of the delivery that is on its way back among the pending ones. */
  declare protected retrying: string | undefined;
  declare protected retryFailure: unknown;

  readonly #deliveries: PagesController<Delivery, { state?: DeliveryState }>;

  constructor() {
    super();
    this.tab = 'deliveries';
    this.#deliveries = new PagesController<Delivery, { state?: DeliveryState }>(
      this,
      {
        client: () => this.api,
        read: (client, query, options) => client.deliveries.list(query, options),
        onError: (error) => this.dispatchEvent(new FcErrorEvent({ error })),
      },
      {},
    );
  }

  /** Something was typed that has not been saved. */
  get dirty(): boolean {
    return this.#webhooks?.dirty ?? false;
  }

  /**
   * Asks, where something would be lost, whether to give it up.
   *
   * @returns whether the notifications may be left
   */
  async confirmLeaving(): Promise<boolean> {
    return this.#webhooks?.confirmLeaving() ?? true;
  }

  get #webhooks(): CrmWebhooks | null {
    return this.renderRoot?.querySelector('crm-webhooks') ?? null;
  }

  protected override renderContent(client: FaleConoscoCrm): TemplateResult {
    const { notifications: words } = this.texts;
    return html`<section aria-labelledby="title">
      <div class="page head">
        <div>
          <h2 class="title" id="title" tabindex="-1">${words.title}</h2>
          <p class="muted">${words.intro}</p>
        </div>
        ${this.#renderTabs()}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.tab}">
        ${
          this.tab === 'webhooks'
            ? html`<crm-webhooks .client=${client} .locale=${this.locale} .theme=${this.theme}></crm-webhooks>`
            : html`<div class="page panel">${this.#renderDeliveries(client)}</div>`
        }
      </div>
    </section>`;
  }

  #renderTabs(): TemplateResult {
    const { notifications: words } = this.texts;
    return html`<div
      class="tabs"
      role="tablist"
      aria-label=${words.tabsLabel}
      @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}
    >
      ${TABS.map((tab) => {
        const selected = tab === this.tab;
        return html`<button
          class="tab"
          role="tab"
          id="tab-${tab}"
          aria-controls="panel"
          aria-selected=${selected}
          tabindex=${selected ? 0 : -1}
          @click=${() => void this.#show(tab)}
        >
          ${words.tabs[tab]}
        </button>`;
      })}
    </div>`;
  }

  #renderDeliveries(client: FaleConoscoCrm): TemplateResult {
    const { notifications: words } = this.texts;
    const list = this.#deliveries;
    return html`<div class="tools spread">
        <div class="field">
          <label class="label" for="state">${words.stateLabel}</label>
          <select class="input" id="state" @change=${(event: Event) => this.#filter((event.target as HTMLSelectElement).value)}>
            <option value="">${words.anyState}</option>
            ${STATES.map(
              (state) =>
                html`<option value=${state} .selected=${state === list.filters.state}>${words.state[state]}</option>`,
            )}
          </select>
        </div>
        <button class="btn" data-focus-home @click=${() => this.#refresh()}>${words.refresh}</button>
      </div>
      ${
        this.retryFailure
          ? html`<div id="retry-failure" tabindex="-1">
              ${this.failure(this.retryFailure, { title: words.retryFailedTitle })}
            </div>`
          : nothing
      }
      ${this.#renderResults(client)}`;
  }

  #renderResults(client: FaleConoscoCrm): TemplateResult {
    const { notifications: words } = this.texts;
    const { t } = this.ui;
    const list = this.#deliveries;
    if (list.loading) return html`<div aria-busy="true">${skeletonLines(9, t)}</div>`;
    if (list.error) {
      return this.failure(list.error, {
        title: words.failedTitle,
        actions: html`<button class="btn" @click=${() => this.#refresh()}>${t.common.retry}</button>`,
      });
    }
    if (list.items.length === 0) return this.#renderEmpty();
    const labels = [
      words.createdAt,
      words.topicLabel,
      words.target,
      t.fields.protocol,
      words.stateLabel,
      t.fields.actions,
    ];
    return html`<table class="table" role="table">
        <caption class="visually-hidden">
          ${words.caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${labels.map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            list.items,
            ({ id }) => id,
            (delivery) => this.#renderRow(client, delivery, labels),
          )}
        </tbody>
      </table>
      ${this.#renderEnd()}`;
  }

  #renderRow(client: FaleConoscoCrm, delivery: Delivery, labels: readonly string[]): TemplateResult {
    const { notifications: words } = this.texts;
    const { id, kind, topic, target, createdAt, protocolNumber: number, state } = delivery;
    const [at, what, to, protocol, where, actions] = labels;
    return html`<tr role="row">
      <td role="cell" class="num" data-label=${at ?? ''}>
        <time datetime=${createdAt}>${this.ui.formats.dateTime(createdAt)}</time>
      </td>
      <td role="cell" data-label=${what ?? ''}>
        <div>${this.#topic(topic)}<div class="small muted">${words.kind[kind] ?? kind}</div></div>
      </td>
      <td role="cell" class="target" data-label=${to ?? ''}><span>${target}</span></td>
      <td role="cell" class=${number ? '' : 'none'} data-label=${protocol ?? ''}>
        ${number ? protocolLink(number, this.protocolHref) : html`<span class="muted">—</span>`}
      </td>
      <td role="cell" data-label=${where ?? ''}>${this.#renderState(delivery)}</td>
      <td role="cell" class=${state === 'dead' ? '' : 'none'} data-label=${actions ?? ''}>
        ${
          state === 'dead'
            ? html`<button
                class="btn"
                aria-label=${words.retryOf(this.#topic(topic), target)}
                aria-busy=${this.retrying === id}
                @click=${() => void this.#retry(client, delivery)}
              >
                ${words.retry}
              </button>`
            : html`<span class="muted" aria-hidden="true">—</span>`
        }
      </td>
    </tr>`;
  }

  #renderState({ id, state, attempts, lastError, nextAttemptAt }: Delivery): TemplateResult {
    const { notifications: words } = this.texts;
    const arrived = state === 'delivered';
    return html`<div data-id=${id} tabindex="-1">
      <span class="outcome" data-state=${state}>${STATE_ICONS[state]?.() ?? iconClock()}${words.state[state] ?? state}</span>
      ${attempts > 0 ? html`<div class="small muted">${words.attempts(attempts)}</div>` : nothing}
      ${lastError && !arrived ? html`<div class="small reason">${attemptError(lastError, this.texts)}</div>` : nothing}
      ${
        nextAttemptAt
          ? html`<div class="small muted num">${words.nextAttempt(this.ui.formats.dateTime(nextAttemptAt))}</div>`
          : nothing
      }
    </div>`;
  }

  #renderEnd(): TemplateResult {
    return pagesEnd(this.#deliveries, {
      ...{ host: this, ui: this.ui, words: this.texts.notifications },
      failure: (error, parts) => this.failure(error, parts),
    });
  }

  #renderEmpty(): TemplateResult {
    const { notifications: words } = this.texts;
    const { state } = this.#deliveries.filters;
    if (state === 'dead')
      return emptyState(iconCircleCheck(), { title: words.emptyDeadTitle, text: words.emptyDeadText });
    return emptyState(
      iconInbox(),
      state ? { title: words.emptyStateTitle } : { title: words.emptyTitle, text: words.emptyText },
    );
  }

  #topic(topic: string): string {
    return this.texts.notifications.topic[topic] ?? topic;
  }

  async #show(tab: NotificationsTab): Promise<void> {
    if (tab === this.tab || !(await this.confirmLeaving())) return;
    this.tab = tab;
    await focusInside(this, `#tab-${tab}`);
  }

  #filter(value: string): void {
    const state = STATES.find((known) => known === value);
    this.retryFailure = undefined;
    this.#deliveries.filter(state ? { state } : {});
  }

  #refresh(): void {
    this.retryFailure = undefined;
    void this.#deliveries.load();
  }

  async #retry(client: FaleConoscoCrm, { id, target }: Delivery): Promise<void> {
    if (this.retrying) return;
    this.retrying = id;
    this.retryFailure = undefined;
    try {
      this.#deliveries.put(await client.deliveries.retry(id), (shown) => shown.id === id);
      this.ui.announce(this.texts.notifications.retried(target));
      this.retrying = undefined;
      await focusInside(this, `[data-id="${id}"]`);
    } catch (error) {
      this.retrying = undefined;
      this.retryFailure = error;
      this.dispatchEvent(new FcErrorEvent({ error }));
      await focusInside(this, '#retry-failure');
    }
  }
}
