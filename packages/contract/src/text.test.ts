import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  countCodePoints,
  hasForbiddenCharacters,
  isBlank,
  MESSAGE_MAX_CODE_POINTS,
  normalizeText,
  remainingCodePoints,
} from './text.ts';

const anyText = fc.string({ unit: 'binary' });
const lines = fc.string({ unit: fc.constantFrom('a', 'ç', '😀', '\r', '\n', '\r\n', ' ') });

describe('normalizeText', () => {
  it('leaves no carriage return and changes nothing else', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const normal = normalizeText(text);
        return !normal.includes('\r') && normal.replaceAll('\n', '') === text.replaceAll(/[\r\n]/g, '');
      }),
    );
  });

  it('counts \\r\\n, \\r and \\n as one line end each', () => {
    assert.equal(normalizeText('a\r\nb\rc\nd\r\r\n'), 'a\nb\nc\nd\n\n');
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(lines, (text) => normalizeText(normalizeText(text)) === normalizeText(text)));
  });
});

describe('countCodePoints', () => {
  it('counts what iteration over the string gives', () => {
    fc.assert(fc.property(anyText, (text) => countCodePoints(text) === [...text].length));
  });

  it('adds up over concatenation of whole characters', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        (a, b) => countCodePoints(a + b) === countCodePoints(a) + countCodePoints(b),
      ),
    );
  });

  it('counts a surrogate pair once, and each part of a composed emoji', () => {
    assert.equal(countCodePoints('😀'), 1);
    assert.equal(countCodePoints('👩🏽‍⚕️'), 5);
    assert.equal(countCodePoints('é'.normalize('NFD')), 2);
  });
});

describe('remainingCodePoints', () => {
  it('counts a text from a form as the server stores it', () => {
    assert.equal(remainingCodePoints('a\r\nb'), MESSAGE_MAX_CODE_POINTS - 3);
  });

  it('turns negative beyond the limit', () => {
    assert.equal(remainingCodePoints('😀'.repeat(MESSAGE_MAX_CODE_POINTS + 1)), -1);
  });
});

describe('isBlank', () => {
  it('holds for every kind of white space', () => {
    assert.ok(isBlank(' \t\n\r\u00a0\u2003\u3000\ufeff'));
    assert.ok(!isBlank(' x '));
  });

  it('agrees with the pattern that the OpenAPI document gives', () => {
    fc.assert(fc.property(anyText, (text) => isBlank(text) === !/\S/.test(text)));
  });
});

describe('hasForbiddenCharacters', () => {
  it('lets tabs and line ends pass', () => {
    assert.ok(!hasForbiddenCharacters('a\tb\nc\r\nd'));
  });

  it('finds controls and half characters', () => {
    for (const text of ['\0', 'a\u001bb', '\u007f', '\ud83d', '\ude00\ud83d']) {
      assert.ok(hasForbiddenCharacters(text), JSON.stringify(text));
    }
  });

  it('finds nothing in whole characters above the controls', () => {
    const printable = fc.string({ unit: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) });
    fc.assert(fc.property(printable, (text) => !hasForbiddenCharacters(text)));
  });
});
