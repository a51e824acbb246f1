import type { FieldIssueCode, ProblemCode } from '@fale-conosco/contract';

/** Every text that the server says to people, in one language. `{max}` and the like are filled in. */
export interface Catalogue {
  problems: Record<ProblemCode, string>;
  issues: Record<FieldIssueCode, string>;
  /** Used instead of `too_long` when the limit is known. */
  tooLongWithMax: string;
  /** Used instead of `too_many` when the limit is known. */
  tooManyWithMax: string;
}
