/** The operator's console as an agent uses it: signing in by click, the lists, the protocol, the registers. */
import { formatProtocolNumber } from '@fale-conosco/contract';
import type { Locator, Page } from 'playwright-core';
import type { Demo } from './demo.ts';
import { Surface } from './surface.ts';

/** First names of the operator's people in the demo catalogue. */
export type Agent =
  | 'Regina'
  | 'Fábio'
  | 'Marcos'
  | 'Aline'
  | 'Juliana'
  | 'Patrícia'
  | 'Sérgio'
  | 'Otávio'
  | 'Tiago';

/** The readers that something is written for. */
export type Mode = 'Responder ao prestador' | 'Nota interna' | 'Sob sigilo';

/** The console in a page. */
export class Console extends Surface {
  constructor(page: Page) {
    super(page, page.locator('crm-app'));
  }

  /** Signs somebody in and waits for the home screen with its rows. */
  static async signIn(page: Page, demo: Demo, agent: Agent): Promise<Console> {
    await page.goto(demo.crmUrl);
    await page.getByRole('link', { name: new RegExp(`^${agent}`) }).click();
    const console = new Console(page);
    await console.listed();
    return console;
  }

  /** Waits until the home screen shows rows. */
  async listed(): Promise<void> {
    await this.scope.getByRole('tab', { name: /^Abertos/, selected: true }).waitFor();
    await this.scope.getByRole('row').nth(1).getByRole('link').waitFor();
    // A list under the pointer does not move by itself.
    await this.page.mouse.move(0, 0);
  }

  link(name: string | RegExp): Locator {
    return this.scope.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name });
  }

  tab(name: string | RegExp): Locator {
    return this.scope.getByRole('tab', { name });
  }

  /** The row of a protocol on the home screen. */
  row(number: string): Locator {
    return this.scope
      .getByRole('row')
      .filter({ has: this.page.getByRole('link', { name: formatProtocolNumber(number) }) });
  }

  /** Opens a protocol from the home screen and waits for its thread. */
  async open(number: string): Promise<void> {
    await this.link(formatProtocolNumber(number)).click();
    await this.thread.waitFor();
  }

  /** Chooses the readers of the next message. */
  async write(mode: Mode, text: string): Promise<void> {
    await this.tab(mode).click();
    await this.text.fill(text);
  }

  /** What is being written. */
  get text(): Locator {
    return this.field(/^(Resposta|Nota interna|Mensagem sob sigilo)$/);
  }

  /** The entry that was just sent, once the focus has gone there. */
  sent(text: string): Locator {
    return this.thread.locator('li:focus').filter({ hasText: text });
  }

  /** What asks for more before something is done. */
  get dialog(): Locator {
    return this.scope.getByRole('dialog');
  }

  /** Opens a register through the menu and waits for its title. */
  async register(name: string | RegExp, title: string | RegExp): Promise<void> {
    await this.button('Cadastros').click();
    await this.link(name).click();
    await this.heading(title).waitFor();
  }

  /** Answers `Sim` or `Não` in the form of a register. */
  async answer(field: string | RegExp, answer: 'Sim' | 'Não'): Promise<void> {
    await this.scope.getByRole('group', { name: field }).getByRole('radio', { name: answer }).check();
  }
}
