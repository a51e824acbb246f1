import { parseInput } from '@fale-conosco/contract';
import type * as z from 'zod/mini';
import { ValidationError } from './errors/validation-error.ts';

/**
 * Brings an input to its canonical form before it is sent.
 *
 * @throws {ValidationError} when it does not match the contract's schema
 */
export const checkInput = <Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> => {
  const parsed = parseInput(schema, value);
  if (!parsed.success) throw ValidationError.beforeSending(parsed.issues);
  return parsed.data;
};
