import { asLatin1, type ByteSource, startsWith } from './byte-source.ts';
import type { FileRejection } from './rejection.ts';
import { readZipDirectory, unpackEntry, type ZipEntry } from './zip-directory.ts';

/** Unpacked, by the directory: larger than any honest archive of the size that may be sent. */
const MAX_UNPACKED_BYTES = 1024 ** 3;
/** Beyond this the ratio counts too: a text compresses 20 times, what is made to grow 1,000 times. */
const BIG_UNPACKED_BYTES = 100 * 1024 * 1024;
const MAX_RATIO = 100;
/** Of a part that is read: content types, relationships, manifests. */
const MAX_PART_BYTES = 1024 * 1024;
/** Of an embedded object, which is searched piece by piece. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
/** Parts that are read of one file. */
const MAX_PARTS = 500;

/** Names that an operating system or an Office program runs, or shows as a page, when they are opened. */
const RUNS =
  /\.(?:exe|dll|scr|com|pif|cpl|ocx|sys|bat|cmd|ps1|psm1|vb|vbs|vbe|js|jse|mjs|ws|wsf|wsh|wsc|sct|hta|msi|msix|msp|mst|appx|lnk|url|scf|desktop|reg|inf|chm|jar|class|jnlp|apk|gadget|iso|vhd|vhdx|command|sh|docm|dotm|xls[bm]|xltm|xlam|xll|pp[ast]m|potm|sldm|slk|iqy|html?|xhtml?|shtml|svgz?|mht|mhtml|swf|xsl|xslt)[\s.]*$/i;
/** Macros, Excel 4 macros and ActiveX controls; scripts of ODF. Empty libraries (`script-lb.xml`) come with honest files. */
const ACTIVE_PART =
  /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|activex\/.+|macrosheets\/.+|META-INF\/MANIFEST\.MF)$|^Scripts\/.*[^/]$|^Basic\/[^/]+\/(?!script-l[bc]\.xml|dialog-l[bc]\.xml)[^/]+$/i;
const EMBEDDED_OBJECT = /(?:^|\/)embeddings\/[^/]+\.bin$/i;
/** The stream of an embedded file of any kind ("Package") in an OLE object, in UTF-16. */
const PACKAGED_FILE = [...'Ole10Native'].join('\0');
/** Main parts with macros, and parts that are macros or controls, whatever their names are. */
const ACTIVE_CONTENT_TYPE = /macroenabled|vbaproject|activex|macrosheet|ms-office\.vba/i;
/** Relationships that load a document from another place when the file is opened. */
const LOADS_DOCUMENT = /\/(?:attachedTemplate|oleObject|frame|subDocument|aFChunk)"/i;
const ELSEWHERE = /\bTarget\s*=\s*["']\s*(?!file:)[a-z][a-z0-9+.-]{1,20}:/i;

const OFFICE_MAIN_PART: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    'wordprocessingml.document.main+xml',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'spreadsheetml.sheet.main+xml',
};

const CONTENT_TYPES = '[Content_Types].xml';

/** An XML part as text, references to characters resolved: what a parser would read. */
const readXml = async (source: ByteSource, entry: ZipEntry): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpackEntry(source, entry, MAX_PART_BYTES)) chunks.push(chunk);
  const bytes = new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  const encoding = startsWith(bytes, '\xff\xfe')
    ? 'utf-16le'
    : startsWith(bytes, '\xfe\xff')
      ? 'utf-16be'
      : 'utf-8';
  return new TextDecoder(encoding)
    .decode(bytes)
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (reference, hexadecimal: string, digits: string) => {
      const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
    });
};

const holds = async (source: ByteSource, entry: ZipEntry, text: string): Promise<boolean> => {
  let end = '';
  for await (const chunk of unpackEntry(source, entry, MAX_OBJECT_BYTES)) {
    const piece = end + asLatin1(chunk);
    if (piece.includes(text)) return true;
    end = piece.slice(-text.length);
  }
  return false;
};

/** What is wrong with entries by what the directory says of them. */
const directoryProblem = (entries: readonly ZipEntry[], sizeBytes: number): FileRejection | undefined => {
  // Flags 0 and 6: encrypted; 13: the directory is hidden; method 99: AES of WinZip and 7-Zip.
  if (entries.some(({ flags, method }) => (flags & 0x2041) !== 0 || method === 99))
    return 'attachment_encrypted';
  const names = entries.map(({ name }) => name);
  const total = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  // Entries that share bytes, as in a bomb without nesting, or that reach out of the file.
  const places = [...entries].sort((a, b) => a.offset - b.offset);
  const overlaps = places.some(
    ({ offset, compressedBytes, name }, index) =>
      offset + 30 + (name.split('\0')[0]?.length ?? 0) + compressedBytes >
      (places[index + 1]?.offset ?? sizeBytes),
  );
  const unsafe =
    overlaps ||
    total > MAX_UNPACKED_BYTES ||
    (total > BIG_UNPACKED_BYTES && total > MAX_RATIO * sizeBytes) ||
    new Set(names).size !== names.length ||
    names.some((name) => /(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[a-z]:/i.test(name)) ||
    names.some((name) => name.split('\0').some((each) => RUNS.test(each) || ACTIVE_PART.test(each)));
  return unsafe ? 'attachment_unsafe' : undefined;
};

const officeProblem = async (
  source: ByteSource,
  entries: readonly ZipEntry[],
  mainPart: string,
): Promise<FileRejection | undefined> => {
  const types = entries.find(({ name }) => name === CONTENT_TYPES);
  if (!types) return 'attachment_type_mismatch';
  const text = await readXml(source, types);
  if (ACTIVE_CONTENT_TYPE.test(text) || /<!DOCTYPE|<!ENTITY/i.test(text)) return 'attachment_unsafe';
  if (!text.includes(mainPart)) return 'attachment_type_mismatch';
  const parts = entries.filter(({ name }) => /\.rels$/i.test(name));
  const objects = entries.filter(({ name }) => EMBEDDED_OBJECT.test(name));
  if (parts.length + objects.length > MAX_PARTS) return 'attachment_unsafe';
  for (const part of parts) {
    const relationships = (await readXml(source, part)).match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
    if (relationships.some((each) => LOADS_DOCUMENT.test(each.replaceAll("'", '"')) && ELSEWHERE.test(each)))
      return 'attachment_unsafe';
  }
  for (const object of objects) if (await holds(source, object, PACKAGED_FILE)) return 'attachment_unsafe';
  return undefined;
};

/** OpenDocument 1.3, part 2: `mimetype` is the first entry and not compressed. */
const openDocumentProblem = async (
  source: ByteSource,
  entries: readonly ZipEntry[],
  mediaType: string,
): Promise<FileRejection | undefined> => {
  const [first] = [...entries].sort((a, b) => a.offset - b.offset);
  if (first?.name !== 'mimetype' || first.method !== 0 || first.sizeBytes > 100)
    return 'attachment_type_mismatch';
  if ((await readXml(source, first)).trim() !== mediaType) return 'attachment_type_mismatch';
  const manifest = entries.find(({ name }) => name === 'META-INF/manifest.xml');
  if (entries.some(({ name }) => name === 'encrypted-package')) return 'attachment_encrypted';
  if (manifest && (await readXml(source, manifest)).includes('encryption-data'))
    return 'attachment_encrypted';
  return undefined;
};

/** Finds what is wrong with a file that is called a ZIP, or one of the documents that are one inside. */
export const zipProblem = async (
  source: ByteSource,
  mediaType: string,
): Promise<FileRejection | undefined> => {
  const head = await source.read(0, 4);
  if (!startsWith(head, 'PK\x03\x04')) return 'attachment_type_mismatch';
  const entries = await readZipDirectory(source);
  if (entries === 'too_large') return 'attachment_unsafe';
  // The first entry stands at the beginning: nothing is hidden before it.
  if (!entries?.some(({ offset }) => offset === 0)) return 'attachment_type_mismatch';
  const problem = directoryProblem(entries, source.sizeBytes);
  if (problem) return problem;
  const mainPart = OFFICE_MAIN_PART[mediaType];
  try {
    if (mainPart !== undefined) return await officeProblem(source, entries, mainPart);
    if (mediaType !== 'application/zip') return await openDocumentProblem(source, entries, mediaType);
  } catch {
    // A part that does not unpack.
    return 'attachment_type_mismatch';
  }
  const isDocument = entries.some(({ name }) => name === CONTENT_TYPES || name === 'mimetype');
  return isDocument ? 'attachment_type_mismatch' : undefined;
};
