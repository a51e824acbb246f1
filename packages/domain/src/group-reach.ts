/** What supervision follows from. */
export interface ManagedGroup {
  id: string;
  /** The group that supervises it. */
  managerGroupId: string | null;
}

/** The groups whose protocols someone sees; an admin sees those of all. */
export type GroupReach = ReadonlySet<string> | 'all';

/** Whether a reach includes a group. */
export const reaches = (reach: GroupReach, groupId: string): boolean => reach === 'all' || reach.has(groupId);

/** Whether a group manages another, directly or through others, or is that one. */
export const manages = (groups: readonly ManagedGroup[], id: string, otherId: string): boolean => {
  const seen = new Set<string>();
  for (let next: string | null = otherId; next !== null && !seen.has(next); ) {
    if (next === id) return true;
    seen.add(next);
    const current: string = next;
    next = groups.find((group) => group.id === current)?.managerGroupId ?? null;
  }
  return false;
};

/** The groups that an agent reaches: those it is a member of, those that these manage, and so on down. */
export const reachedGroups = (
  groups: readonly ManagedGroup[],
  memberOf: Iterable<string>,
): ReadonlySet<string> => {
  const reached = new Set(memberOf);
  // A set is walked in the order of insertion, what is added meanwhile included.
  for (const id of reached)
    for (const group of groups) if (group.managerGroupId === id) reached.add(group.id);
  return reached;
};
