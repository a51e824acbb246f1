import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClassificationNode, offeredTree } from './rules.ts';

const node = (
  id: string,
  parentId: string | null,
  changes: Partial<ClassificationNode> = {},
): ClassificationNode => ({
  id,
  parentId,
  active: true,
  shownToProviders: true,
  hasActiveGroup: true,
  ...changes,
});
const offered = (nodes: ClassificationNode[]) =>
  offeredTree(nodes).map(({ id, selectable }) => `${id}${selectable ? '*' : ''}`);

test('a branch is offered while it leads to a leaf that is, and only the leaf can be chosen', () => {
  const tree = [
    node('root', null, { shownToProviders: false, hasActiveGroup: false }),
    node('mid', 'root'),
    node('leaf', 'mid'),
  ];
  assert.deepEqual(offered(tree), ['root', 'mid', 'leaf*']);
});

test('a leaf that is not shown, not active, or without an active group is not offered, nor its empty branch', () => {
  for (const change of [{ shownToProviders: false }, { active: false }, { hasActiveGroup: false }]) {
    assert.deepEqual(offered([node('root', null), node('leaf', 'root', change)]), []);
  }
});

test('nothing below a deactivated branch is offered', () => {
  assert.deepEqual(offered([node('root', null, { active: false }), node('leaf', 'root')]), []);
});

test('circles and broken chains in the register are left out instead of followed for ever', () => {
  assert.deepEqual(
    offered([node('a', 'b'), node('b', 'a'), node('leaf', 'a'), node('orphan', 'nobody')]),
    [],
  );
});
