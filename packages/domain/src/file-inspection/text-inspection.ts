import { asLatin1, type ByteSource } from './byte-source.ts';

/** Bytes read at a time: a text is inspected in constant memory, and others are served in between. */
const CHUNK_BYTES = 65_536;
/** What is looked at as the beginning, after white space. Browsers look at 1,445 bytes. */
const HEAD_BYTES = 65_536;

/** Control characters that no text has, the same bytes in UTF-8 and Windows-1252. */
const isControl = (byte: number): boolean =>
  byte < 0x09 || byte === 0x0b || (byte > 0x0d && byte < 0x20) || byte === 0x7f;
/** The five bytes that Windows-1252 (which holds ISO-8859-1) leaves undefined; decoders map them without an error. */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** The tags by which browsers take a text for HTML (WHATWG MIME Sniffing, 7.1), and those of pictures that run scripts. */
const MARKUP =
  /^<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|img|math|object|embed|link|meta|form|base|x?html:\w+|svg:\w+|hta:\w+|\w+:svg|\w+:html)(?=[\s>/])|^<!--|^<!doctype (?:svg|html)/i;

/** What begins scripts, shortcuts and saved pages, which some programs go by whatever the name says. */
const PROGRAM =
  /^(?:#!\s*\/|<\?(?:php|=)|<%|@echo off|\[(?:InternetShortcut|Desktop Entry|Shell|autorun)\]|Windows Registry Editor|REGEDIT4|ID;P|\{\\rtf|%!PS|From: <Saved by|WEB\r?\n1\r?\n)/i;
/** A saved page (MHTML, RFC 2557): headers of a mail whose parts belong together. */
const SAVED_PAGE =
  /^[\w-]+:[^\n]*\n(?:[^\n]+\n){0,40}?Content-Type:\s*multipart\/(?:related|mixed|alternative)/i;

/**
 * Namespaces that browsers render as pages, processing that pulls other files in, entities that grow without end, what
 * opens in Office with its macros, and scripts that Windows runs from XML.
 */
const ACTIVE_XML =
  /http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1998\/Math\/MathML|1999\/XSL\/Transform)|<\?xml-stylesheet|<\?mso-application|<\?mso-contenttype|<!ENTITY|<!DOCTYPE|urn:schemas-microsoft-com:xslt|<scriptlet\b|<component\b[^>]*>\s*<(?:registration|script)/i;
/** Longer than what {@link ACTIVE_XML} looks for, so that a match is not cut in two. */
const OVERLAP = 256;

/**
 * Skips what may stand before the root element: declaration, comments, processing instructions.
 * Looks at the beginning only: a pattern with repetitions must not meet 25 MB of white space.
 */
const rootOf = (head: string): string => head.replace(/^(?:\s|<\?[^>]*\?>|<!--(?:(?!-->)[\s\S])*-->)+/, '');

/** What is known of a text after its last byte. */
interface Scan {
  /** The beginning, decoded, without white space before it. */
  head: string;
  /** The last character that is not white space. */
  last: string;
  hasActiveXml: boolean;
}

const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** Reads a text from its beginning to its end. @returns undefined for what is not text in UTF-8 or Windows-1252 */
const scanText = async (source: ByteSource): Promise<Scan | undefined> => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let is1252 = true;
  let head: number[] = [];
  let last = 0;
  let end = '';
  let hasActiveXml = false;
  for (let offset = 0; offset < source.sizeBytes; ) {
    const chunk = await source.read(offset, CHUNK_BYTES);
    if (chunk.length === 0) return undefined;
    offset += chunk.length;
    for (const byte of chunk) {
      if (isControl(byte)) return undefined;
      if (byte > 0x7f && UNDEFINED_IN_1252.has(byte)) is1252 = false;
      if (!isBlank(byte)) last = byte;
    }
    if (isUtf8) {
      try {
        utf8.decode(chunk, { stream: offset < source.sizeBytes });
      } catch {
        isUtf8 = false;
      }
    }
    if (!isUtf8 && !is1252) return undefined;
    if (head.length === 0) head = beginningOf(chunk);
    else if (head.length < HEAD_BYTES) head.push(...chunk.subarray(0, HEAD_BYTES - head.length));
    const piece = end + asLatin1(chunk);
    hasActiveXml ||= ACTIVE_XML.test(piece);
    end = piece.slice(-OVERLAP);
  }
  const decoded = new TextDecoder(isUtf8 ? 'utf-8' : 'windows-1252').decode(Uint8Array.from(head));
  return { head: decoded.replace(/^[\s\ufeff]+/u, ''), last: String.fromCharCode(last), hasActiveXml };
};

/** The bytes of a chunk after its white space and byte order mark; the head is what follows the white space of a whole file. */
const beginningOf = (chunk: Uint8Array): number[] => {
  let start = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
  while (start < chunk.length && isBlank(chunk[start] as number)) start += 1;
  return [...chunk.subarray(start)];
};

const isSafeXml = ({ head, last, hasActiveXml }: Scan): boolean => {
  const root = rootOf(head);
  const starts = /^<[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?[\s>/]/u.test(root);
  return starts && last === '>' && !MARKUP.test(root) && !hasActiveXml;
};

/**
 * Whether a file is a text of the type that its name says, in UTF-8 or Windows-1252, and no page, picture or program that
 * is only called so.
 */
export const isTextOf = async (source: ByteSource, mediaType: string): Promise<boolean> => {
  const scan = await scanText(source);
  if (!scan) return false;
  const { head } = scan;
  if (mediaType === 'application/xml') return isSafeXml(scan);
  if (MARKUP.test(head) || PROGRAM.test(head) || SAVED_PAGE.test(head)) return false;
  // XML may be called a text, but not a table: that is how Excel is made to open its own XML with macros.
  const isXml = /^<\?xml[\s?]/i.test(head);
  return !isXml || (mediaType === 'text/plain' && isSafeXml(scan));
};
