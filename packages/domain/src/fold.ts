/** A text without accents, in lower case: what differs in nothing else is found, and taken, for the same. */
export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A name as it is compared with others: without case, accents and surrounding space. */
export const foldName = (name: string): string => foldText(name).trim();

/** Whether another entry than `id` already has a name, whatever its case and accents. */
export const isNameTaken = (
  entries: readonly { id: string; name: string }[],
  id: string | null,
  name: string,
): boolean => {
  const folded = foldName(name);
  return entries.some((entry) => entry.id !== id && foldName(entry.name) === folded);
};
