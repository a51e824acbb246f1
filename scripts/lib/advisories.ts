/** What to make of npm's report of known vulnerabilities. */

/** The part of the report of `npm audit --json` that is read here. */
export interface AuditReport {
  vulnerabilities: Record<
    string,
    { severity: string; range: string; via: (string | { url: string; title: string })[] }
  >;
}

/** An advisory that does not concern the product, for a while. */
export interface Accepted {
  /** `https://github.com/advisories/GHSA-…` */
  url: string;
  reason: string;
  /** Until when, `2027-01-31`; afterwards somebody looks again. */
  until: string;
}

/**
 * Finds the advisories that nobody has accepted, or whose acceptance is over.
 *
 * @param today `2026-11-24`
 * @returns a line for each
 */
export const openAdvisories = (
  report: AuditReport,
  accepted: readonly Accepted[],
  today: string,
): string[] => {
  const lines = Object.entries(report.vulnerabilities).flatMap(([name, { severity, range, via }]) =>
    via.flatMap((cause) => {
      // A name: the same advisory, told of a package that depends on the one concerned.
      if (typeof cause === 'string') return [];
      const known = accepted.find(({ url }) => url === cause.url);
      if (known && known.until >= today) return [];
      return [
        `${severity}: ${name} ${range}: ${cause.title} (${cause.url})${known ? `, accepted until ${known.until}` : ''}`,
      ];
    }),
  );
  return [...new Set(lines)].sort();
};
