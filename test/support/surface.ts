/** A part of a page as a person meets it: by roles and names, whatever stands between the shadow roots. */
import type { Download, Locator, Page } from 'playwright-core';
import type { TestFile } from './files.ts';

/** What the provider's and the operator's elements have in common. */
export class Surface {
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

  select(name: string | RegExp): Locator {
    return this.scope.getByRole('combobox', typeof name === 'string' ? { name, exact: true } : { name });
  }

  heading(name: string | RegExp): Locator {
    return this.scope.getByRole('heading', { name });
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

  /** The number of a protocol that was just registered, from the button that copies it. */
  async copiedNumber(): Promise<string> {
    const name = await this.button(/^Copiar o número do protocolo \d{20}$/).getAttribute('aria-label');
    return name?.match(/\d{20}/)?.[0] ?? '';
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
