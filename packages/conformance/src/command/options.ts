import { parseArgs } from 'node:util';
import { UsageError } from '../runner.ts';
import { PEOPLE, PERSON_DETAILS, type PersonName } from '../tokens.ts';

/** What the command was asked for. */
export interface CommandOptions {
  help: boolean;
  list: boolean;
  baseUrl: string;
  tokens: Partial<Record<PersonName, string>>;
  only: string[];
  concurrency: number;
  /** Files to write. */
  json: string | undefined;
  junit: string | undefined;
}

const pad = (text: string): string => text.padEnd(24);

/** What `--help` prints. */
export const helpText = `Checks a server against the Fale Conosco contract, from outside.

  npx @fale-conosco/conformance --base-url https://server.example --token-a …

The cases register protocols, settings and files, and deactivate the settings at the end: run them on a test
installation. A few cases change a setting of the whole installation for a moment.

Where:
  ${pad('--base-url URL')}the server, without /v1 (or FALE_CONOSCO_BASE_URL)

Tokens (bearer tokens without "Bearer"; better by environment variable than by option, which other users can see):
${PEOPLE.map((name) => {
  const { option, variable, description } = PERSON_DETAILS[name];
  return `  ${pad(option)}${description}\n  ${pad('')}(or ${variable})`;
}).join('\n')}
  Cases that need a token that was not given are left out, and named.

What:
  ${pad('--only AREA|ID')}only these, e.g. IDEM or IDEM-004; may be repeated, or separated by commas
  ${pad('--list')}lists the cases and ends
  ${pad('--concurrency N')}cases at a time, 1 to 32 (6)

Reports:
  ${pad('--json FILE')}writes the whole report as JSON
  ${pad('--junit FILE')}writes it as JUnit XML

Exit code: 0 when every case that ran passed, 1 when one failed, 2 when the run could not begin.
`;

const optionTypes = {
  help: { type: 'boolean', short: 'h' },
  list: { type: 'boolean' },
  'base-url': { type: 'string' },
  only: { type: 'string', multiple: true },
  concurrency: { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  ...(Object.fromEntries(
    PEOPLE.map((name) => [PERSON_DETAILS[name].option.slice(2), { type: 'string' }]),
  ) as Record<string, { type: 'string' }>),
} as const;

const parseBaseUrl = (text: string | undefined): string => {
  if (text === undefined || text === '') throw new UsageError('--base-url is required.');
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new UsageError(`--base-url: "${text}" is no address of the Web.`);
  return new URL(text).href.replace(/\/(v1\/?)?$/, '');
};

const parseConcurrency = (text = '6'): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 32)
    throw new UsageError('--concurrency: expected 1 to 32.');
  return count;
};

/** Reads the command line and the environment. @throws UsageError */
export const parseOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandOptions => {
  let values: Record<string, string | boolean | string[] | undefined>;
  try {
    ({ values } = parseArgs({ args: [...args], options: optionTypes, strict: true }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options cannot be read.');
  }
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const [help, list] = [values['help'] === true, values['list'] === true];
  const tokens = Object.fromEntries(
    PEOPLE.flatMap((name) => {
      const { option, variable } = PERSON_DETAILS[name];
      const token = text(option.slice(2)) ?? environment[variable];
      return token ? [[name, token.replace(/^Bearer\s+/i, '').trim()]] : [];
    }),
  );
  return {
    help,
    list,
    tokens,
    baseUrl: help || list ? '' : parseBaseUrl(text('base-url') ?? environment['FALE_CONOSCO_BASE_URL']),
    only: ((values['only'] ?? []) as string[]).flatMap((each) => each.split(',')).map((each) => each.trim()),
    concurrency: parseConcurrency(text('concurrency')),
    json: text('json'),
    junit: text('junit'),
  };
};
