import { crc32, deflateSync } from 'node:zlib';

/** A small file of the demo catalogue; `content` makes its bytes on demand, always the same ones. */
export interface DemoAttachment {
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  content: () => Uint8Array;
}

type FileMaker = (title: string, lines: readonly string[]) => Buffer;

const makers: Readonly<Record<string, { mediaType: string; make: FileMaker }>> = {
  pdf: { mediaType: 'application/pdf', make: makePdf },
  png: { mediaType: 'image/png', make: makePng },
  csv: {
    mediaType: 'text/csv',
    make: (_title, lines) =>
      Buffer.from(`campo;valor\r\n${lines.map((line) => `${line.replace(': ', ';')}\r\n`).join('')}`),
  },
  txt: {
    mediaType: 'text/plain',
    make: (title, lines) => Buffer.from(`${[title, '', ...lines].join('\r\n')}\r\n`),
  },
  xml: { mediaType: 'application/xml', make: makeXml },
};

/**
 * Makes an attachment whose type follows from the extension of its name (pdf, png, csv, txt, xml).
 * `lines` is what it says, each as `Campo: valor`. Throws `RangeError` for another extension.
 */
export function demoAttachment(fileName: string, lines: readonly string[]): DemoAttachment {
  const maker = makers[fileName.slice(fileName.lastIndexOf('.') + 1)];
  if (!maker) throw new RangeError(`No demo file can be made for ${fileName}.`);
  const content = (): Buffer => maker.make(fileName, lines);
  return { fileName, mediaType: maker.mediaType, sizeBytes: content().length, content };
}

/** One A4 page of Helvetica; byte offsets in the cross-reference table are exact, so strict readers open it. */
function makePdf(title: string, lines: readonly string[]): Buffer {
  const escaped = (text: string): string => text.replaceAll(/[\\()]/g, '\\$&');
  const shown = [title, '', ...lines].map((line) => `(${escaped(line)}) '`).join('\n');
  const stream = `BT /F1 12 Tf 16 TL 56 780 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A 320 × 180 picture with the look of a window: a title bar over a page with rows. */
function makePng(): Buffer {
  const [width, height] = [320, 180];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3, y < 22 ? 0x8a : 0xf4);
    row[0] = 0;
    const inText = y > 40 && y % 18 < 6;
    if (inText) row.fill(0xc4, 1 + 20 * 3, 1 + (120 + ((y * 37) % 160)) * 3);
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function makeXml(_title: string, lines: readonly string[]): Buffer {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const fields = lines.map((line) => `    <campo>${escaped(line)}</campo>\n`).join('');
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<envioLote>\n  <resumo>\n${fields}  </resumo>\n</envioLote>\n`,
  );
}
