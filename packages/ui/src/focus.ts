import type { ReactiveController, ReactiveElement } from 'lit';

/** The element that has the focus, looked for through open shadow roots. */
export const deepActiveElement = (): Element | null => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

/**
 * Focuses what a selector finds inside an element, after the update that is under way: a heading after a change of
 * view, the first field with an error. A target that cannot take focus by itself needs `tabindex="-1"`.
 *
 * @returns whether something was found
 */
export const focusInside = async (host: ReactiveElement, selector: string): Promise<boolean> => {
  await host.updateComplete;
  const target = host.renderRoot.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null;
};

/**
 * Arrow keys, Home and End among the items of one widget (tabs, tree): moves the focus, wraps around, and clicks the
 * item when `activate` is set (ARIA Authoring Practices, tabs with automatic activation).
 *
 * @param event `keydown` caught on the container of the items
 */
export const roveFocus = (
  event: KeyboardEvent,
  selector: string,
  { vertical = false, activate = false }: { vertical?: boolean; activate?: boolean } = {},
): void => {
  const container = event.currentTarget as HTMLElement;
  const items = [...container.querySelectorAll<HTMLElement>(selector)];
  const at = (event.target as HTMLElement).closest<HTMLElement>(selector);
  const current = at ? items.indexOf(at) : 0;
  const steps: Record<string, number> = {
    [vertical ? 'ArrowDown' : 'ArrowRight']: current + 1,
    [vertical ? 'ArrowUp' : 'ArrowLeft']: current - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = steps[event.key];
  const item = next === undefined ? undefined : items[next % items.length];
  if (!item) return;
  event.preventDefault();
  item.focus();
  if (activate) item.click();
};

/**
 * Keeps the focus inside when an update removes the element that had it (a removed attachment, a closed panel): it goes
 * to the nearest remaining ancestor's `[data-focus-home]`, else to the wrapper, never to `body`.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveElement;
  #path: Element[] = [];

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#path = [];
    const root = this.#host.renderRoot as ShadowRoot | undefined;
    for (let node = root?.activeElement ?? null; node; node = node.parentElement) this.#path.push(node);
  }

  hostUpdated(): void {
    const [focused, ...ancestors] = this.#path;
    if (!focused || focused.isConnected || !this.#host.isConnected) return;
    if ((this.#host.renderRoot as ShadowRoot).activeElement) return;
    for (const ancestor of ancestors.filter((node) => node.isConnected)) {
      const home = ancestor.querySelector<HTMLElement>('[data-focus-home]');
      if (home ?? ancestor.matches('.fc')) {
        (home ?? (ancestor as HTMLElement)).focus();
        return;
      }
    }
  }
}
