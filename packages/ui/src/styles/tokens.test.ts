import { expect, fixture, html } from '@open-wc/testing';
import { contrastRatio, setCircumstances } from '../testing/index.ts';
import { defineSample, type SampleElement } from '../testing/sample-element.ts';

defineSample();

/** Computed value of a private token, through a property that takes colours. */
const colourOf = (element: SampleElement, token: string): string => {
  const probe = document.createElement('i');
  element.renderRoot.querySelector('.fc')!.append(probe);
  probe.style.setProperty('color', `var(${token})`);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

const sample = (theme: string, brand?: string) => {
  const parentNode = document.createElement('div');
  if (brand) parentNode.style.setProperty('--fc-color-brand', brand);
  return fixture<SampleElement>(html`<fc-sample theme=${theme}></fc-sample>`, { parentNode });
};

// [foreground, background, least contrast]: 4.5 for text (1.4.3), 3 for edges and shapes that carry meaning (1.4.11).
const NEUTRAL_PAIRS: [string, string, number][] = [
  ['--_text', '--_surface', 7],
  ['--_text', '--_canvas', 7],
  ['--_muted', '--_surface', 4.5],
  ['--_muted', '--_canvas', 4.5],
  ['--_control', '--_surface', 3],
  ['--_on-unread', '--_unread', 4.5],
  ['--_success', '--_surface', 4.5],
  ['--_success', '--_success-tint', 4.5],
  ['--_text', '--_success-tint', 7],
  ['--_error', '--_surface', 4.5],
  ['--_error', '--_error-tint', 4.5],
  ['--_text', '--_error-tint', 7],
];
const BRAND_PAIRS: [string, string, number][] = [
  ['--_on-brand', '--_brand', 4.5],
  ['--_on-brand', '--_brand-hover', 4.5],
  ['--_brand-text', '--_surface', 4.5],
  ['--_brand-text', '--_canvas', 4.5],
  ['--_brand-text', '--_brand-tint', 4.5],
  ['--_brand-text', '--_error-tint', 4.5],
  ['--_text', '--_brand-tint', 7],
  ['--_focus', '--_surface', 3],
];
const BRANDS = [
  '#ffd400',
  '#00c853',
  '#00b5e2',
  '#e30613',
  '#7b1fa2',
  '#0000ff',
  '#808080',
  '#000000',
  '#ffffff',
  'hotpink',
];

describe('tokens', () => {
  for (const theme of ['light', 'dark']) {
    it(`keeps every pair of the ${theme} theme legible`, async () => {
      const element = await sample(theme);
      for (const [foreground, background, least] of [...NEUTRAL_PAIRS, ...BRAND_PAIRS]) {
        const ratio = contrastRatio(colourOf(element, foreground), colourOf(element, background));
        expect(ratio, `${foreground} on ${background}`).to.be.at.least(least);
      }
    });

    for (const brand of BRANDS) {
      it(`derives legible colours from the brand ${brand} in the ${theme} theme`, async () => {
        const element = await sample(theme, brand);
        for (const [foreground, background, least] of BRAND_PAIRS) {
          const ratio = contrastRatio(colourOf(element, foreground), colourOf(element, background));
          expect(ratio, `${foreground} on ${background}`).to.be.at.least(least);
        }
      });
    }
  }

  it('takes the brand of the host as it is for the primary action of the light theme', async () => {
    const element = await sample('light', 'rgb(120, 30, 90)');
    expect(colourOf(element, '--_brand')).to.equal('rgb(120, 30, 90)');
  });

  it('changes nothing inside when the host styles everything', async () => {
    const looks = async (parentNode: HTMLElement) => {
      const element = await fixture<SampleElement>(html`<fc-sample theme="light"></fc-sample>`, {
        parentNode,
      });
      element.content = () =>
        html`<p class="probe">a</p><table class="table"><tbody><tr><td>b</td></tr></tbody></table>`;
      await element.updateComplete;
      return [...element.renderRoot.querySelectorAll('.probe, td')].map((node) => {
        const { font, color, letterSpacing, textTransform, textAlign, visibility, cursor } =
          getComputedStyle(node);
        return [font, color, letterSpacing, textTransform, textAlign, visibility, cursor].join();
      });
    };
    const calm = await looks(document.createElement('div'));
    const rude = document.createElement('div');
    rude.style.cssText =
      'font: italic 900 40px/3 fantasy; color: lime; letter-spacing: 9px; text-transform: uppercase; text-align: right; cursor: wait';
    document.documentElement.style.fontSize = '62.5%';
    const besieged = await looks(rude);
    document.documentElement.style.fontSize = '';
    expect(besieged).to.deep.equal(calm);
  });

  it('follows the system in dark mode only where theme or page say so', async () => {
    await setCircumstances({ dark: true });
    try {
      const followed = await sample('auto');
      const absent = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
      document.documentElement.style.colorScheme = 'light dark';
      const opted = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
      const dark = colourOf(await sample('dark'), '--_surface');
      expect(colourOf(followed, '--_surface')).to.equal(dark);
      expect(colourOf(opted, '--_surface')).to.equal(dark);
      expect(colourOf(absent, '--_surface')).to.equal('rgb(255, 255, 255)');
    } finally {
      document.documentElement.style.colorScheme = '';
      await setCircumstances();
    }
  });

  it('moves nothing when reduced motion is asked for', async () => {
    await setCircumstances({ reducedMotion: true });
    try {
      const element = await sample('light');
      element.content = () => html`<button class="btn" aria-busy="true">a</button>`;
      await element.updateComplete;
      const button = element.renderRoot.querySelector('button')!;
      expect(getComputedStyle(button).transitionProperty).to.equal('none');
      expect(getComputedStyle(button, '::before').animationName).to.equal('none');
    } finally {
      await setCircumstances();
    }
  });
});
