import { expect, fixture, html } from '@open-wc/testing';
import { defineSample, type SampleElement } from './testing/sample-element.ts';

defineSample();

describe('the shell', () => {
  it('has its live regions before anything is said, and says the same text twice', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    const status = element.renderRoot.querySelector('[role=status]')!;
    const alert = element.renderRoot.querySelector('[role=alert]')!;
    element.ui.announce('Mensagem enviada.');
    await element.updateComplete;
    const first = status.textContent;
    element.ui.announce('Mensagem enviada.');
    element.ui.announce('Sem conexão', 'assertive');
    await element.updateComplete;
    expect(first).to.equal('Mensagem enviada.');
    expect(status.textContent).to.not.equal(first);
    expect(status.textContent?.trim()).to.equal(first);
    expect(alert.textContent).to.equal('Sem conexão');
  });

  it('ignores a theme that it does not know', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample theme="neon"></fc-sample>`);
    expect(element.renderRoot.querySelector<HTMLElement>('.fc')!.dataset['theme']).to.equal('light');
  });

  it('survives being moved', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    const place = await fixture(html`<div></div>`);
    place.append(element);
    element.ui.announce('a');
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('.fc')).to.have.length(1);
    expect(element.renderRoot.querySelector('[role=status]')!.textContent).to.equal('a');
  });

  it('writes no style attribute and no style element', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    expect(element.renderRoot.querySelector('style, [style]')).to.equal(null);
  });
});
