import * as z from 'zod/mini';
import { PROTOCOL_NUMBER_PATTERN } from '../protocol-number.ts';
import {
  countCodePoints,
  hasForbiddenCharacters,
  isBlank,
  MESSAGE_MAX_CODE_POINTS,
  normalizeText,
} from '../text.ts';

/** The values that each {@link openEnum} knows today, for the OpenAPI document. */
export const knownValues = new WeakMap<z.core.$ZodType, readonly string[]>();

/**
 * A string that is one of the known values today and may be another from a newer server.
 * Readers must treat an unknown value as "something else", never as an error.
 */
export const openEnum = <const Values extends readonly string[]>(values: Values) => {
  const schema = z.string() as unknown as z.ZodMiniType<Values[number] | (string & {}), string>;
  knownValues.set(schema, values);
  return schema;
};

/**
 * A required plain text. The checks' messages are issue codes ({@link FieldIssueCode}), so that both sides can
 * say them in the user's language.
 *
 * @param max longest length in Unicode code points
 */
export const plainText = (max: number) =>
  z.string().check(
    z.overwrite(normalizeText),
    z.refine((text) => !isBlank(text), { error: 'required' }),
    z.refine((text) => countCodePoints(text) <= max, { error: 'too_long', params: { max } }),
    z.refine((text) => !hasForbiddenCharacters(text), { error: 'invalid_characters' }),
  );

/** Opaque identifier of a classification, contact method, attachment, user … */
export const id = z.string().check(z.minLength(1), z.maxLength(64));

/** Instant in ISO 8601 with an offset, e.g. `2026-11-24T12:00:00.000Z`. */
export const instant = z.string();

/** Day `AAAA-MM-DD`, in the operator's time zone. */
export const localDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_format'));

/** Twenty digits; see {@link PROTOCOL_NUMBER_PATTERN}. */
export const protocolNumber = z.string().check(z.regex(PROTOCOL_NUMBER_PATTERN, 'invalid_format'));

/** Text of a message: plain, not blank, up to 4.000 code points. */
export const messageText = plainText(MESSAGE_MAX_CODE_POINTS);

/** Name of the person who opens the contact. */
export const personName = plainText(120);

/** Telephone as people write it; 8 to 15 digits (ITU-T E.164) with spaces, parentheses, dashes, `+`, and an extension (`ramal`). */
export const phone = plainText(40).check(
  z.refine(
    (text) => {
      const digits = text.replace(/\D/g, '').length;
      return (
        isBlank(text) || (/^[\d\s()+\-./]*(r(amal)?\.?\s*\d+)?$/i.test(text) && digits >= 8 && digits <= 20)
      );
    },
    { error: 'invalid_phone' },
  ),
);

/** E-mail address, the practical subset of RFC 5322 that mail systems deliver to. */
export const email = plainText(254).check(
  z.refine((text) => isBlank(text) || /^[^\s@<>()[\],;:\\"]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text), {
    error: 'invalid_email',
  }),
);

/** Opaque position in a list; only ever sent back as received. */
export const cursor = z.string().check(z.minLength(1), z.maxLength(512));

/** Items a page, 1 to 100. */
export const limit = z.int().check(z.minimum(1), z.maximum(100));

/** A page of a keyset-paged list. `nextCursor` is null on the last one. */
export const page = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });

/** A whole number within bounds, both included. */
export const intBetween = (min: number, max: number) =>
  z
    .int()
    .check(
      z.refine((value) => value >= min && value <= max, { error: 'out_of_range', params: { min, max } }),
    );

/**
 * Version of an entry of the settings or of a protocol: sent back as `If-Match: "<version>"` with a change, which is
 * rejected (`version_conflict`) when it has changed meanwhile (RFC 9110, 13.1.1).
 */
export const version = z.int();

/** Something that is named where it is mentioned. */
export const namedRef = z.object({ id, name: z.string() });
