import type { CrmTestClient } from '@fale-conosco/memory';
import { settled as settledState } from '@fale-conosco/ui/states';
import type { LitElement } from 'lit';

/** An element of the console with its in-memory client. */
export type Screen = LitElement & { client?: unknown };

/** The in-memory client that an element works with. */
export const testClientOf = (element: Screen): CrmTestClient => element.client as CrmTestClient;

/** Waits until the element shows what its client responded with, and nothing is being saved. */
export const settled = (element: LitElement): Promise<void> =>
  settledState(element, { busy: '[aria-busy="true"]' });

/** The first match of a selector in an element. @throws Error when there is none */
export const find = <Found extends HTMLElement>(element: LitElement, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing in <${element.localName}> matches ${selector}`);
  return found;
};

/** All matches of a selector in an element. */
export const all = (element: LitElement, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];

/** The text of a node, on one line. */
export const textOf = (node: Element | ShadowRoot | HTMLElement | null | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Clicks the first match of a selector. */
export const click = async (element: LitElement, selector: string): Promise<void> => {
  await settled(element);
  find(element, selector).click();
  await settled(element);
};

/** Presses the first button, tab or link with this label. @throws Error when there is none */
export const press = async (element: LitElement, label: string | RegExp): Promise<void> => {
  await settled(element);
  const wanted = new RegExp(label);
  const found = all(element, 'a, button').find((control) =>
    wanted.test(control.getAttribute('aria-label') ?? textOf(control)),
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
  all(element, `#${field} input`)[yes ? 0 : 1]?.click();
  await settled(element);
};
