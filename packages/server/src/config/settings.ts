import { z } from 'zod';

/** A whole number between two bounds. */
export const integer = (minimum: number, maximum: number) => {
  const expected = `expected a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, expected);
};

/** A text that is not blank. */
export const text = (maximum: number) =>
  z.string().trim().min(1, 'expected a text').max(maximum, `expected at most ${maximum} characters`);

/** A switch. */
export const switchedBy = z
  .enum(['true', 'false'], 'expected true or false')
  .transform((value) => value === 'true');

/** The only message here that zod words itself is that of unknown keys, which are named without their values. */
export function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message;
}

/** The items of a list separated by commas. */
export function splitList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
