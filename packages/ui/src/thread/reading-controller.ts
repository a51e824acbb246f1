import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { iconChevronDown } from '../contact-icons.ts';
import { focusInside } from '../focus.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import type { UiController } from '../ui-controller.ts';

/** What the controller needs to know, and its callbacks. */
export interface ReadingOptions {
  ui: UiController;
  /** The messages are before the reader's eyes, or what is there has changed. */
  onSeen?: () => void;
}

/**
 * Knows what the reader of a thread can see: messages at all (and not in a hidden tab of the browser), and their end. Leads
 * to what arrived out of view.
 */
export class ReadingController implements ReactiveController {
  /** The end of the thread is in view, and what arrives is seen; undefined before the first observation. */
  atEnd: boolean | undefined;
  /** Sequence of the first message that arrived out of view; 0 when there is none. */
  unseenFrom = 0;

  readonly #host: ReactiveElement;
  readonly #options: ReadingOptions;
  #observer: IntersectionObserver | undefined;
  #observed: (Element | null)[] = [];
  #inView = false;
  /** The reader has come to the end, or gone to the unread messages, since the thread was opened. */
  #caughtUp = false;

  constructor(host: ReactiveElement, options: ReadingOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (target === this.#observed[0]) this.#inView = isIntersecting;
        if (target === this.#observed[1] && this.atEnd !== isIntersecting) {
          this.atEnd = isIntersecting;
          this.#host.requestUpdate();
        }
      }
      this.#look();
    });
    this.#observe();
  }

  hostUpdate(): void {
    if (this.atEnd) this.#catchUp();
  }

  hostUpdated(): void {
    this.#observe();
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#observer?.disconnect();
    this.#observed = [];
    this.#inView = false;
    this.atEnd = undefined;
  }

  /** Another thread is read. */
  reset(): void {
    this.unseenFrom = 0;
    this.#caughtUp = false;
  }

  /** Messages came, of which this sequence is the first. */
  arrived(sequence: number): void {
    if (this.atEnd) return;
    this.unseenFrom ||= sequence;
    this.#host.requestUpdate();
  }

  /** The way to what is new and out of view; it floats over the end of the page. */
  showNew(firstUnread = 0): TemplateResult | typeof nothing {
    const from = this.unseenFrom || (this.#caughtUp ? 0 : firstUnread);
    // Undefined: it was not observed yet whether the end is in view.
    if (!from || this.atEnd !== false) return nothing;
    const show = (): void => {
      this.#catchUp();
      this.#host.requestUpdate();
      void focusInside(this.#host, `#message-${from}`);
    };
    return html`<button class="btn btn-primary arrived" @click=${show}>
      ${iconChevronDown()}${contactMessages(this.#options.ui).thread.showNew}
    </button>`;
  }

  #catchUp(): void {
    this.unseenFrom = 0;
    this.#caughtUp = true;
  }

  #observe(): void {
    const parts = ['.thread', '.end'].map((selector) => this.#host.renderRoot.querySelector(selector));
    for (const [index, part] of parts.entries()) {
      if (part === this.#observed[index]) continue;
      const before = this.#observed[index];
      if (before) this.#observer?.unobserve(before);
      if (part) this.#observer?.observe(part);
    }
    this.#observed = parts;
    if (!parts[0]) this.#inView = false;
  }

  readonly #look = (): void => {
    if (this.#inView && document.visibilityState === 'visible') this.#options.onSeen?.();
  };
}
