import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NewGroup } from '@fale-conosco/contract';
import { groupIssues } from './group-rules.ts';

const leaf = (id: string, shownToProviders: boolean) => ({
  id,
  parentId: null,
  name: id,
  active: true,
  groupId: 'a',
  shownToProviders,
});
const surroundings = {
  groups: [
    { id: 'a', name: 'Faturamento', managerGroupId: null },
    { id: 'b', name: 'Auditoria', managerGroupId: 'a' },
  ],
  agentIds: new Set(['fabio']),
  tree: [leaf('shown', true), leaf('hidden', false)],
};
const group = (changes: Partial<NewGroup> = {}): NewGroup => ({
  name: 'Novo',
  managerGroupId: null,
  email: null,
  active: true,
  accessesConfidential: false,
  memberIds: [],
  classificationIds: [],
  ...changes,
});
const issues = (after: NewGroup, id: string | null = null, before: NewGroup | null = null) =>
  groupIssues(surroundings, id, before, after).map(({ path, code }) => `${path} ${code}`);

test('a name is taken whatever its case and accents, but not by the group itself', () => {
  assert.deepEqual(issues(group({ name: ' FATURAMENTO ' })), ['name already_taken']);
  assert.deepEqual(issues(group({ name: 'faturamento' }), 'a', group()), []);
});

test('a manager exists, and is not managed by the group', () => {
  assert.deepEqual(issues(group({ managerGroupId: 'x' })), ['managerGroupId not_available']);
  assert.deepEqual(issues(group({ managerGroupId: 'b' }), 'a', group()), ['managerGroupId cycle']);
  assert.deepEqual(issues(group({ managerGroupId: 'a' }), 'a', group()), ['managerGroupId cycle']);
});

test('members and last levels exist', () => {
  assert.deepEqual(issues(group({ memberIds: ['fabio', 'x'], classificationIds: ['x'] })), [
    'memberIds.1 not_available',
    'classificationIds.0 not_available',
  ]);
});

test('what providers are shown keeps an active group', () => {
  const before = group({ classificationIds: ['shown', 'hidden'] });
  assert.deepEqual(issues({ ...before, active: false }, 'a', before), ['active not_available']);
  assert.deepEqual(issues({ ...before, classificationIds: ['hidden'] }, 'a', before), [
    'classificationIds not_available',
  ]);
  assert.deepEqual(issues({ ...before, classificationIds: ['shown'] }, 'a', before), []);
  const inactive = group({ active: false, classificationIds: ['hidden'] });
  assert.deepEqual(issues({ ...inactive, classificationIds: ['hidden', 'shown'] }, 'a', inactive), [
    'classificationIds.1 not_available',
  ]);
});
