import { formatProtocolNumber, isClosedStatus, type Session } from '@fale-conosco/contract';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  ErrorEvent,
  emptyState,
  focusInside,
  iconChevronDown,
  iconSearch,
  skeletonLines,
} from '@fale-conosco/ui';
import { Task } from '@lit/task';
import {
  html,
  type LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type {
  CrmProtocolChangedEvent,
  CrmProtocolForwardedEvent,
} from '../crm-protocol/crm-protocol.events.ts';
import { CrmElement } from '../shared/crm-element.ts';
import type { CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { iconLock, iconUser } from '../shared/icons.ts';
import { styles } from './crm-app.styles.ts';
import { loadCrmNewProtocol, loadCrmProtocol } from './parts.ts';
import { type PartProperties, SECTIONS, type Section, sectionOf } from './sections.ts';
import { type CrmView, fromHash, toHash } from './views.ts';

/** A part that may hold what somebody typed. */
type Leavable = LitElement & { readonly dirty?: boolean; confirmLeaving?(): Promise<boolean> };

type Panel = 'settings' | 'account';

/**
 * The operator's whole console in one element: home screen, protocols, the form for a new one, and the settings by the
 * menu paths of the manual. The host's address stays as it is, unless `navigation="hash"` asks for it.
 *
 * @fires {CrmProtocolOpenEvent} crm-protocol-open - passes through; cancelable: then the page shows the protocol
 * @fires {ErrorEvent} fc-error - something failed and was shown
 */
export class CrmApp extends CrmElement {
  static override properties: PropertyDeclarations = {
    ...CrmElement.properties,
    navigation: {},
    signOutUrl: { attribute: 'sign-out-url' },
    view: { state: true },
    panel: { state: true },
    loadFailure: { state: true },
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
  declare protected view: CrmView;
  /** The menu that is open. */
  declare protected panel: Panel | undefined;
  /** The code of a part did not arrive. */
  declare protected loadFailure: { view: CrmView; error: unknown } | undefined;

  readonly #session: Task<readonly [FaleConoscoCrm | undefined], Session | undefined>;
  /** What had the focus when the home screen was left. */
  #opener: Element | null | undefined;

  constructor() {
    super();
    this.view = { name: 'home' };
    this.#session = new Task(this, {
      args: () => [this.api] as const,
      task: ([api]) => api?.session.cached(),
      onError: (error) => this.dispatchEvent(new ErrorEvent({ error })),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followHash);
    addEventListener('beforeunload', this.#beforeUnload);
    this.#followHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followHash);
    removeEventListener('beforeunload', this.#beforeUnload);
  }

  protected override renderContent(client: FaleConoscoCrm): TemplateResult {
    const { view, loadFailure } = this;
    const part: PartProperties = {
      ...{ client, locale: this.locale, theme: this.theme },
      protocolHref: this.navigation === 'hash' ? protocolHref : undefined,
    };
    return html`<div
      @crm-protocol-open=${(event: CrmProtocolOpenEvent) => this.#follow(event, { name: 'protocol', number: event.number })}
      @crm-new-protocol=${(event: Event) => this.#follow(event, { name: 'new' })}
      @crm-back=${(event: Event) => this.#follow(event, { name: 'home' })}
      @crm-protocol-changed=${({ protocol }: CrmProtocolChangedEvent) => {
        if (isClosedStatus(protocol.status)) this.#refreshHome();
      }}
      @crm-protocol-forwarded=${(event: CrmProtocolForwardedEvent) => {
        if (event.visible) return;
        this.#refreshHome();
        this.#follow(event, { name: 'home' });
      }}
    >
      ${this.#renderBar()}${this.#renderPath()}
      ${
        loadFailure
          ? html`<div class="page">
            ${this.failure(loadFailure.error, {
              title: this.texts.app.partFailedTitle,
              actions: html`<button class="btn" @click=${() => void this.#show(loadFailure.view)}>
                ${this.ui.t.common.retry}
              </button>`,
            })}
          </div>`
          : nothing
      }
      <div class="view">
        <crm-inbox
          ?hidden=${view.name !== 'home'}
          .protocolHref=${part.protocolHref}
          .client=${part.client}
          .locale=${part.locale}
          .theme=${part.theme}
        ></crm-inbox>
        ${this.#renderPart(part)}
      </div>
    </div>`;
  }

  #renderPart(part: PartProperties): TemplateResult | typeof nothing {
    const { view } = this;
    if (view.name === 'protocol') {
      return html`<crm-protocol
        .protocolNumber=${view.number}
        .client=${part.client}
        .locale=${part.locale}
        .theme=${part.theme}
      ></crm-protocol>`;
    }
    if (view.name === 'new') {
      return html`<crm-new-protocol .client=${part.client} .locale=${part.locale} .theme=${part.theme}></crm-new-protocol>`;
    }
    if (view.name === 'settings') return this.#renderSettings(view.slug, part);
    return view.name === 'unknown' ? this.#renderUnknown() : nothing;
  }

  /** Settings are for admins; the server rejects others anyway. */
  #renderSettings(slug: string, part: PartProperties): TemplateResult | typeof nothing {
    const { texts } = this;
    const session = this.#session.value;
    if (this.#session.error) {
      return html`<div class="page">
        ${this.failure(this.#session.error, {
          title: texts.app.sessionFailedTitle,
          actions: html`<button class="btn" @click=${() => this.#session.run()}>${this.ui.t.common.retry}</button>`,
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
    const { texts } = this;
    return html`<div class="page">
      <h2 class="visually-hidden" id="title" tabindex="-1">${texts.app.notFoundTitle}</h2>
      ${emptyState(iconSearch(), {
        title: texts.app.notFoundTitle,
        text: texts.app.notFoundText,
        action: this.#homeButton(),
      })}
    </div>`;
  }

  #homeButton(): TemplateResult {
    return html`<button class="btn" @click=${() => this.#go({ name: 'home' })}>${this.texts.app.goHome}</button>`;
  }

  #renderBar(): TemplateResult {
    const { texts, view } = this;
    const session = this.#session.value;
    return html`<header class="bar">
      <button class="btn skip" @click=${() => void this.#focusView()}>${texts.app.skip}</button>
      <div class="brand">
        <span class="strong">${texts.app.crm}</span
        ><span class="small muted">${session?.operator.name}</span>
      </div>
      <nav class="menu" aria-label=${texts.app.menuLabel}>
        ${this.#link({ name: 'home' }, texts.app.open, 'menu-item', view.name === 'home')}
        ${session?.role === 'admin' && SECTIONS.length > 0 ? this.#renderSettingsMenu() : nothing}
      </nav>
      ${session ? this.#renderAccount(session) : nothing}
    </header>`;
  }

  #renderSettingsMenu(): TemplateResult {
    const { texts, view } = this;
    const menus = new Map<string, Section[]>();
    for (const section of SECTIONS) {
      const [menu] = section.path(texts);
      menus.set(menu, [...(menus.get(menu) ?? []), section]);
    }
    return this.#renderPanel(
      'settings',
      html`<span>${texts.app.settings}</span>`,
      html`<div class="panel settings">
        ${[...menus].map(
          ([menu, sections], index) => html`<div role="group" aria-labelledby="menu-${index}">
            <p class="panel-title" id="menu-${index}">${menu}</p>
            ${sections.map((section) =>
              this.#link(
                { name: 'settings', slug: section.slug },
                section.path(texts)[1],
                'panel-link',
                view.name === 'settings' && view.slug === section.slug,
              ),
            )}
          </div>`,
        )}
      </div>`,
      view.name === 'settings',
    );
  }

  #renderAccount({ user, role, agent }: Session): TemplateResult {
    const { texts } = this;
    const groups = agent?.groups.map(({ name }) => name).join(', ');
    return html`<div class="end">
      ${this.#renderPanel(
        'account',
        html`${iconUser()}<span>${user.name}</span>`,
        html`<div class="panel panel-end account" role="group" aria-label=${texts.app.account}>
          <p class="strong">${user.name}</p>
          <p class="small muted">${texts.app.role[role] ?? role}</p>
          <p class="small"><span class="muted">${texts.app.groupsOf}:</span> ${groups || texts.app.noGroups}</p>
          ${agent?.accessesConfidential ? html`<p class="small muted">${texts.app.confidential}</p>` : nothing}
          ${
            this.signOutUrl === undefined
              ? nothing
              : html`<div class="actions"><a class="btn" href=${this.signOutUrl}>${texts.app.signOut}</a></div>`
          }
        </div>`,
        false,
        user.name,
      )}
    </div>`;
  }

  /** A button and what it opens below itself; Escape, a choice, or going elsewhere closes it. */
  #renderPanel(
    name: Panel,
    label: TemplateResult,
    content: TemplateResult,
    current: boolean,
    spokenLabel?: string,
  ): TemplateResult {
    const open = this.panel === name;
    return html`<div
      class="holder"
      @keydown=${(event: KeyboardEvent) => this.#closeByKey(event)}
      @focusout=${(event: FocusEvent) => this.#closeByLeaving(event)}
    >
      <button
        class=${name === 'account' ? 'menu-item who' : 'menu-item'}
        aria-expanded=${open}
        aria-label=${spokenLabel ?? nothing}
        aria-current=${ifDefined(current ? 'true' : undefined)}
        @click=${() => {
          this.panel = open ? undefined : name;
        }}
      >
        ${label}<span class="icon-turn">${iconChevronDown()}</span>
      </button>
      ${open ? content : nothing}
    </div>`;
  }

  #link(view: CrmView, label: string, kind: string, current: boolean): TemplateResult {
    return html`<a
      class=${kind}
      href=${toHash(view)}
      aria-current=${ifDefined(current ? 'page' : undefined)}
      @click=${(event: MouseEvent) => {
        // With a modifier key the browser opens the address elsewhere, as everywhere.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.#go(view);
      }}
      >${label}</a
    >`;
  }

  #renderPath(): TemplateResult | typeof nothing {
    const { texts, view } = this;
    const names = this.#pathOf(view);
    if (view.name === 'home' || names.length === 0) return nothing;
    return html`<nav class="path" aria-label=${texts.app.breadcrumb}>
      <ol role="list">
        <li>${this.#link({ name: 'home' }, texts.app.crm, 'link', false)}</li>
        ${names.map((name, index) => html`<li aria-current=${ifDefined(index === names.length - 1 ? 'page' : undefined)}>${name}</li>`)}
      </ol>
    </nav>`;
  }

  #pathOf(view: CrmView): string[] {
    const { app } = this.texts;
    if (view.name === 'new') return [app.newProtocol];
    if (view.name === 'protocol') return [app.protocol(formatProtocolNumber(view.number))];
    const section = view.name === 'settings' && sectionOf(view.slug);
    return section ? [...new Set([app.settings, ...section.path(this.texts)])] : [];
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!changed.has('view') || changed.get('view') === undefined) return;
    void this.#focusView();
  }

  /** The agent took a protocol out of the home screen, which must not show it any more when they come back. */
  #refreshHome(): void {
    void this.renderRoot.querySelector('crm-inbox')?.refresh();
  }

  readonly #followHash = (): void => {
    const view = this.navigation === 'hash' && fromHash(location.hash);
    if (view) void this.#show(view);
  };

  readonly #beforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#part?.dirty) event.preventDefault();
  };

  #follow(event: Event, view: CrmView): void {
    // The page may take a step over; then it stands here as it is.
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.#go(view);
    });
  }

  #go(view: CrmView): void {
    this.panel = undefined;
    if (this.navigation === 'hash' && toHash(view) !== location.hash) location.hash = toHash(view);
    else void this.#show(view);
  }

  async #show(view: CrmView): Promise<void> {
    if (toHash(view) === toHash(this.view)) {
      this.loadFailure = undefined;
      return;
    }
    const left = this.#part;
    if ((left?.confirmLeaving && !(await left.confirmLeaving())) || !(await this.#load(view))) {
      if (this.navigation === 'hash') history.replaceState(history.state, '', toHash(this.view));
      return;
    }
    if (this.view.name === 'home') {
      this.#opener = this.renderRoot?.querySelector('crm-inbox')?.shadowRoot?.activeElement;
    }
    this.view = view;
  }

  /** Fetches the code of a view before it takes the place of another: until then, and if that fails, the present one stays. */
  async #load(view: CrmView): Promise<boolean> {
    try {
      await loaderOf(view)?.();
      this.loadFailure = undefined;
      return true;
    } catch (error) {
      this.loadFailure = { view, error };
      this.dispatchEvent(new ErrorEvent({ error }));
      return false;
    }
  }

  /** The element of the view, beside the home screen. */
  get #part(): Leavable | null {
    return this.renderRoot?.querySelector<Leavable>('.view > :not(crm-inbox, .page)') ?? null;
  }

  async #focusView(): Promise<void> {
    const opener = this.#opener;
    await this.updateComplete;
    // Back on the home screen, where the agent left it: at the same row, if that is still there.
    if (this.view.name === 'home' && opener?.isConnected) {
      (opener as HTMLElement).focus();
      return;
    }
    const part = this.view.name === 'home' ? this.renderRoot.querySelector('crm-inbox') : this.#part;
    if (!part || !(await focusInside(part, '#title'))) await focusInside(this, '#title');
  }

  #closeByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.panel) return;
    this.panel = undefined;
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>('button')?.focus();
  }

  #closeByLeaving(event: FocusEvent): void {
    const next = event.relatedTarget as Node | null;
    if (!(event.currentTarget as HTMLElement).contains(next)) this.panel = undefined;
  }
}

const protocolHref = (number: string): string => toHash({ name: 'protocol', number });

/** What fetches the code of a view; undefined for what is there from the beginning. */
const loaderOf = (view: CrmView): Section['load'] | undefined => {
  if (view.name === 'protocol') return loadCrmProtocol;
  if (view.name === 'new') return loadCrmNewProtocol;
  return view.name === 'settings' ? sectionOf(view.slug)?.load : undefined;
};
