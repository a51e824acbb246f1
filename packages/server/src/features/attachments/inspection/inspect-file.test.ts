import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  docx,
  jpeg,
  OFFICE,
  openDocument,
  PDF,
  png,
  tiff,
  webp,
  xlsx,
  zip,
} from '../../../testing/sample-files.ts';
import { type FileInspection, inspectFile } from './inspect-file.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-inspection-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const inspect = async (fileName: string, content: Uint8Array | string): Promise<FileInspection> => {
  const file = path.join(folder, 'sample');
  await writeFile(file, content);
  return await inspectFile(file, fileName, Buffer.byteLength(content));
};

/** The media type that a file is found to have, or the code with which it is rejected. */
const verdictOf = async (fileName: string, content: Uint8Array | string): Promise<string> => {
  const verdict = await inspect(fileName, content);
  return verdict.state === 'ready' ? verdict.mediaType : verdict.rejectionCode;
};

/** Longer than what is read at a time. */
const CHUNK_BYTES = 65_536;

describe('the inspection of an upload', () => {
  it('finds every type of the allow-list', async () => {
    const files: [string, Uint8Array | string, string][] = [
      ['guia.pdf', PDF, 'application/pdf'],
      ['tela.png', png(), 'image/png'],
      ['foto.jpg', jpeg(), 'image/jpeg'],
      ['foto.webp', webp(), 'image/webp'],
      ['exame.tiff', tiff(), 'image/tiff'],
      ['carta.docx', docx(), OFFICE.docx],
      ['lote.xlsx', xlsx(), OFFICE.xlsx],
      ['carta.odt', openDocument(OFFICE.odt), OFFICE.odt],
      ['lote.ods', openDocument(OFFICE.ods), OFFICE.ods],
      ['notas.txt', 'oi', 'text/plain'],
      ['lote.csv', 'guia;valor\r\n', 'text/csv'],
      ['lote.xml', '<lote/>', 'application/xml'],
      ['lote.zip', zip({ 'lote.xml': '<lote/>' }), 'application/zip'],
    ];
    for (const [fileName, content, mediaType] of files)
      assert.deepEqual(await inspect(fileName, content), {
        state: 'ready',
        mediaType,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
  });

  it('refuses an empty file as empty', async () => {
    assert.equal(await verdictOf('guia.pdf', ''), 'attachment_empty');
  });

  it('asks a library about what has the signature of an allowed type', async () => {
    const rawPhoto = Buffer.concat([Buffer.from('II*\0\x10\0\0\0CR\x02\0', 'latin1'), Buffer.alloc(64)]);
    assert.equal(await verdictOf('foto.tiff', rawPhoto), 'attachment_type_mismatch');
  });

  it('reads a text to its end, piece by piece', async () => {
    const long = 'a'.repeat(10 * CHUNK_BYTES - 1);
    assert.equal(await verdictOf('notas.txt', `${long}ção`), 'text/plain');
    assert.equal(await verdictOf('notas.txt', Buffer.from(`${long}ção`, 'latin1')), 'text/plain');
    assert.equal(await verdictOf('notas.txt', `${long}\0`), 'attachment_type_mismatch');
    // Half a character of UTF-8 is one of Windows-1252.
    assert.equal(await verdictOf('notas.txt', Buffer.from(`${long}ç`).subarray(0, -1)), 'text/plain');
    const neither = Buffer.concat([Buffer.from(`${long}ç`, 'latin1'), Buffer.from([0x81])]);
    assert.equal(await verdictOf('notas.txt', neither), 'attachment_type_mismatch');
  });

  it('finds what pieces cut in two', async () => {
    for (let cut = 1; cut < 35; cut += 1) {
      const before = '<?xml version="1.0"?><a>'.padEnd(CHUNK_BYTES - cut, ' ');
      const content = `${before}<b xmlns="http://www.w3.org/1999/xhtml"/></a>`;
      assert.equal(await verdictOf('lote.xml', content), 'attachment_type_mismatch', String(cut));
    }
  });

  it('looks behind white space', async () => {
    const blank = ' '.repeat(20_000_000);
    assert.equal(
      await verdictOf('notas.txt', `${blank}<script>alert(1)</script>`),
      'attachment_type_mismatch',
    );
    assert.equal(
      await verdictOf('lote.xml', `<?xml version="1.0"?>${blank}<lote/>`),
      'attachment_type_mismatch',
    );
    assert.equal(await verdictOf('lote.xml', `${blank}<?xml version="1.0"?><lote/>`), 'application/xml');
  });
});
