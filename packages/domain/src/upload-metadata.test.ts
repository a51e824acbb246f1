import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUploadMetadata } from './upload-metadata.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('metadata name the file, and whether it is confidential', () => {
  assert.deepEqual(parseUploadMetadata(`filename ${base64('laudo – ação.pdf')},other eA==`), {
    success: true,
    data: { fileName: 'laudo – ação.pdf', declaredType: '', confidential: false },
  });
  for (const [given, confidential] of [
    ['confidential', true],
    [`confidential ${base64('true')}`, true],
    [`confidential ${base64('false')}`, false],
  ] as const) {
    const parsed = parseUploadMetadata(`filename ${base64('a.pdf')}, ${given}`);
    assert.deepEqual(parsed, { success: true, data: { fileName: 'a.pdf', declaredType: '', confidential } });
  }
});

test('metadata say what the sender takes the file for', () => {
  const parsed = parseUploadMetadata(`filename ${base64('a.pdf')},filetype ${base64('application/pdf')}`);
  assert.equal(parsed.success && parsed.data.declaredType, 'application/pdf');
});

test('a file needs a name', () => {
  for (const header of [undefined, null, '', 'confidential', `filename ${base64(' ')}`])
    assert.deepEqual(parseUploadMetadata(header), {
      success: false,
      issue: { path: 'filename', code: 'required' },
    });
});

test('what is not such a header is malformed', () => {
  for (const header of [
    'filename %%%',
    'filename /w==',
    `filename ${base64('a')} b`,
    `filename ${base64('a')},filename ${base64('b')}`,
    `filename ${'YQ'.repeat(2048)}`,
  ])
    assert.deepEqual(parseUploadMetadata(header), { success: false, issue: undefined }, header);
});
