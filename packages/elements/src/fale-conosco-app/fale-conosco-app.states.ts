import { createTestClient } from '@fale-conosco/sdk/testing';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { FaleConoscoApp } from './fale-conosco-app.ts';

/** A state of the element, for the page of states and for the accessibility tests. */
export interface AppStateCase {
  name: string;
  /** What stands above it on the page of states. */
  title: string;
  render(): TemplateResult;
  /** Brings the rendered element into the state. */
  setup?(element: FaleConoscoApp): Promise<void>;
}

const PARTS = ['protocol-thread', 'new-contact-form', 'fale-conosco-list'];

/** The part of the app that is shown. */
export const shownPart = (app: FaleConoscoApp): LitElement => {
  const part = app.renderRoot.querySelector<LitElement>(PARTS.map((tag) => `${tag}:not([hidden])`).join());
  if (!part) throw new Error('The app shows nothing');
  return part;
};

/** Waits until the app shows what its client answered. */
export const settled = async (app: FaleConoscoApp): Promise<void> => {
  do {
    await new Promise((resolve) => setTimeout(resolve));
    await app.updateComplete;
    await shownPart(app).updateComplete;
  } while (shownPart(app).renderRoot.querySelector('div[aria-busy="true"]'));
};

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

const show = (): TemplateResult => html`<fale-conosco-app .client=${createTestClient()}></fale-conosco-app>`;

/** Every state of the app; those of its parts are catalogued beside them. */
export const states: AppStateCase[] = [
  { name: 'list', title: 'Lista', render: show, setup: settled },
  { name: 'new', title: 'Novo contato', render: show, setup: (app) => press(app, /^Novo contato/) },
  { name: 'protocol', title: 'Ver contato', render: show, setup: (app) => press(app, /^Ver contato/) },
  {
    name: 'not-configured',
    title: 'Sem configuração',
    render: () => html`<fale-conosco-app></fale-conosco-app>`,
  },
];
