import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { isSpokenStep, messageField } from './message-field.ts';
import { expectAccessible } from './testing/index.ts';
import { defineSample, type SampleElement } from './testing/sample-element.ts';

defineSample();

const mount = async (): Promise<{ element: SampleElement; type: (text: string) => Promise<void> }> => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  let value = '';
  element.content = (ui) =>
    messageField(ui, {
      label: ui.t.fields.message,
      value,
      error: value.length > 4000 ? ui.t.errors.field['too_long']?.(ui.t.fields.message, 4000) : undefined,
      onInput: (text) => {
        value = text;
        element.requestUpdate();
      },
    });
  await element.updateComplete;
  const type = async (text: string): Promise<void> => {
    const area = element.renderRoot.querySelector('textarea')!;
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
  };
  return { element, type };
};

const text = (element: SampleElement, selector: string): string =>
  element.renderRoot.querySelector(selector)?.textContent?.trim() ?? '';

describe('messageField', () => {
  it('counts code points, so that an emoji is one and a line end is one', async () => {
    const { element, type } = await mount();
    expect(text(element, '.counter')).to.equal('Caracteres restantes: 4.000');
    await type('😀\nOlá');
    expect(text(element, '.counter')).to.equal('Caracteres restantes: 3.995');
  });

  it('says what is left when it gets scarce, not at every key', async () => {
    const { element, type } = await mount();
    await type('a'.repeat(3000));
    expect(text(element, '[role="status"]')).to.equal('');
    await type('a'.repeat(3900));
    expect(text(element, '[role="status"]')).to.equal('100 caracteres restantes');
    await type('a'.repeat(3901));
    expect(text(element, '[role="status"]')).to.equal('100 caracteres restantes');
    expect([
      isSpokenStep(101, 100),
      isSpokenStep(100, 99),
      isSpokenStep(-3, 2),
      isSpokenStep(0, -1),
    ]).to.deep.equal([true, false, true, true]);
  });

  it('takes a text of exactly the limit for no longer than it', async () => {
    const { element, type } = await mount();
    const over = () => element.renderRoot.querySelector('.counter')?.hasAttribute('data-over');
    await type('a'.repeat(4000));
    expect([over(), text(element, '.counter')]).to.deep.equal([false, 'Caracteres restantes: 0']);
    expect(text(element, '[role="status"]')).to.equal('0 caractere restante');
    await type('a'.repeat(4001));
    expect(over()).to.equal(true);
  });

  it('keeps a text that is too long whole, and says by how much', async () => {
    const { element, type } = await mount();
    await type('a'.repeat(4010));
    expect(element.renderRoot.querySelector('textarea')?.value).to.have.length(4010);
    expect(element.renderRoot.querySelector('.counter')?.hasAttribute('data-over')).to.equal(true);
    expect(text(element, '[role="status"]')).to.equal('10 caracteres além do limite');
    expect(element.renderRoot.querySelector('textarea')?.getAttribute('aria-invalid')).to.equal('true');
    await expectAccessible(element);
  });
});
