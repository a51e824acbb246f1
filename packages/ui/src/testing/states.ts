import type { LitElement, TemplateResult } from 'lit';

/** A state of an element, for the page of states, its screenshots, and the accessibility tests. */
export interface StateCase<Element extends LitElement = LitElement> {
  /** In kebab-case; part of addresses and file names. */
  name: string;
  /** Heading on the page of states. */
  title: string;
  render(): TemplateResult;
  /** Brings the rendered element into the state. */
  setup?(element: Element): Promise<void>;
}

/** Requests of an element's client that its server in memory is serving; none for other clients. */
const pendingOf = (element: LitElement): number =>
  (element as { client?: { control?: { pending?: number } } }).client?.control?.pending ?? 0;

/**
 * Waits until an element shows what its client returned: no part of it that matches `busy` is loading.
 *
 * @param part gives the element whose content counts, where that is a part of the one given
 */
export const settled = async <Element extends LitElement>(
  element: Element,
  {
    busy = 'div[aria-busy="true"]',
    part = () => element,
  }: { busy?: string; part?: (element: Element) => LitElement } = {},
): Promise<void> => {
  do {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    await part(element).updateComplete;
  } while (part(element).renderRoot.querySelector(busy) || pendingOf(element) > 0);
};
