import type { Session } from '@fale-conosco/contract';
import { areas } from './cases/index.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { CaseContext, peopleOf } from './context.ts';
import { ConformanceError, describeExchange, NotApplicableError } from './exchange.ts';
import { PEOPLE, PERSON_DETAILS, type PersonName, type Tokens } from './tokens.ts';
import { World } from './world.ts';

/** Every case, in the order of the areas. */
export const cases: readonly ConformanceCase[] = areas.flatMap((each) => each.cases);

/** What came of one case. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly severity: ConformanceCase['severity'];
  /** `left-out`: it was not run, or could not be asked of this server; never counted as passed. */
  readonly outcome: 'passed' | 'failed' | 'left-out';
  /** Why it failed or was left out. */
  readonly reason: string | null;
  /** The request and response that failed, without tokens. */
  readonly excerpt: string | null;
  readonly durationMs: number;
}

/** What a run found. */
export interface Report {
  readonly baseUrl: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: number;
  /** Why settings of the suite were left behind on the server; null when none were. */
  readonly leftBehind: string | null;
  readonly results: readonly CaseResult[];
}

/** What is certified, and how. */
export interface RunOptions {
  /** Where the server is, without `/v1`. */
  baseUrl: string;
  tokens: Tokens;
  /** By what requests are sent; the platform's `fetch` unless given. */
  fetch?: typeof globalThis.fetch;
  /** Ids or areas (`IDEM-004`, `IDEM`); everything unless given. */
  only?: readonly string[];
  /** Cases at a time. */
  concurrency?: number;
  /** How long an event may take, or a deactivation until it is noticed; 8 seconds unless given. */
  patienceMs?: number;
  /** Called as each case ends. */
  onResult?: (result: CaseResult) => void;
}

/** A run that cannot begin: the options are wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const unwatched = () => ({ onExchange: () => undefined, secrets: new Set<string>() });

/** A server to run cases on. */
export interface Certification {
  /** Runs one case. It never throws: what goes wrong is the result. */
  run: (conformanceCase: ConformanceCase) => Promise<CaseResult>;
  /** Deactivates what the cases shared. @returns why something was left behind; null when nothing was */
  dispose: () => Promise<string | null>;
}

/** Prepares a server for cases that somebody else schedules, as a test runner does. */
export const certify = ({
  baseUrl,
  tokens,
  fetch = globalThis.fetch,
  patienceMs = 8000,
}: RunOptions): Certification => {
  const base = { baseUrl, fetch: (...parameters: Parameters<typeof fetch>) => fetch(...parameters) };
  const world = new World(peopleOf({ ...base, ...unwatched() }, tokens));
  return {
    run: (conformanceCase) =>
      runCase(conformanceCase, () => new CaseContext({ ...base, patienceMs }, tokens, world), tokens),
    dispose: () => world.dispose(),
  };
};

const runCase = async (
  { id, title, rule, severity, needs, run }: ConformanceCase,
  createContext: () => CaseContext,
  tokens: Tokens,
): Promise<CaseResult> => {
  const started = performance.now();
  const result = (
    outcome: CaseResult['outcome'],
    reason: string | null,
    excerpt: string | null,
  ): CaseResult => ({
    id,
    title,
    rule,
    severity,
    outcome,
    reason,
    excerpt,
    durationMs: Math.round(performance.now() - started),
  });
  const missing = needs.filter((name) => tokens[name] === undefined);
  if (missing.length > 0)
    return result('left-out', `needs ${missing.map((name) => PERSON_DETAILS[name].option).join(', ')}`, null);
  const context = createContext();
  let failure: unknown;
  try {
    await run(context);
  } catch (error) {
    failure = error;
  }
  // A clean-up that fails says something of a case that passed, and hides nothing of one that did not.
  await context.dispose().catch((error: unknown) => {
    failure ??= error;
  });
  if (failure === undefined) return result('passed', null, null);
  if (failure instanceof NotApplicableError) return result('left-out', failure.message, null);
  const exchange =
    (failure instanceof ConformanceError ? failure.exchange : undefined) ?? context.lastExchange;
  const reason = failure instanceof Error ? failure.message : JSON.stringify(failure);
  const redact = (text: string): string =>
    [...context.channel.secrets].reduce((rest, secret) => rest.replaceAll(secret, '[token]'), text);
  return result('failed', redact(reason), exchange ? redact(describeExchange(exchange)) : null);
};

/** The cases that ids and areas name. @throws UsageError for one that there is not */
export const selectCases = (only: readonly string[] | undefined): readonly ConformanceCase[] => {
  if (!only || only.length === 0) return cases;
  const wanted = only.map((name) => name.toUpperCase());
  for (const name of wanted) {
    if (!cases.some(({ id }) => id === name || id.startsWith(`${name}-`)))
      throw new UsageError(`There is no case and no area "${name}". --list names them.`);
  }
  return cases.filter(({ id }) => wanted.some((name) => id === name || id.startsWith(`${name}-`)));
};

/**
 * Makes sure that each token is whose it should be: a wrong one would make cases fail that say nothing about the server.
 *
 * @throws UsageError
 */
export const checkTokens = async ({
  baseUrl,
  tokens,
  fetch = globalThis.fetch,
}: RunOptions): Promise<void> => {
  if (tokens.a === undefined) throw new UsageError(`${PERSON_DETAILS.a.option} is required.`);
  const people = peopleOf({ baseUrl, fetch, ...unwatched() }, tokens);
  const sessions: Partial<Record<PersonName, Session>> = {};
  for (const name of PEOPLE) {
    const { option } = PERSON_DETAILS[name];
    try {
      const session = await people[name]?.ok('getSession');
      if (session) sessions[name] = session;
    } catch (error) {
      throw new UsageError(
        `${option}: GET /v1/session failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  const { a, a2, b } = sessions;
  const roles = {
    a: 'provider',
    a2: 'provider',
    b: 'provider',
    agent: 'agent',
    otherAgent: 'agent',
    admin: 'admin',
  };
  for (const name of PEOPLE) {
    const role = sessions[name]?.role;
    if (role !== undefined && role !== roles[name])
      throw new UsageError(
        `${PERSON_DETAILS[name].option}: expected the role ${roles[name]}, the server says ${role}.`,
      );
  }
  if (a2 && (a2.provider?.id !== a?.provider?.id || a2.user.id === a?.user.id))
    throw new UsageError('--token-a2: expected another user of the provider of --token-a.');
  if (b && b.provider?.id === a?.provider?.id)
    throw new UsageError('--token-b: expected a user of another provider than that of --token-a.');
  if (sessions.agent && sessions.agent.user.id === sessions.otherAgent?.user.id)
    throw new UsageError('--other-agent-token: expected another agent than that of --agent-token.');
};

/** Runs the suite against a server. @throws UsageError when it cannot begin */
export const runConformance = async (options: RunOptions): Promise<Report> => {
  const selected = selectCases(options.only);
  await checkTokens(options);
  const startedAt = new Date();
  const certification = certify(options);
  const results = new Map<string, CaseResult>();
  const run = async (conformanceCase: ConformanceCase): Promise<void> => {
    const result = await certification.run(conformanceCase);
    results.set(result.id, result);
    options.onResult?.(result);
  };
  const queue = selected.filter(({ exclusive }) => !exclusive);
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 6 }, worker));
  for (const exclusive of selected.filter((each) => each.exclusive)) await run(exclusive);
  const leftBehind = await certification.dispose();
  const ordered = selected.flatMap(({ id }) => results.get(id) ?? []);
  const count = (outcome: CaseResult['outcome']): number =>
    ordered.filter((result) => result.outcome === outcome).length;
  return {
    baseUrl: options.baseUrl,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    passed: count('passed'),
    failed: count('failed'),
    leftOut: count('left-out'),
    leftBehind,
    results: ordered,
  };
};
