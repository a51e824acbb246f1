import { formatProtocolNumber, type Session } from '@fale-conosco/contract';
import { iconChevronDown } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { CrmMessages } from '../messages/index.ts';
import { iconUser } from '../shared/icons.ts';
import { SECTIONS, type Section, sectionOf } from './sections.ts';
import { type CrmView, toHash } from './views.ts';

/** A panel that a button of the bar opens. */
export type Panel = 'settings' | 'account';

/** State and callbacks of the bar. */
export interface AppBarOptions {
  texts: CrmMessages;
  view: CrmView;
  /** Undefined until it is known who is signed in. */
  session: Session | undefined;
  /** The panel that is open. */
  panel: Panel | undefined;
  signOutUrl: string | undefined;
  onPanel: (panel: Panel | undefined) => void;
  onGo: (view: CrmView) => void;
  /** Leads past the bar to the view. */
  onSkip: () => void;
}

/** The bar above the views: the way past it, the menu, and who is signed in. */
export const appBar = (options: AppBarOptions): TemplateResult => {
  const { texts, view, session, onSkip } = options;
  const { app } = texts;
  return html`<header class="bar">
    <button class="btn skip" @click=${onSkip}>${app.skip}</button>
    <div class="brand">
      <span class="strong">${app.crm}</span
      ><span class="small muted">${session?.operator.name}</span>
    </div>
    <nav class="menu" aria-label=${app.menuLabel}>
      ${link(options, { name: 'home' }, app.open, 'menu-item', view.name === 'home')}
      ${session?.role === 'admin' && SECTIONS.length > 0 ? settingsMenu(options) : nothing}
    </nav>
    ${session ? account(session, options) : nothing}
  </header>`;
};

/** The menu path of the view; none on the home screen. */
export const breadcrumb = (options: AppBarOptions): TemplateResult | typeof nothing => {
  const { texts, view } = options;
  const names = pathOf(view, texts);
  if (view.name === 'home' || names.length === 0) return nothing;
  return html`<nav class="path" aria-label=${texts.app.breadcrumb}>
    <ol role="list">
      <li>${link(options, { name: 'home' }, texts.app.crm, 'link', false)}</li>
      ${names.map((name, index) => html`<li aria-current=${ifDefined(index === names.length - 1 ? 'page' : undefined)}>${name}</li>`)}
    </ol>
  </nav>`;
};

const pathOf = (view: CrmView, texts: CrmMessages): string[] => {
  const { app } = texts;
  if (view.name === 'new') return [app.newProtocol];
  if (view.name === 'protocol') return [app.protocol(formatProtocolNumber(view.number))];
  const section = view.name === 'settings' && sectionOf(view.slug);
  return section ? [...new Set([app.settings, ...section.path(texts)])] : [];
};

const link = (
  { onGo }: AppBarOptions,
  view: CrmView,
  label: string,
  kind: string,
  current: boolean,
): TemplateResult => html`<a
  class=${kind}
  href=${toHash(view)}
  aria-current=${ifDefined(current ? 'page' : undefined)}
  @click=${(event: MouseEvent) => {
    // With a modifier key the browser opens the address elsewhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onGo(view);
  }}
  >${label}</a
>`;

const settingsMenu = (options: AppBarOptions): TemplateResult => {
  const { texts, view } = options;
  const menus = new Map<string, Section[]>();
  for (const section of SECTIONS) {
    const [menu] = section.path(texts);
    menus.set(menu, [...(menus.get(menu) ?? []), section]);
  }
  const isCurrent = ({ slug }: Section): boolean => view.name === 'settings' && view.slug === slug;
  return panelHolder(options, {
    name: 'settings',
    label: html`<span>${texts.app.settings}</span>`,
    content: html`<div class="panel settings">
      ${[...menus].map(
        ([menu, sections], index) => html`<div role="group" aria-labelledby="menu-${index}">
          <p class="panel-title" id="menu-${index}">${menu}</p>
          ${sections.map((section) =>
            link(
              options,
              { name: 'settings', slug: section.slug },
              section.path(texts)[1],
              'panel-link',
              isCurrent(section),
            ),
          )}
        </div>`,
      )}
    </div>`,
    current: view.name === 'settings',
  });
};

const account = ({ user, role, agent }: Session, options: AppBarOptions): TemplateResult => {
  const { texts, signOutUrl } = options;
  const { app } = texts;
  const groups = agent?.groups.map(({ name }) => name).join(', ');
  return html`<div class="end">
    ${panelHolder(options, {
      name: 'account',
      label: html`${iconUser()}<span>${user.name}</span>`,
      spokenLabel: user.name,
      content: html`<div class="panel panel-end account" role="group" aria-label=${app.account}>
        <p class="strong">${user.name}</p>
        <p class="small muted">${app.role[role] ?? role}</p>
        <p class="small"><span class="muted">${app.groupsOf}:</span> ${groups || app.noGroups}</p>
        ${agent?.accessesConfidential ? html`<p class="small muted">${app.confidential}</p>` : nothing}
        ${
          signOutUrl === undefined
            ? nothing
            : html`<div class="actions"><a class="btn" href=${signOutUrl}>${app.signOut}</a></div>`
        }
      </div>`,
    })}
  </div>`;
};

/** A button and the panel that it opens; Escape, a choice, or leaving it closes the panel. */
const panelHolder = (
  { panel, onPanel }: AppBarOptions,
  {
    name,
    label,
    content,
    current = false,
    spokenLabel,
  }: { name: Panel; label: TemplateResult; content: TemplateResult; current?: boolean; spokenLabel?: string },
): TemplateResult => {
  const open = panel === name;
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !panel) return;
    onPanel(undefined);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>('button')?.focus();
  };
  const onFocusout = (event: FocusEvent): void => {
    const next = event.relatedTarget as Node | null;
    if (!(event.currentTarget as HTMLElement).contains(next)) onPanel(undefined);
  };
  return html`<div class="holder" @keydown=${onKeydown} @focusout=${onFocusout}>
    <button
      class=${name === 'account' ? 'menu-item who' : 'menu-item'}
      aria-expanded=${open}
      aria-label=${spokenLabel ?? nothing}
      aria-current=${ifDefined(current ? 'true' : undefined)}
      @click=${() => onPanel(open ? undefined : name)}
    >
      ${label}<span class="icon-turn">${iconChevronDown()}</span>
    </button>
    ${open ? content : nothing}
  </div>`;
};
