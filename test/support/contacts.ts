/** The provider's elements as a person meets them. */
import type { FaleConosco } from '@fale-conosco/sdk';
import type { Locator, Page } from 'playwright-core';
import type { Demo } from './demo.ts';
import type { TestFile } from './files.ts';
import type { Person, Portal } from './portals.ts';
import { Surface } from './surface.ts';

/** What the form is given; the rest is prefilled. */
export interface ContactDraft {
  /** What is typed into the search for a subject, and the leaf that is chosen. */
  search: string;
  leaf: string;
  message: string;
  files?: readonly TestFile[];
}

/** List, form and thread inside one part of a page. */
export class Contacts extends Surface {
  /** Signs somebody in at a portal and goes to the list. */
  static async arrive(page: Page, demo: Demo, portal: Portal, person: Person): Promise<Contacts> {
    await portal.signIn(page, demo, person);
    await portal.openContacts(page);
    return new Contacts(page, portal.contacts(page));
  }

  /** Chooses a subject through the search box, on the first step of the form. */
  async choose(search: string, leaf: string): Promise<void> {
    await this.scope.getByRole('searchbox', { name: 'Pesquisar assunto' }).fill(search);
    await this.button(new RegExp(`^${leaf}`)).click();
    await this.message.waitFor();
    await this.contactMethod.selectOption({ label: 'Portal do prestador' });
  }

  /** How the contact is made. */
  get contactMethod(): Locator {
    return this.select('Forma de contato');
  }

  /** The text of a new contact. */
  get message(): Locator {
    return this.field('Mensagem');
  }

  /** The text of a complement. */
  get complement(): Locator {
    return this.field(/^Complementar|^Mensagem/);
  }

  /** Fills in a new contact up to `Salvar`. */
  async fill({ search, leaf, message, files = [] }: ContactDraft): Promise<void> {
    await this.button('Novo contato').click();
    await this.choose(search, leaf);
    await this.message.fill(message);
    if (files.length > 0) await this.attach(files);
  }

  /** Waits for the confirmation and reads the number from it. */
  async registeredNumber(): Promise<string> {
    await this.heading('Contato registrado').waitFor();
    return this.copiedNumber();
  }

  /** Waits until the list shows protocols. */
  async listed(): Promise<void> {
    await this.scope.getByRole('row').nth(1).getByRole('button').waitFor();
  }

  /** The row of a protocol in the list. */
  row(number: string): Locator {
    return this.scope
      .getByRole('row')
      .filter({ has: this.page.getByRole('button', { name: `protocolo ${number}` }) });
  }

  /** `Ver contato` of a protocol. */
  viewButton(number: string): Locator {
    return this.button(`Ver contato do protocolo ${number}`);
  }

  /** Opens a protocol from the list and waits for its thread. */
  async open(number: string): Promise<void> {
    await this.viewButton(number).click();
    await this.thread.waitFor();
  }

  /** Scrolls to the end of the thread, and waits until the server knows that this user has viewed all of it. */
  async readThread(number: string, reader: FaleConosco): Promise<void> {
    await this.thread.locator('.message-end').last().scrollIntoViewIfNeeded();
    while ((await reader.protocols.retrieve(number)).unreadCount > 0)
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
