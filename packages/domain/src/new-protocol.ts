import type { ForwardProtocol, UnlocalizedIssue } from '@fale-conosco/contract';
import { type ContactMethodFacts, isMethodOffered, takesContacts } from './contact-methods.ts';
import type { GroupReach } from './group-reach.ts';
import { canOpen, isOfferedToProviders, type LeafFacts } from './offered-classifications.ts';

/** What a provider's new protocol refers to, as it stands now; undefined: there is no such thing. */
export interface ProviderOpening {
  classification: (LeafFacts & { attachmentRequired: boolean }) | undefined;
  contactMethod: Omit<ContactMethodFacts, 'releasedForWeb'> | undefined;
  /** The protocol that `previousProtocolNumber` names, if it names one that the provider sees. */
  previous: { closed: boolean } | undefined;
  namesPrevious: boolean;
  attachmentCount: number;
}

/**
 * What is wrong with a provider's new protocol. The previous one must be its own, visible to it, and closed or cancelled:
 * what still is open takes a complement.
 */
export const providerOpeningIssues = ({
  classification,
  contactMethod,
  previous,
  namesPrevious,
  attachmentCount,
}: ProviderOpening): UnlocalizedIssue[] => {
  const issues: UnlocalizedIssue[] = [];
  const offered = classification !== undefined && isOfferedToProviders(classification);
  if (!offered) issues.push({ path: 'classificationId', code: 'not_available' });
  if (!contactMethod || !isMethodOffered(contactMethod))
    issues.push({ path: 'contactMethodId', code: 'not_available' });
  if (namesPrevious && !previous?.closed)
    issues.push({ path: 'previousProtocolNumber', code: 'not_available' });
  if (offered && classification.attachmentRequired && attachmentCount === 0)
    issues.push({ path: 'attachmentIds', code: 'attachment_required' });
  return issues;
};

/** What an agent's new protocol refers to, as it stands now; undefined: there is no such thing. */
export interface OperatorOpening {
  provider: { active: boolean } | undefined;
  classification: Omit<LeafFacts, 'shownToProviders'> | undefined;
  contactMethod: Pick<ContactMethodFacts, 'active' | 'mode'> | undefined;
  reach: GroupReach;
}

/**
 * What is wrong with a protocol that an agent opens for a provider. What providers are not offered is allowed: such a
 * protocol stays out of their lists.
 */
export const operatorOpeningIssues = ({
  provider,
  classification,
  contactMethod,
  reach,
}: OperatorOpening): UnlocalizedIssue[] => {
  const issues: UnlocalizedIssue[] = [];
  if (!provider?.active) issues.push({ path: 'providerId', code: 'not_available' });
  if (!classification || !canOpen(classification, reach))
    issues.push({ path: 'classificationId', code: 'not_available' });
  if (!contactMethod || !takesContacts(contactMethod))
    issues.push({ path: 'contactMethodId', code: 'not_available' });
  return issues;
};

/** What is wrong with where a protocol is to be forwarded: either to a group or to a classification. */
export const forwardIssue = ({
  groupId,
  classificationId,
}: Pick<ForwardProtocol, 'groupId' | 'classificationId'>): UnlocalizedIssue | undefined => {
  if (groupId !== undefined && classificationId !== undefined)
    return { path: 'classificationId', code: 'invalid_choice' };
  return groupId === undefined && classificationId === undefined
    ? { path: 'groupId', code: 'required' }
    : undefined;
};
