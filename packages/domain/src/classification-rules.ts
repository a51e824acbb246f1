import type { NewClassification, UnlocalizedIssue } from '@fale-conosco/contract';
import { isNameTaken } from './fold.ts';

/** Maximum depth of the tree; bounds reading a path. */
export const MAX_LEVELS = 20;

/** What can be set of a node, nothing left open. */
export type ClassificationFields = Omit<NewClassification, 'order'> & { order: number };

/** What the rules need to know of a node. */
export interface TreeNode {
  id: string;
  parentId: string | null;
  name: string;
  active: boolean;
  groupId: string | null;
  shownToProviders: boolean;
}

/** Whether a node is a last level: nothing is below it. */
export const isLeaf = (tree: readonly TreeNode[], id: string): boolean =>
  !tree.some(({ parentId }) => parentId === id);

/** Whether a node is shown to providers, so that it must have an active group while it is a last level. */
export const isShown = ({
  active,
  shownToProviders,
}: Pick<TreeNode, 'active' | 'shownToProviders'>): boolean => active && shownToProviders;

/** The nodes below the same parent, in their order, without the one that is to be placed among them. */
export const siblingsOf = <Node extends TreeNode>(
  tree: readonly Node[],
  parentId: string | null,
  without: string | null,
): Node[] => tree.filter((node) => node.parentId === parentId && node.id !== without);

/** A node and those above it, upwards. */
const ancestors = (tree: readonly TreeNode[], id: string): string[] => {
  const path: string[] = [];
  for (let node = tree.find((each) => each.id === id); node && !path.includes(node.id); ) {
    path.push(node.id);
    const { parentId } = node;
    node = tree.find((each) => each.id === parentId);
  }
  return path;
};

const levelsBelow = (tree: readonly TreeNode[], id: string | null): number =>
  id === null
    ? 0
    : tree
        .filter(({ parentId }) => parentId === id)
        .reduce((deepest, child) => Math.max(deepest, 1 + levelsBelow(tree, child.id)), 0);

const parentIssue = (
  tree: readonly TreeNode[],
  id: string | null,
  parentId: string | null,
): UnlocalizedIssue['code'] | undefined => {
  if (parentId === null) return undefined;
  const path = ancestors(tree, parentId);
  if (path.length === 0) return 'not_available';
  if (id !== null && path.includes(id)) return 'cycle';
  return path.length + 1 + levelsBelow(tree, id) > MAX_LEVELS ? 'out_of_range' : undefined;
};

/**
 * What is wrong with a state of a node. A node that gets others below it keeps its group and
 * `shownToProviders`, which decide nothing until it is a last level again, except for the protocols that it has from
 * before: they keep their path, their group and their visibility.
 *
 * @param id null: the node is new
 * @param activeGroups the ids of all groups, with whether each is active
 */
export const classificationIssues = (
  tree: readonly TreeNode[],
  activeGroups: ReadonlyMap<string, boolean>,
  id: string | null,
  before: ClassificationFields | null,
  after: ClassificationFields,
): UnlocalizedIssue[] => {
  const issues: UnlocalizedIssue[] = [];
  const parent = parentIssue(tree, id, after.parentId);
  if (parent) issues.push({ path: 'parentId', code: parent });
  if (isNameTaken(siblingsOf(tree, after.parentId, id), id, after.name))
    issues.push({ path: 'name', code: 'already_taken' });

  // Only what changes: a branch whose last child moved away must still take a new name.
  const groupChanges = before?.groupId !== after.groupId;
  const becomesShown = groupChanges || !before || !isShown(before);
  const needsGroup = becomesShown && isShown(after) && (id === null || isLeaf(tree, id));
  if (after.groupId === null) {
    if (needsGroup) issues.push({ path: 'groupId', code: 'required' });
  } else if ((groupChanges || needsGroup) && !activeGroups.get(after.groupId)) {
    issues.push({ path: 'groupId', code: 'not_available' });
  }
  return issues;
};

/** The groups that answer for other last levels than before. */
export const groupsWithOtherLeaves = (before: readonly TreeNode[], after: readonly TreeNode[]): string[] => {
  const leavesOf = (tree: readonly TreeNode[]): Map<string, string> => {
    const leaves = new Map<string, string>();
    for (const { id, groupId } of tree)
      if (groupId !== null && isLeaf(tree, id)) leaves.set(groupId, `${leaves.get(groupId) ?? ''} ${id}`);
    return leaves;
  };
  // Ordered by id, so that moving within the tree makes no difference.
  const byId = (tree: readonly TreeNode[]) => tree.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [then, now] = [leavesOf(byId(before)), leavesOf(byId(after))];
  return [...new Set([...then.keys(), ...now.keys()])].filter((id) => then.get(id) !== now.get(id));
};
