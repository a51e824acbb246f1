import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { iconChevronDown } from '../contact-icons.ts';
import { focusInside } from '../focus.ts';
import { contactMessages } from '../messages/contact-messages.ts';
import type { UiController } from '../ui-controller.ts';

/** How long the end of a message is in view before it counts as seen; less is scrolling past. */
const SEEN_AFTER_MS = 1000;

/** What the controller needs to know, and its callbacks. */
export interface ReadingOptions {
  ui: UiController;
  /** The tab has become visible, or a message was seen: the thread is before the reader's eyes. */
  onView: () => void;
  /** Messages were seen; called again with every change, so that what failed is tried again. */
  onSeen?: () => void;
}

/**
 * Knows what the reader of a thread has seen: a message whose end was in view for a second, without interruption, in a tab
 * that is visible. A window without focus may be read, so focus does not matter. Leads to what arrived out of view.
 */
export class ReadingController implements ReactiveController {
  /** The end of the thread is in view, and what arrives is seen; undefined before the first observation. */
  atEnd: boolean | undefined;
  /** Sequence of the first message that arrived out of view; 0 when there is none. */
  unseenFrom = 0;

  readonly #host: ReactiveElement;
  readonly #options: ReadingOptions;
  #observer: IntersectionObserver | undefined;
  #observed = new Set<Element>();
  /** The ends of messages that are in view. */
  readonly #inView = new Set<Element>();
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  readonly #seen = new Set<string>();
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
        if (!target.matches('.end')) this.#inView[isIntersecting ? 'add' : 'delete'](target);
        else if (this.atEnd !== isIntersecting) {
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
    this.#observed.clear();
    this.#inView.clear();
    this.#look();
    this.atEnd = undefined;
  }

  /** Another thread is read. */
  reset(): void {
    this.unseenFrom = 0;
    this.#caughtUp = false;
    this.#inView.clear();
    this.#look();
    this.#seen.clear();
  }

  /** Whether a message was seen since the thread was opened. */
  hasSeen(sequence: number): boolean {
    return this.#seen.has(`message-${sequence}`);
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
    const parts = new Set(this.#host.renderRoot.querySelectorAll('.thread .message-end, .end'));
    for (const part of this.#observed) {
      if (parts.has(part)) continue;
      this.#observer?.unobserve(part);
      this.#inView.delete(part);
    }
    for (const part of parts) if (!this.#observed.has(part)) this.#observer?.observe(part);
    this.#observed = parts;
  }

  readonly #look = (event?: Event): void => {
    const visible = document.visibilityState === 'visible';
    for (const [end, timer] of this.#timers) {
      if (visible && this.#inView.has(end)) continue;
      clearTimeout(timer);
      this.#timers.delete(end);
    }
    if (!visible) return;
    for (const end of this.#inView) {
      const id = end.parentElement?.id ?? '';
      if (this.#timers.has(end) || this.#seen.has(id)) continue;
      const see = (): void => {
        this.#seen.add(id);
        this.#options.onView();
        this.#look();
      };
      this.#timers.set(end, setTimeout(see, SEEN_AFTER_MS));
    }
    if (event) this.#options.onView();
    if (this.#seen.size > 0) this.#options.onSeen?.();
  };
}
