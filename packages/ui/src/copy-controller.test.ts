import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { CopyController } from './copy-controller.ts';
import { deepActiveElement } from './focus.ts';
import { defineSample, type SampleElement } from './testing/sample-element.ts';
import { waitUntil } from './testing/wait-until.ts';

defineSample();

const NUMBER = '34665920261124000123';

const mount = async (): Promise<SampleElement> => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  const copy = new CopyController(element, element.ui);
  element.content = () => copy.button(NUMBER);
  await element.updateComplete;
  return element;
};

/** Stands in for the platform's clipboard for the time of a test. */
const withClipboard = async (clipboard: unknown, work: () => Promise<void>): Promise<void> => {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  try {
    await work();
  } finally {
    delete (navigator as { clipboard?: unknown }).clipboard;
  }
};

describe('CopyController', () => {
  it('copies the bare digits and says that it did', async () => {
    const element = await mount();
    const button = element.renderRoot.querySelector('button')!;
    const copied: string[] = [];
    await withClipboard({ writeText: async (text: string) => void copied.push(text) }, async () => {
      expect(button.getAttribute('aria-label')).to.equal(`Copiar o número do protocolo ${NUMBER}`);
      button.click();
      await waitUntil(() => button.textContent?.trim() === 'Copiado');
    });
    expect(copied).to.deep.equal([NUMBER]);
    expect(element.renderRoot.querySelector('[role="status"]')?.textContent).to.equal(
      'Número do protocolo copiado.',
    );
  });

  it('copies by a selection where there is no Clipboard API, and keeps the focus', async () => {
    const element = await mount();
    const button = element.renderRoot.querySelector('button')!;
    let selected = '';
    const execCommand = document.execCommand.bind(document);
    document.execCommand = () => {
      const field = deepActiveElement() as HTMLTextAreaElement;
      selected = field.value.slice(field.selectionStart, field.selectionEnd);
      return true;
    };
    try {
      await withClipboard(undefined, async () => {
        button.click();
        await waitUntil(() => button.textContent?.trim() === 'Copiado');
      });
    } finally {
      document.execCommand = execCommand;
    }
    expect(selected).to.equal(NUMBER);
    expect(deepActiveElement()).to.equal(button);
    expect(element.renderRoot.querySelector('textarea')).to.equal(null);
  });
});
