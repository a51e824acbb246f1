import { ConnectedElement, focusInside } from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { NewContactEvent, ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import type { FaleConoscoList } from '../fale-conosco-list/fale-conosco-list.ts';
import type { NewContactForm } from '../new-contact-form/new-contact-form.ts';

/** What the app shows: the list, the form, or one protocol. */
export type AppView =
  | { name: 'list' }
  | { name: 'new'; previousProtocolNumber?: string | undefined }
  | { name: 'protocol'; number: string };

const toHash = (view: AppView): string => {
  if (view.name === 'list') return '#fale-conosco';
  if (view.name === 'protocol') return `#fale-conosco/${view.number}`;
  return view.previousProtocolNumber
    ? `#fale-conosco/novo/${view.previousProtocolNumber}`
    : '#fale-conosco/novo';
};

const fromHash = (hash: string): AppView => {
  const [, first, second] = hash.replace(/^#/, '').split('/');
  if (first === 'novo') return { name: 'new', previousProtocolNumber: second };
  return first ? { name: 'protocol', number: first } : { name: 'list' };
};

/**
 * The whole provider's side in one element: list, form and thread with their ways between them. The host's address stays as
 * it is, unless `navigation="hash"` asks for it.
 *
 * @fires {ProtocolOpenEvent} fc-protocol-open - passes through; cancelable: then the page shows the protocol
 * @fires {NewContactEvent} fc-new-contact - passes through; cancelable: then the page shows the form
 */
export class FaleConoscoApp extends ConnectedElement {
  static override properties: PropertyDeclarations = {
    ...ConnectedElement.properties,
    navigation: {},
    view: { state: true },
  };

  /** `hash`: the view stands in the page's address, and the browser's back and forward work. */
  declare navigation: string | undefined;
  declare protected view: AppView;

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
    return html`<div
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

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('view') || changed.get('view') === undefined) return;
    void this.#focusView();
  }

  readonly #followHash = (): void => {
    if (this.navigation === 'hash') void this.#show(fromHash(location.hash));
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
    const form = this.renderRoot?.querySelector<NewContactForm>('new-contact-form');
    if (form && !(await form.confirmLeaving())) {
      if (this.navigation === 'hash') history.replaceState(history.state, '', toHash(this.view));
      return;
    }
    this.view = view;
  }

  async #focusView(): Promise<void> {
    const tag = { list: 'fale-conosco-list', new: 'new-contact-form', protocol: 'protocol-thread' }[
      this.view.name
    ];
    const part = this.renderRoot.querySelector<FaleConoscoList>(tag);
    if (part) await focusInside(part, '#title');
  }
}
