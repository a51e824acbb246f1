import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { defineSample, type SampleElement } from './testing/sample-element.ts';

defineSample();

/** Presses keys in what a selector finds, and tells which events the host page saw. */
const heard = async (selector: string, ...keys: string[]): Promise<string[]> => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  element.content = () =>
    html`<form><input class="input" /><button type="button" class="btn">a</button></form>`;
  await element.updateComplete;
  const events: string[] = [];
  const listen = (event: Event) => events.push(`${event.type} ${(event as KeyboardEvent).key ?? ''}`.trim());
  const types = ['keydown', 'keypress', 'keyup', 'input', 'paste', 'submit'];
  for (const type of types) document.addEventListener(type, listen);
  element.renderRoot.querySelector<HTMLElement>(selector)!.focus();
  for (const key of keys) {
    const [modifier, letter] = key.split('+');
    if (!modifier || !letter) await sendKeys({ press: key });
    else {
      await sendKeys({ down: modifier });
      await sendKeys({ press: letter });
      await sendKeys({ up: modifier });
    }
  }
  for (const type of types) document.removeEventListener(type, listen);
  return events;
};

describe('HostIsolationController', () => {
  it('keep what is typed in a field from the page', async () => {
    expect(await heard('input', 'j', '/', 'ArrowDown', 'Delete')).to.deep.equal([]);
  });

  it('let Escape, and shortcuts with Ctrl, through', async () => {
    expect(await heard('input', 'Escape')).to.include('keydown Escape');
    expect(await heard('input', 'Control+b')).to.include('keydown b');
  });

  it('keep Enter and space, which press our buttons, from the default button of the page', async () => {
    expect(await heard('button', 'Enter', ' ')).to.deep.equal([]);
    expect(await heard('button', 'j')).to.include('keydown j');
  });

  it('never submit a form of the page, nor navigate by one inside', async () => {
    const form = document.createElement('form');
    let submitted = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted += 1;
    });
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`, { parentNode: form });
    form.append(document.createElement('button'));
    element.content = () => html`<form id="inner"><input class="input" /><button class="btn">a</button></form>
      <input id="loose" class="input" /><button id="bare" class="btn">b</button>`;
    await element.updateComplete;
    let prevented: boolean | undefined;
    element.renderRoot.addEventListener('submit', (event) => {
      prevented = event.defaultPrevented;
    });
    for (const selector of ['#inner input', '#loose', '#bare']) {
      element.renderRoot.querySelector<HTMLElement>(selector)!.focus();
      await sendKeys({ press: 'Enter' });
    }
    expect(submitted).to.equal(0);
    expect(prevented).to.equal(true);
  });

  it('leave no listener behind when the element goes', async () => {
    const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
    element.remove();
    let seen = 0;
    element.addEventListener('paste', () => {
      seen += 1;
    });
    element.renderRoot
      .querySelector('.fc')!
      .dispatchEvent(new Event('paste', { bubbles: true, composed: true }));
    expect(seen).to.equal(1);
  });
});
