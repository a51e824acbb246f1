/** Longest text of one message, in Unicode code points, after {@link normalizeText}. */
export const MESSAGE_MAX_CODE_POINTS = 4000;

/**
 * Brings a text to the form in which it is counted and stored: every line end (`\r\n`, `\r`) becomes `\n`.
 * Browsers submit a textarea with `\r\n` and read it with `\n`; without one form the two sides count differently.
 */
export const normalizeText = (text: string): string => text.replace(/\r\n?/g, '\n');

/**
 * Counts the Unicode code points of a text, the unit of every text limit of the contract.
 * (JSON Schema's `maxLength` counts the same: RFC 8259, JSON Schema Validation 6.3.1.)
 *
 * @param text already normalised by {@link normalizeText}
 */
export const countCodePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** How many code points may still be typed; negative when the text is too long. */
export const remainingCodePoints = (text: string, max: number = MESSAGE_MAX_CODE_POINTS): number =>
  max - countCodePoints(normalizeText(text));

/** Whether nothing is left of a text when white space is trimmed. */
export const isBlank = (text: string): boolean => text.trim() === '';

// PostgreSQL stores neither U+0000 nor a lone surrogate; the other controls have no place in plain text.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

/** Whether a text holds characters that no field accepts: controls other than tab and line ends, lone surrogates. */
export const hasForbiddenCharacters = (text: string): boolean => FORBIDDEN.test(text);
