import {
  PROBLEM_STATUS,
  type Problem,
  type ProblemCode,
  type UnlocalizedIssue,
} from '@fale-conosco/contract';
import { localizeIssue, preferredLanguage, problemTitle } from '@fale-conosco/domain';

/** What a problem may carry beside its code. */
export interface ProblemOptions {
  /** The refused fields, for `validation_failed`. */
  issues?: readonly UnlocalizedIssue[];
  /** Headers of the answer, e.g. `Retry-After`. */
  headers?: Readonly<Record<string, string>>;
  /** What lies behind it, for the log and the metrics; no part of the answer. */
  cause?: unknown;
}

/** A request that ends in an RFC 9457 problem document. Thrown anywhere; the error handler answers it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly issues: readonly UnlocalizedIssue[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? [];
    this.headers = options.headers ?? {};
  }

  /** The HTTP status of the answer. */
  get status(): number {
    return PROBLEM_STATUS[this.code];
  }
}

/** A `validation_failed` problem about one field. */
export const fieldProblem = (path: string, code: UnlocalizedIssue['code']): ProblemError =>
  new ProblemError('validation_failed', { issues: [{ path, code }] });

/** What a read found. @throws ProblemError `not_found` when it found nothing */
export const orNotFound = <Found>(found: Found | undefined): Found => {
  if (found === undefined) throw new ProblemError('not_found');
  return found;
};

/** Builds the document of a problem, in the language that the request asks for. Holds no value of the request. */
export const problemDocument = (
  problem: ProblemError,
  requestId: string,
  acceptLanguage: string | undefined,
): Problem => {
  const language = preferredLanguage(acceptLanguage);
  return {
    type: `urn:fale-conosco:problem:${problem.code}`,
    title: problemTitle(problem.code, language),
    status: problem.status,
    code: problem.code,
    requestId,
    ...(problem.issues.length > 0 && {
      issues: problem.issues.map((issue) => localizeIssue(issue, language)),
    }),
  };
};
