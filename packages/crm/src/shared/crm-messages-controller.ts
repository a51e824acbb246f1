import type { UiController } from '@fale-conosco/ui';
import type { ReactiveController, ReactiveElement } from 'lit';
import { type CrmMessages, loadCrmMessages, loadedCrmMessages, ptBR } from '../messages/index.ts';

/** The console's texts in the language of its element; pt-BR until another catalogue is loaded. */
export class CrmMessagesController implements ReactiveController {
  /** Catalogue in use. */
  texts: CrmMessages = ptBR;
  /** Settles when the catalogue of the element's language is in use. */
  ready: Promise<void> = Promise.resolve();

  readonly #host: ReactiveElement;
  readonly #ui: UiController;
  #wanted: UiController['locale'] = 'pt-BR';

  constructor(host: ReactiveElement, ui: UiController) {
    this.#host = host;
    this.#ui = ui;
    host.addController(this);
  }

  hostUpdate(): void {
    const { locale } = this.#ui;
    if (locale === this.#wanted) return;
    this.#wanted = locale;
    const here = loadedCrmMessages(locale);
    if (here) this.texts = here;
    else this.ready = this.#load(locale);
  }

  async #load(locale: UiController['locale']): Promise<void> {
    try {
      const messages = await loadCrmMessages(locale);
      // The language may have changed while the catalogue was loading.
      if (locale !== this.#wanted) return;
      this.texts = messages;
      this.#host.requestUpdate();
    } catch (error) {
      console.warn(
        `<${this.#host.localName}> keeps its language: the catalogue "${locale}" did not load.`,
        error,
      );
    }
  }
}
