import type { ReactiveController, ReactiveElement } from 'lit';

const KEYS = ['keydown', 'keypress', 'keyup'] as const;
const CONTENT = ['beforeinput', 'input', 'cut', 'copy', 'paste'] as const;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !/^(button|submit|reset|image)$/.test(target.type));

/** AltGr reads as Ctrl+Alt on Windows, and types a character. */
const isShortcut = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.getModifierState('AltGraph');

const stopKey = (event: Event): void => {
  const { key } = event as KeyboardEvent;
  // Enter and space belong to our buttons too: ASP.NET's default button listens for Enter on the whole form.
  const ours = key === 'Enter' || key === ' ';
  const leaves = key === 'Tab' || key === 'Escape' || isShortcut(event as KeyboardEvent);
  if (ours || (isField(event.target) && !leaves)) event.stopPropagation();
};

const stop = (event: Event): void => event.stopPropagation();

const preventNavigation = (event: Event): void => {
  const form = event.target as HTMLFormElement;
  if (form.method !== 'dialog') event.preventDefault();
};

/**
 * Keeps the element's events and forms from affecting the host page: what is typed inside never reaches the host's listeners
 * (single-key shortcuts, default buttons, paste handlers; they would see only the element's tag as the target), and no form
 * inside ever navigates. Listeners of the element's own templates run before these, which are on its root.
 */
export class HostIsolationController implements ReactiveController {
  readonly #host: ReactiveElement;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.#host.renderRoot;
    for (const type of KEYS) root.addEventListener(type, stopKey);
    for (const type of CONTENT) root.addEventListener(type, stop);
    root.addEventListener('submit', preventNavigation);
  }

  hostDisconnected(): void {
    const root = this.#host.renderRoot;
    for (const type of KEYS) root.removeEventListener(type, stopKey);
    for (const type of CONTENT) root.removeEventListener(type, stop);
    root.removeEventListener('submit', preventNavigation);
  }
}
