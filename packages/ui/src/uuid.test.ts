import { expect } from '@open-wc/testing';
import { uuid } from './uuid.ts';

describe('uuid', () => {
  it('makes version 4 identifiers that do not repeat', () => {
    const made = Array.from({ length: 1000 }, uuid);
    for (const id of made)
      expect(id).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(made).size).to.equal(1000);
  });
});
