const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** The tags by which browsers take a text for HTML (WHATWG MIME Sniffing, 7.1), and those of pictures that run scripts. */
const MARKUP =
  /^<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|img|math|object|embed|link|meta|form|base|x?html:\w+|svg:\w+)(?=[\s>/])|^<!--|^<!doctype svg/i;

/** Namespaces that browsers render as pages, processing that pulls other files in, and entities that grow without end. */
const ACTIVE_XML =
  /http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1998\/Math\/MathML|1999\/XSL\/Transform)|<\?xml-stylesheet|<!ENTITY|<!DOCTYPE/i;

/**
 * Decodes a text file of the kinds that portals produce: UTF-8, or else Windows-1252 (which holds ISO-8859-1).
 *
 * @returns undefined for what is not text: NUL or control characters, bytes without meaning in both encodings
 */
export const decodeText = (content: Uint8Array): string | undefined => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    // The five bytes that Windows-1252 leaves undefined; Node's decoder maps them to C1 controls without an error.
    if (content.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))) return undefined;
    text = new TextDecoder('windows-1252').decode(content);
  }
  return CONTROLS.test(text) ? undefined : text;
};

/**
 * Skips what may stand before the root element: declaration, comments, processing instructions.
 * Looks at the beginning only: a pattern with repetitions must not meet 25 MB of white space.
 */
const rootOf = (text: string): string =>
  text.slice(0, 65_536).replace(/^(?:\s|<\?[^>]*\?>|<!--(?:(?!-->)[\s\S])*-->)+/, '');

/**
 * Finds the type of a text: the name's extension tells `.txt` from `.csv`, everything else comes from the content.
 *
 * @param extension lower case, without the dot
 * @returns a media type of the allow-list, or undefined when the text is none of them, or is a page, a picture or a
 *   program for a browser whatever its name says
 */
export const textType = (text: string, extension: string): string | undefined => {
  const trimmed = text.replace(/^[\s\ufeff]+/u, '');
  if (/^<\?xml\s/i.test(trimmed) || (extension === 'xml' && trimmed.startsWith('<'))) {
    const root = rootOf(trimmed);
    const starts = /^<[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?[\s>/]/u.test(root);
    const ends = text.trimEnd().endsWith('>');
    return starts && ends && !MARKUP.test(root) && !ACTIVE_XML.test(text) ? 'application/xml' : undefined;
  }
  if (MARKUP.test(trimmed)) return undefined;
  if (extension === 'csv') return 'text/csv';
  return extension === 'txt' ? 'text/plain' : undefined;
};
