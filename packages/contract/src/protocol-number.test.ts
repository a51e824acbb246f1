import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  composeProtocolNumber,
  formatProtocolNumber,
  PROTOCOL_SEQUENCE_MAX,
  parseProtocolNumber,
  stripProtocolNumber,
} from './protocol-number.ts';

const parts = fc.record(
  {
    ansRegistration: fc.stringMatching(/^\d{6}$/),
    date: fc
      .date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    sequence: fc.integer({ min: 1, max: PROTOCOL_SEQUENCE_MAX }),
  },
  { noNullPrototype: true },
);

describe('a protocol number', () => {
  it('is twenty digits', () => {
    assert.equal(
      composeProtocolNumber({ ansRegistration: '346659', date: '2026-11-24', sequence: 123 }),
      '34665920261124000123',
    );
  });

  it('gives its parts back', () => {
    fc.assert(
      fc.property(parts, (value) =>
        assert.deepEqual(parseProtocolNumber(composeProtocolNumber(value)), value),
      ),
    );
  });

  it('orders like its sequence within a day', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: PROTOCOL_SEQUENCE_MAX }), (value, other) => {
        const a = composeProtocolNumber(value);
        const b = composeProtocolNumber({ ...value, sequence: other });
        return a < b === value.sequence < other;
      }),
    );
  });

  it('survives being read aloud and copied', () => {
    fc.assert(
      fc.property(parts, (value) => {
        const number = composeProtocolNumber(value);
        return stripProtocolNumber(formatProtocolNumber(number)) === number;
      }),
    );
    assert.equal(formatProtocolNumber('34665920261124000123'), '346659 20261124 000123');
    assert.equal(formatProtocolNumber('123'), '123');
  });

  for (const date of ['2026-02-30', '2026-13-01', '2026-00-10', '2025-02-29', '26-11-24', '']) {
    it(`refuses the date "${date}"`, () => {
      assert.throws(
        () => composeProtocolNumber({ ansRegistration: '346659', date, sequence: 1 }),
        RangeError,
      );
    });
  }

  for (const sequence of [0, -1, 1.5, PROTOCOL_SEQUENCE_MAX + 1, Number.NaN]) {
    it(`refuses the sequence ${sequence}`, () => {
      assert.throws(
        () => composeProtocolNumber({ ansRegistration: '346659', date: '2026-11-24', sequence }),
        RangeError,
      );
    });
  }

  for (const text of [
    '',
    '3466592026112400012',
    '346659202611240001234',
    '34665920261124OOO123',
    '34665920260230000001',
    '34665920261124000000',
    '３４６６５９２０２６１１２４０００１２３',
  ]) {
    it(`is not "${text}"`, () => {
      assert.equal(parseProtocolNumber(text), undefined);
    });
  }
});
