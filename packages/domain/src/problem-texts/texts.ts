import type { FieldIssueCode, ProblemCode } from '@fale-conosco/contract';

/** The texts of problem documents in one language. `{max}` is filled in. */
export interface ProblemTexts {
  problems: Record<ProblemCode, string>;
  issues: Record<FieldIssueCode, string>;
  /** Used instead of `too_long` when the limit is known. */
  tooLongWithMax: string;
  /** Used instead of `too_many` when the limit is known. */
  tooManyWithMax: string;
}
