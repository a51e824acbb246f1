/** The time zone in which the operator counts days, and so the date inside a protocol number. */
export const OPERATOR_TIME_ZONE = 'America/Sao_Paulo';

/** Largest sequence of one day: six digits. */
export const PROTOCOL_SEQUENCE_MAX = 999_999;

/** Twenty digits: ANS registration (6), date of registration AAAAMMDD (8), sequence of that day (6). */
export const PROTOCOL_NUMBER_PATTERN = /^\d{20}$/;

/** The parts of a protocol number, each as its digits. */
export interface ProtocolNumberParts {
  /** Six digits: the operator's registration at ANS. */
  ansRegistration: string;
  /** ISO date (`2026-11-24`) in {@link OPERATOR_TIME_ZONE}. */
  date: string;
  /** 1 to {@link PROTOCOL_SEQUENCE_MAX}. */
  sequence: number;
}

/**
 * Builds a protocol number from its parts.
 *
 * @throws {RangeError} when a part does not fit its digits
 */
export const composeProtocolNumber = ({ ansRegistration, date, sequence }: ProtocolNumberParts): string => {
  const number = `${ansRegistration}${date.replaceAll('-', '')}${String(sequence).padStart(6, '0')}`;
  if (!/^\d{6}$/.test(ansRegistration) || !parseProtocolNumber(number)) {
    throw new RangeError(`No protocol number for ${ansRegistration}, ${date}, ${sequence}`);
  }
  return number;
};

/**
 * Reads the parts of a protocol number.
 *
 * @returns the parts, or `undefined` when the text is not a protocol number (wrong length, impossible date, no sequence)
 */
export const parseProtocolNumber = (number: string): ProtocolNumberParts | undefined => {
  if (!PROTOCOL_NUMBER_PATTERN.test(number)) return undefined;
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const instant = new Date(`${date}T00:00:00Z`);
  // `Date` rolls 30 February over to March; reading the date back tells.
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== date) return undefined;
  const sequence = Number(number.slice(14));
  return sequence === 0 ? undefined : { ansRegistration: number.slice(0, 6), date, sequence };
};

/** Groups a protocol number for reading: `346659 20261124 000123`. Other texts come back unchanged. */
export const formatProtocolNumber = (number: string): string =>
  PROTOCOL_NUMBER_PATTERN.test(number)
    ? `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`
    : number;

/** Takes away what people add when they copy a number: spaces, dots, dashes, slashes. */
export const stripProtocolNumber = (text: string): string => text.replace(/[\s.\-/]/g, '');
