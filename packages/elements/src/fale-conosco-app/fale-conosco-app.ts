import { errorText, FcErrorEvent, NavigationController, notice, properties } from '@fale-conosco/ui';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { NewContactEvent, ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import type { FaleConoscoList } from '../fale-conosco-list/fale-conosco-list.ts';
import { defineNewContactFormLazily, defineProtocolThreadLazily } from '../lazy-parts.ts';
import type { NewContactForm } from '../new-contact-form/new-contact-form.ts';
import type { ProtocolThread } from '../protocol-thread/protocol-thread.ts';
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

/** Loads the code of a view. */
const load = (view: AppView): Promise<unknown> | undefined => {
  if (view.name === 'new') return defineNewContactFormLazily();
  return view.name === 'protocol' ? defineProtocolThreadLazily() : undefined;
};

/**
 * The whole provider's side in one element: list, form and thread with their ways between them. The host's address stays as
 * it is, unless `navigation="hash"` asks for it.
 *
 * @fires {ProtocolOpenEvent} fc-protocol-open - passes through; cancelable: then the page shows the protocol
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 * @fires {NewContactEvent} fc-new-contact - passes through; cancelable: then the page shows the form
 */
export class FaleConoscoApp extends ProviderElement {
  static override properties: PropertyDeclarations = {
    ...ProviderElement.properties,
    navigation: {},
  };

  /** `hash`: the view stands in the page's address, and the browser's back and forward work. */
  declare navigation: string | undefined;

  readonly #navigation: NavigationController<AppView> = new NavigationController<AppView>(this, {
    ...{ home: { name: 'list' }, toHash, fromHash, load },
    usesHash: () => this.navigation === 'hash',
    homePart: () => this.renderRoot?.querySelector<FaleConoscoList>('fale-conosco-list') ?? null,
    part: () =>
      this.renderRoot?.querySelector<NewContactForm | ProtocolThread>('new-contact-form, protocol-thread') ??
      null,
    onError: (error) => this.dispatchEvent(new FcErrorEvent({ error })),
  });

  protected override render(): TemplateResult {
    // The parts say themselves when the page has not configured them: one of them is always there.
    return this.renderContent();
  }

  protected override renderContent(): TemplateResult {
    const navigation = this.#navigation;
    const { view } = navigation;
    const { client, apiBaseUrl, tokenUrl, getToken, locale, theme } = this;
    const shared = properties({ client, apiBaseUrl, tokenUrl, getToken, locale, theme });
    const follow = (event: Event, to: AppView): void => navigation.follow(event, to);
    return html`${this.#renderLoadFailure()}<div
      @fc-protocol-open=${(event: ProtocolOpenEvent) => follow(event, { name: 'protocol', number: event.number })}
      @fc-new-contact=${(event: NewContactEvent) =>
        follow(event, { name: 'new', previousProtocolNumber: event.previousProtocolNumber })}
      @fc-cancel=${(event: Event) => follow(event, { name: 'list' })}
      @fc-back=${(event: Event) => follow(event, { name: 'list' })}
    >
      <fale-conosco-list ?hidden=${view.name !== 'list'} ${shared}></fale-conosco-list>
      ${
        view.name === 'new'
          ? html`<new-contact-form
            .previousProtocolNumber=${view.previousProtocolNumber}
            ${shared}
          ></new-contact-form>`
          : nothing
      }
      ${
        view.name === 'protocol'
          ? html`<protocol-thread .protocolNumber=${view.number} ${shared}></protocol-thread>`
          : nothing
      }
    </div>`;
  }

  #renderLoadFailure(): TemplateResult | typeof nothing {
    const { t } = this.ui;
    const { failure } = this.#navigation;
    if (!failure) return nothing;
    const retry = (): void => void this.#navigation.show(failure.view);
    return this.ui.shell(
      html`<div class="page">
        ${notice('error', {
          text: errorText(failure.error, t),
          actions: html`<button class="btn" @click=${retry}>${t.common.retry}</button>`,
        })}
      </div>`,
    );
  }
}
