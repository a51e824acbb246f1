/** The alert rules and the dashboard, checked by Prometheus' own `promtool`, of the machine's distribution. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unpackPackages } from './debian.ts';
import { root, run } from './run.ts';

const monitoring = path.join(root, 'packages/server/monitoring');

/** Queries of Grafana's panels as rules, its own variables replaced, so that promtool reads them. */
const dashboardRules = (): string => {
  const { panels } = JSON.parse(readFileSync(path.join(monitoring, 'dashboard.json'), 'utf8')) as {
    panels: { targets?: { expr: string }[] }[];
  };
  const rules = panels
    .flatMap(({ targets = [] }) => targets)
    .map(({ expr }, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m'),
    }));
  // JSON is YAML too.
  return JSON.stringify({ groups: [{ name: 'dashboard', rules }] });
};

/**
 * Checks the syntax of all queries, and tries the alert rules on made-up series.
 *
 * @param folder takes what is unpacked
 * @throws Error with what promtool has against them
 */
export const checkMonitoring = async (folder: string): Promise<void> => {
  let [program, env]: [string, Record<string, string>] = ['/usr/bin/promtool', {}];
  if (!existsSync(program)) {
    const unpacked = await unpackPackages(['prometheus'], folder);
    program = path.join(unpacked.root, 'usr/bin/promtool');
    ({ env } = unpacked);
  }
  const panels = path.join(mkdtempSync(path.join(folder, 'monitoring-')), 'dashboard.yaml');
  writeFileSync(panels, dashboardRules());
  for (const args of [
    ['check', 'rules', 'alerts.yaml', panels],
    ['test', 'rules', 'alerts.test.yaml'],
  ]) {
    const { code, output } = await run(program, args, { capture: true, cwd: monitoring, env });
    if (code !== 0) throw new Error(`promtool ${args.join(' ')}: ${output.trim()}`);
  }
};
