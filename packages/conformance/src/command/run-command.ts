import { writeFile } from 'node:fs/promises';
import { areas } from '../cases/index.ts';
import { type CaseResult, runConformance, selectCases, UsageError } from '../runner.ts';
import { PERSON_DETAILS } from '../tokens.ts';
import { junitReport } from './junit-report.ts';
import { helpText, parseOptions } from './options.ts';
import { textReport } from './text-report.ts';

/** What the command stands on. */
export interface Surroundings {
  environment: Readonly<Record<string, string | undefined>>;
  fetch: typeof globalThis.fetch;
  /** Writes to standard output. */
  print: (text: string) => void;
  /** Writes to standard error. */
  warn: (text: string) => void;
}

const listText = (only: readonly string[]): string => {
  const selected = new Set(selectCases(only).map(({ id }) => id));
  return areas
    .map(({ title, cases }) => {
      const lines = cases
        .filter(({ id }) => selected.has(id))
        .map(({ id, severity, title: caseTitle, needs }) => {
          const others = needs.filter((name) => name !== 'a').map((name) => PERSON_DETAILS[name].option);
          return `  ${id.padEnd(12)}${severity.padEnd(10)}${caseTitle}${others.length > 0 ? `  [${others.join(' ')}]` : ''}`;
        });
      return lines.length > 0 ? `${title}\n${lines.join('\n')}\n` : '';
    })
    .filter((text) => text !== '')
    .join('\n');
};

const progress = ({ outcome }: CaseResult): string =>
  outcome === 'passed' ? '.' : outcome === 'failed' ? 'F' : '-';

/** Runs the command. @returns its exit code: 0 passed, 1 failed, 2 could not begin */
export const runCommand = async (
  args: readonly string[],
  { environment, fetch, print, warn }: Surroundings,
): Promise<0 | 1 | 2> => {
  try {
    const { help, list, baseUrl, tokens, only, concurrency, json, junit } = parseOptions(args, environment);
    if (help) {
      print(helpText);
      return 0;
    }
    if (list) {
      print(listText(only));
      return 0;
    }
    const report = await runConformance({
      baseUrl,
      tokens,
      fetch,
      only,
      concurrency,
      onResult: (result) => warn(progress(result)),
    });
    warn('\n');
    if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
    if (junit !== undefined) await writeFile(junit, junitReport(report));
    print(textReport(report));
    return report.failed > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    warn(`${error.message}\nSee --help.\n`);
    return 2;
  }
};
