import { html, type TemplateResult } from 'lit';

// White space, quotes, angle brackets, and characters that hide or reorder text (zero width, bidi) end an address.
const ADDRESS = /\bhttps?:\/\/[^\s<>"'\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/giu;

/** Takes from the end what belongs to the sentence: punctuation, and a bracket that was not opened in the address. */
const trimAddress = (raw: string): string => {
  let address = raw;
  for (;;) {
    const last = address.at(-1) ?? '';
    const opening = { ')': '(', ']': '[', '}': '{' }[last];
    const unbalanced = opening !== undefined && address.split(opening).length < address.split(last).length;
    if (!unbalanced && !/[.,;:!?…*_~»”’]/u.test(last)) return address;
    address = address.slice(0, -1);
  }
};

/** The address to go to, or `undefined` when it is none or pretends to be another (`https://bank@evil.example`). */
const safeHref = (address: string): string | undefined => {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Turns a plain text into pieces for a template: text stays text, `http(s)` addresses become anchors that tell the
 * other page nothing about this one. There is no way for HTML: every piece goes through lit's text bindings. Line ends
 * are kept by the class `plain` (`white-space: pre-wrap`).
 *
 * @param newTabHint words for screen readers, since the link leaves the page (`t.common.newTab`)
 */
export const linkify = (text: string, newTabHint: string): (string | TemplateResult)[] => {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0]);
    const href = safeHref(address);
    if (href === undefined) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(
      html`<a class="link" href=${href} target="_blank" rel="noopener noreferrer nofollow"
        >${address}<span class="visually-hidden"> ${newTabHint}</span></a
      >`,
    );
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
};
