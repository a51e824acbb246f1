import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { type StateCase, settled as settledState } from '@fale-conosco/ui/states';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { CrmApp } from './crm-app.ts';

/** The part of the console that is shown; the console itself where it has none. */
export const shownPart = (app: CrmApp): LitElement =>
  app.renderRoot.querySelector<LitElement>('.view > :not([hidden], .page)') ?? app;

/** Waits until the console shows what its client responded with. */
export const settled = (app: CrmApp): Promise<void> =>
  settledState(app, { busy: '[aria-busy="true"]', part: shownPart });

/** Presses a button or link with this label in the console's bar, or in the part that is shown. */
export const press = async (app: CrmApp, label: string | RegExp): Promise<void> => {
  await settled(app);
  const found = [app.renderRoot, shownPart(app).renderRoot]
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>('a, button')])
    .find((control) =>
      new RegExp(label).test((control.getAttribute('aria-label') ?? control.textContent ?? '').trim()),
    );
  if (!found) throw new Error(`There is nothing to press called ${label}`);
  found.focus();
  found.click();
  await settled(app);
};

/** Presses what leads to a part of the console, and waits until that is there: its code is fetched first. */
export const goTo = async (app: CrmApp, label: string | RegExp, part: string): Promise<void> => {
  await press(app, label);
  while (shownPart(app).localName !== part) await new Promise((resolve) => setTimeout(resolve, 10));
  await settled(app);
};

const show = (client: CrmTestClient): TemplateResult =>
  html`<crm-app .client=${client} sign-out-url="#sair"></crm-app>`;
const clientOf = (role: 'agent' | 'admin'): CrmTestClient => createCrmTestClient({ role, now: new Date() });

/** Every state of the console; those of its parts are catalogued beside them. */
export const states: StateCase<CrmApp>[] = [
  { name: 'home', title: 'Atendente em Abertos', render: () => show(clientOf('agent')), setup: settled },
  {
    name: 'home-admin',
    title: 'Administrador em Abertos',
    render: () => show(clientOf('admin')),
    setup: settled,
  },
  {
    name: 'account',
    title: 'Conta aberta',
    render: () => show(clientOf('admin')),
    setup: (app) => press(app, /^Regina/),
  },
  {
    name: 'settings',
    title: 'Menu Cadastros',
    render: () => show(clientOf('admin')),
    setup: (app) => press(app, /^Cadastros/),
  },
  {
    name: 'contact-methods',
    title: 'Um cadastro',
    render: () => show(clientOf('admin')),
    setup: async (app) => {
      await press(app, /^Cadastros/);
      await goTo(app, /^Forma de contato/, 'crm-contact-methods');
    },
  },
  {
    name: 'new',
    title: 'Novo protocolo',
    render: () => show(clientOf('agent')),
    setup: (app) => goTo(app, /^Novo protocolo/, 'crm-new-protocol'),
  },
  {
    name: 'protocol',
    title: 'Protocolo',
    render: () => show(clientOf('agent')),
    setup: (app) => goTo(app, /^346659/, 'crm-protocol'),
  },
  {
    name: 'session-failed',
    title: 'Sessão sem resposta',
    render: () => {
      const client = clientOf('admin');
      client.control.failNext('getSession', 'network', { times: 3 });
      return show(client);
    },
    setup: settled,
  },
  { name: 'not-configured', title: 'Sem configuração', render: () => html`<crm-app></crm-app>` },
];
