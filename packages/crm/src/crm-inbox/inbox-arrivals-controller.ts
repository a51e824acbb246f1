import { type CrmProtocolSummary, isClosedStatus } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import { notice, type UiController } from '@fale-conosco/ui';
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { iconX } from '../shared/icons.ts';
import { type ProtocolHref, protocolLink } from '../shared/protocol-link.ts';

/** More arrivals than this are counted, not named. */
const ARRIVALS_SHOWN = 3;

/** Host interface of {@link InboxArrivalsController}. */
export interface ArrivalsOptions {
  client: () => FaleConoscoCrm | undefined;
  ui: UiController;
  texts: () => CrmMessages;
}

/** New protocols whose place is below the loaded part of the list, until they are opened or dismissed. */
export class InboxArrivalsController {
  /** Newest first. */
  offscreenArrivals: readonly CrmProtocolSummary[] = [];

  readonly #host: ReactiveElement;
  readonly #options: ArrivalsOptions;

  constructor(host: ReactiveElement, options: ArrivalsOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Reads protocols that were just created; those that moved to another group meanwhile, or were closed, are left out. */
  async loadArrivals(numbers: readonly string[]): Promise<void> {
    const { client, ui, texts } = this.#options;
    const api = client();
    if (!api) return;
    const results = await Promise.allSettled(
      numbers.map((number) => api.protocols.retrieve(number, { purpose: 'row' })),
    );
    const protocols = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const open = protocols.filter(({ status }) => !isClosedStatus(status));
    if (open.length === 0) return;
    const known = new Set(this.offscreenArrivals.map(({ number }) => number));
    this.#set([...open.filter(({ number }) => !known.has(number)).reverse(), ...this.offscreenArrivals]);
    ui.announce(texts().inbox.below(open.length));
  }

  /** The arrivals that the list does not show, as a notice. */
  template(
    shownItems: readonly CrmProtocolSummary[],
    href: ProtocolHref | undefined,
  ): TemplateResult | typeof nothing {
    const words = this.#options.texts().inbox;
    const shown = new Set(shownItems.map(({ number }) => number));
    const arrivals = this.offscreenArrivals.filter(({ number }) => !shown.has(number));
    if (arrivals.length === 0) return nothing;
    return notice('info', {
      title: words.below(arrivals.length),
      text: html`<span class="below">
        ${arrivals.slice(0, ARRIVALS_SHOWN).map(
          ({ number, provider, classification }) => html`<span>
            ${protocolLink(number, href)} ${provider.name} · ${classification.path.at(-1)}
          </span>`,
        )}
      </span>`,
      actions: html`<button
        class="btn btn-quiet btn-icon"
        aria-label=${words.belowDismiss}
        @click=${() => this.#set([])}
      >
        ${iconX()}
      </button>`,
    });
  }

  #set(arrivals: readonly CrmProtocolSummary[]): void {
    this.offscreenArrivals = arrivals;
    this.#host.requestUpdate();
  }
}
