import { expect, fixture, html } from '@open-wc/testing';
import { defineSample, type SampleElement } from '../testing/sample-element.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { ReadingController } from './reading-controller.ts';

defineSample();

/** A thread of messages that are taller than the screen, or not. */
const mount = async (messages: number, firstUnread = 0) => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  let seen = 0;
  const reading = new ReadingController(element, {
    ui: element.ui,
    onSeen: () => {
      seen += 1;
    },
  });
  const entries = Array.from({ length: messages }, (_, index) => index + 1);
  element.content = () => html`<div class="thread">
      ${entries.map((entry) => html`<p class="message" id="message-${entry}" tabindex="-1">${entry}</p>`)}
    </div>
    <span class="end">.</span>
    ${reading.showNew(firstUnread)}`;
  const tall = new CSSStyleSheet();
  tall.replaceSync('.message { block-size: 400px; margin: 0; } .arrived { position: fixed; }');
  element.shadowRoot?.adoptedStyleSheets.push(tall);
  element.requestUpdate();
  await waitUntil(() => reading.atEnd !== undefined, 'nothing was observed');
  await element.updateComplete;
  const button = (): HTMLElement | null => element.renderRoot.querySelector('.arrived');
  return { element, reading, button, seen: () => seen };
};

describe('ReadingController', () => {
  afterEach(() => scrollTo(0, 0));

  it('says that messages are seen, and whether their end is', async () => {
    const short = await mount(1);
    expect(short.reading.atEnd).to.be.true;
    expect(short.seen()).to.be.greaterThan(0);
    const long = await mount(9);
    expect(long.reading.atEnd).to.be.false;
  });

  it('leads to what arrived out of view, and to the first of it', async () => {
    const { element, reading, button } = await mount(9);
    expect(button()).to.equal(null);
    reading.arrived(8);
    reading.arrived(9);
    await element.updateComplete;
    button()?.click();
    await element.updateComplete;
    await waitUntil(() => element.shadowRoot?.activeElement?.id === 'message-8');
    expect(button()).to.equal(null);
  });

  it('offers nothing for what arrived in view', async () => {
    const { element, reading, button } = await mount(1);
    reading.arrived(2);
    await element.updateComplete;
    expect(reading.unseenFrom).to.equal(0);
    expect(button()).to.equal(null);
  });

  it('leads to the first unread message until the reader has been at the end', async () => {
    const { element, reading, button } = await mount(9, 3);
    expect(button()).not.to.equal(null);
    element.renderRoot.querySelector('.end')?.scrollIntoView();
    await waitUntil(() => reading.atEnd);
    await element.updateComplete;
    scrollTo(0, 0);
    await waitUntil(() => reading.atEnd === false);
    await element.updateComplete;
    expect(button()).to.equal(null);
    reading.reset();
    element.requestUpdate();
    await element.updateComplete;
    expect(button()).not.to.equal(null);
  });

  it('observes nothing while it is in no document', async () => {
    const { element, reading } = await mount(9);
    const parent = element.parentElement;
    element.remove();
    expect(reading.atEnd).to.equal(undefined);
    parent?.append(element);
    await waitUntil(() => reading.atEnd === false);
  });
});
