import { parseSearch, searchableNumber, searchableWords } from '@fale-conosco/domain';
import type { StoredProtocol } from './state.ts';

/** What a protocol is found by: its number, the paths of its classifications, what both sides can read. */
const documentOf = (protocol: StoredProtocol): { numbers: string[]; words: Set<string> } => {
  const texts = [
    ...protocol.classification.path,
    ...protocol.messages.flatMap(({ visibility, body }) => (visibility === 'public' ? [body] : [])),
  ];
  return { numbers: searchableNumber(protocol.number), words: new Set(searchableWords(texts.join(' '))) };
};

/** Whether a protocol is found by a search: all its words, the last one perhaps not finished, or a part of its number. */
export const createSearch = (search: string | undefined): ((protocol: StoredProtocol) => boolean) => {
  const terms = parseSearch(search ?? '');
  if (!terms) return () => true;
  const { words, prefixes, digits } = terms;
  return (protocol) => {
    const found = documentOf(protocol);
    if (digits !== undefined && found.numbers.some((number) => number.startsWith(digits))) return true;
    const all = [...found.numbers, ...found.words];
    return (
      words.every((word) => all.includes(word)) &&
      all.some((word) => prefixes.some((prefix) => word.startsWith(prefix)))
    );
  };
};
