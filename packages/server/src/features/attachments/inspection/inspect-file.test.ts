import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { inspectFile } from './inspect-file.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-verdict-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** The media type that a file is found to have, or the code with which it is rejected. */
const verdictOf = async (fileName: string, content: Uint8Array | string): Promise<string> => {
  const file = path.join(folder, 'sample');
  await writeFile(file, content);
  const verdict = await inspectFile(file, fileName, Buffer.byteLength(content));
  return verdict.state === 'ready' ? verdict.mediaType : verdict.rejectionCode;
};

/** A ZIP whose entries are stored without compression (APPNOTE 4.3). */
const zip = (entries: Readonly<Record<string, string>>): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
};

const contentTypes = (part: string, type: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="${part}" ContentType="${type}"/></Types>`;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF =
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n';
/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const NOT_ALLOWED = 'attachment_type_not_allowed';

describe('the inspection of an upload', () => {
  const allowed: [string, Uint8Array | string, string][] = [
    ['guia.pdf', PDF, 'application/pdf'],
    ['tela.png', PNG, 'image/png'],
    ['foto.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'), 'image/jpeg'],
    ['foto.webp', Buffer.from('RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00', 'latin1'), 'image/webp'],
    ['exame.tiff', Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(64)]), 'image/tiff'],
    [
      'carta.docx',
      zip({
        '[Content_Types].xml': contentTypes('/word/document.xml', `${WORD}.main+xml`),
        'word/document.xml': '<w/>',
      }),
      WORD,
    ],
    [
      'carta-2.docx',
      zip({
        'word/document.xml': '<w/>',
        '[Content_Types].xml': contentTypes('/word/document.xml', `${WORD}.main+xml`),
      }),
      WORD,
    ],
    [
      'lote.xlsx',
      zip({
        '[Content_Types].xml': contentTypes('/xl/workbook.xml', `${EXCEL}.main+xml`),
        'xl/workbook.xml': '<w/>',
      }),
      EXCEL,
    ],
    [
      'carta.odt',
      zip({ mimetype: 'application/vnd.oasis.opendocument.text' }),
      'application/vnd.oasis.opendocument.text',
    ],
    [
      'lote.ods',
      zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
      'application/vnd.oasis.opendocument.spreadsheet',
    ],
    ['lote.zip', zip({ 'lote.xml': '<lote/>' }), 'application/zip'],
    ['disfarce.docx', zip({ 'lote.xml': '<lote/>' }), 'application/zip'],
    ['notas.txt', 'Autorização nº 12 — pendente\r\n', 'text/plain'],
    ['notas.txt', Buffer.from('Autorização pendente', 'latin1'), 'text/plain'],
    ['notas.txt', 'BM: banco de medicamentos', 'text/plain'],
    ['notas.txt', '<fulano@saolucas.example> escreveu:\noi', 'text/plain'],
    ['lote.csv', 'guia;valor\r\n1;10,00\r\n', 'text/csv'],
    [
      'lote.xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<envioLote>\n  <campo>Lote: 7</campo>\n</envioLote>\n',
      'application/xml',
    ],
    [
      'lote.xml',
      Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<ans:mensagemTISS xmlns:ans="http://www.ans.gov.br/padroes/tiss/schemas">ç</ans:mensagemTISS>',
        'latin1',
      ),
      'application/xml',
    ],
    ['lote.txt', '<?xml version="1.0"?><lote/>', 'application/xml'],
  ];
  for (const [fileName, content, mediaType] of allowed) {
    it(`finds ${mediaType} in ${fileName} (${content.length} bytes)`, async () => {
      assert.equal(await verdictOf(fileName, content), mediaType);
    });
  }

  const refused: [string, string, Uint8Array | string][] = [
    ['HTML named .pdf', 'guia.pdf', '<!DOCTYPE html><html><script>alert(1)</script></html>'],
    ['HTML named .txt', 'guia.txt', '\n  <html><body onload=alert(1)>'],
    ['HTML behind a byte order mark', 'guia.txt', '\ufeff<script>alert(1)</script>'],
    ['HTML named .csv', 'guia.csv', '<table><tr><td>1</td></tr></table>'],
    ['HTML named .xml', 'guia.xml', '<!-- x --><html xmlns="http://www.w3.org/1999/xhtml"></html>'],
    [
      'XHTML with a declaration',
      'guia.xml',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
    ],
    [
      'XHTML inside other XML',
      'guia.xml',
      '<?xml version="1.0"?><a><x:script xmlns:x="http://www.w3.org/1999/xhtml"/></a>',
    ],
    [
      'SVG named .xml',
      'figura.xml',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    ],
    ['SVG named .txt', 'figura.txt', '<svg onload=alert(1)>'],
    ['SVG under a prefix', 'figura.xml', '<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>'],
    [
      'XML with a style sheet',
      'lote.xml',
      '<?xml version="1.0"?><?xml-stylesheet href="http://evil.example/x.xsl"?><lote/>',
    ],
    ['XML with entities', 'lote.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['XML cut in the middle', 'lote.xml', '<?xml version="1.0"?><lote><guia'],
    ['XML behind 20 MB of white space', 'lote.xml', `<?xml version="1.0"?>${' '.repeat(20_000_000)}<lote/>`],
    [
      'a Windows program named .txt',
      'notas.txt',
      Buffer.concat([Buffer.from('MZ\x90\x00\x03'), Buffer.alloc(200)]),
    ],
    [
      'a Linux program named .pdf',
      'guia.pdf',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]),
    ],
    ['a GIF that is also HTML', 'figura.png', 'GIF89a=1;//<script>alert(1)</script>'],
    ['a GIF named .txt', 'figura.txt', 'GIF89a=1;//<script>alert(1)</script>'],
    ['a Java archive', 'lote.zip', zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0' })],
    [
      'a document with macros',
      'carta.docx',
      zip({
        '[Content_Types].xml': contentTypes(
          '/word/document.xml',
          'application/vnd.ms-word.document.macroEnabled.main+xml',
        ),
        'word/document.xml': '<w/>',
      }),
    ],
    ['RTF', 'carta.txt', '{\\rtf1 oi}'],
    ['a shell script', 'script.sh', '#!/bin/sh\nrm -rf /\n'],
    ['text without an extension', 'leiame', 'oi'],
    ['text named .pdf', 'guia.pdf', 'oi'],
    ['text with NUL', 'notas.txt', 'oi\u0000'],
    ['text with an escape sequence', 'notas.txt', 'oi \u001b[31m'],
    ['UTF-16', 'notas.txt', Buffer.from('\ufeffoi', 'utf16le')],
    ['bytes without meaning', 'notas.txt', Buffer.from([0x81, 0xff, 0xfe, 0x90])],
  ];
  for (const [what, fileName, content] of refused) {
    it(`refuses ${what}`, async () => {
      assert.equal(await verdictOf(fileName, content), NOT_ALLOWED);
    });
  }

  it('refuses an empty file as empty', async () => {
    assert.equal(await verdictOf('guia.pdf', ''), 'attachment_empty');
  });
});
