import type { ReactiveController, ReactiveElement } from 'lit';
import { type Formats, formatsOf } from './formats.ts';
import { type Locale, loadedMessages, loadMessages, resolveLocale } from './messages/locale.ts';
import { type Messages, ptBR } from './messages/pt-BR.ts';

/** What the controller reads from its element. */
export type LocalizedHost = ReactiveElement & { locale?: string | undefined };

/** The language of the page around an element: the nearest `lang`, through shadow roots. */
const surroundingLang = (element: Element): string | null => {
  for (let node: Element | null = element; node; ) {
    const holder: Element | null = node.closest('[lang]');
    if (holder) return holder.getAttribute('lang');
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
};

/**
 * The words and formats of an element, in the language of its `locale` attribute (`auto`: the browser's), else of the
 * page around it, else pt-BR. Another language than pt-BR arrives a moment later and re-renders the element; if it
 * cannot be fetched, pt-BR stays.
 */
export class LocalizeController implements ReactiveController {
  /** Language in use. */
  locale: Locale = 'pt-BR';
  /** Catalogue in use. */
  t: Messages = ptBR;
  /** Formats in use. */
  formats: Formats = formatsOf('pt-BR');
  /** Settles when the wanted language is in use. */
  ready: Promise<void> = Promise.resolve();

  readonly #host: LocalizedHost;
  #wanted: Locale = 'pt-BR';

  constructor(host: LocalizedHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#resolve();
  }

  hostUpdate(): void {
    this.#resolve();
  }

  #resolve(): void {
    const { locale } = this.#host;
    const tags = locale === 'auto' ? navigator.languages : [locale];
    const wanted = resolveLocale(...tags, surroundingLang(this.#host));
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const here = loadedMessages(wanted);
    if (here) this.#use(wanted, here);
    else this.ready = this.#load(wanted);
  }

  async #load(wanted: Locale): Promise<void> {
    try {
      const messages = await loadMessages(wanted);
      // Meanwhile another language may have been asked for.
      if (wanted !== this.#wanted) return;
      this.#use(wanted, messages);
      this.#host.requestUpdate();
    } catch (error) {
      console.warn(
        `<${this.#host.localName}> keeps its language: the catalogue "${wanted}" did not load.`,
        error,
      );
    }
  }

  #use(locale: Locale, messages: Messages): void {
    this.locale = locale;
    this.t = messages;
    this.formats = formatsOf(locale);
  }
}
