import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClassificationFields,
  classificationIssues,
  groupsWithOtherLeaves,
  MAX_LEVELS,
  type TreeNode,
} from './classification-rules.ts';

const node = (id: string, parentId: string | null, changes: Partial<TreeNode> = {}): TreeNode => ({
  id,
  parentId,
  name: id,
  active: true,
  groupId: null,
  shownToProviders: false,
  ...changes,
});
const fields = (changes: Partial<ClassificationFields> = {}): ClassificationFields => ({
  name: 'novo',
  parentId: null,
  order: 0,
  active: true,
  groupId: null,
  shownToProviders: false,
  defaultText: null,
  helpText: null,
  attachmentRequired: false,
  deadlineBusinessDays: null,
  providerDeadlineBusinessDays: null,
  reopenWindowDays: null,
  ...changes,
});
const groups = new Map([
  ['g', true],
  ['off', false],
]);
const issues = (
  tree: TreeNode[],
  after: ClassificationFields,
  id: string | null = null,
  before: ClassificationFields | null = null,
) => classificationIssues(tree, groups, id, before, after).map(({ path, code }) => `${path} ${code}`);

const chain = (length: number): TreeNode[] =>
  Array.from({ length }, (_, level) => node(`n${level}`, level === 0 ? null : `n${level - 1}`));

test('a node goes neither below itself, nor below what is below it, nor below what is not there', () => {
  const tree = chain(3);
  for (const parentId of ['n0', 'n1', 'n2'])
    assert.deepEqual(issues(tree, fields({ parentId }), 'n0', fields()), ['parentId cycle']);
  assert.deepEqual(issues(tree, fields({ parentId: 'x' })), ['parentId not_available']);
  assert.deepEqual(issues(tree, fields({ parentId: 'n0' }), 'n2', fields({ parentId: 'n1' })), []);
});

test('the tree does not get deeper than its bound, counted with what a node brings along', () => {
  const tree = [...chain(MAX_LEVELS - 1), node('a', null), node('b', 'a')];
  const deepest = `n${MAX_LEVELS - 2}`;
  assert.deepEqual(issues(tree, fields({ parentId: deepest })), []);
  assert.deepEqual(issues(tree, fields({ parentId: deepest }), 'a', fields()), ['parentId out_of_range']);
});

test('siblings have different names, whatever the case and the accents', () => {
  const tree = [node('a', null, { name: 'Autorização' }), node('b', 'a', { name: 'Guia' })];
  assert.deepEqual(issues(tree, fields({ name: 'AUTORIZACAO' })), ['name already_taken']);
  assert.deepEqual(issues(tree, fields({ name: 'Guia' })), []);
  assert.deepEqual(issues(tree, fields({ name: 'autorização' }), 'a', fields()), []);
});

test('a last level that is shown must have an active group', () => {
  const shown = { shownToProviders: true };
  assert.deepEqual(issues([], fields(shown)), ['groupId required']);
  assert.deepEqual(issues([], fields({ ...shown, active: false })), []);
  assert.deepEqual(issues([], fields({ ...shown, groupId: 'g' })), []);
  for (const groupId of ['off', 'x'])
    assert.deepEqual(issues([], fields({ groupId })), ['groupId not_available']);
  // Its group was deactivated while it was hidden.
  const hidden = fields({ groupId: 'off' });
  assert.deepEqual(issues([node('a', null)], { ...hidden, name: 'outro' }, 'a', hidden), []);
  assert.deepEqual(issues([node('a', null)], { ...hidden, ...shown }, 'a', hidden), [
    'groupId not_available',
  ]);
});

test('a branch needs no group, nor does a rename where the last child moved away', () => {
  const shown = fields({ shownToProviders: true });
  assert.deepEqual(issues([node('a', null), node('b', 'a')], shown, 'a', fields()), []);
  assert.deepEqual(issues([node('a', null)], { ...shown, name: 'outro' }, 'a', shown), []);
});

test('the groups are named whose last levels are others than before', () => {
  const before = [node('a', null, { groupId: 'g' }), node('b', null, { groupId: 'h' })];
  assert.deepEqual(groupsWithOtherLeaves(before, before.toReversed()), []);
  assert.deepEqual(groupsWithOtherLeaves(before, [...before, node('c', 'b')]), ['h']);
  const swapped = [node('a', null, { groupId: 'h' }), node('b', null, { groupId: 'h' })];
  assert.deepEqual(groupsWithOtherLeaves(before, swapped), ['g', 'h']);
});
