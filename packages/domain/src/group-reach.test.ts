import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manages, reachedGroups, reaches } from './group-reach.ts';

const groups = [
  { id: 'board', managerGroupId: null },
  { id: 'billing', managerGroupId: 'board' },
  { id: 'appeals', managerGroupId: 'billing' },
  { id: 'network', managerGroupId: null },
];

test('a member reaches its group, those that it manages, and so on down', () => {
  assert.deepEqual([...reachedGroups(groups, ['board'])], ['board', 'billing', 'appeals']);
  assert.deepEqual([...reachedGroups(groups, ['appeals', 'network'])], ['appeals', 'network']);
  assert.deepEqual([...reachedGroups(groups, [])], []);
});

test('an admin reaches all groups', () => {
  assert.ok(reaches('all', 'anything'));
  assert.ok(reaches(new Set(['billing']), 'billing'));
  assert.ok(!reaches(new Set(['billing']), 'board'));
});

test("a group is reached exactly when one of the member's groups manages it, circles included", () => {
  const ids = ['a', 'b', 'c', 'd', 'e'] as const;
  const anyGroups = fc
    .tuple(...ids.map(() => fc.option(fc.constantFrom(...ids))))
    .map((managers) => ids.map((id, index) => ({ id, managerGroupId: managers[index] ?? null })));
  fc.assert(
    fc.property(anyGroups, fc.subarray([...ids]), (all, memberOf) => {
      const reached = reachedGroups(all, memberOf);
      for (const { id } of all)
        assert.equal(
          reached.has(id),
          memberOf.some((own) => manages(all, own, id)),
        );
    }),
  );
});
