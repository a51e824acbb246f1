import type { NewCrmMessage, UnlocalizedIssue } from '@fale-conosco/contract';

/**
 * What is wrong with the way in which an agent writes. Agents do not write what they could not read again; a provider
 * cannot be asked by a message that it does not see, and nothing goes back to it by one.
 */
export const operatorMessageIssue = (
  message: Pick<NewCrmMessage, 'visibility' | 'asksProvider' | 'contactMethodId'>,
  { accessesConfidential }: { accessesConfidential: boolean },
): UnlocalizedIssue | undefined => {
  const isPublic = message.visibility === 'public';
  if (message.visibility === 'confidential' && !accessesConfidential)
    return { path: 'visibility', code: 'not_available' };
  if (message.asksProvider && !isPublic) return { path: 'asksProvider', code: 'not_available' };
  if (message.contactMethodId && !isPublic) return { path: 'contactMethodId', code: 'not_available' };
  return undefined;
};
