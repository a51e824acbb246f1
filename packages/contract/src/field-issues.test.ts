import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseInput } from './field-issues.ts';
import { newMessageSchema, readMarkerSchema } from './schemas/messages.ts';
import { newProtocolSchema, protocolListQuerySchema } from './schemas/protocols.ts';
import { countCodePoints, MESSAGE_MAX_CODE_POINTS, normalizeText } from './text.ts';

const valid = {
  classificationId: 'c1',
  contactMethodId: 'm1',
  contactPerson: 'Ana Ribeiro',
  contactPhone: '(11) 3456-7890',
  contactEmail: 'ana@saolucas.example',
  message: 'A guia está pendente.',
  attachmentIds: [],
};

const codesOf = (schema: Parameters<typeof parseInput>[0], value: unknown): string[] => {
  const parsed = parseInput(schema, value);
  return parsed.success ? [] : parsed.issues.map(({ path, code }) => `${path}:${code}`);
};

describe('parseInput', () => {
  it('accepts a whole protocol', () => {
    assert.deepEqual(parseInput(newProtocolSchema, valid), { success: true, data: valid });
  });

  it('tells a missing field, an empty one and one of the wrong type apart', () => {
    const { message: _, ...missing } = valid;
    assert.deepEqual(codesOf(newProtocolSchema, missing), ['message:required']);
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, message: '' }), ['message:required']);
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, message: ' \r\n\t' }), ['message:required']);
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, message: 7 }), ['message:invalid_type']);
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, message: null }), ['message:invalid_type']);
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, classificationId: '' }), [
      'classificationId:required',
    ]);
  });

  it('says one thing about each empty field', () => {
    const empty = { ...valid, contactPerson: '', contactPhone: ' ', contactEmail: '' };
    assert.deepEqual(codesOf(newProtocolSchema, empty), [
      'contactPerson:required',
      'contactPhone:required',
      'contactEmail:required',
    ]);
  });

  it('names every unknown field, those of the server included', () => {
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, number: '1', status: 'closed' }), [
      'number:unknown_field',
      'status:unknown_field',
    ]);
  });

  it('refuses what is no object', () => {
    for (const value of [[], 'text', 1, true])
      assert.deepEqual(codesOf(newMessageSchema, value), [':invalid_type']);
    for (const value of [undefined]) assert.deepEqual(codesOf(newMessageSchema, value), [':required']);
  });

  it('points into lists', () => {
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, attachmentIds: ['a', 3, ''] }), [
      'attachmentIds.1:invalid_type',
      'attachmentIds.2:required',
    ]);
    const many = Array.from({ length: 51 }, () => 'a');
    assert.deepEqual(codesOf(newProtocolSchema, { ...valid, attachmentIds: many }), [
      'attachmentIds:too_many',
    ]);
  });

  it('says how long a text may be', () => {
    const parsed = parseInput(newMessageSchema, { body: 'x'.repeat(4001), attachmentIds: [] });
    assert.deepEqual(parsed, {
      success: false,
      issues: [{ path: 'body', code: 'too_long', params: { max: MESSAGE_MAX_CODE_POINTS } }],
    });
  });

  it('finds controls and half characters', () => {
    for (const body of ['a\u0000', 'a\ud83d']) {
      assert.deepEqual(codesOf(newMessageSchema, { body, attachmentIds: [] }), ['body:invalid_characters']);
    }
  });

  it('accepts a body exactly when its stored form has 1 to 4000 code points and is not blank', () => {
    const unit = fc.constantFrom('a', 'ç', '😀', '\r\n', '\n', ' ');
    const body = fc
      .tuple(fc.string({ unit, maxLength: 5 }), fc.integer({ min: 3990, max: 4010 }))
      .map(([head, count]) => head + '😀'.repeat(count));
    fc.assert(
      fc.property(fc.oneof(body, fc.string({ unit })), (text) => {
        const parsed = parseInput(newMessageSchema, { body: text, attachmentIds: [] });
        const normal = normalizeText(text);
        const fits = countCodePoints(normal) <= MESSAGE_MAX_CODE_POINTS && /\S/.test(normal);
        return parsed.success === fits && (!parsed.success || parsed.data.body === normal);
      }),
    );
  });

  it('checks the query of the list', () => {
    assert.deepEqual(codesOf(protocolListQuerySchema, {}), []);
    assert.deepEqual(codesOf(protocolListQuerySchema, { state: 'gone' }), ['state:invalid_choice']);
    assert.deepEqual(codesOf(protocolListQuerySchema, { limit: 101 }), ['limit:invalid_format']);
    assert.deepEqual(codesOf(protocolListQuerySchema, { limit: 0 }), ['limit:invalid_format']);
    assert.deepEqual(codesOf(protocolListQuerySchema, { from: '24/11/2026' }), ['from:invalid_format']);
    assert.deepEqual(codesOf(protocolListQuerySchema, { sort: 'asc' }), ['sort:unknown_field']);
    assert.deepEqual(codesOf(readMarkerSchema, { sequence: -1 }), ['sequence:invalid_format']);
    assert.deepEqual(codesOf(readMarkerSchema, { sequence: 1.5 }), ['sequence:invalid_type']);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const schema of [newProtocolSchema, newMessageSchema, protocolListQuerySchema])
          parseInput(schema, value);
      }),
    );
  });
});
