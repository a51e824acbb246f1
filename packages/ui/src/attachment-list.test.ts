import type { Attachment } from '@fale-conosco/contract';
import { createTestClient, type TestClient } from '@fale-conosco/memory';
import type { FaleConosco } from '@fale-conosco/sdk';
import { expect, fixture } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { attachmentList, DownloadController } from './attachment-list.ts';
import { contact, foundation } from './styles/index.ts';
import { expectAccessible, waitUntil } from './testing/index.ts';
import { UiController, uiProperties } from './ui-controller.ts';

class SentFiles extends LitElement {
  static override properties = { ...uiProperties, attachments: { attribute: false } };
  static override styles = [...foundation, contact];

  declare locale: string | undefined;
  declare theme: string | undefined;
  declare attachments: Attachment[];
  client: FaleConosco | undefined;
  readonly errors: unknown[] = [];
  readonly #ui = new UiController(this);
  readonly #downloads = new DownloadController(this, {
    client: () => this.client,
    ui: this.#ui,
    onError: (error) => this.errors.push(error),
  });

  protected override render(): TemplateResult {
    return this.#ui.shell(attachmentList(this.attachments, this.#downloads, this.#ui));
  }
}
customElements.define('test-sent-files', SentFiles);

const filesOf = (client: TestClient): Attachment[] =>
  client.control.protocols
    .flatMap(({ messages }) => messages.flatMap(({ attachments }) => attachments))
    .slice(0, 2);

const mount = (client: TestClient, attachments: Attachment[]): Promise<SentFiles> =>
  fixture<SentFiles>(html`<test-sent-files .client=${client} .attachments=${attachments}></test-sent-files>`);

const part = (element: SentFiles, selector: string): HTMLElement => {
  const found = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};

describe('attachmentList', () => {
  const clicked: HTMLAnchorElement[] = [];
  const { click } = HTMLAnchorElement.prototype;
  // The browser would save a file for each test.
  before(() => {
    HTMLAnchorElement.prototype.click = function record(this: HTMLAnchorElement) {
      clicked.push(this);
    };
  });
  after(() => {
    HTMLAnchorElement.prototype.click = click;
  });

  it('shows name, type and size of each file', async () => {
    const client = createTestClient();
    const files = filesOf(client);
    const element = await mount(client, files);
    const rows = [...element.renderRoot.querySelectorAll('.file')];
    expect(rows).to.have.length(2);
    expect(rows[0]?.querySelector('.file-name')?.textContent).to.equal(files[0]?.fileName);
    expect(rows[0]?.querySelector('.file-meta')?.textContent).to.match(/^PDF · \d+\u00a0B$/);
    await expectAccessible(element);
  });

  it('hands a file to the browser as a download under its own name', async () => {
    const client = createTestClient();
    const [file] = filesOf(client);
    const element = await mount(client, file ? [file] : []);
    part(element, 'button').click();
    await waitUntil(() => clicked.length === 1);
    const [anchor] = clicked;
    expect(anchor?.download).to.equal(file?.fileName);
    expect(anchor?.target).to.equal('');
    expect(anchor?.isConnected).to.equal(false);
    const content = await (await fetch(anchor?.href ?? '')).text();
    expect(content).to.equal(await (await client.attachments.download(file?.id ?? '')).text());
  });

  it('fetches a file once while it is on its way', async () => {
    const client = createTestClient();
    const element = await mount(client, filesOf(client));
    const held = client.control.hold('getAttachmentContent');
    part(element, 'button').click();
    await waitUntil(() => part(element, 'button').getAttribute('aria-busy') === 'true');
    part(element, 'button').click();
    expect(held.waiting).to.equal(1);
    held.release();
    await waitUntil(() => part(element, 'button').getAttribute('aria-busy') === 'false');
  });

  it('says at its row why a file did not come, and tries again', async () => {
    const client = createTestClient();
    client.control.failNext('getAttachmentContent', 'network');
    const element = await mount(client, filesOf(client));
    part(element, 'button').click();
    await waitUntil(() => element.errors.length === 1);
    await element.updateComplete;
    expect(part(element, '.file .error').textContent).to.contain('Não conseguimos falar com a operadora.');
    await expectAccessible(element);
    part(element, 'button').click();
    await waitUntil(() => element.renderRoot.querySelector('.error') === null);
  });

  it('offers no download of a file in verification, and says so', async () => {
    const client = createTestClient();
    const [file] = filesOf(client);
    const element = await mount(client, file ? [{ ...file, state: 'scanning' }] : []);
    expect(element.renderRoot.querySelector('button') === null).to.equal(true);
    expect(part(element, '.file-meta').textContent).to.match(/ · Em verificação$/);
    await expectAccessible(element);
  });

  it('offers no download of a file that was refused', async () => {
    const client = createTestClient();
    const files = filesOf(client).map(
      (file): Attachment => ({ ...file, state: 'rejected', rejectionCode: 'attachment_infected' }),
    );
    const element = await mount(client, files);
    expect(element.renderRoot.querySelector('button') === null).to.equal(true);
    expect(part(element, '.error').textContent).to.contain('verificação de segurança');
  });
});
