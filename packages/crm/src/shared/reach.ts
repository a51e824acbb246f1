import type { Session } from '@fale-conosco/contract';

/** Whether the agent sees the protocols of a group; an admin sees those of all. */
export const reachesGroup = (session: Session | undefined, groupId: string): boolean =>
  session?.role === 'admin' || (session?.agent?.reach.some(({ id }) => id === groupId) ?? false);
