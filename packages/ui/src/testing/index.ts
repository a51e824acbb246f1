export { contrastRatio } from './colour.ts';
export { Deferred, settleTasks, TestEvents, TestHost } from './test-host.ts';

import 'axe-core';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type axeCore from 'axe-core';

// axe-core is a script, not a module: importing it leaves a global.
const { axe } = globalThis as unknown as { axe: typeof axeCore };

/** The rules that count: WCAG 2.2 at level AA, with all that it includes. */
export const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

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
  await emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  await setViewport({ width, height: 900 });
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
    const { violations } = await axe.run(element, { runOnly: { type: 'tag', values: WCAG_TAGS } });
    if (violations.length === 0) return;
    const lines = violations.flatMap(({ id, help, nodes }) => [
      `${id}: ${help}`,
      ...nodes.map(
        (node) => `    ${node.target.flat().join(' ')}  ${node.failureSummary ?? ''}\n    ${node.html}`,
      ),
    ]);
    throw new Error(`axe found ${violations.length} violations\n  ${lines.join('\n  ')}`);
  } finally {
    if (circumstances) {
      if ('theme' in themed) themed.theme = themeBefore;
      await setCircumstances();
      await themed.updateComplete;
    }
  }
};

/** Tells whether nothing inside an element sticks out of it sideways (WCAG 1.4.10); names what does. */
export const sidewaysOverflow = (element: Element): string[] => {
  const limit = Math.ceil(element.getBoundingClientRect().right) + 1;
  const root = element.shadowRoot ?? element;
  return [...root.querySelectorAll<HTMLElement>('*')]
    .filter((node) => !node.closest('.visually-hidden') && node.getBoundingClientRect().right > limit)
    .map((node) => `${node.localName}.${node.getAttribute('class') ?? ''}`);
};
