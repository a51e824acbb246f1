import { hexOf } from './colour.ts';

/**
 * What an element looks like, as text: a line for each node that paints something, with its box, its text and its colours.
 * See docs/decisions/0019-layouts-as-text.md.
 */

/** Positions may differ by so much, in px: what is rounded differently in another version of the browser. */
const TOLERANCE = 2;

/** A short name of a text that is long and says nothing to people (FNV-1a). */
const fingerprint = (text: string): string => {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
};

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}… ${fingerprint(line)}` : line;
};

const ownText = (node: Element): string => {
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.text ?? '';
  if (node instanceof HTMLTextAreaElement) return node.value || node.placeholder;
  if (node instanceof HTMLInputElement) {
    if (node.type === 'checkbox' || node.type === 'radio') return node.checked ? 'on' : 'off';
    return node.type === 'file' ? '' : node.value || node.placeholder;
  }
  if (node instanceof HTMLProgressElement) return `${Math.round(node.position * 100)} %`;
  return [...node.childNodes]
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    .map(({ data }: Node & { data?: string }) => data ?? '')
    .join(' ');
};

/** Borders, the common case in one word. */
const edges = (style: CSSStyleDeclaration): string[] => {
  const sides = ['top', 'right', 'bottom', 'left'].map((side) => {
    const width = style.getPropertyValue(`border-${side}-width`);
    const colour = style.getPropertyValue(`border-${side}-color`);
    const isThere = style.getPropertyValue(`border-${side}-style`) !== 'none' && width !== '0px';
    return isThere && hexOf(colour) ? `${width} ${hexOf(colour)}` : '-';
  });
  if (sides.every((side) => side === '-')) return [];
  return [`edge ${new Set(sides).size === 1 ? sides[0] : sides.join(', ')}`];
};

const surface = (style: CSSStyleDeclaration): string[] => [
  ...(hexOf(style.backgroundColor) ? [`on ${hexOf(style.backgroundColor)}`] : []),
  ...(style.backgroundImage === 'none' ? [] : ['image']),
  ...edges(style),
  ...(style.boxShadow === 'none' ? [] : ['shadow']),
];

const pseudo = (node: Element, name: '::before' | '::after'): string[] => {
  const style = getComputedStyle(node, name);
  if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return [];
  const size = style.content === '""' ? ` ${style.width} × ${style.height}` : '';
  return [[`${name} ${style.content}${size}`, hexOf(style.color), ...surface(style)].join(' ')];
};

/** What a node paints; empty for one that only holds others. */
const paintOf = (node: Element, style: CSSStyleDeclaration): string[] => {
  if (style.visibility === 'hidden') return [];
  const isIcon = node.localName === 'svg';
  const text = isIcon ? '' : shorten(ownText(node));
  const painted = [
    ...(isIcon
      ? [`icon ${fingerprint(node.innerHTML.replace(/<!--.*?-->/g, ''))} ${hexOf(style.color)}`]
      : []),
    ...(text ? [`“${text}” ${style.fontSize}/${style.fontWeight} ${hexOf(style.color)}`] : []),
    ...(text && style.textDecorationLine !== 'none' ? [style.textDecorationLine] : []),
    ...(isIcon ? [] : surface(style)),
    ...pseudo(node, '::before'),
    ...pseudo(node, '::after'),
  ];
  if (painted.length === 0) return [];
  return [
    ...painted,
    ...(style.borderTopLeftRadius === '0px' ? [] : [`round ${style.borderTopLeftRadius}`]),
    ...(style.opacity === '1' ? [] : [`opacity ${style.opacity}`]),
    ...(node.clientWidth > 0 && node.scrollWidth > node.clientWidth + TOLERANCE ? ['overflows'] : []),
  ];
};

/** Of the rows of a list the first are enough: the others look alike. */
const FIRST_ROWS = 4;
const isFurtherRow = (node: Element): boolean =>
  /^(tr|li)$/.test(node.localName) && [...(node.parentElement?.children ?? [])].indexOf(node) >= FIRST_ROWS;

const isLeaf = (node: Element): boolean => /^(svg|select|textarea|input|progress)$/.test(node.localName);

/**
 * The layout of an element as it stands: a line for each node that paints, indented as they lie inside each other:
 * `left top width height node · what it paints`, positions from the node around it.
 */
export const layoutOf = (element: Element): string[] => {
  const lines: string[] = [];
  const visit = (node: Element, depth: number, around: { left: number; top: number }): void => {
    if (node.matches('.visually-hidden, style, option') || isFurtherRow(node)) return;
    const style = getComputedStyle(node);
    if (style.display === 'none') return;
    const box = node.getBoundingClientRect();
    const painted = box.width > 0 && box.height > 0 ? paintOf(node, style) : [];
    if (painted.length > 0) {
      const from = style.position === 'fixed' ? { left: 0, top: 0 } : around;
      const numbers = [box.left - from.left, box.top - from.top, box.width, box.height].map(Math.round);
      const classes = (node.getAttribute('class') ?? '').split(/\s+/).filter(Boolean);
      const name = [node.localName, ...classes].join('.');
      lines.push(`${'  '.repeat(depth)}${numbers.join(' ')} ${name} · ${painted.join(' · ')}`);
    }
    if (isLeaf(node)) return;
    const inside = painted.length > 0;
    for (const child of (node.shadowRoot ?? node).children)
      visit(child, inside ? depth + 1 : depth, inside ? box : around);
  };
  visit(element, 0, element.getBoundingClientRect());
  return lines;
};

/** A layout without its positions: what it paints. */
export const paintsOf = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(/^(\s*)-?\d+ -?\d+ -?\d+ -?\d+ /, '$1'));

interface Line {
  numbers: number[];
  rest: string;
}

const parse = (line: string): Line => {
  const [, indent = '', left, top, width, height, rest = ''] =
    /^(\s*)(-?\d+) (-?\d+) (-?\d+) (-?\d+) (.*)$/.exec(line) ?? [];
  return { numbers: [left, top, width, height].map(Number), rest: indent + rest };
};

/** What differs between two layouts, in lines for people; nothing where they are equal but for what rounding does. */
export const layoutDifferences = (expected: readonly string[], actual: readonly string[]): string[] => {
  const differences: string[] = [];
  for (let index = 0; index < Math.max(expected.length, actual.length); index += 1) {
    const [before = '(nothing)', after = '(nothing)'] = [expected[index], actual[index]];
    if (before === after) continue;
    const [one, other] = [parse(before), parse(after)];
    const isOtherNode = one.rest !== other.rest;
    const moved = one.numbers.some(
      (number, place) => !(Math.abs(number - (other.numbers[place] ?? Number.NaN)) <= TOLERANCE),
    );
    if (!isOtherNode && !moved) continue;
    differences.push(`was: ${before.trim()}`, `now: ${after.trim()}`);
    // After a node that came or went all others differ.
    if (isOtherNode && expected.length !== actual.length) break;
  }
  return differences;
};
