import type { BareFieldIssue, NewGroup } from '@fale-conosco/contract';
import { isLeaf, isShown, type TreeNode } from '../classifications/rules.ts';
import { foldName } from '../names.ts';

/** What the rules need to know of the other groups. */
export interface GroupNode {
  id: string;
  name: string;
  managerGroupId: string | null;
}

/** What a state of a group is held against. */
export interface GroupSurroundings {
  groups: readonly GroupNode[];
  agentIds: ReadonlySet<string>;
  tree: readonly TreeNode[];
}

const manages = (groups: readonly GroupNode[], id: string, other: string): boolean => {
  const seen = new Set<string>();
  for (let next: string | null = other; next !== null && !seen.has(next); ) {
    if (next === id) return true;
    seen.add(next);
    const current: string = next;
    next = groups.find((group) => group.id === current)?.managerGroupId ?? null;
  }
  return false;
};

/**
 * What is wrong with a state of a group.
 *
 * @param id null: the group is new
 */
export const groupIssues = (
  { groups, agentIds, tree }: GroupSurroundings,
  id: string | null,
  before: NewGroup | null,
  after: NewGroup,
): BareFieldIssue[] => {
  const issues: BareFieldIssue[] = [];
  const name = foldName(after.name);
  if (groups.some((group) => group.id !== id && foldName(group.name) === name))
    issues.push({ path: 'name', code: 'already_taken' });

  const manager = after.managerGroupId;
  if (manager !== null) {
    if (!groups.some((group) => group.id === manager))
      issues.push({ path: 'managerGroupId', code: 'not_available' });
    else if (id !== null && manages(groups, id, manager))
      issues.push({ path: 'managerGroupId', code: 'cycle' });
  }

  for (const [index, memberId] of after.memberIds.entries())
    if (!agentIds.has(memberId)) issues.push({ path: `memberIds.${index}`, code: 'not_available' });

  const nodes = new Map(tree.map((node) => [node.id, node]));
  const shown = (leafId: string): boolean => {
    const node = nodes.get(leafId);
    return node !== undefined && isShown(node);
  };
  const deactivated = !after.active && before?.active !== false;
  for (const [index, leafId] of after.classificationIds.entries()) {
    // What providers are shown needs an active group; for a group that is being deactivated, see below.
    const offered =
      nodes.has(leafId) && isLeaf(tree, leafId) && (after.active || deactivated || !shown(leafId));
    if (!offered) issues.push({ path: `classificationIds.${index}`, code: 'not_available' });
  }
  if (deactivated && after.classificationIds.some(shown))
    issues.push({ path: 'active', code: 'not_available' });
  const left = before?.classificationIds.filter((leafId) => !after.classificationIds.includes(leafId)) ?? [];
  if (left.some(shown)) issues.push({ path: 'classificationIds', code: 'not_available' });
  return issues;
};
