import { ErrorEvent, errorText, focusInside, notice } from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { NewContactEvent, ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import type { FaleConoscoList } from '../fale-conosco-list/fale-conosco-list.ts';
import type { NewContactForm } from '../new-contact-form/new-contact-form.ts';
import type { ProtocolThread } from '../protocol-thread/protocol-thread.ts';
import { defineNewContactFormLazily, defineProtocolThreadLazily } from '../shared/lazy-parts.ts';
import { ProviderElement } from '../shared/provider-element.ts';

/** What the app shows: the list, the form, or one protocol. */
export type AppView =
  | { name: 'list' }
  | { name: 'new'; previousProtocolNumber?: string | undefined }
  | { name: 'protocol'; number: string };

// The page may have addresses of its own after the `#`: ours say whose they are.
const HASH = '#fale-conosco';

const toHash = (view: AppView): string => {
  if (view.name === 'list') return HASH;
  if (view.name === 'protocol') return `${HASH}/${view.number}`;
  return [HASH, 'novo', view.previousProtocolNumber].filter(Boolean).join('/');
};

/** The view that an address names; undefined when the address is the page's own. */
const fromHash = (hash: string): AppView | undefined => {
  const [own, first, second] = hash.split('/');
  if (hash && own !== HASH) return undefined;
  if (first === 'novo') return { name: 'new', previousProtocolNumber: second };
  return first ? { name: 'protocol', number: first } : { name: 'list' };
};

/**
 * The whole provider's side in one element: list, form and thread with their ways between them. The host's address stays as
 * it is, unless `navigation="hash"` asks for it.
 *
 * @fires {ProtocolOpenEvent} fc-protocol-open - passes through; cancelable: then the page shows the protocol
 * @fires {ErrorEvent} fc-error - something failed and was shown
 * @fires {NewContactEvent} fc-new-contact - passes through; cancelable: then the page shows the form
 */
export class FaleConoscoApp extends ProviderElement {
  static override properties: PropertyDeclarations = {
    ...ProviderElement.properties,
    navigation: {},
    view: { state: true },
    loadFailure: { state: true },
  };

  /** `hash`: the view stands in the page's address, and the browser's back and forward work. */
  declare navigation: string | undefined;
  declare protected view: AppView;
  /** The code of a part did not arrive. */
  declare protected loadFailure: { view: AppView; error: unknown } | undefined;
  /** What had the focus when the list was left. */
  #opener: Element | null | undefined;

  constructor() {
    super();
    this.view = { name: 'list' };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followHash);
    this.#followHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followHash);
  }

  protected override render(): TemplateResult {
    // The parts say themselves when the page has not configured them: one of them is always there.
    return this.renderContent();
  }

  protected override renderContent(): TemplateResult {
    const { view } = this;
    return html`${this.#renderLoadFailure()}<div
      @fc-protocol-open=${(event: ProtocolOpenEvent) => this.#go(event, { name: 'protocol', number: event.number })}
      @fc-new-contact=${(event: NewContactEvent) =>
        this.#go(event, { name: 'new', previousProtocolNumber: event.previousProtocolNumber })}
      @fc-cancel=${(event: Event) => this.#go(event, { name: 'list' })}
      @fc-back=${(event: Event) => this.#go(event, { name: 'list' })}
    >
      <fale-conosco-list
        ?hidden=${view.name !== 'list'}
        .client=${this.client}
        .apiBaseUrl=${this.apiBaseUrl}
        .tokenUrl=${this.tokenUrl}
        .getToken=${this.getToken}
        .locale=${this.locale}
        .theme=${this.theme}
      ></fale-conosco-list>
      ${
        view.name === 'new'
          ? html`<new-contact-form
            .previousProtocolNumber=${view.previousProtocolNumber}
            .client=${this.client}
            .apiBaseUrl=${this.apiBaseUrl}
            .tokenUrl=${this.tokenUrl}
            .getToken=${this.getToken}
            .locale=${this.locale}
            .theme=${this.theme}
          ></new-contact-form>`
          : nothing
      }
      ${
        view.name === 'protocol'
          ? html`<protocol-thread
            .protocolNumber=${view.number}
            .client=${this.client}
            .apiBaseUrl=${this.apiBaseUrl}
            .tokenUrl=${this.tokenUrl}
            .getToken=${this.getToken}
            .locale=${this.locale}
            .theme=${this.theme}
          ></protocol-thread>`
          : nothing
      }
    </div>`;
  }

  #renderLoadFailure(): TemplateResult | typeof nothing {
    const { t } = this.ui;
    const { loadFailure } = this;
    if (!loadFailure) return nothing;
    return this.ui.shell(
      html`<div class="page">
        ${notice('error', {
          text: errorText(loadFailure.error, t),
          actions: html`<button class="btn" @click=${() => void this.#show(loadFailure.view)}>${t.common.retry}</button>`,
        })}
      </div>`,
    );
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('view') || changed.get('view') === undefined) return;
    void this.#focusView();
  }

  readonly #followHash = (): void => {
    const view = this.navigation === 'hash' && fromHash(location.hash);
    if (view) void this.#show(view);
  };

  #go(event: Event, view: AppView): void {
    // The page may take a step over; then it stands here as it is.
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      if (this.navigation === 'hash') location.hash = toHash(view);
      else void this.#show(view);
    });
  }

  async #show(view: AppView): Promise<void> {
    if (toHash(view) === toHash(this.view)) return;
    const left = this.renderRoot?.querySelector<NewContactForm | ProtocolThread>(
      'new-contact-form, protocol-thread',
    );
    if ((left && !(await left.confirmLeaving())) || !(await this.#load(view))) {
      if (this.navigation === 'hash') history.replaceState(history.state, '', toHash(this.view));
      return;
    }
    if (this.view.name === 'list') this.#opener = this.#list?.shadowRoot?.activeElement;
    this.view = view;
  }

  /** Fetches the code of a view before it takes the place of another: until then, and if that fails, the present one stays. */
  async #load(view: AppView): Promise<boolean> {
    try {
      if (view.name === 'new') await defineNewContactFormLazily();
      if (view.name === 'protocol') await defineProtocolThreadLazily();
      this.loadFailure = undefined;
      return true;
    } catch (error) {
      this.loadFailure = { view, error };
      this.dispatchEvent(new ErrorEvent({ error }));
      return false;
    }
  }

  get #list(): FaleConoscoList | null {
    return this.renderRoot.querySelector('fale-conosco-list');
  }

  async #focusView(): Promise<void> {
    const opener = this.#opener;
    // Back in the list, where the reader left it: at `Ver contato` of the same row, if that is still there.
    if (this.view.name === 'list' && opener?.isConnected) {
      (opener as HTMLElement).focus();
      return;
    }
    const part =
      this.renderRoot.querySelector<FaleConoscoList>('new-contact-form, protocol-thread') ?? this.#list;
    if (part) await focusInside(part, '#title');
  }
}
