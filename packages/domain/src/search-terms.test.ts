import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSearch, searchableNumber, searchableWords } from './search-terms.ts';

test('words lose accents, case and plural', () => {
  assert.deepEqual(searchableWords('AUTORIZAÇÕES autorização'), ['autorizacao', 'autorizacao']);
  assert.deepEqual(searchableWords('guias, hospitais e responsáveis'), [
    'guia',
    'hospital',
    'e',
    'responsavel',
  ]);
  assert.deepEqual(searchableWords('itens imagens'), ['item', 'imagem']);
});

test('short words keep their endings', () => {
  assert.deepEqual(searchableWords('os mês SUS'), ['os', 'mes', 'sus']);
});

test('a number is found whole, without the ANS registration, by date and by sequence', () => {
  assert.deepEqual(searchableNumber('34665920261124000123'), [
    '34665920261124000123',
    '20261124000123',
    '20261124',
    '000123',
    '123',
  ]);
});

test('the last word is looked for as a beginning', () => {
  assert.deepEqual(parseSearch('recursos de glos'), {
    words: ['recurso', 'de'],
    prefixes: ['glos'],
    digits: undefined,
  });
});

test('digits with spaces, dots or dashes are also looked for as one number', () => {
  assert.equal(parseSearch('346659 20261124 000123')?.digits, '34665920261124000123');
  assert.equal(parseSearch('346.659')?.digits, '346659');
  assert.equal(parseSearch('guia 12 34')?.digits, undefined);
});

test('a search without letters and digits holds nothing to look for', () => {
  for (const search of ['', '   ', "'&|!()", ':*']) assert.equal(parseSearch(search), undefined);
});
