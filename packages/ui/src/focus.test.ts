import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { nothing } from 'lit';
import { deepActiveElement, focusInside, roveFocus } from './focus.ts';
import { defineSample, type SampleElement } from './testing/sample-element.ts';

defineSample();

describe('focusInside', () => {
  it('focuses what the update under way brings', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    element.content = () => html`<h2 tabindex="-1">a</h2>`;
    expect(await focusInside(element, 'h2')).to.equal(true);
    expect(deepActiveElement()?.localName).to.equal('h2');
    expect(await focusInside(element, 'h3')).to.equal(false);
  });
});

describe('roveFocus', () => {
  it('moves among the items with arrows, Home and End, wraps around and activates', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    const clicked: string[] = [];
    const tab = (name: string) =>
      html`<button role="tab" id=${name} @click=${() => clicked.push(name)}>${name}</button>`;
    element.content = () =>
      html`<div role="tablist" @keydown=${(event: KeyboardEvent) => roveFocus(event, '[role=tab]', { activate: true })}>
        ${['a', 'b', 'c'].map(tab)}
      </div>`;
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('#a')!.focus();
    for (const press of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home', 'x'])
      await sendKeys({ press });
    expect(clicked).to.deep.equal(['b', 'c', 'a', 'c', 'a']);
    expect(deepActiveElement()?.id).to.equal('a');
  });
});

describe('focus keeper', () => {
  const withItems = async (items: string[]) => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    const render = (shown: string[], home = true) => {
      element.content = () =>
        html`${
          home
            ? html`<div class="list">
          <button id="home" data-focus-home>add</button>
          <ul>${shown.map((id) => html`<li><button id=${id}>${id}</button></li>`)}</ul>
        </div>`
            : nothing
        }<button id="other">o</button>`;
      return element.updateComplete;
    };
    await render(items);
    return { element, render };
  };

  it('brings the focus home when the focused item is removed', async () => {
    const { element, render } = await withItems(['x']);
    element.renderRoot.querySelector<HTMLElement>('#x')!.focus();
    await render([]);
    expect(deepActiveElement()?.id).to.equal('home');
  });

  it('falls back to the wrapper, never to the body', async () => {
    const { element, render } = await withItems(['x']);
    element.renderRoot.querySelector<HTMLElement>('#x')!.focus();
    await render([], false);
    expect(deepActiveElement()?.className).to.equal('fc');
  });

  it('takes no focus that was elsewhere', async () => {
    const { element, render } = await withItems(['x']);
    element.renderRoot.querySelector<HTMLElement>('#other')!.focus();
    await render([]);
    expect(deepActiveElement()?.id).to.equal('other');
  });

  it('takes no focus that went elsewhere while the item was being removed', async () => {
    const { element, render } = await withItems(['x']);
    const leaving = element.renderRoot.querySelector<HTMLElement>('#x')!;
    const other = element.renderRoot.querySelector<HTMLElement>('#other')!;
    leaving.focus();
    // After the keeper has looked: controllers are asked in the order in which they were added.
    element.addController({ hostUpdate: () => other.focus() });
    await render([]);
    expect(leaving.isConnected).to.equal(false);
    expect(deepActiveElement()?.id).to.equal('other');
  });
});
