import type { ReactiveController, ReactiveElement } from 'lit';

/** What the controller needs to know, and whom it tells. */
export interface ReadingOptions {
  /** The part of the root that holds the messages. */
  thread: string;
  /** What stands at their end. */
  end: string;
  /** The messages are before the reader's eyes, or what is there has changed. */
  onSeen: () => void;
}

/** Knows what the reader can see: messages at all (and not in a hidden tab of the browser), and their end. */
export class ReadingController implements ReactiveController {
  /** The end of the thread is in view, and what arrives is seen; undefined while nobody has looked. */
  atEnd: boolean | undefined;

  readonly #host: ReactiveElement;
  readonly #options: ReadingOptions;
  #observer: IntersectionObserver | undefined;
  #observed: (Element | null)[] = [];
  #inView = false;

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

  #observe(): void {
    const { thread, end } = this.#options;
    const parts = [thread, end].map((selector) => this.#host.renderRoot.querySelector(selector));
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
    if (this.#inView && document.visibilityState === 'visible') this.#options.onSeen();
  };
}
