import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cataloguePartsOf, differenceOf, withChanges } from './settings-changes.ts';

test('a change sets the fields that it names, null included', () => {
  const fields: { a: number | null; b: string } = { a: 1, b: 'x' };
  assert.deepEqual(withChanges(fields, { a: null, b: undefined }), { a: null, b: 'x' });
});

test('a difference has the fields that changed, before and after', () => {
  const before = { name: 'a', ids: ['1', '2'], note: null as string | null };
  assert.equal(differenceOf(before, { ...before, ids: ['1', '2'] }), undefined);
  assert.deepEqual(differenceOf(before, { ...before, ids: ['2'], note: 'x' }), {
    before: { ids: ['1', '2'], note: null },
    after: { ids: ['2'], note: 'x' },
  });
});

test('a change names the parts of the catalogue to read again', () => {
  const changed = (entity: Parameters<typeof cataloguePartsOf>[0]['entity'], after: object | null) =>
    cataloguePartsOf({ entity, before: {}, after });
  assert.deepEqual(changed('classification', { name: 'x' }), ['classifications']);
  assert.deepEqual(changed('classification', { groupId: 'g' }), ['classifications', 'groups']);
  assert.deepEqual(changed('classification', null), ['classifications', 'groups']);
  assert.deepEqual(changed('group', { email: 'x' }), ['groups']);
  assert.deepEqual(changed('group', { memberIds: [] }), ['groups', 'classifications']);
  assert.deepEqual(changed('contact_method', {}), ['contactMethods']);
  assert.deepEqual(changed('holiday', null), ['holidays']);
  assert.deepEqual(changed('agent', {}), []);
});
