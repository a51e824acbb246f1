import { ConnectionError } from '@fale-conosco/sdk';
import { type CrmTestClient, type CrmTestOperation, createCrmTestClient } from '@fale-conosco/sdk/testing';
import type { LitElement, TemplateResult } from 'lit';

/** A state of a settings screen, for the page of states and for the accessibility tests. */
export interface SettingsState<Element extends LitElement = LitElement> {
  name: string;
  /** What stands above it on the page of states. */
  title: string;
  render(): TemplateResult;
  /** Brings the rendered element into the state. */
  setup?(element: Element): Promise<void>;
}

/** An element of the console with its in-memory client. */
export type Shown = LitElement & { client?: unknown };

/** The in-memory client that an element works with. */
export const testClientOf = (element: Shown): CrmTestClient => element.client as CrmTestClient;

/** Waits until the element shows what its client answered. */
export const settled = async (element: LitElement): Promise<void> => {
  do {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  } while (element.renderRoot.querySelector('[aria-busy="true"]'));
};

/** The first thing that a selector finds in an element. @throws Error when there is none */
export const find = <Found extends HTMLElement>(element: LitElement, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing in <${element.localName}> matches ${selector}`);
  return found;
};

/** Presses the first button, tab or link with this label. @throws Error when there is none */
export const press = async (element: LitElement, label: string | RegExp): Promise<void> => {
  await settled(element);
  const wanted = new RegExp(label);
  const found = [...element.renderRoot.querySelectorAll<HTMLElement>('a, button')].find((control) =>
    wanted.test(
      (control.getAttribute('aria-label') ?? control.textContent ?? '').replace(/\s+/g, ' ').trim(),
    ),
  );
  if (!found) throw new Error(`There is nothing to press called ${label} in <${element.localName}>`);
  found.focus();
  found.click();
  await settled(element);
};

/** Types into a field. */
export const type = (element: LitElement, selector: string, text: string): void => {
  const field = find<HTMLInputElement>(element, selector);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

/** Chooses `Sim` or `Não`. */
export const answer = async (element: LitElement, field: string, yes: boolean): Promise<void> => {
  const radios = element.renderRoot.querySelectorAll<HTMLInputElement>(`#${field} input`);
  radios[yes ? 0 : 1]?.click();
  await settled(element);
};

/** Everything an element says, on one line. */
export const textOf = (node: Element | ShadowRoot | HTMLElement | null | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Waiting for what is read first, and what is shown when it does not come. */
export const readingStates = (
  show: (client: CrmTestClient) => TemplateResult,
  operation: CrmTestOperation,
): SettingsState[] => [
  {
    name: 'loading',
    title: 'Carregando',
    render: () => show(createCrmTestClient({ latencyMs: 600_000 })),
  },
  {
    name: 'failed',
    title: 'Não carregou',
    render: () => {
      const client = createCrmTestClient();
      client.control.failNext(operation, new ConnectionError());
      return show(client);
    },
    setup: settled,
  },
];
