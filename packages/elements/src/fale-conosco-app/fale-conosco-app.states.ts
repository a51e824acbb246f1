import { createTestClient } from '@fale-conosco/memory';
import { type StateCase, settled as settledElement } from '@fale-conosco/ui/states';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { FaleConoscoApp } from './fale-conosco-app.ts';

const PARTS = ['protocol-thread', 'new-contact-form', 'fale-conosco-list'];

/** The part of the app that is shown. */
export const shownPart = (app: FaleConoscoApp): LitElement => {
  const part = app.renderRoot.querySelector<LitElement>(PARTS.map((tag) => `${tag}:not([hidden])`).join());
  if (!part) throw new Error('The app shows nothing');
  return part;
};

/** Waits until the app shows what its client returned. */
export const settled = (app: FaleConoscoApp): Promise<void> => settledElement(app, { part: shownPart });

/** Presses the button with this label in the part that is shown. */
export const press = async (app: FaleConoscoApp, label: string | RegExp): Promise<void> => {
  await settled(app);
  const found = [...shownPart(app).renderRoot.querySelectorAll<HTMLElement>('button')].find((button) =>
    new RegExp(label).test((button.getAttribute('aria-label') ?? button.textContent ?? '').trim()),
  );
  if (!found) throw new Error(`There is no button ${label}`);
  found.focus();
  found.click();
  await settled(app);
};

/** Presses what leads to a part of the app, and waits until that is there: its code is fetched first. */
const goTo = async (app: FaleConoscoApp, label: RegExp, part: string): Promise<void> => {
  await press(app, label);
  while (shownPart(app).localName !== part) await new Promise((resolve) => setTimeout(resolve, 10));
  await settled(app);
};

const show = (): TemplateResult => html`<fale-conosco-app .client=${createTestClient()}></fale-conosco-app>`;

/** Every state of the app; those of its parts are catalogued beside them. */
export const states: StateCase<FaleConoscoApp>[] = [
  { name: 'list', title: 'Lista', render: show, setup: settled },
  {
    name: 'new',
    title: 'Novo contato',
    render: show,
    setup: (app) => goTo(app, /^Novo contato/, 'new-contact-form'),
  },
  {
    name: 'protocol',
    title: 'Ver contato',
    render: show,
    setup: (app) => goTo(app, /^Ver contato/, 'protocol-thread'),
  },
  {
    name: 'not-configured',
    title: 'Sem configuração',
    render: () => html`<fale-conosco-app></fale-conosco-app>`,
  },
];
