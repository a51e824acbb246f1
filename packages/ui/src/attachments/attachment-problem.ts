import type { Limits } from '@fale-conosco/contract';

/**
 * What is wrong with a file before a byte of it is sent, as a problem code; empty when nothing is. The server compares
 * the bytes with the name and has the last word.
 */
export const attachmentProblem = (file: File, limits: Limits): string => {
  const name = file.name.toLowerCase();
  if (!limits.attachmentExtensions.some((extension) => name.endsWith(extension)))
    return 'attachment_type_not_allowed';
  if (file.size === 0) return 'attachment_empty';
  return file.size > limits.attachmentMaxBytes ? 'attachment_too_large' : '';
};
