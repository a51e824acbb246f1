/**
 * `npm run audit`: asks the registry whether vulnerabilities are known in the packages that run in production. No part of the
 * check, whose result must depend on the tree alone: an advisory of tomorrow changes no commit of today, and a machine
 * without a network can still test. Run it daily, and before each release.
 *
 * Exit code 0: none that is not accepted. 1: there are. 2: the registry did not answer, so nothing is known.
 */

import { type Accepted, type AuditReport, openAdvisories } from './lib/advisories.ts';
import { run } from './lib/run.ts';

/** Advisories that do not concern the product. Each with its reason, and a date no more than 90 days ahead. */
const accepted: readonly Accepted[] = [];

const { output } = await run('npm', ['audit', '--omit=dev', '--json', '--loglevel=silent'], {
  capture: true,
});
let report: Partial<AuditReport> = {};
try {
  report = JSON.parse(output) as Partial<AuditReport>;
} catch {
  // Told below.
}
if (report.vulnerabilities) {
  const open = openAdvisories(
    { vulnerabilities: report.vulnerabilities },
    accepted,
    new Date().toISOString().slice(0, 10),
  );
  for (const line of open) console.error(line);
  console.log(`${open.length} open advisories in production dependencies`);
  process.exitCode = open.length > 0 ? 1 : 0;
} else {
  console.error(`audit: the registry gave no report, so nothing is known.\n${output.trim()}`);
  process.exitCode = 2;
}
