export { areas } from './cases/index.ts';
export type { Area, ConformanceCase, Severity } from './conformance-case.ts';
export { SEVERITIES } from './conformance-case.ts';
export {
  type CaseResult,
  type Certification,
  cases,
  certify,
  type Report,
  type RunOptions,
  runConformance,
  UsageError,
} from './runner.ts';
export { PEOPLE, PERSON_DETAILS, type PersonName, type TokenSource, type Tokens } from './tokens.ts';
