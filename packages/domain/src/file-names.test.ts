import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extensionOf, sanitizeFileName } from './file-names.ts';

describe('sanitizeFileName', () => {
  const cases: [string, string, string][] = [
    ['keeps Portuguese', 'Autorização de internação nº 3.pdf', 'Autorização de internação nº 3.pdf'],
    ['composes accents', 'Autorizac\u0327a\u0303o.pdf', 'Autorização.pdf'],
    ['takes the base name', '../../etc/passwd', 'passwd'],
    ['takes the base name of Windows paths', 'C:\\fakepath\\guia.pdf', 'guia.pdf'],
    ['removes bidirectional controls', 'guia\u202efdp.exe', 'guiafdp.exe'],
    ['removes zero-width characters', 'gu\u200b\u2060\ufeffia.pdf', 'guia.pdf'],
    ['removes controls and line ends', 'gu\r\nia\u0000\u0085.pdf', 'guia.pdf'],
    ['removes lone surrogates', 'guia\ud800.pdf', 'guia.pdf'],
    ['replaces what Windows refuses', 'a<b>:"c"|d?*.pdf', 'a_b___c__d__.pdf'],
    ['removes dots at the ends', '..guia.pdf. ', 'guia.pdf'],
    ['names what has no name', '\u202e..', 'arquivo'],
  ];
  for (const [what, name, expected] of cases) it(what, () => assert.equal(sanitizeFileName(name), expected));

  it('shortens to 200 code points and keeps the extension', () => {
    const name = sanitizeFileName(`${'ç'.repeat(300)}.pdf`);
    assert.equal([...name].length, 200);
    assert.ok(name.endsWith('ç.pdf'));
  });

  it('tells the extension in lower case', () => {
    assert.deepEqual(['a.PDF', 'a.tar.gz', 'a'].map(extensionOf), ['pdf', 'gz', '']);
  });
});
