import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { toProblem } from './errors.ts';
import { hashContent, readIdempotencyKey } from './idempotency.ts';
import { expectVersion, readIfMatch } from './if-match.ts';
import { describeError } from './logging.ts';
import { ProblemError, problemDocument } from './problem.ts';

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return error instanceof ProblemError ? error.code : 'other';
  }
  return undefined;
};

describe('cursors', () => {
  test('come back as they were made', () => {
    assert.deepEqual(decodeCursor('list', encodeCursor('list', 5, 7), [9, 9]), [5, 7]);
  });

  test('are refused when another list, or none, made them', () => {
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const wrong = [
      '',
      '%%%',
      'e30',
      forged(['list', 1]),
      forged(['list', 1, 2, 3]),
      forged(['list', -1, 2]),
      forged(['list', 1.5, 2]),
    ];
    for (const cursor of [
      ...wrong,
      forged(['list', '1', 2]),
      forged(['list', 10, 2]),
      encodeCursor('other', 5, 7),
    ]) {
      assert.equal(
        codeOf(() => decodeCursor('list', cursor, [9, 9])),
        'cursor_invalid',
        cursor,
      );
    }
  });
});

describe('idempotency keys', () => {
  test('are 1 to 255 visible ASCII characters', () => {
    assert.equal(readIdempotencyKey('a'.repeat(255)), 'a'.repeat(255));
    assert.equal(
      codeOf(() => readIdempotencyKey(undefined)),
      'idempotency_key_missing',
    );
    for (const key of ['a'.repeat(256), 'a b', 'chavé'])
      assert.equal(
        codeOf(() => readIdempotencyKey(key)),
        'malformed_request',
      );
  });

  test('belong to a content whatever the order of its fields', () => {
    assert.equal(
      hashContent({ a: 1, b: { c: [1, 2], d: 2 } }),
      hashContent({ b: { d: 2, c: [1, 2] }, a: 1 }),
    );
    assert.notEqual(hashContent({ a: [1, 2] }), hashContent({ a: [2, 1] }));
  });
});

describe('problem documents', () => {
  test('name code, status and request', () => {
    const problem = problemDocument(new ProblemError('not_found'), 'r1', 'en');
    assert.deepEqual(problem, {
      type: 'urn:fale-conosco:problem:not_found',
      title: 'Not found.',
      status: 404,
      code: 'not_found',
      requestId: 'r1',
    });
  });

  test('stand for the errors of the framework, the database and the file system', () => {
    assert.equal(toProblem({ statusCode: 413 }).code, 'payload_too_large');
    assert.equal(toProblem({ statusCode: 400 }).code, 'malformed_request');
    const passing = [
      '08000',
      '08006',
      '25006',
      '25P03',
      '25P04',
      '40001',
      '40P01',
      '53100',
      '53300',
      '55P03',
    ];
    for (const code of [
      ...passing,
      '57014',
      '57P01',
      '57P02',
      '57P03',
      '58030',
      'EIO',
      'EACCES',
      'EROFS',
      'EPIPE',
      'ECONNRESET',
    ])
      assert.equal(toProblem({ code }).code, 'unavailable', code);
    for (const code of ['22P02', '23505', '25P02', '42P01', 'ENOENT'])
      assert.equal(toProblem({ code }).code, 'internal', code);
  });
});

describe('If-Match', () => {
  const codeFor = (header: string | undefined) => codeOf(() => readIfMatch('required', header));

  test('names one version, as a strong tag', () => {
    assert.equal(readIfMatch('required', '"12"'), 12);
    assert.equal(readIfMatch('optional', undefined), undefined);
    assert.equal(codeFor(undefined), 'precondition_required');
    for (const wrong of ['W/"1"', '*', '"1", "2"', '1', '""', '"x"', '"-1"', '"1234567890"', ' "1"', '"1" '])
      assert.equal(codeFor(wrong), 'malformed_request', wrong);
  });

  test('lets through the version that is there, and no other', () => {
    const codeOfVersion = (ifMatch: number | undefined) =>
      codeOf(() => expectVersion(ifMatch, { version: 2 }));
    assert.deepEqual([undefined, 2, 1, 3].map(codeOfVersion), [
      ...[undefined, undefined, 'version_conflict', 'version_conflict'],
    ]);
  });
});

test('an error is described without its message', () => {
  const error = Object.assign(new Error('Key (email)=(ana@a.test) exists'), {
    code: '23505',
    detail: 'ana@a.test',
  });
  const text = JSON.stringify(describeError(error));
  assert.ok(!text.includes('ana@a.test'));
  assert.ok(text.includes('23505'));
  const outer = describeError(new Error('ana@a.test is away', { cause: error }));
  assert.deepEqual('cause' in outer && outer.cause, { type: 'Error', code: '23505' });
  assert.ok(!JSON.stringify(outer).includes('ana@a.test'));
});
