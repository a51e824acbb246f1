import { PROTOCOL_NUMBER_PATTERN, stripProtocolNumber } from '@fale-conosco/contract';
import { foldText } from './fold.ts';

/** Longer words are cut: an entry of the index has a limit. */
const MAX_WORD_CHARACTERS = 40;

// Plural endings, without accents, and what they become. PostgreSQL's stemmer knows them only with their accents.
const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(?<=.{2})[oa]es$/, 'ao'],
  [/(?<=.{2})ais$/, 'al'],
  [/(?<=.{2})eis$/, 'el'],
  [/(?<=.{2})ois$/, 'ol'],
  [/(?<=.{2})ns$/, 'm'],
  [/(?<=.{2})([rz])es$/, '$1'],
  [/(?<=.{3}[aeiou])s$/, ''],
];

/** The words of a text without accents and case, the longest cut. */
export const plainWords = (text: string): string[] =>
  foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, MAX_WORD_CHARACTERS));

const singular = (word: string): string => {
  const plural = PLURALS.find(([ending]) => ending.test(word));
  return plural ? word.replace(plural[0], plural[1]) : word;
};

/** The words of a text as they are indexed and looked up: no accents, no case, singular. Same for both sides. */
export const searchableWords = (text: string): string[] => plainWords(text).map(singular);

/** The parts of a protocol number that people look for: whole, without ANS, the date, the sequence with and without zeros. */
export const searchableNumber = (number: string): string[] =>
  PROTOCOL_NUMBER_PATTERN.test(number)
    ? [number, number.slice(6), number.slice(6, 14), number.slice(14), String(Number(number.slice(14)))]
    : [];

/** The parts of a search. */
export interface SearchTerms {
  /** Whole words. */
  words: string[];
  /** The last word, perhaps not finished, as typed and in the singular. */
  prefixes: string[];
  /** The digits of a protocol number or of a part of it, when there is nothing else. */
  digits: string | undefined;
}

/** Splits a search into its parts; undefined when it holds nothing to look for. */
export const parseSearch = (search: string): SearchTerms | undefined => {
  const words = plainWords(search);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const stripped = stripProtocolNumber(search);
  return {
    words: words.slice(0, -1).map(singular),
    prefixes: [...new Set([last, singular(last)])],
    digits: /^\d+$/.test(stripped) && words.length > 1 ? stripped.slice(0, MAX_WORD_CHARACTERS) : undefined,
  };
};
