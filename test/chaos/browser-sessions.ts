/** People at the third-party portal, in a real browser, behind a bad network. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { createRandom, type Random, seedFrom } from '../../demo/catalogue/random.ts';
import { startPortal } from '../../demo/portals.ts';
import { originsOf, root } from '../../demo/settings.ts';
import { launchBrowser } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import { compare, type Findings } from './compare.ts';
import { FaultProxy } from './fault-proxy.ts';
import { Installation } from './installation.ts';
import { type Intent, Ledger } from './ledger.ts';
import { freePort } from './server-process.ts';

/** What happens beside the faults of the network. */
const STORIES = ['plain', 'offline', 'tab-closed', 'two-tabs', 'session-ended'] as const;
type Story = (typeof STORIES)[number];

/** What came of the sessions. */
export interface BrowserResult {
  acknowledged: number;
  unknown: number;
  /** Times that a person had to press the button again. */
  presses: number;
  faults: Record<string, number>;
  findings: Findings;
}

/** How the sessions are run. */
export interface BrowserSessionsOptions {
  /** Told now and then how many there have been. */
  progress?: (text: string) => void;
  /** How many people at a time, each behind a network of their own; default 4. */
  lanes?: number;
}

const FAULT_RATE = 0.3;
const LOGIN = 'ana@saolucas';
/** The SDK repeats by itself for a while before it gives the form back. */
const PATIENCE_MS = 90_000;
const MAX_PRESSES = 12;
const LANES = 4;
const PROGRESS_EVERY = 10;

interface Surroundings {
  proxy: FaultProxy;
  portalUrl: string;
  ledger: Ledger;
  random: Random;
  findings: Findings;
}

/** Runs so many sessions, a few at a time, and compares what people were shown with what is stored. */
export const runBrowserSessions = async (
  seed: number,
  sessions: number,
  { progress = () => undefined, lanes = LANES }: BrowserSessionsOptions = {},
): Promise<BrowserResult> => {
  const ports = await Promise.all(Array.from({ length: Math.min(lanes, sessions) }, freePort));
  await using undo = new AsyncDisposableStack();
  const installation = undo.use(await Installation.start({ corsOrigins: ports.flatMap(originsOf) }));
  const ledger = new Ledger(`browser ${seed}`);
  const findings: Findings = [];
  const browser = await launchBrowser();
  undo.defer(() => browser.close());
  const proxies: FaultProxy[] = [];
  let begun = 0;
  const runLane = async (port: number, lane: number): Promise<void> => {
    const random = createRandom(seedFrom(`browser ${seed} ${lane}`));
    const proxy = undo.use(await FaultProxy.start(installation.address(), random, FAULT_RATE));
    proxies.push(proxy);
    const portal = await startPortal({
      ...{ name: 'third-party', title: 'Third-party portal', side: 'provider', port },
      ...{ directory: path.join(root, 'demo/third-party'), apiPort: proxy.port, issuer: installation.issuer },
    });
    undo.defer(() => portal.close());
    const surroundings = { proxy, portalUrl: `http://127.0.0.1:${port}`, ledger, random, findings };
    for (let session = begun; session < sessions; session = begun) {
      begun += 1;
      const story = STORIES[session % STORIES.length] ?? 'plain';
      await new Session(surroundings, story).run(browser, `${story} ${session}`);
      if (begun % PROGRESS_EVERY === 0)
        progress(`${begun} of ${sessions} sessions, ${ledger.count('acknowledged')} acknowledged`);
    }
  };
  await Promise.all(ports.map(runLane));
  findings.push(...(await compare(installation, ledger)), ...installation.failures);
  const faults: Record<string, number> = {};
  for (const { counts } of proxies)
    for (const [name, count] of counts) faults[name] = (faults[name] ?? 0) + count;
  return {
    acknowledged: ledger.count('acknowledged'),
    unknown: ledger.count('unknown'),
    presses: ledger.intents.reduce((sum, { attempts }) => sum + attempts - 1, 0),
    ...{ faults, findings },
  };
};

/** One person: registers a contact and complements it. */
class Session {
  readonly #around: Surroundings;
  readonly #story: Story;

  constructor(surroundings: Surroundings, story: Story) {
    this.#around = surroundings;
    this.#story = story;
  }

  async run(browser: Browser, name: string): Promise<void> {
    const context = await browser.newContext({ locale: 'pt-BR', permissions: ['local-network-access'] });
    context.setDefaultTimeout(30_000);
    try {
      await this.#signIn(context);
      const page = await context.newPage();
      const number = await this.#register(context, page);
      if (number !== undefined) await this.#complement(context, page, number);
    } catch (error) {
      this.#around.findings.push(`session ${name}: ${String(error).split('\n')[0]}`);
    } finally {
      this.#around.proxy.isSessionEnded = false;
      await context.close();
    }
  }

  async #signIn(context: BrowserContext): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${this.#around.portalUrl}/sessao/entrar?usuario=${LOGIN}&para=/app.html`);
    await page.close();
  }

  /** Goes to a view of the portal and waits for something in it, pressing the buttons that an error offers. */
  async #open(page: Page, hash: string, wanted: (contacts: Contacts) => Locator): Promise<Contacts> {
    await page.goto(`${this.#around.portalUrl}/app.html#/${hash}`);
    const contacts = new Contacts(page, page.locator('main'));
    await this.#untilVisible(contacts, wanted(contacts));
    return contacts;
  }

  async #untilVisible(contacts: Contacts, wanted: Locator): Promise<void> {
    const retry = contacts.button('Tentar novamente').first();
    for (const deadlineMs = performance.now() + PATIENCE_MS; !(await wanted.isVisible()); ) {
      if (performance.now() > deadlineMs) throw new Error(`Not shown: ${String(wanted)}`);
      // It may go away by itself at that moment.
      if (await retry.isVisible()) await retry.click({ timeout: 1000 }).catch(() => undefined);
      await sleep(150);
    }
  }

  /** @returns the number that was shown; undefined when the tab was closed before */
  async #register(context: BrowserContext, page: Page): Promise<string | undefined> {
    const search = (contacts: Contacts): Locator =>
      contacts.scope.getByRole('searchbox', { name: 'Pesquisar assunto' });
    const contacts = await this.#open(page, 'novo', search);
    const intent = this.#around.ledger.add('browser');
    await contacts.choose('lote rejeit', 'Lote rejeitado');
    await contacts.message.fill(intent.marker);
    if (this.#story === 'tab-closed') {
      await contacts.button('Salvar').click();
      await sleep(this.#around.random.integer(0, 800));
      await page.close();
      return undefined;
    }
    await this.#disturb(context);
    await this.#press(context, intent, {
      button: contacts.button('Salvar'),
      done: contacts.heading('Contato registrado'),
      failed: contacts.scope.getByText(/O contato ainda não foi registrado|Ainda não sabemos se o contato/),
      field: contacts.message,
    });
    const number = await contacts.copiedNumber();
    Object.assign(intent, { outcome: 'acknowledged', acknowledgement: { number, sequence: 1 } });
    return number;
  }

  async #complement(context: BrowserContext, page: Page, number: string): Promise<void> {
    const pages = this.#story === 'two-tabs' ? [page, await context.newPage()] : [page];
    await Promise.all(
      pages.map(async (tab) => {
        const contacts = await this.#open(tab, `contato/${number}`, ({ complement }) => complement);
        const intent = this.#around.ledger.add('browser');
        await contacts.complement.fill(intent.marker);
        if (this.#story === 'offline')
          void this.#around.proxy.goOffline(this.#around.random.integer(1000, 12_000));
        await this.#press(context, intent, {
          button: contacts.button('Enviar'),
          done: contacts.entry(intent.marker),
          failed: contacts.scope.getByText(
            /A mensagem ainda não foi enviada|Ainda não sabemos se a mensagem/,
          ),
          field: contacts.complement,
        });
        Object.assign(intent, { outcome: 'acknowledged', acknowledgement: { number } });
      }),
    );
  }

  /** What happens when the first form is sent. */
  async #disturb(context: BrowserContext): Promise<void> {
    const { proxy, random } = this.#around;
    if (this.#story === 'offline') void proxy.goOffline(random.integer(1000, 12_000));
    if (this.#story !== 'session-ended') return;
    await context.clearCookies();
    proxy.isSessionEnded = true;
  }

  /** Presses a button until what it does is done. Whenever it fails, what was typed must still be there. */
  async #press(
    context: BrowserContext,
    intent: Intent,
    { button, done, failed, field }: Record<'button' | 'done' | 'failed' | 'field', Locator>,
  ): Promise<void> {
    while (intent.attempts < MAX_PRESSES) {
      intent.attempts += 1;
      await button.click();
      const outcome = done.or(failed).first();
      await outcome.waitFor({ timeout: PATIENCE_MS });
      if (await done.isVisible()) return;
      const typed = await field.inputValue();
      if (typed !== intent.marker) this.#around.findings.push(`typed text lost: ${intent.marker} (${typed})`);
      // In another tab of the portal; the form stays as it is.
      if (this.#story === 'session-ended') await this.#signIn(context);
      this.#around.proxy.isSessionEnded = false;
      await sleep(500);
    }
    throw new Error(`Not done after ${MAX_PRESSES} presses: ${intent.marker}`);
  }
}
