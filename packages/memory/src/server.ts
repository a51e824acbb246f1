import { type Limits, type OperationId, PROBLEM_STATUS, type ServerEvent } from '@fale-conosco/contract';
import { formatEvent, type OpenStream } from './api/events.ts';
import { type Failure, type FailureOptions, Faults, type Hold, untilAborted } from './control/faults.ts';
import {
  createOperatorEffects,
  createProviderEffects,
  type OperatorEffects,
  type ProviderEffects,
} from './control/other-side.ts';
import { bearerToken, unsignedToken, userOfToken } from './control/tokens.ts';
import { MemoryUpload, uploadOf } from './control/upload-steps.ts';
import { readRequest } from './http/read-request.ts';
import { matchPath } from './http/router.ts';
import { createOperations, problemResponse, type ServerRequest } from './http/serve.ts';
import { testLimits, testOperator } from './seed/catalogue.ts';
import { crmSeed } from './seed/crm-protocols.ts';
import { testUsers } from './seed/people.ts';
import { testSettings } from './seed/settings.ts';
import { protocolDefaults, seedProtocol } from './seed/story.ts';
import type { EntityKind, MemoryRequest, MemoryServerOptions } from './server-options.ts';
import { canReadEvent } from './store/access.ts';
import { finishScan } from './store/files.ts';
import { insertProtocol } from './store/protocols.ts';
import type { ReplyBlockedReason, Settings, StoredProtocol } from './store/state.ts';
import { Store } from './store/store.ts';
import { corsHeaders } from './wire/headers.ts';
import { ProblemError } from './wire/problem.ts';

const RESPONSE_LOST = 'Failed to fetch';

/**
 * The server of the contract in memory, behind a `fetch`: both sides, every operation, the rules of the domain. What it is
 * given as `fetch` speaks to it; the rest is for tests: faults, the other side's effects, the data itself.
 */
export class MemoryServer {
  /** What the clients in the same store see. Tests may change it to set a scene. */
  readonly store: Store;
  /** All requests so far, oldest first. */
  readonly requests: MemoryRequest[] = [];
  /** All uploads so far. */
  readonly uploads: MemoryUpload[] = [];
  /** When true, uploads wait for `advance`, `finish`, `reject` or `fail`; false by default. */
  stepUploads = false;
  /** What agents do at once. */
  readonly operator: OperatorEffects;
  /** What providers' users do at once. */
  readonly provider: ProviderEffects;
  readonly #faults: Faults;
  readonly #streams = new Set<OpenStream>();
  readonly #corsOrigins: readonly string[];
  readonly #uploadWaiters = new Set<() => void>();
  #active = 0;
  #hanging = 0;
  readonly #serve: ReturnType<typeof createOperations>;

  constructor(options: MemoryServerOptions = {}) {
    const { seed = {}, limits, operator = testOperator, now } = options;
    this.store = new Store({
      settings: { ...testSettings(), ...structuredClone(seed.settings) },
      users: seed.users ?? testUsers,
      operator,
      limits: { ...testLimits, ...limits },
      waitingUploads: options.waitingUploads ?? {},
      now,
      inspectFilesBy: options.inspectFilesBy ?? 'bytes',
      canReadEvent,
    });
    // Oldest first, so that numbers ascend with time.
    for (const entry of [...(seed.protocols ?? crmSeed)].reverse()) seedProtocol(this.store, entry);
    this.operator = createOperatorEffects(this.store);
    this.provider = createProviderEffects(this.store);
    this.#faults = new Faults(options.latencyMs ?? 0);
    this.#corsOrigins = options.corsOrigins ?? [];
    this.#serve = createOperations(this.store, this.#streams);
  }

  /** Everything there is, of all providers and groups. */
  get protocols(): StoredProtocol[] {
    return this.store.protocols;
  }

  /** The operator's settings as stored. */
  get settings(): Settings {
    return this.store.settings;
  }

  get limits(): Limits {
    return this.store.limits;
  }

  get latencyMs(): number {
    return this.#faults.latencyMs;
  }

  set latencyMs(milliseconds: number) {
    this.#faults.latencyMs = milliseconds;
  }

  /** Requests that are being served now; those that a test keeps waiting are not. */
  get pending(): number {
    const steps = this.uploads.filter(({ isWaiting }) => isWaiting).length;
    return this.#active - this.#faults.waiting - this.#hanging - steps;
  }

  /**
   * An upload by the name of its file, as soon as the server was asked for it. By name, because requests that are sent side by
   * side arrive in any order.
   *
   * @param attempt 0 for the first upload of that file, 1 for the next
   */
  async uploadOf(fileName: string, attempt = 0): Promise<MemoryUpload> {
    for (;;) {
      const upload = this.uploads.filter((candidate) => candidate.fileName === fileName)[attempt];
      if (upload) return upload;
      await new Promise<void>((resolve) => this.#uploadWaiters.add(resolve));
    }
  }

  /** When true, whole files wait for {@link finishScan}, as on a server with a virus scanner; false by default. */
  get scansFiles(): boolean {
    return this.store.scansFiles;
  }

  set scansFiles(waits: boolean) {
    this.store.scansFiles = waits;
  }

  /** The virus scanner gives its verdict on a file. */
  finishScan(attachmentId: string, { infected = false } = {}): void {
    const file = this.store.files.get(attachmentId);
    if (!file) throw new RangeError(`No file has the id ${attachmentId}`);
    finishScan(this.store, file, infected);
  }

  /** Resolves when requests arrive again; at once unless {@link goOffline} was called. */
  get online(): Promise<void> {
    return this.#faults.online;
  }

  /** A bearer token of a user, by its id (`usr-ana`, `agt-fabio`) or the name in it (`ana`, `fabio`). */
  token(user: string): string {
    const ids = [...this.store.users, ...this.settings.agents].map(({ id }) => id);
    const id = ids.find((each) => each === user) ?? ids.find((each) => each.endsWith(`-${user}`));
    if (id === undefined) throw new RangeError(`No user is called ${user}`);
    return unsignedToken(id);
  }

  /** The next requests of an operation fail. */
  failNext(operation: OperationId, failure: Failure, options: FailureOptions = {}): void {
    this.#faults.plan(operation, failure, options);
  }

  /** Requests of an operation wait from now on, until released. */
  hold(operation: OperationId): Hold {
    return this.#faults.hold(operation);
  }

  /** No request arrives, and open event streams break. */
  goOffline(): void {
    this.#faults.goOffline();
    for (const stream of [...this.#streams]) stream.fail(new TypeError(RESPONSE_LOST));
  }

  goOnline(): void {
    this.#faults.goOnline();
  }

  /** Writes an event to all open streams, whatever has happened. */
  emit({ id, type, data }: ServerEvent): void {
    const text = formatEvent({ id: id || this.store.events.newestId, type, data });
    for (const stream of [...this.#streams]) stream.write(text);
  }

  /** Puts a protocol in; what is missing is filled in. No event is sent. */
  addProtocol(parts: Partial<StoredProtocol> = {}): StoredProtocol {
    return insertProtocol(this.store, protocolDefaults(this.store, parts));
  }

  /** Sets why a provider cannot reply to a protocol, or null for "can". */
  setCanReply(number: string, reason: ReplyBlockedReason | null): void {
    const protocol = this.store.protocol(number);
    if (protocol) protocol.replyOverride = reason;
  }

  /** Somebody else changes an entry, so that the version that was read is no longer the present one; no event is sent. */
  simulateConcurrentChange(kind: EntityKind | 'protocols', id: string, changes: object = {}): void {
    const entry =
      kind === 'protocols'
        ? this.store.protocol(id)
        : (this.settings[kind] as { id: string; version: number }[]).find((each) => each.id === id);
    if (!entry) throw new RangeError(`No entry of ${kind} has the id ${id}`);
    Object.assign(entry, changes);
    entry.version += 1;
  }

  /** Sends a request to the server. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = readRequest(input, init);
    request.signal.throwIfAborted();
    this.#active += 1;
    const response = await this.#respond(request).finally(() => {
      this.#active -= 1;
    });
    const cors = corsHeaders(request.headers.get('origin'), this.#corsOrigins, request.method === 'OPTIONS');
    for (const [name, value] of Object.entries(cors)) response.headers.append(name, value);
    return response;
  };

  async #respond(request: ServerRequest): Promise<Response> {
    try {
      if (this.#faults.isOffline) throw new TypeError(RESPONSE_LOST);
      const { pathname } = request.url;
      if (request.method === 'OPTIONS') return preflight(pathname, this.limits);
      const matches = matchPath(pathname);
      const match = matches.find(({ route }) => route.method === request.method);
      if (!match) {
        if (matches.length === 0) throw new ProblemError('not_found');
        const methods = new Set(matches.map(({ route }) => route.method));
        throw new ProblemError('method_not_allowed', { headers: { Allow: [...methods].sort().join(', ') } });
      }
      return await this.#handle(match, request);
    } catch (error) {
      if (error instanceof ProblemError) return problemResponse(error, request);
      throw error;
    }
  }

  async #handle(match: ReturnType<typeof matchPath>[number], request: ServerRequest): Promise<Response> {
    const { operation, params } = match;
    const isJson = match.route.body !== undefined;
    const text = isJson ? await request.text() : undefined;
    this.requests.push({
      operation,
      params,
      query: Object.fromEntries(request.url.searchParams),
      body: jsonOrText(text),
      headers: request.headers,
    });
    await this.#faults.pass(operation, request.signal);
    if (this.#faults.isOffline) throw new TypeError(RESPONSE_LOST);
    const before = await this.#fail(this.#faults.take(operation, false), request, operation);
    if (before) return before;
    const response = await this.#serveSafely(
      match,
      isJson ? { ...request, text: async () => text } : request,
    );
    const after = await this.#fail(this.#faults.take(operation, true), request, operation);
    return after ?? response;
  }

  async #serveSafely(match: ReturnType<typeof matchPath>[number], request: ServerRequest): Promise<Response> {
    const upload = uploadOf(this.uploads, match.params['id']);
    upload?.checkConnection();
    try {
      const token = bearerToken(request.headers.get('authorization'));
      const principal = this.store.principalOf(userOfToken(token));
      const bytes =
        upload && match.operation === 'appendUpload'
          ? async () => upload.take(await request.bytes(), request.signal)
          : request.bytes;
      const response = await this.#serve(match, { ...request, bytes }, principal);
      if (match.operation === 'createUpload') this.#noteUpload(response);
      if (match.operation === 'deleteUpload') upload?.abort();
      return response;
    } catch (error) {
      if (error instanceof ProblemError) return problemResponse(error, request, match.operation);
      throw error;
    }
  }

  #noteUpload(response: Response): void {
    const id = response.headers.get('location')?.split('/').at(-1) ?? '';
    const file = this.store.files.get(id);
    if (!file) return;
    this.uploads.push(new MemoryUpload(file, this.stepUploads));
    for (const resolve of this.#uploadWaiters) resolve();
    this.#uploadWaiters.clear();
  }

  /** Makes a request fail as planned. */
  async #fail(
    failure: Failure | undefined,
    request: ServerRequest,
    operation: OperationId,
  ): Promise<Response | undefined> {
    if (failure === undefined) return undefined;
    if (failure === 'network') throw new TypeError(RESPONSE_LOST);
    if (failure === 'timeout') {
      this.#hanging += 1;
      return untilAborted(new Promise<never>(() => {}), request.signal).finally(() => {
        this.#hanging -= 1;
      });
    }
    const { code, issues, headers, status = PROBLEM_STATUS[code] } = failure;
    return problemResponse(new ProblemError(code, { issues, headers }), request, operation, status);
  }
}

const jsonOrText = (text: string | undefined): unknown => {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const preflight = (pathname: string, { attachmentMaxBytes }: Limits): Response =>
  new Response(null, {
    status: 204,
    headers: pathname.startsWith('/v1/uploads')
      ? {
          'Tus-Resumable': '1.0.0',
          'Tus-Version': '1.0.0',
          'Tus-Extension': 'creation,creation-with-upload,termination',
          'Tus-Max-Size': String(attachmentMaxBytes),
        }
      : {},
  });

/** Makes a server in memory. Its `fetch` goes where a client takes one. */
export const createMemoryServer = (options: MemoryServerOptions = {}): MemoryServer =>
  new MemoryServer(options);
