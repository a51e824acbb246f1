import { fixture } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { setCircumstances, sidewaysOverflow, violationsOf } from './accessibility.ts';
import { leftoverLayouts, StateLayouts, setLayoutClock, setLayoutFont } from './expect-layout.ts';
import type { StateCase } from './states.ts';

/** From the widest, in which an element is mounted, to the narrowest. */
const WIDTHS = [1280, 768, 320] as const;
/** Those of them at which layouts are compared. */
const LAYOUT_WIDTHS = [1280, 320];

/** What every element of ours has. */
type ThemedElement = LitElement & { theme?: string | undefined };

/**
 * Checks an element as it stands with axe-core at 320, 768 and 1280 px, in the light and the dark theme and in forced
 * colours, and that nothing sticks out of it at 320 px. All rules run once a width; in the other schemes those run whose
 * outcome depends on colours: that is a third of the time, and the other rules read no colours.
 *
 * @param layouts takes the element's layouts on the way
 */
export const expectAccessibleEverywhere = async (
  element: ThemedElement,
  layouts?: StateLayouts,
): Promise<void> => {
  const problems: string[] = [];
  const check = async (circumstances: string, rules: 'all' | 'colour'): Promise<void> => {
    await element.updateComplete;
    const lines = await violationsOf(element, rules);
    if (lines.length > 0) problems.push(`${circumstances}:`, ...lines);
  };
  const themeBefore = element.theme;
  try {
    for (const width of WIDTHS) {
      // Without motion, because colours on their way from one theme to the other belong to neither.
      await setCircumstances({ reducedMotion: true, width });
      for (const theme of ['light', 'dark'] as const) {
        element.theme = theme;
        await check(`${width} px, ${theme}`, theme === 'light' ? 'all' : 'colour');
        if (LAYOUT_WIDTHS.includes(width)) layouts?.take(element, width, theme);
      }
    }
    const overflow = sidewaysOverflow(element);
    element.theme = 'light';
    for (const width of WIDTHS.toReversed()) {
      await setCircumstances({ forced: true, reducedMotion: true, width });
      await check(`${width} px, forced colours`, 'colour');
    }
    if (overflow.length > 0) problems.push(`sticks out at 320 px: ${overflow.join(', ')}`);
    problems.push(...((await layouts?.problems()) ?? []));
    if (problems.length > 0) throw new Error(problems.join('\n  '));
  } finally {
    element.theme = themeBefore;
    await setCircumstances();
  }
};

/**
 * One test for each state of an element: it is mounted, brought into the state, checked by
 * {@link expectAccessibleEverywhere}, and its layout compared with the accepted one. Each file of states has its call; a test
 * of the tests sees to that.
 *
 * @param tag the element's name; its file of states is `<tag>.states.ts`
 */
export const describeStates = <Element extends ThemedElement>(
  tag: string,
  states: readonly StateCase<Element>[],
): void => {
  describe(`${tag} in every state`, () => {
    let putClockBack = (): void => {};
    beforeEach(() => {
      putClockBack = setLayoutClock();
    });
    afterEach(() => putClockBack());

    for (const state of states) {
      it(`is accessible, fits its box and looks as accepted: ${state.name}`, async () => {
        const element = await fixture<Element>(state.render());
        await setLayoutFont(element);
        await state.setup?.(element);
        await expectAccessibleEverywhere(element, new StateLayouts(tag, state.name));
        // Nine looks of axe at a large list take their time on a busy machine.
      }).timeout(60_000);
    }

    it('has a name of its own for each, and no layout of one that is gone', async () => {
      const names = states.map(({ name }) => name);
      const twice = names.filter((name, index) => names.indexOf(name) < index);
      if (twice.length > 0) throw new Error(`Several states are called ${twice.join(', ')}`);
      const leftover = await leftoverLayouts(tag, names);
      if (leftover.length > 0) throw new Error(`npm run states:accept: ${leftover.join(', ')}`);
    });
  });
};
