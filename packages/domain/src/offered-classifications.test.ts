import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClassificationNode,
  canOpen,
  leafFactsOf,
  offeredTree,
  openableLeaves,
} from './offered-classifications.ts';

const node = (
  id: string,
  parentId: string | null,
  changes: Partial<ClassificationNode> = {},
): ClassificationNode => ({
  id,
  parentId,
  active: true,
  shownToProviders: true,
  groupId: 'g',
  groupActive: true,
  ...changes,
});
const offered = (nodes: ClassificationNode[]) =>
  offeredTree(nodes).map(({ id, selectable }) => `${id}${selectable ? '*' : ''}`);

test('a branch is offered while it leads to a leaf that is, and only the leaf can be chosen', () => {
  const tree = [
    node('root', null, { shownToProviders: false, groupActive: false }),
    node('mid', 'root'),
    node('leaf', 'mid'),
  ];
  assert.deepEqual(offered(tree), ['root', 'mid', 'leaf*']);
});

test('a leaf that is not shown, not active, or without an active group is not offered, nor its empty branch', () => {
  for (const change of [{ shownToProviders: false }, { active: false }, { groupActive: false }]) {
    assert.deepEqual(offered([node('root', null), node('leaf', 'root', change)]), []);
  }
});

test('nothing below a deactivated branch is offered', () => {
  assert.deepEqual(offered([node('root', null, { active: false }), node('leaf', 'root')]), []);
});

test('circles and broken chains in the tree are left out', () => {
  assert.deepEqual(
    offered([node('a', 'b'), node('b', 'a'), node('leaf', 'a'), node('orphan', 'nobody')]),
    [],
  );
});

test('a protocol is opened under active leaves of active groups within reach, shown to providers or not', () => {
  const tree = [
    node('root', null, { groupId: null, groupActive: false }),
    node('own', 'root', { shownToProviders: false }),
    node('other', 'root', { groupId: 'h' }),
    node('dissolved', 'root', { groupActive: false }),
    node('hidden', 'root', { active: false }),
    node('free', 'root', { groupId: null, groupActive: false }),
  ];
  assert.deepEqual([...openableLeaves(tree, new Set(['g']))], ['own']);
  assert.deepEqual([...openableLeaves(tree, 'all')], ['own', 'other']);
  assert.deepEqual([...openableLeaves(tree, new Set())], []);
});

test('the facts of one node say the same as the tree', () => {
  const tree = [node('root', null), node('leaf', 'root'), node('off', 'root', { active: false })];
  const openable = openableLeaves(tree, 'all');
  for (const { id } of tree) {
    const facts = leafFactsOf(tree, id);
    assert.ok(facts);
    assert.equal(canOpen(facts, 'all'), openable.has(id), id);
  }
  assert.equal(leafFactsOf(tree, 'none'), undefined);
});
