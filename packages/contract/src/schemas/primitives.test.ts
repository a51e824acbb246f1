import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { parseInput } from '../field-issues.ts';
import { schemaOf } from '../openapi-schemas.ts';
import { countCodePoints } from '../text.ts';
import { email, messageText, openEnum, personName, phone } from './primitives.ts';
import { protocolSchema } from './protocols.ts';

const accepts = (schema: z.core.$ZodType, value: unknown): boolean => parseInput(schema, value).success;

describe('phone', () => {
  for (const text of [
    '(11) 3456-7890',
    '(11) 91234-5678',
    '11912345678',
    '+55 11 91234-5678',
    '0800 123 4567',
    '3456-7890',
    '(11) 3456-7890 ramal 12',
    '(11) 3456-7890 r. 204',
    '(11) 3456-7890 Ramal 9',
  ]) {
    it(`accepts ${text}`, () => assert.ok(accepts(phone, text)));
  }
  for (const text of [
    '123',
    '1234567',
    'não tenho',
    '11 91234-5678 e 11 3456-7890 ramal x',
    '1'.repeat(21),
    '(11) 3456-7890; DROP',
  ]) {
    it(`refuses ${text}`, () => assert.ok(!accepts(phone, text)));
  }
});

describe('email', () => {
  for (const text of [
    'ana@saolucas.example',
    'ana.ribeiro+fc@sub.saolucas.com.br',
    'josé@clínica.com.br',
    "o'neil@x.co",
  ]) {
    it(`accepts ${text}`, () => assert.ok(accepts(email, text)));
  }
  for (const text of [
    'ana',
    'ana@',
    '@x.co',
    'ana@x',
    'a b@x.co',
    'ana@x..co',
    'ana@x.co.',
    'a@b@c.co',
    '<ana@x.co>',
    'ana@x.co, bia@x.co',
  ]) {
    it(`refuses ${text}`, () => assert.ok(!accepts(email, text)));
  }
});

describe('a text limit', () => {
  const limits = [
    { schema: personName, name: 'a name' },
    { schema: messageText, name: 'a message' },
  ];
  for (const { schema, name } of limits) {
    it(`of ${name} counts as the JSON Schema's maxLength does, in code points`, () => {
      const max = Number(schemaOf(schema)['maxLength']);
      const unit = fc.constantFrom('a', 'ã', '😀', '\u{1f468}\u200d');
      fc.assert(
        fc.property(fc.string({ unit, minLength: 1 }), fc.integer({ min: -2, max: 2 }), (seed, beyond) => {
          const text = [...seed.repeat(max)].slice(0, max + beyond).join('');
          return accepts(schema, text) === countCodePoints(text) <= max;
        }),
        { numRuns: 30 },
      );
    });
  }
});

describe('an open enum', () => {
  it('accepts a value of a newer server, and no other type', () => {
    const schema = openEnum(['a', 'b']);
    assert.equal(z.parse(schema, 'c'), 'c');
    assert.ok(!z.safeParse(schema, 1).success);
  });
});

describe('an answer', () => {
  it('of a newer server, with more fields, is read', () => {
    const answer = {
      number: '34665920261124000123',
      status: 'escalated',
      classification: { id: 'c1', path: ['Faturamento', 'Glosa'], color: 'red' },
      openedBy: 'robot',
      registeredAt: '2026-11-24T12:00:00.000Z',
      closedAt: null,
      lastActivityAt: '2026-11-24T12:00:00.000Z',
      unreadCount: 0,
      organizationUnreadCount: 0,
      contactMethod: { id: 'm1', description: 'Telefone' },
      contactPerson: 'Ana',
      contactPhone: '1',
      contactEmail: 'x',
      lastSequence: 1,
      readSequence: 1,
      canReply: false,
      replyBlockedReason: 'moon_phase',
      reopenableUntil: null,
      canCancel: false,
      deadline: { businessDays: 5, dueAt: null, state: 'dreaming' },
      providerDueAt: null,
      previousProtocolNumber: null,
      mood: 'calm',
    };
    const parsed = z.parse(protocolSchema, answer);
    assert.equal(parsed.status, 'escalated');
    assert.equal(parsed.replyBlockedReason, 'moon_phase');
  });
});
