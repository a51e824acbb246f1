import { html, type ReactiveController, type TemplateResult } from 'lit';
import { Announcer } from './announcer.ts';
import { FocusKeeper } from './focus.ts';
import type { Formats } from './formats.ts';
import { HostIsolationController } from './host-isolation-controller.ts';
import { LocalizeController, type LocalizedHost } from './localize-controller.ts';
import type { Locale } from './messages/locale.ts';
import type { Messages } from './messages/pt-BR.ts';

/** Properties that an element declares for the foundation. */
export type UiHost = LocalizedHost & { theme?: string | undefined };

/** The reactive properties that go with {@link UiController}, to be spread into `static properties`. */
export const uiProperties = {
  locale: { type: String },
  theme: { type: String, reflect: false },
} as const;

/**
 * Everything that each element's root shares, in one controller: language, colour scheme, live regions, isolation from the host page,
 * focus that does not get lost, and the wrapper (`.fc`) on which the tokens stand.
 */
export class UiController implements ReactiveController {
  readonly #host: UiHost;
  readonly #localize: LocalizeController;
  readonly #announcer: Announcer;
  #pageTheme: 'light' | 'dark' | 'auto' = 'light';

  constructor(host: UiHost) {
    this.#host = host;
    this.#localize = new LocalizeController(host);
    this.#announcer = new Announcer(host);
    new HostIsolationController(host);
    new FocusKeeper(host);
    host.addController(this);
  }

  /** Texts in the element's language. */
  get t(): Messages {
    return this.#localize.t;
  }

  /** Numbers, instants and sizes in the element's language. */
  get formats(): Formats {
    return this.#localize.formats;
  }

  /** Language in use, for `lang` and `Accept-Language`. */
  get locale(): Locale {
    return this.#localize.locale;
  }

  /** Settles when the element speaks the language that was asked for. */
  get ready(): Promise<void> {
    return this.#localize.ready;
  }

  /** Says a text to screen readers; see {@link Announcer.announce}. */
  announce(text: string, politeness?: 'polite' | 'assertive'): void {
    this.#announcer.announce(text, politeness);
  }

  hostConnected(): void {
    // Dark theme is opt-in, because most host pages are light only: without a `theme` of its own the element follows the
    // system only where the page says that it does (its `color-scheme`).
    const schemes = getComputedStyle(this.#host).colorScheme;
    this.#pageTheme = !schemes.includes('dark') ? 'light' : schemes.includes('light') ? 'auto' : 'dark';
  }

  /** The element's whole template: the wrapper with its language and theme around the content. */
  shell(content: unknown): TemplateResult {
    const { theme } = this.#host;
    const named = theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : this.#pageTheme;
    return html`<div class="fc" tabindex="-1" lang=${this.locale} data-theme=${named}>
      ${content}${this.#announcer.template()}
    </div>`;
  }
}
