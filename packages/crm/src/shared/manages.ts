import type { Group } from '@fale-conosco/contract';

/** Tells whether a group manages another, directly or through others, or is that one. */
export const manages = (groups: readonly Group[], id: string, otherId: string): boolean => {
  const visited = new Set<string>();
  for (let next: string | undefined = otherId; next && !visited.has(next); ) {
    if (next === id) return true;
    visited.add(next);
    const current: string = next;
    next = groups.find((group) => group.id === current)?.managerGroup?.id;
  }
  return false;
};
