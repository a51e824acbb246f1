/** The elements as a person meets them: by roles and names, whatever stands between the shadow roots. */
import type { Download, Locator, Page } from 'playwright-core';
import type { TestFile } from './files.ts';

/** What the form is given; the rest is prefilled. */
export interface ContactDraft {
  /** What is typed into the search for a subject, and the leaf that is chosen. */
  search: string;
  leaf: string;
  message: string;
  files?: readonly TestFile[];
}

/** List, form and thread inside one part of a page. */
export class Contacts {
  readonly page: Page;
  readonly scope: Locator;

  constructor(page: Page, scope: Locator) {
    this.page = page;
    this.scope = scope;
  }

  button(name: string | RegExp): Locator {
    return this.scope.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  field(name: string | RegExp): Locator {
    return this.scope.getByRole('textbox', typeof name === 'string' ? { name, exact: true } : { name });
  }

  heading(name: string | RegExp): Locator {
    return this.scope.getByRole('heading', { name });
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
    return this.scope.getByRole('combobox', { name: 'Forma de contato' });
  }

  /** The text of a new contact. */
  get message(): Locator {
    return this.field('Mensagem');
  }

  /** The text of a complement. */
  get complement(): Locator {
    return this.field(/^Complementar|^Mensagem/);
  }

  /** Attaches files through the native chooser and waits until they are there. */
  async attach(files: readonly TestFile[]): Promise<void> {
    const chosen = this.page.waitForEvent('filechooser');
    await this.button('Escolher arquivos').click();
    const chooser = await chosen;
    await chooser.setFiles(files.map(({ name, mimeType, buffer }) => ({ name, mimeType, buffer })));
    await this.attached(files);
  }

  /** Waits until the server has all of these files. */
  async attached(files: readonly TestFile[]): Promise<void> {
    for (const { name } of files) {
      await this.scope
        .getByRole('listitem')
        .filter({ hasText: name })
        .filter({ hasText: 'Pronto' })
        .waitFor();
    }
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
    const name = await this.button(/^Copiar o número do protocolo \d{20}$/).getAttribute('aria-label');
    return name?.match(/\d{20}/)?.[0] ?? '';
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

  /** The thread of the open protocol. */
  get thread(): Locator {
    return this.scope.getByRole('log');
  }

  /** An entry of the thread that holds a text. */
  entry(text: string): Locator {
    return this.thread.getByText(text);
  }

  /** Downloads a file of the thread. */
  async download(fileName: string): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.button(new RegExp(`^Baixar ${fileName.replace(/[.()]/g, '\\$&')}`)).click();
    return download;
  }
}
