/** Files for tests, built from their parts: honest ones, and what their makers would send to do harm. */
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP; what is not told is as an honest program writes it. */
export interface ZipPart {
  name: string;
  data?: Uint8Array | string;
  deflate?: boolean;
  method?: number;
  flags?: number;
  /** The unpacked size that the directory claims. */
  claimedBytes?: number;
  /** Info-ZIP's extra field, which unpacking programs prefer to the name. */
  unicodeName?: string;
  /** The offset of another entry, whose bytes it shares. */
  offset?: number;
}

const bytes = (content: Uint8Array | string): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);

const unicodeField = (name: string | undefined): Buffer => {
  if (name === undefined) return Buffer.alloc(0);
  const head = Buffer.alloc(9);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(5 + Buffer.byteLength(name), 2);
  head.writeUInt8(1, 4);
  return Buffer.concat([head, Buffer.from(name)]);
};

/**
 * Builds a ZIP (APPNOTE 4.3).
 *
 * @param entries names with contents, stored; or parts in detail
 */
export const zip = (
  entries: Readonly<Record<string, string>> | readonly ZipPart[],
  { before = '', comment = '' } = {},
): Buffer => {
  const parts: readonly ZipPart[] = Array.isArray(entries)
    ? entries
    : Object.entries(entries as Record<string, string>).map(([name, data]) => ({ name, data }));
  const locals: Buffer[] = [bytes(before)];
  const central: Buffer[] = [];
  let offset = Buffer.byteLength(before);
  for (const part of parts) {
    const { name, deflate = false, flags = 0, unicodeName } = part;
    const data = bytes(part.data ?? '');
    const packed = deflate ? deflateRawSync(data) : data;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(part.method ?? (deflate ? 8 : 0), 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.claimedBytes ?? data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const extra = unicodeField(unicodeName);
    const inDirectory = Buffer.from(common);
    inDirectory.writeUInt16LE(extra.length, 24);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(part.offset ?? offset, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), inDirectory, tail, Buffer.from(name), extra]),
    );
    if (part.offset !== undefined) continue;
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(Buffer.byteLength(comment), 16);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end, Buffer.from(comment)]);
};

/** Media types of the documents that are a ZIP inside. */
export const OFFICE = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;

/** The list of parts of an Office document. */
export const contentTypes = (part: string, type: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="${part}" ContentType="${type}"/></Types>`;

/** A Word document with more parts, compressed as Word does it. */
export const docx = (more: Readonly<Record<string, string>> = {}, type = `${OFFICE.docx}.main+xml`): Buffer =>
  zip(
    Object.entries({
      '[Content_Types].xml': contentTypes('/word/document.xml', type),
      '_rels/.rels': '<Relationships/>',
      'word/document.xml': '<w:document/>',
      ...more,
    }).map(([name, data]) => ({ name, data, deflate: true })),
  );

/** An Excel workbook with more parts. */
export const xlsx = (more: Readonly<Record<string, string>> = {}, type = `${OFFICE.xlsx}.main+xml`): Buffer =>
  zip({ '[Content_Types].xml': contentTypes('/xl/workbook.xml', type), 'xl/workbook.xml': '<w/>', ...more });

/** An OpenDocument file as LibreOffice writes it. */
export const openDocument = (type: string, more: readonly ZipPart[] = []): Buffer =>
  zip([
    { name: 'mimetype', data: type },
    { name: 'content.xml', data: '<office:document-content/>'.repeat(20), deflate: true },
    { name: 'Configurations2/accelerator/' },
    { name: 'META-INF/manifest.xml', data: '<manifest:manifest/>', deflate: true },
    ...more,
  ]);

/** A small PDF. */
export const PDF =
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n';

/** A PNG of one pixel; with sides given, it claims them. */
export const png = (width = 1, height = 1): Buffer => {
  const image = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  image.writeUInt32BE(width, 16);
  image.writeUInt32BE(height, 20);
  return image;
};

/** A JPEG's headers, with Exif as cameras write it. */
export const jpeg = (width = 1, height = 1): Buffer => {
  const frame = Buffer.from('ffc0000b08000000000101110000ffd9', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const exif = Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([Buffer.from('ffd8', 'hex'), segment, exif, frame]);
};

/** A TIFF's headers. */
export const tiff = (width = 1, height = 1): Buffer => {
  const head = Buffer.from('49492a0008000000', 'hex');
  const entry = (tag: number, value: number): Buffer => {
    const field = Buffer.alloc(12);
    field.writeUInt16LE(tag, 0);
    field.writeUInt16LE(4, 2);
    field.writeUInt32LE(1, 4);
    field.writeUInt32LE(value, 8);
    return field;
  };
  return Buffer.concat([head, Buffer.from([2, 0]), entry(256, width), entry(257, height), Buffer.alloc(40)]);
};

/** A WebP's headers, in the extended form. */
export const webp = (width = 1, height = 1): Buffer => {
  const head = Buffer.from('RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUIntLE(width - 1, 24, 3);
  head.writeUIntLE(height - 1, 27, 3);
  return head;
};

/** An OLE file that holds streams of these names (MS-CFB). */
export const ole = (...streams: readonly string[]): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1016),
    ...streams.map((name) => Buffer.from(name.padEnd(64, '\0'), 'utf16le')),
  ]);

/** What every virus scanner takes for a virus, harmless; in two parts, so that none takes this file for one (eicar.org). */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
