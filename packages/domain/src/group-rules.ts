import type { NewGroup, UnlocalizedIssue } from '@fale-conosco/contract';
import { isLeaf, isShown, type TreeNode } from './classification-rules.ts';
import { isNameTaken } from './fold.ts';
import { type ManagedGroup, manages } from './group-reach.ts';

/** What the rules need to know of the other groups. */
export interface GroupNode extends ManagedGroup {
  name: string;
}

/** What a state of a group is checked against. */
export interface GroupSurroundings {
  groups: readonly GroupNode[];
  agentIds: ReadonlySet<string>;
  tree: readonly TreeNode[];
}

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
): UnlocalizedIssue[] => {
  const issues: UnlocalizedIssue[] = [];
  if (isNameTaken(groups, id, after.name)) issues.push({ path: 'name', code: 'already_taken' });

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
