import { expect, fixture, html } from '@open-wc/testing';
import { defineSample, type SampleElement } from '../testing/sample-element.ts';
import { ReadingController } from './reading-controller.ts';

defineSample();

/** Timers of a second, which a test lets run out. All others, observers and frames go on by themselves. */
class StepTimers {
  readonly #real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
  readonly #waiting = new Map<number, { due: number; run: () => void }>();
  #now = 0;
  #ids = 0;

  install(): void {
    this.#waiting.clear();
    window.setTimeout = ((run: () => void, delay = 0) => {
      if (delay !== 1000) return this.#real.setTimeout.call(window, run, delay);
      this.#ids -= 1;
      this.#waiting.set(this.#ids, { due: this.#now + delay, run });
      return this.#ids;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      if (!this.#waiting.delete(Number(id))) this.#real.clearTimeout.call(window, id);
    };
  }

  restore(): void {
    Object.assign(window, this.#real);
  }

  /** How many are waiting. */
  get count(): number {
    return this.#waiting.size;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [id, { due, run }] of this.#waiting) {
      if (due > this.#now) continue;
      this.#waiting.delete(id);
      run();
    }
  }
}

const timers = new StepTimers();

/** Waits frame by frame: the timers stand still. */
const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(requestAnimationFrame);
};

/** A tab that is hidden or not. */
let visibility: DocumentVisibilityState = 'visible';
const setVisibility = (state: DocumentVisibilityState): void => {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
};

/** A thread of messages of 400 px each, or of another height. */
const mount = async (messages: number, { firstUnread = 0, height = 400 } = {}) => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  const calls: string[] = [];
  const entries = Array.from({ length: messages }, (_, index) => index + 1);
  const reading: ReadingController = new ReadingController(element, {
    ui: element.ui,
    onView: () => void calls.push('view'),
    onSeen: () => void calls.push(`seen ${entries.filter((entry) => reading.hasSeen(entry)).join()}`),
  });
  element.content = () => html`<div class="thread">
      ${entries.map(
        (entry) => html`<p class="message" id="message-${entry}" tabindex="-1">
          ${entry}<span class="message-end"></span>
        </p>`,
      )}
    </div>
    <span class="end">.</span>
    ${reading.showNew(firstUnread)}`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.message { position: relative; block-size: ${height}px; margin: 0; } .arrived { position: fixed; }
    .message-end { position: absolute; inset-block-end: 0; block-size: 1px; inline-size: 1px; }`);
  element.shadowRoot?.adoptedStyleSheets.push(sheet);
  element.requestUpdate();
  await until(() => reading.atEnd !== undefined);
  await element.updateComplete;
  const button = (): HTMLElement | null => element.renderRoot.querySelector('.arrived');
  const scrollTo = (selector: string): void =>
    element.renderRoot.querySelector(selector)?.scrollIntoView({ block: 'end' });
  const seen = (): string => entries.filter((entry) => reading.hasSeen(entry)).join();
  return { element, reading, button, calls, entries, scrollTo, seen };
};

describe('ReadingController', () => {
  before(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
  });
  beforeEach(() => timers.install());
  afterEach(() => {
    timers.restore();
    visibility = 'visible';
    scrollTo(0, 0);
  });
  after(() => Reflect.deleteProperty(document, 'visibilityState'));

  it('counts a message as seen when its end was in view for a second', async () => {
    const { seen, calls } = await mount(1);
    await until(() => timers.count === 1);
    timers.advance(999);
    expect([seen(), calls.join()]).to.deep.equal(['', '']);
    timers.advance(1);
    expect(seen()).to.equal('1');
    expect(calls).to.deep.equal(['view', 'seen 1']);
  });

  it('counts no message below the fold, nor one of which only the beginning is in view', async () => {
    // The window of the tests is not as high as one of these.
    const { seen, scrollTo } = await mount(3, { height: 2000 });
    timers.advance(5000);
    expect(seen()).to.equal('');
    scrollTo('#message-1');
    await until(() => timers.count === 1);
    timers.advance(1000);
    expect(seen()).to.equal('1');
  });

  it('counts no message that was scrolled past', async () => {
    const { reading, seen, scrollTo } = await mount(9, { height: 2000 });
    scrollTo('#message-4');
    await until(() => timers.count === 1);
    timers.advance(900);
    scrollTo('.end');
    await until(() => reading.atEnd && timers.count === 1);
    timers.advance(100);
    expect(seen()).to.equal('');
    timers.advance(900);
    expect(seen()).to.equal('9');
  });

  it('counts nothing in a hidden tab, and begins anew when it is visible', async () => {
    visibility = 'hidden';
    const { seen, calls } = await mount(1);
    timers.advance(5000);
    expect(calls).to.deep.equal([]);
    setVisibility('visible');
    expect(calls).to.deep.equal(['view']);
    timers.advance(900);
    setVisibility('hidden');
    timers.advance(5000);
    setVisibility('visible');
    timers.advance(900);
    expect(seen()).to.equal('');
    timers.advance(100);
    expect(seen()).to.equal('1');
  });

  it('says again what was seen when something changes, so that what failed is tried again', async () => {
    const { element, calls } = await mount(1);
    await until(() => timers.count === 1);
    timers.advance(1000);
    element.requestUpdate();
    await element.updateComplete;
    expect(calls).to.deep.equal(['view', 'seen 1', 'seen 1']);
  });

  it('knows nothing of the messages of another thread', async () => {
    const { reading, seen } = await mount(1);
    await until(() => timers.count === 1);
    timers.advance(1000);
    reading.reset();
    expect(seen()).to.equal('');
    expect(timers.count).to.equal(0);
  });

  it('leads to what arrived out of view, and to the first of it', async () => {
    const { element, reading, button } = await mount(9);
    expect(button()).to.equal(null);
    reading.arrived(8);
    reading.arrived(9);
    await element.updateComplete;
    button()?.click();
    await element.updateComplete;
    await until(() => element.shadowRoot?.activeElement?.id === 'message-8');
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
    const { element, reading, button } = await mount(9, { firstUnread: 3 });
    expect(button()).not.to.equal(null);
    element.renderRoot.querySelector('.end')?.scrollIntoView();
    await until(() => reading.atEnd);
    await element.updateComplete;
    scrollTo(0, 0);
    await until(() => reading.atEnd === false);
    await element.updateComplete;
    expect(button()).to.equal(null);
    reading.reset();
    element.requestUpdate();
    await element.updateComplete;
    expect(button()).not.to.equal(null);
  });

  it('observes nothing while it is in no document', async () => {
    const { element, reading, seen } = await mount(9);
    await until(() => timers.count > 0);
    const parent = element.parentElement;
    element.remove();
    expect(reading.atEnd).to.equal(undefined);
    expect(timers.count).to.equal(0);
    timers.advance(5000);
    expect(seen()).to.equal('');
    parent?.append(element);
    await until(() => reading.atEnd === false);
  });
});
