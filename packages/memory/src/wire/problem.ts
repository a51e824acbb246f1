import {
  PROBLEM_STATUS,
  type Problem,
  type ProblemCode,
  type UnlocalizedIssue,
} from '@fale-conosco/contract';
import { type LanguageTag, localizeIssue, problemTitle } from '@fale-conosco/domain';

/** A validation error of one field, before it is put into words. */
export type Issue = UnlocalizedIssue;

/** What a problem may carry beside its code. */
export interface ProblemOptions {
  issues?: readonly Issue[] | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** A request that ends in an RFC 9457 problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, { issues = [], headers = {} }: ProblemOptions = {}) {
    super(code);
    this.code = code;
    this.issues = issues;
    this.headers = headers;
  }
}

/** A `validation_failed` problem about one field. */
export const fieldProblem = (path: string, code: Issue['code']): ProblemError =>
  new ProblemError('validation_failed', { issues: [{ path, code }] });

/** Throws `validation_failed` with all issues at once, if there are any. */
export const rejectIssues = (issues: readonly Issue[]): void => {
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
};

/** What a read found, or `not_found`. */
export const orNotFound = <Entry>(entry: Entry | undefined): Entry => {
  if (entry === undefined) throw new ProblemError('not_found');
  return entry;
};

/** The document of a problem in a language. Holds no value of the request. */
export const problemDocument = (
  { code, issues }: Pick<ProblemError, 'code' | 'issues'>,
  requestId: string,
  language: LanguageTag,
  status: number = PROBLEM_STATUS[code],
): Problem => ({
  type: `urn:fale-conosco:problem:${code}`,
  title: problemTitle(code, language),
  status,
  code,
  requestId,
  ...(issues.length > 0 && { issues: issues.map((issue) => localizeIssue(issue, language)) }),
});
