import { areas } from '../cases/index.ts';
import type { CaseResult, Report } from '../runner.ts';

const indent = (text: string, by = 6): string => text.replace(/^/gm, ' '.repeat(by));

/** A failed case with its rule, what was expected, and the exchange. */
export const describeFailure = ({ id, severity, title, rule, reason, excerpt }: CaseResult): string =>
  [
    `FAILED ${id} (${severity}) ${title}`,
    indent(`Rule: ${rule}`),
    indent(reason ?? ''),
    ...(excerpt === null ? [] : [indent(excerpt)]),
  ].join('\n');

const areaLine = (code: string, title: string, results: readonly CaseResult[]): string => {
  const count = (outcome: CaseResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  const parts = (['passed', 'failed', 'left-out'] as const).flatMap((outcome) =>
    count(outcome) > 0 ? [`${count(outcome)} ${outcome.replace('-', ' ')}`] : [],
  );
  return `  ${code.padEnd(8)}${title.padEnd(42)}${parts.join(', ')}`;
};

/** Cases that were left out, by the reason. */
const leftOutLines = (results: readonly CaseResult[]): string[] => {
  const byReason = new Map<string, string[]>();
  for (const { id, reason, outcome } of results)
    if (outcome === 'left-out') byReason.set(reason ?? '', [...(byReason.get(reason ?? '') ?? []), id]);
  return [...byReason].map(([reason, ids]) => `Left out, ${reason}: ${ids.join(', ')}`);
};

/** The report for people: by area, what was left out, every failure, and the sum. */
export const textReport = (report: Report): string => {
  const { results, passed, failed, leftOut, durationMs } = report;
  const lines = areas.flatMap(({ code, title }) => {
    const own = results.filter(({ id }) => id.startsWith(`${code}-`));
    return own.length > 0 ? [areaLine(code, title, own)] : [];
  });
  const failures = results.filter(({ outcome }) => outcome === 'failed');
  const critical = failures.filter(({ severity }) => severity === 'critical').length;
  return [
    `Fale Conosco conformance of ${report.baseUrl}`,
    '',
    ...lines,
    '',
    ...leftOutLines(results),
    ...(report.leftBehind === null
      ? []
      : [`Settings of the suite were left on the server: ${report.leftBehind}`]),
    ...failures.flatMap((failure) => ['', describeFailure(failure)]),
    '',
    `${passed} passed, ${failed} failed${failed > 0 ? ` (${critical} critical)` : ''}, ${leftOut} left out of ${results.length} cases, in ${(durationMs / 1000).toFixed(1)} s`,
    '',
  ].join('\n');
};
