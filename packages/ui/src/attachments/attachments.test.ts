import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { expect, fixture, nextFrame } from '@open-wc/testing';
import { html } from 'lit';
import { deepActiveElement } from '../focus.ts';
import { expectAccessibleEverywhere, waitUntil } from '../testing/index.ts';
import { defineSample, type SampleElement } from '../testing/sample-element.ts';
import { AttachmentsController } from './attachments-controller.ts';
import { attachmentsField } from './attachments-field.ts';
import { fileType } from './file-type.ts';

defineSample();

interface Scene {
  client: TestClient;
  element: SampleElement;
  attachments: AttachmentsController;
}

const file = (name: string, content: BlobPart = '%PDF-1.7', type = 'application/pdf'): File =>
  new File([content], name, { type });

/** A field on a client whose uploads move only when told to. */
const mount = async (client: TestClient = createTestClient()): Promise<Scene> => {
  client.control.stepUploads = true;
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  const attachments = new AttachmentsController(element, {
    client: () => client,
    limits: () => client.control.limits,
    ui: element.ui,
  });
  element.content = (ui) =>
    html`<form @drop=${attachments.onTransfer} @dragover=${attachments.onTransfer} @dragleave=${attachments.onTransfer} @paste=${attachments.onTransfer}>
      <textarea aria-label="texto"></textarea>${attachmentsField(attachments, ui)}
    </form>`;
  element.requestUpdate();
  await element.updateComplete;
  return { client, element, attachments };
};

const find = (element: SampleElement, selector: string): HTMLElement => {
  const found = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};

const states = ({ attachments }: Scene): string[] => attachments.items.map(({ state }) => state);
const spoken = ({ element }: Scene): string => find(element, '[role="status"]').textContent ?? '';

describe('attachments', () => {
  it('sends two files at a time and gives their ids in the order of the list', async () => {
    const scene = await mount();
    const { attachments, client } = scene;
    attachments.add([file('a.pdf'), file('b.pdf'), file('c.pdf')]);
    expect(states(scene)).to.deep.equal(['uploading', 'uploading', 'waiting']);
    const b = await client.control.uploadOf('b.pdf');
    b.finish();
    const c = await client.control.uploadOf('c.pdf');
    c.finish();
    const a = await client.control.uploadOf('a.pdf');
    a.finish();
    await attachments.settled();
    expect(states(scene)).to.deep.equal(['ready', 'ready', 'ready']);
    expect(attachments.ids).to.deep.equal([a, b, c].map(({ attachmentId }) => attachmentId));
  });

  it('tells type, size and progress in words', async () => {
    const { attachments, client, element } = await mount();
    attachments.add([file('etiqueta.png', new Uint8Array(2_516_582), 'image/png')]);
    (await client.control.uploadOf('etiqueta.png')).advance(1_258_291);
    await waitUntil(() => find(element, '.file-meta').textContent === 'PNG · 2,4\u00a0MB · Enviando: 50%');
    expect((find(element, 'progress') as HTMLProgressElement).value).to.equal(50);
  });

  it('keeps what the limits refuse in the list, with the reason, and sends nothing of it', async () => {
    const client = createTestClient({
      seed: { limits: { attachmentMaxBytes: 1024, attachmentsPerMessage: 3 } },
    });
    const { attachments, element } = await mount(client);
    attachments.add([
      file('grande.pdf', new Uint8Array(2000)),
      file('vazio.pdf', ''),
      file('guia.pdf.exe', 'MZ', 'application/pdf'),
      file('quarto.pdf'),
    ]);
    await element.updateComplete;
    expect(
      [...element.renderRoot.querySelectorAll('.error')].map((node) => node.textContent?.trim()),
    ).to.deep.equal([
      'Cada mensagem leva até 3 anexos.',
      'O arquivo passa do limite de 1\u00a0KB.',
      'O arquivo está vazio.',
      'Este tipo de arquivo não é aceito.',
    ]);
    expect(client.control.uploads).to.have.length(0);
    expect(element.renderRoot.querySelector('[aria-label^="Enviar"]')).to.equal(null);
  });

  it('counts the files of earlier choices, and makes room with each that is removed', async () => {
    const scene = await mount(createTestClient({ seed: { limits: { attachmentsPerMessage: 3 } } }));
    const { attachments } = scene;
    const names = () => attachments.items.map((item) => item.file.name).join();
    attachments.add([file('a.pdf'), file('b.pdf')]);
    expect(attachments.tooMany).to.equal(false);
    attachments.add([file('c.pdf'), file('d.pdf')]);
    expect([names(), attachments.tooMany]).to.deep.equal(['a.pdf,b.pdf,c.pdf', true]);
    attachments.add([file('e.pdf')]);
    expect(names()).to.equal('a.pdf,b.pdf,c.pdf');
    const [first] = attachments.items;
    if (first) attachments.remove(first);
    attachments.add([file('f.pdf')]);
    expect([names(), attachments.tooMany]).to.deep.equal(['b.pdf,c.pdf,f.pdf', false]);
  });

  it('sends an interrupted file again, but offers no retry for a refused one', async () => {
    const scene = await mount();
    const { attachments, client, element } = scene;
    attachments.add([file('cortado.pdf'), file('virus.pdf')]);
    (await client.control.uploadOf('cortado.pdf')).fail();
    (await client.control.uploadOf('virus.pdf')).reject('attachment_infected');
    await attachments.settled();
    await element.updateComplete;
    expect(attachments.problems).to.have.length(2);
    expect(element.renderRoot.querySelectorAll('[aria-label$="novamente"]')).to.have.length(1);
    find(element, '[aria-label="Enviar cortado.pdf novamente"]').click();
    (await client.control.uploadOf('cortado.pdf', 1)).finish();
    await attachments.settled();
    expect(states(scene)).to.deep.equal(['ready', 'failed']);
    expect(spoken(scene)).to.contain('cortado.pdf enviado.');
  });

  it('aborts a removed file and brings the focus back to the chooser', async () => {
    const { attachments, client, element } = await mount();
    attachments.add([file('laudo.pdf')]);
    const upload = await client.control.uploadOf('laudo.pdf');
    await waitUntil(() => upload.isWaiting);
    const remove = find(element, '[aria-label="Remover laudo.pdf"]');
    remove.focus();
    remove.click();
    await element.updateComplete;
    await waitUntil(() => upload.state === 'aborted');
    expect(deepActiveElement()?.id).to.equal('attachments');
    expect(attachments.busy).to.equal(false);
  });

  it('goes on when it is moved, stops when it is taken away, and starts again when it is back', async () => {
    const scene = await mount();
    const { attachments, client, element } = scene;
    attachments.add([file('laudo.pdf')]);
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    const upload = await client.control.uploadOf('laudo.pdf');
    await waitUntil(() => upload.isWaiting);
    expect(upload.state).to.equal('uploading');
    element.remove();
    await waitUntil(() => upload.state === 'aborted');
    elsewhere.append(element);
    expect(states(scene)).to.deep.equal(['uploading']);
    (await client.control.uploadOf('laudo.pdf', 1)).finish();
    await attachments.settled();
    expect(attachments.ids).to.have.length(1);
    elsewhere.remove();
  });

  it('asks for a file again that the server has lost', async () => {
    const { attachments, client } = await mount();
    attachments.add([file('a.pdf'), file('b.pdf')]);
    for (const name of ['a.pdf', 'b.pdf']) (await client.control.uploadOf(name)).finish();
    await attachments.settled();
    attachments.lost(1);
    expect(attachments.problems.map(({ file: { name } }) => name)).to.deep.equal(['b.pdf']);
    expect(attachments.ids).to.have.length(1);
  });

  it('takes what is dropped before the page does, and shows where it would land', async () => {
    const { attachments, element } = await mount();
    let reachedPage = false;
    const page = (): void => {
      reachedPage = true;
    };
    document.addEventListener('drop', page);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file('solto.pdf'));
    const fire = (type: string): DragEvent => {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true });
      find(element, '.drop').dispatchEvent(event);
      return event;
    };
    fire('dragover');
    await element.updateComplete;
    expect(find(element, '.drop').hasAttribute('data-over')).to.equal(true);
    expect(fire('drop').defaultPrevented).to.equal(true);
    await element.updateComplete;
    expect(find(element, '.drop').hasAttribute('data-over')).to.equal(false);
    expect(attachments.items).to.have.length(1);
    expect(reachedPage).to.equal(false);
    document.removeEventListener('drop', page);
  });

  it('takes a pasted picture, but leaves a paste that has text to the text field', async () => {
    const { attachments, element } = await mount();
    const paste = (withText: boolean): ClipboardEvent => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(file('image.png', 'x', 'image/png'));
      if (withText) clipboardData.setData('text/plain', 'R$ 10,00');
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      find(element, 'textarea').dispatchEvent(event);
      return event;
    };
    expect(paste(true).defaultPrevented).to.equal(false);
    expect(attachments.items).to.have.length(0);
    expect(paste(false).defaultPrevented).to.equal(true);
    expect(attachments.items).to.have.length(1);
  });

  it('reads the type of a file from its name', () => {
    expect(fileType('laudo.final.PDF')).to.equal('PDF');
    expect(fileType('LEIAME')).to.equal('');
  });

  it('is accessible with a file in every state', async () => {
    const { attachments, client, element } = await mount();
    attachments.add([
      file('demonstrativo-de-pagamento-competencia-outubro-2026-revisado.pdf'),
      file('vazio.pdf', ''),
      file('a.zip', 'PK', 'application/zip'),
      file('b.xlsx'),
    ]);
    const long = 'demonstrativo-de-pagamento-competencia-outubro-2026-revisado.pdf';
    (await client.control.uploadOf(long)).finish();
    (await client.control.uploadOf('a.zip')).fail();
    await nextFrame();
    await expectAccessibleEverywhere(element);
  });
});
