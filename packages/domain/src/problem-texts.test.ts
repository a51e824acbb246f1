import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageTags, localizeIssue, preferredLanguage, problemTitle } from './index.ts';

test('problems are Portuguese unless English or Spanish is preferred', () => {
  assert.equal(preferredLanguage(undefined), 'pt-BR');
  assert.equal(preferredLanguage('en'), 'en');
  assert.equal(preferredLanguage('es-AR, en;q=0.5'), 'es');
  assert.equal(preferredLanguage('de, en;q=0.8, pt;q=0.5'), 'en');
  assert.equal(preferredLanguage('en;q=0.3, pt-PT;q=0.9'), 'pt-BR');
  assert.equal(preferredLanguage('*;q=x,,;'), 'pt-BR');
});

test('a title differs by language', () => {
  const titles = languageTags.map((language) => problemTitle('not_found', language));
  assert.deepEqual(titles, ['Não encontrado.', 'Not found.', 'No encontrado.']);
});

test('a message says the limit in the language of the reader', () => {
  const issue = { path: 'message', code: 'too_long', params: { max: 4000 } } as const;
  assert.equal(localizeIssue(issue, 'pt-BR').message, 'Use no máximo 4.000 caracteres.');
  assert.equal(localizeIssue(issue, 'en').message, 'Use at most 4,000 characters.');
  assert.equal(localizeIssue(issue, 'es').message, 'Use como máximo 4000 caracteres.');
});

test('a message names no limit where none is known', () => {
  assert.equal(
    localizeIssue({ path: 'message', code: 'too_long' }, 'en').message,
    'The content is too long.',
  );
});
