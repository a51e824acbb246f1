import 'axe-core';
import { executeServerCommand } from '@web/test-runner-commands';
import type axeCore from 'axe-core';

// axe-core is a script, not a module: importing it leaves a global.
const { axe } = globalThis as unknown as { axe: typeof axeCore };

/** The rules that count: WCAG 2.2 at level AA, with all that it includes. */
export const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Those of them whose outcome depends on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Circumstances under which an element is looked at. */
export interface Circumstances {
  /** Dark colour scheme, as asked by system and page. */
  dark?: boolean;
  /** Forced colours (Windows high contrast). */
  forced?: boolean;
  /** Reduced motion. */
  reducedMotion?: boolean;
  /** Width of the viewport in px; the height is 900. */
  width?: number;
}

/** Puts the browser (Chromium) into the circumstances; without arguments, back into the usual ones. */
export const setCircumstances = async ({
  dark = false,
  forced = false,
  reducedMotion = false,
  width = 1280,
}: Circumstances = {}): Promise<void> => {
  await executeServerCommand('set-circumstances', { dark, forced, reducedMotion, width, height: 900 });
  // A command that no plugin of the test runner knows would be an error; this sees that it took effect.
  if (matchMedia('(forced-colors: active)').matches !== forced)
    throw new Error('Forced colours do not follow');
};

/** Checks an element with its shadow root with axe-core. @returns a line for every violation and node; none when it is accessible */
export const violationsOf = async (element: Element, rules: 'all' | 'colour' = 'all'): Promise<string[]> => {
  const { violations } = await axe.run(element, {
    runOnly: rules === 'all' ? { type: 'tag', values: WCAG_TAGS } : { type: 'rule', values: COLOUR_RULES },
    resultTypes: ['violations'],
    preload: false,
  });
  return violations.flatMap(({ id, help, nodes }) => [
    `${id}: ${help}`,
    ...nodes.map(
      (node) => `    ${node.target.flat().join(' ')}  ${node.failureSummary ?? ''}\n    ${node.html}`,
    ),
  ]);
};

/**
 * Checks an element with its shadow root with axe-core and throws an error that names every violation and node.
 * With circumstances the element is put into them first (an element with a `theme` property is set to it as well) and
 * everything is put back afterwards.
 */
export const expectAccessible = async (element: Element, circumstances?: Circumstances): Promise<void> => {
  const themed = element as Element & { theme?: string | undefined; updateComplete?: Promise<unknown> };
  const themeBefore = themed.theme;
  if (circumstances) {
    // Colours on their way from one theme to the other belong to neither.
    await setCircumstances({ reducedMotion: true, ...circumstances });
    if ('theme' in themed) themed.theme = circumstances.dark ? 'dark' : 'light';
  }
  await themed.updateComplete;
  try {
    const lines = await violationsOf(element);
    if (lines.length > 0) throw new Error(`axe found violations\n  ${lines.join('\n  ')}`);
  } finally {
    if (circumstances) {
      if ('theme' in themed) themed.theme = themeBefore;
      await setCircumstances();
      await themed.updateComplete;
    }
  }
};

/** What sticks out of an element sideways (WCAG 1.4.10), elements inside included, by name and class; nothing when all fits. */
export const sidewaysOverflow = (element: Element): string[] => {
  const limit = Math.ceil(element.getBoundingClientRect().right) + 1;
  const inside = (root: Element | ShadowRoot): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((node) =>
      node.shadowRoot ? [node, ...inside(node.shadowRoot)] : [node],
    );
  return inside(element.shadowRoot ?? element)
    .filter((node) => !node.closest('.visually-hidden') && node.getBoundingClientRect().right > limit)
    .map((node) => `${node.localName}.${node.getAttribute('class') ?? ''}`);
};
