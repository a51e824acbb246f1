import { expect, fixture, html } from '@open-wc/testing';
import { defineSample, type SampleElement } from './testing/sample-element.ts';

defineSample();

const wrapperOf = (element: SampleElement) => element.renderRoot.querySelector<HTMLElement>('.fc')!;

describe('localization', () => {
  it('speaks the language of the page around it, through shadow roots', async () => {
    const host = await fixture(html`<div lang="en-US"></div>`);
    const element = document.createElement('fc-sample') as SampleElement;
    host.attachShadow({ mode: 'open' }).append(element);
    await element.ui.ready;
    expect(element.ui.t.status.closed).to.equal('Closed');
  });

  it('prefers its own attribute, says so on the wrapper, and follows a change', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample locale="es"></fc-sample>`);
    await element.ui.ready;
    await element.updateComplete;
    expect(wrapperOf(element).lang).to.equal('es');
    expect(element.ui.t.list.open).to.equal('Abiertos');
    expect(element.ui.formats.number(12345)).to.equal('12.345');
    element.locale = 'pt-BR';
    await element.updateComplete;
    expect(wrapperOf(element).lang).to.equal('pt-BR');
    expect(element.ui.t.list.open).to.equal('Em aberto');
  });

  it('keeps the language that was asked for last', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    element.locale = 'en';
    await element.updateComplete;
    element.locale = 'pt-BR';
    await element.updateComplete;
    await element.ui.ready;
    expect(element.ui.locale).to.equal('pt-BR');
  });

  it('speaks pt-BR where nothing is said or what is said is unknown', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample locale="fr"></fc-sample>`);
    expect(element.ui.locale).to.equal('pt-BR');
  });
});
