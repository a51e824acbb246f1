/** What decides for which readers an event is. */
export interface Addressed {
  provider_id: string | null;
  group_id: string | null;
  user_id: string | null;
  /** Whether its protocol is shown to providers. */
  shownToProviders: boolean;
}

/** Whose stream it is, as far as delivery depends on it. */
export type Audience =
  | { kind: 'provider'; userId: string; providerId: string }
  | { kind: 'agent'; userId: string; groupIds: ReadonlySet<string> }
  | { kind: 'admin'; userId: string };

/**
 * Whether an event is for a reader. Without provider, group and user it is for everybody; with a group and no
 * provider it is internal to the operator.
 */
export const isFor = (audience: Audience, event: Addressed): boolean => {
  if (event.user_id !== null && event.user_id !== audience.userId) return false;
  if (event.provider_id === null && event.group_id === null) return true;
  if (audience.kind === 'provider')
    return event.provider_id === audience.providerId && event.shownToProviders;
  if (event.group_id === null) return false;
  return audience.kind === 'admin' || audience.groupIds.has(event.group_id);
};
