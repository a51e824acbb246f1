import { isClosedStatus, type Session } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  emptyState,
  FcErrorEvent,
  iconSearch,
  NavigationController,
  properties,
  ReadController,
  skeletonLines,
} from '@fale-conosco/ui';
import { html, type LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CrmInbox } from '../crm-inbox/crm-inbox.ts';
import type {
  CrmProtocolChangedEvent,
  CrmProtocolForwardedEvent,
} from '../crm-protocol/crm-protocol.events.ts';
import { CrmElement } from '../shared/crm-element.ts';
import type { CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { iconLock } from '../shared/icons.ts';
import { type AppBarOptions, appBar, breadcrumb, type Panel } from './app-bar.ts';
import { styles } from './crm-app.styles.ts';
import { loadCrmNewProtocol, loadCrmProtocol } from './parts.ts';
import { type PartProperties, sectionOf } from './sections.ts';
import { type CrmView, fromHash, toHash } from './views.ts';

/** A part that may hold unsaved changes. */
type Leavable = LitElement & { readonly dirty?: boolean; confirmLeaving?(): Promise<boolean> };

/** Loads the code of a view; that of the home screen is there from the beginning. */
const load = (view: CrmView): Promise<void> | undefined => {
  if (view.name === 'protocol') return loadCrmProtocol();
  if (view.name === 'new') return loadCrmNewProtocol();
  return view.name === 'settings' ? sectionOf(view.slug)?.load() : undefined;
};

const protocolHref = (number: string): string => toHash({ name: 'protocol', number });

/**
 * The operator's whole console in one element: home screen, protocols, the form for a new one, and the settings by the
 * menu paths of the manual. The host's address stays as it is, unless `navigation="hash"` asks for it.
 *
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - passes through; cancelable: then the page shows the protocol
 * @fires {FcErrorEvent} fc-error - something failed and was shown
 */
export class CrmApp extends CrmElement {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    navigation: {},
    signOutUrl: { attribute: 'sign-out-url' },
    panel: { state: true },
  };

  static override styles = [...CrmElement.styles, styles];

  /** `hash`: the view stands in the page's address, and the browser's back and forward work. */
  declare navigation: string | undefined;
  /**
   * Where the page signs people out; without it the console offers no way to do so.
   *
   * @attr sign-out-url
   */
  declare signOutUrl: string | undefined;
  /** The panel of the bar that is open. */
  declare protected panel: Panel | undefined;

  readonly #session: ReadController<FaleConoscoCrm, Session>;
  readonly #navigation: NavigationController<CrmView>;

  constructor() {
    super();
    const onError = (error: unknown): void => {
      this.dispatchEvent(new FcErrorEvent({ error }));
    };
    this.#session = new ReadController<FaleConoscoCrm, Session>(this, {
      client: () => this.api,
      read: (client) => client.session.cached(),
      onError,
    });
    this.#navigation = new NavigationController<CrmView>(this, {
      home: { name: 'home' },
      usesHash: () => this.navigation === 'hash',
      toHash,
      fromHash,
      load,
      homePart: () => this.#inbox,
      part: () => this.#part,
      onError,
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#beforeUnload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#beforeUnload);
  }

  protected override renderContent(client: FaleConoscoCrm): TemplateResult {
    const navigation = this.#navigation;
    const { view } = navigation;
    const href = this.navigation === 'hash' ? protocolHref : undefined;
    const part: PartProperties = {
      shared: properties({ client, locale: this.locale, theme: this.theme }),
      protocolHref: href,
    };
    const bar = this.#barOptions;
    return html`<div
      @crm-protocol-open=${(event: CrmProtocolOpenEvent) =>
        navigation.follow(event, { name: 'protocol', number: event.number })}
      @crm-new-protocol=${(event: Event) => navigation.follow(event, { name: 'new' })}
      @crm-back=${(event: Event) => navigation.follow(event, { name: 'home' })}
      @crm-protocol-changed=${({ protocol }: CrmProtocolChangedEvent) => {
        if (isClosedStatus(protocol.status)) this.#refreshHome();
      }}
      @crm-protocol-forwarded=${(event: CrmProtocolForwardedEvent) => {
        if (event.visible) return;
        this.#refreshHome();
        navigation.follow(event, { name: 'home' });
      }}
    >
      ${appBar(bar)}${breadcrumb(bar)}${this.#renderLoadFailure()}
      <div class="view">
        <crm-inbox ?hidden=${view.name !== 'home'} .protocolHref=${href} ${part.shared}></crm-inbox>
        ${this.#renderPart(view, part)}
      </div>
    </div>`;
  }

  get #barOptions(): AppBarOptions {
    return {
      texts: this.texts,
      view: this.#navigation.view,
      session: this.#session.value,
      panel: this.panel,
      signOutUrl: this.signOutUrl,
      onPanel: (panel) => {
        this.panel = panel;
      },
      onGo: (view) => this.#go(view),
      onSkip: () => void this.#navigation.focusView(),
    };
  }

  #renderLoadFailure(): TemplateResult | typeof nothing {
    const { failure } = this.#navigation;
    if (!failure) return nothing;
    const retry = (): void => void this.#navigation.show(failure.view);
    return html`<div class="page">
      ${this.failure(failure.error, {
        title: this.texts.app.partFailedTitle,
        actions: html`<button class="btn" @click=${retry}>${this.ui.t.common.retry}</button>`,
      })}
    </div>`;
  }

  #renderPart(view: CrmView, part: PartProperties): TemplateResult | typeof nothing {
    if (view.name === 'protocol')
      return html`<crm-protocol .protocolNumber=${view.number} ${part.shared}></crm-protocol>`;
    if (view.name === 'new') return html`<crm-new-protocol ${part.shared}></crm-new-protocol>`;
    if (view.name === 'settings') return this.#renderSettings(view.slug, part);
    return view.name === 'unknown' ? this.#renderUnknown() : nothing;
  }

  /** Settings are for admins; the server rejects others anyway. */
  #renderSettings(slug: string, part: PartProperties): TemplateResult | typeof nothing {
    const { texts } = this;
    const { value: session, error } = this.#session;
    if (error) {
      return html`<div class="page">
        ${this.failure(error, {
          title: texts.app.sessionFailedTitle,
          actions: html`<button class="btn" @click=${() => this.#session.load()}>${this.ui.t.common.retry}</button>`,
        })}
      </div>`;
    }
    if (!session) return html`<div class="page" aria-busy="true">${skeletonLines(6, this.ui.t)}</div>`;
    if (session.role !== 'admin') {
      return html`<div class="page">
        <h2 class="visually-hidden" id="title" tabindex="-1">${texts.common.adminOnlyTitle}</h2>
        ${emptyState(iconLock(), {
          title: texts.common.adminOnlyTitle,
          text: texts.common.adminOnlyText,
          action: this.#homeButton(),
        })}
      </div>`;
    }
    return sectionOf(slug)?.render(part) ?? nothing;
  }

  #renderUnknown(): TemplateResult {
    const { app } = this.texts;
    return html`<div class="page">
      <h2 class="visually-hidden" id="title" tabindex="-1">${app.notFoundTitle}</h2>
      ${emptyState(iconSearch(), {
        title: app.notFoundTitle,
        text: app.notFoundText,
        action: this.#homeButton(),
      })}
    </div>`;
  }

  #homeButton(): TemplateResult {
    return html`<button class="btn" @click=${() => this.#go({ name: 'home' })}>${this.texts.app.goHome}</button>`;
  }

  #go(view: CrmView): void {
    this.panel = undefined;
    this.#navigation.go(view);
  }

  /** A protocol left the agent's home screen here; the list shows it no more when the agent comes back. */
  #refreshHome(): void {
    void this.#inbox?.refresh();
  }

  readonly #beforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#part?.dirty) event.preventDefault();
  };

  get #inbox(): CrmInbox | null {
    return this.renderRoot?.querySelector('crm-inbox') ?? null;
  }

  /** The element of the view, beside the home screen. */
  get #part(): Leavable | null {
    return this.renderRoot?.querySelector<Leavable>('.view > :not(crm-inbox, .page)') ?? null;
  }
}
