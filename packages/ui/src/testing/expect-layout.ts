import { executeServerCommand } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import { layoutDifferences, layoutOf, paintsOf } from './layout.ts';

/** What the test runner knows; see scripts/lib/layouts-plugin.ts. */
interface Accepted {
  accepts: boolean;
  names: string[];
  lines: string[] | null;
}

const ask = (payload: { tag: string; name?: string; lines?: string[] }): Promise<Accepted> =>
  executeServerCommand<Accepted, object>('layout', payload);

// Without a font of its own a layout would be that of the machine's fonts.
const FONT = 'Layout';
const FONT_FILE = '/node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
let font: Promise<unknown> | undefined;

/** Sets an element in the font of the layouts. */
export const setLayoutFont = async (element: HTMLElement): Promise<void> => {
  font ??= new FontFace(FONT, `url(${FONT_FILE})`, { weight: '100 900' })
    .load()
    .then((face) => document.fonts.add(face));
  await font;
  element.style.setProperty('--fc-font-family', FONT);
};

/** The instant at which all layouts stand. */
const INSTANT_MS = Date.parse('2026-11-24T17:00:00Z');

/** Lets the clock of the page go on from the instant of the layouts. @returns puts the real one back */
export const setLayoutClock = (): (() => void) => {
  const RealDate = globalThis.Date;
  const startMs = performance.now();
  const now = (): number => Math.floor(INSTANT_MS + performance.now() - startMs);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values: [], self) =>
      Reflect.construct(target, values.length > 0 ? values : [now()], self) as Date,
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
};

/** The layouts of one state, taken as it is led through widths and themes, and compared with those accepted. */
export class StateLayouts {
  readonly #tag: string;
  readonly #state: string;
  readonly #layouts = new Map<string, string[]>();

  constructor(tag: string, state: string) {
    this.#tag = tag;
    this.#state = state;
  }

  /** Takes the layout of an element; in the dark theme its colours only, and once: no width changes them. */
  take(element: LitElement, width: number, theme: 'light' | 'dark'): void {
    const lines = layoutOf(element);
    if (theme === 'light') this.#layouts.set(String(width), lines);
    else if (!this.#layouts.has('dark')) this.#layouts.set('dark', paintsOf(lines));
  }

  /** @returns what is not as accepted, in lines for people */
  async problems(): Promise<string[]> {
    const problems: string[] = [];
    for (const [screen, actual] of this.#layouts) {
      const name = `${this.#state} ${screen}`;
      const { accepts, lines: expected } = await ask({ tag: this.#tag, name });
      const differences = expected ? layoutDifferences(expected, actual) : ['it is not known yet'];
      if (differences.length === 0) continue;
      if (accepts) await ask({ tag: this.#tag, name, lines: actual });
      else problems.push(`${name}:`, ...differences.slice(0, 12).map((line) => `    ${line}`));
    }
    if (problems.length === 0) return [];
    return [
      ...['looks different; if it is meant to, accept it: npm run states:accept', `(${browserName()})`],
      ...problems,
    ];
  }
}

const browserName = (): string => /Chrom\S+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent;

/** Names of accepted layouts whose state is no longer there; in the run that accepts they go. */
export const leftoverLayouts = async (tag: string, states: readonly string[]): Promise<string[]> => {
  const { accepts, names } = await ask({ tag });
  const kept = names.filter((name) => states.includes(name.split(' ')[0] ?? ''));
  if (accepts) await ask({ tag, lines: kept });
  return accepts ? [] : names.filter((name) => !kept.includes(name));
};
