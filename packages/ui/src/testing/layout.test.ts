import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { iconInbox } from '../icons.ts';
import { layoutDifferences, layoutOf, paintsOf } from './layout.ts';
import { defineSample, type SampleElement } from './sample-element.ts';

defineSample();

const card = ({ style = '', icon = true, text = 'Protocolo' }) =>
  html`<div class="card" .style=${`inline-size: 300px; padding: 8px; background: #fff; border: 1px solid #ccc; ${style}`}>
    ${icon ? iconInbox() : ''}<p class="line">${text}</p>
  </div>`;

/** The layout of a card. */
const layout = async (options: { style?: string; icon?: boolean; text?: string } = {}): Promise<string[]> => {
  const element = await fixture<SampleElement>(html`<fc-sample theme="light"></fc-sample>`);
  element.content = () => card(options);
  element.requestUpdate();
  await element.updateComplete;
  return layoutOf(element);
};

/** What a change of the card differs in. */
const differences = async (options: Parameters<typeof layout>[0]): Promise<string> =>
  layoutDifferences(await layout(), await layout(options)).join('\n');

describe('the layout of an element', () => {
  it('has a line for each node that paints, with its place, text and colours', async () => {
    const lines = await layout();
    expect(lines.map((line) => line.replace(/ ·.*$/, '').replace(/^(\s*)[-\d ]+/, '$1'))).to.deep.equal([
      'div.fc',
      '  div.card',
      '    svg.icon',
      '    p.line',
    ]);
    expect(lines[1]).to.contain('on #ffffff · edge 1px #cccccc');
    expect(lines[3]).to.match(/“Protocolo” 15px\/400 #[0-9a-f]{6}$/);
  });

  it('is the same a second time', async () => {
    expect(await differences({})).to.equal('');
  });

  for (const [what, options, seen] of [
    ['a padding of 4 px more', { style: 'padding: 12px' }, /was: 9 .*svg.icon/],
    ['another colour', { style: 'color: #123456' }, /now: .*“Protocolo” .*#123456/],
    ['another background', { style: 'background: #fefefe' }, /now: .*on #fefefe/],
    ['a border that is lost', { style: 'border-color: transparent' }, /was: .*edge 1px #cccccc/],
    ['an icon that is lost', { icon: false }, /was: .*svg\.icon/],
    ['another text', { text: 'Contato' }, /now: .*“Contato”/],
    [
      'a text over its box',
      { style: 'white-space: nowrap', text: 'comprido '.repeat(30) },
      /now: .*overflows/,
    ],
    ['a larger font', { style: 'font-size: 17px' }, /now: .*17px/],
  ] as const) {
    it(`shows ${what}`, async () => {
      expect(await differences(options)).to.match(seen);
    });
  }

  it('shows no difference that rounding makes', () => {
    const [line] = ['10 20 300 40 p · “a”'];
    expect(layoutDifferences([line], ['12 18 299 41 p · “a”'])).to.deep.equal([]);
    expect(layoutDifferences([line], ['13 20 300 40 p · “a”'])).to.have.length(2);
    expect(layoutDifferences([line], [])).to.deep.equal([`was: ${line}`, 'now: (nothing)']);
    expect(layoutDifferences([], [line])).to.deep.equal(['was: (nothing)', `now: ${line}`]);
  });

  it('is compared by what it paints alone where positions do not count', () => {
    expect(paintsOf(['1 2 3 4 div.a · on #fff', '  -1 2 3 4 p · “b”'])).to.deep.equal([
      'div.a · on #fff',
      '  p · “b”',
    ]);
    expect(layoutDifferences(['p · “b” #111'], ['p · “b” #222'])).to.have.length(2);
    expect(layoutDifferences(['p · “b” #111'], ['p · “b” #111'])).to.deep.equal([]);
  });
});
