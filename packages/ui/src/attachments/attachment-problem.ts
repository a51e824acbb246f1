import type { Limits } from '@fale-conosco/contract';

/**
 * What is wrong with a file before a byte of it is sent, as a problem code; empty when nothing is. The server looks at
 * the bytes and has the last word: here a file passes when either its name or the browser's guess is on the lists.
 */
export const attachmentProblem = (file: File, limits: Limits): string => {
  const name = file.name.toLowerCase();
  const known =
    limits.attachmentExtensions.some((extension) => name.endsWith(extension)) ||
    limits.attachmentMediaTypes.includes(file.type);
  if (!known) return 'attachment_type_not_allowed';
  if (file.size === 0) return 'attachment_empty';
  return file.size > limits.attachmentMaxBytes ? 'attachment_too_large' : '';
};
