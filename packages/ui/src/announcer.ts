import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';

/**
 * Speaks to screen readers through two live regions in the element's own root: one that waits (`status`) and one that
 * interrupts (`alert`). Its template must always be rendered: readers ignore a region that arrives with its text.
 */
export class Announcer {
  readonly #host: ReactiveControllerHost;
  #polite = '';
  #assertive = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Says a text once, after what is being read (`polite`) or at once (`assertive`: errors that block the person). */
  announce(text: string, politeness: 'polite' | 'assertive' = 'polite'): void {
    // The same text again would be no change and stay unsaid: a trailing no-break space makes it one.
    if (politeness === 'polite') this.#polite = text === this.#polite ? `${text}\u00a0` : text;
    else this.#assertive = text === this.#assertive ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }

  /** The two regions. */
  template(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#polite}</div>
      <div class="visually-hidden" role="alert">${this.#assertive}</div>`;
  }
}
