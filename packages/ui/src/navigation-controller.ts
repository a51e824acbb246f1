import type { ReactiveController, ReactiveElement } from 'lit';
import { focusInside } from './focus.ts';

/** An element that may hold text which has not been sent. */
interface Leavable extends ReactiveElement {
  confirmLeaving?(): Promise<boolean>;
}

/** What a {@link NavigationController} needs of its app. */
export interface NavigationOptions<View> {
  /** The view with which the app begins, and to which it comes back. */
  home: View;
  /** Whether the view stands in the page's address, so that the browser's back and forward work. */
  usesHash: () => boolean;
  toHash: (view: View) => string;
  /** The view that an address names; undefined when the address is the page's own. */
  fromHash: (hash: string) => View | undefined;
  /** Loads the code of a view. */
  load: (view: View) => Promise<unknown> | undefined;
  /** The element of the home view, which stays while others are shown. */
  homePart: () => ReactiveElement | null;
  /** The element of any other view, while it is shown. */
  part: () => Leavable | null;
  /** The code of a view did not arrive; `failure` says so until the next try. */
  onError: (error: unknown) => void;
}

/**
 * The views of an app and the ways between them: asks before typed text is given up, loads a view's code before it takes the
 * place of another, and puts the focus where the user goes on.
 */
export class NavigationController<View> implements ReactiveController {
  /** The view shown. */
  view: View;
  /** The view whose code did not arrive; the one before stays. */
  failure: { view: View; error: unknown } | undefined;

  readonly #host: ReactiveElement;
  readonly #options: NavigationOptions<View>;
  /** What had the focus when the home view was left. */
  #opener: Element | null | undefined;

  constructor(host: ReactiveElement, options: NavigationOptions<View>) {
    this.#host = host;
    this.#options = options;
    this.view = options.home;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#onHashChange);
    this.#onHashChange();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#onHashChange);
  }

  /** Goes where an event leads, unless the page prevents it by then. */
  follow(event: Event, view: View): void {
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.go(view);
    });
  }

  /** Shows a view; through the page's address where it stands there. */
  go(view: View): void {
    const { usesHash, toHash } = this.#options;
    const hash = toHash(view);
    if (usesHash() && hash !== location.hash) location.hash = hash;
    else void this.show(view);
  }

  /** Shows a view, the present address left as it is; also the next try after a failure. */
  async show(view: View): Promise<void> {
    const { toHash, usesHash, part } = this.#options;
    if (this.#isShown(view)) {
      this.#move(this.view, undefined);
      return;
    }
    const left = part();
    if ((left?.confirmLeaving && !(await left.confirmLeaving())) || !(await this.#load(view))) {
      if (usesHash()) history.replaceState(history.state, '', toHash(this.view));
      return;
    }
    if (this.#isHome) this.#opener = this.#options.homePart()?.shadowRoot?.activeElement;
    this.#move(view, undefined);
    await this.focusView();
  }

  /** Puts the focus on the title of the view, or, back on the home view, where the user left it. */
  async focusView(): Promise<void> {
    await this.#host.updateComplete;
    const opener = this.#opener;
    if (this.#isHome && opener?.isConnected) {
      (opener as HTMLElement).focus();
      return;
    }
    const part = this.#isHome ? this.#options.homePart() : this.#options.part();
    if (!part || !(await focusInside(part, '#title'))) await focusInside(this.#host, '#title');
  }

  get #isHome(): boolean {
    return this.#isShown(this.#options.home);
  }

  #isShown(view: View): boolean {
    const { toHash } = this.#options;
    return toHash(view) === toHash(this.view);
  }

  readonly #onHashChange = (): void => {
    const { usesHash, fromHash } = this.#options;
    const view = usesHash() ? fromHash(location.hash) : undefined;
    if (view) void this.show(view);
  };

  async #load(view: View): Promise<boolean> {
    try {
      await this.#options.load(view);
      return true;
    } catch (error) {
      this.#move(this.view, { view, error });
      this.#options.onError(error);
      return false;
    }
  }

  #move(view: View, failure: { view: View; error: unknown } | undefined): void {
    this.view = view;
    this.failure = failure;
    this.#host.requestUpdate();
  }
}
