import { DEFAULT_PAGE_SIZE, type Period, periodIssues } from '@fale-conosco/domain';
import { ProblemError } from './problem.ts';

/** A list's query with the page size that applies. */
export const withPageSize = <Query extends { limit?: number | undefined }>(
  query: Query,
): Query & { limit: number } => ({ ...query, limit: query.limit ?? DEFAULT_PAGE_SIZE });

/**
 * Rejects days that no calendar has.
 *
 * @throws ProblemError `validation_failed`
 */
export const checkPeriod = (period: Period): void => {
  const issues = periodIssues(period);
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
};
