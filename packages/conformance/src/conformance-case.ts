import type { CaseContext } from './context.ts';
import type { PersonName } from './tokens.ts';

/**
 * What a failure means for those who rely on the server:
 * - `critical` somebody sees or loses what is not theirs to see or lose: ownership, secrecy, numbers, acknowledged writes
 * - `major` the product's screens or the SDK do not work, or say something untrue
 * - `minor` a convention of the contract is not kept; clients work all the same
 */
export const SEVERITIES = ['critical', 'major', 'minor'] as const;
/** What a failure means. */
export type Severity = (typeof SEVERITIES)[number];

/** One thing that a server of the contract does. */
export interface ConformanceCase {
  /** Stable: area and number, `IDEM-004`. Numbers of cases that are gone are not given again. */
  readonly id: string;
  /** A sentence in the present tense. */
  readonly title: string;
  /** The sentence of the contract, the domain or a standard that it checks. */
  readonly rule: string;
  readonly severity: Severity;
  /** Whose tokens it needs. */
  readonly needs: readonly PersonName[];
  /** It changes a setting of the whole installation for a moment, so it runs alone. */
  readonly exclusive?: boolean;
  readonly run: (context: CaseContext) => Promise<void>;
}

/** Cases that belong together. */
export interface Area {
  /** Prefix of the ids. */
  readonly code: string;
  readonly title: string;
  readonly cases: readonly ConformanceCase[];
}

type CaseOptions = Partial<Pick<ConformanceCase, 'severity' | 'needs' | 'exclusive'>>;

/** Adds a case to an area: number, title, rule, what it needs, and what it does. */
export type DefineCase = (
  number: number,
  title: string,
  rule: string,
  options: CaseOptions,
  run: ConformanceCase['run'],
) => void;

/** Declares an area; `define` is called once for each case. */
export const area = (code: string, title: string, declare: (define: DefineCase) => void): Area => {
  const cases: ConformanceCase[] = [];
  declare((number, caseTitle, rule, options, run) => {
    const id = `${code}-${String(number).padStart(3, '0')}`;
    cases.push({ id, title: caseTitle, rule, severity: 'major', needs: ['a'], ...options, run });
  });
  return { code, title, cases: cases.sort((one, two) => (one.id < two.id ? -1 : 1)) };
};
