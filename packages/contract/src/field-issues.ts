import * as z from 'zod/mini';
import type { FieldIssue, FieldIssueCode } from './schemas/problem.ts';

/** A rejected field, without a message for people. */
export type UnlocalizedIssue = Omit<FieldIssue, 'message' | 'code'> & { code: FieldIssueCode };

// A code is one lower-case word; what zod says by itself is a sentence. Widgets need not load the list to tell them apart.
const isFieldIssueCode = (text: string): text is FieldIssueCode => /^[a-z_]+$/.test(text);

const codeOf = (issue: z.core.$ZodIssue): FieldIssueCode => {
  // Our own checks carry the code as their message; what is left are zod's structural findings.
  if (isFieldIssueCode(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'invalid_type';
  if (issue.code === 'too_big' && issue.origin === 'array') return 'too_many';
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too_long';
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'required' : 'invalid_format';
  if (issue.code === 'invalid_value') return 'invalid_choice';
  return 'invalid_format';
};

/** Turns the issues of a failed parse into the contract's field issues, unknown fields one by one. */
const toFieldIssues = (issues: readonly z.core.$ZodIssue[]): UnlocalizedIssue[] =>
  issues.flatMap((issue): UnlocalizedIssue[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), code: 'unknown_field' }));
    }
    const params =
      issue.code === 'custom' && issue.params ? { params: issue.params as Record<string, number> } : {};
    return [{ path: issue.path.join('.'), code: codeOf(issue), ...params }];
  });

/** What {@link parseInput} found: the value in its canonical form, or what is wrong with it. */
export type ParsedInput<Value> =
  | { success: true; data: Value }
  | { success: false; issues: UnlocalizedIssue[] };

/** Checks an input (body, query, form) against its schema, for the server before its work and for clients before sending. */
export const parseInput = <Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
): ParsedInput<z.output<Schema>> => {
  // `reportInput` tells a missing field from one of the wrong type. The issues never leave this function.
  const result = z.safeParse(schema, value, { reportInput: true });
  return result.success
    ? { success: true, data: result.data }
    : { success: false, issues: toFieldIssues(result.error.issues) };
};
