import { expect, fixture } from '@open-wc/testing';
import { css, html, type LitElement, unsafeCSS } from 'lit';
import { expectAccessibleEverywhere } from './describe-states.ts';
import { defineSample, type SampleElement } from './sample-element.ts';

defineSample();

/** A paragraph that has a style of its own. */
const withStyle = async (rules: string): Promise<LitElement> => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  element.content = () => html`<p class="probe">Um texto</p>`;
  const { styleSheet } = css`
    ${unsafeCSS(rules)}
  `;
  if (styleSheet) element.shadowRoot?.adoptedStyleSheets.push(styleSheet);
  return element;
};

/** What is wrong with an element. */
const problems = async (rules: string): Promise<string> => {
  const element = await withStyle(rules);
  try {
    await expectAccessibleEverywhere(element);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

const faint = 'forced-color-adjust: none; color: #bbb; background: #ccc;';

describe('expectAccessibleEverywhere', () => {
  it('accepts what is accessible', async () => {
    expect(await problems('.probe { color: inherit; }')).to.equal('');
  });

  it('sees what is faint at one width alone', async () => {
    const found = await problems(`@media (width: 768px) { .probe { ${faint} } }`);
    expect(found).to.contain('768 px, light:').and.to.contain('768 px, dark:');
    expect(found).to.contain('768 px, forced colours:').and.to.contain('color-contrast');
    expect(found).not.to.contain('320 px').and.not.to.contain('1280 px');
  });

  it('sees what is faint in one scheme alone', async () => {
    const dark = await problems(`.fc[data-theme=dark] .probe { ${faint} }`);
    expect(dark).to.contain('320 px, dark:').and.not.to.contain('light');
    const forced = await problems(`@media (forced-colors: active) { .probe { ${faint} } }`);
    expect(forced).to.contain('1280 px, forced colours:').and.not.to.contain('dark');
  });

  it('sees what sticks out at 320 px', async () => {
    expect(await problems('.probe { inline-size: 500px; }')).to.contain('sticks out at 320 px');
  });
});
