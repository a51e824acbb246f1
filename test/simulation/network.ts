/** A network that delays, loses, repeats, cuts and garbles, as chance has it. */
import type { MemoryServer } from '@fale-conosco/memory';
import type { Random } from '../../demo/catalogue/random.ts';
import { pause } from './virtual-time.ts';

/** What becomes of a request. */
const FATES = [
  'lost',
  'response-lost',
  'cut-body',
  'html',
  'html-after',
  'bad-gateway',
  'bad-gateway-after',
  'unavailable',
  'too-many',
  'stalled',
  'stalled-after',
  'sent-twice',
] as const;
type Fate = (typeof FATES)[number] | 'passed';

/** What a broken client would do: each attempt under a key of its own, or no place to resume the events from. */
export type Sabotage = 'other-keys' | 'no-resume';

/** What reached the server's side, and how. */
export interface Passage {
  atMs: number;
  who: string;
  request: string;
  fate: string;
  status: number | undefined;
}

const HEARTBEAT_MS = 15_000;
const TOKEN_LIFETIME_MS = 60_000;
const LONGEST_DELAY_MS = 400;

const lost = (): TypeError => new TypeError('Failed to fetch');
const page = (status: number): Response =>
  new Response('<!doctype html><title>Portal</title>', { status, headers: { 'content-type': 'text/html' } });
const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    {
      type: `https://fale-conosco.example/problems/${code}`,
      title: code,
      status,
      code,
      requestId: 'req-network',
    },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );

/** The line of one tab to the server. */
export class Line {
  readonly who: string;
  /** Calls of `getToken` at the same time, at most. */
  tokensAtOnce = 0;
  isOffline = false;
  readonly #network: Network;
  readonly #userId: string;
  readonly #cuts = new Set<(error: Error) => void>();
  #fetching = 0;

  constructor(network: Network, who: string, userId: string) {
    this.#network = network;
    this.who = who;
    this.#userId = userId;
  }

  goOffline(): void {
    this.isOffline = true;
    for (const cut of [...this.#cuts]) cut(lost());
  }

  /** A token that the server takes for a minute. */
  readonly getToken = async (): Promise<string> => {
    this.#fetching += 1;
    this.tokensAtOnce = Math.max(this.tokensAtOnce, this.#fetching);
    await pause(this.#network.random.integer(1, LONGEST_DELAY_MS));
    this.#fetching -= 1;
    return `${Date.now()}~${this.#network.server.token(this.#userId)}`;
  };

  readonly fetch: typeof fetch = async (input, init) => {
    const { random } = this.#network;
    const request = new Request(input, init);
    const signal = init?.signal ?? request.signal;
    const isStream = request.headers.get('accept') === 'text/event-stream';
    const body = request.body ? await request.text() : undefined;
    const fate: Fate =
      !this.#network.isCalm && random.chance(isStream ? 0.3 : 0.25) ? random.pick(FATES) : 'passed';
    let cut = (_error: Error): void => undefined;
    const ends = new Promise<never>((_, reject) => {
      const stop = (): void => reject(signal.reason as Error);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      this.#cuts.add(reject);
      cut = reject;
    });
    ends.catch(() => undefined);
    const name = `${request.method} ${new URL(request.url).pathname}`;
    const passing = this.#pass(request, body, fate, isStream, signal);
    passing.catch(() => undefined);
    let status: number | undefined;
    try {
      const response = await Promise.race([passing, ends]);
      ({ status } = response);
      return response;
    } catch (error) {
      // What comes to nobody is closed at its source.
      void passing.then(
        (response) => response.body?.cancel(),
        () => undefined,
      );
      throw error;
    } finally {
      this.#cuts.delete(cut);
      this.#network.passages.push({ atMs: Date.now(), who: this.who, request: name, fate, status });
    }
  };

  async #pass(
    request: Request,
    body: string | undefined,
    fate: Fate,
    isStream: boolean,
    signal: AbortSignal,
  ): Promise<Response> {
    const { random } = this.#network;
    if (this.isOffline) throw lost();
    await pause(random.integer(1, LONGEST_DELAY_MS));
    if (this.isOffline) throw lost();
    switch (fate) {
      case 'lost':
        throw lost();
      case 'html':
        return page(200);
      case 'bad-gateway':
        return page(502);
      case 'unavailable':
        return problem(503, 'unavailable', { 'retry-after': '1' });
      case 'too-many':
        return problem(429, 'rate_limited', { 'retry-after': '2' });
      case 'stalled':
        return new Promise(() => undefined);
      default:
    }
    const response = await this.#reach(request, body);
    if (fate === 'sent-twice' && !isStream) {
      await pause(random.integer(0, LONGEST_DELAY_MS));
      await (await this.#reach(request, body)).text();
    }
    await pause(random.integer(1, LONGEST_DELAY_MS));
    if (
      this.isOffline ||
      ['response-lost', 'html-after', 'bad-gateway-after', 'stalled-after'].includes(fate)
    )
      await response.body?.cancel();
    if (this.isOffline || fate === 'response-lost') throw lost();
    if (fate === 'html-after') return page(200);
    if (fate === 'bad-gateway-after') return page(502);
    if (fate === 'stalled-after') return new Promise(() => undefined);
    if (isStream && response.ok) return this.#stream(response, signal);
    if (fate === 'cut-body') return cutShort(response);
    return response;
  }

  /** The server gets it, unless the token has ended. */
  async #reach(request: Request, body: string | undefined): Promise<Response> {
    const headers = new Headers(request.headers);
    const [, issuedAt = '0', token = ''] =
      /^Bearer (\d+)~(.*)$/.exec(headers.get('authorization') ?? '') ?? [];
    if (Date.now() - Number(issuedAt) > TOKEN_LIFETIME_MS) return problem(401, 'unauthenticated');
    headers.set('authorization', `Bearer ${token}`);
    const { sabotage } = this.#network;
    if (sabotage === 'other-keys' && headers.has('idempotency-key'))
      headers.set('idempotency-key', `other-${this.#network.random.next()}`);
    if (sabotage === 'no-resume') headers.delete('last-event-id');
    const { method } = request;
    return this.#network.server.fetch(request.url, { method, headers, ...(body !== undefined && { body }) });
  }

  /** Passes a stream on in pieces of any size, some time later, until it is cut, or falls silent. */
  #stream(response: Response, signal: AbortSignal): Response {
    const { random, isCalm } = this.#network;
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const cuts = this.#cuts;
    let end = (_error?: Error): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        let isOpen = true;
        let isSilent = false;
        let last = Promise.resolve();
        const write = (bytes: Uint8Array): void => {
          const delayMs = random.integer(1, LONGEST_DELAY_MS);
          last = last.then(async () => {
            await pause(delayMs);
            if (isOpen && !isSilent) controller.enqueue(bytes);
          });
        };
        const beat = setInterval(() => write(new TextEncoder().encode(': \n\n')), HEARTBEAT_MS);
        const fate = isCalm ? 'lasting' : random.pick(['cut', 'ended', 'silent', 'lasting'] as const);
        const trouble = setTimeout(
          () => {
            if (fate === 'silent') isSilent = true;
            else if (fate !== 'lasting') end(fate === 'cut' ? lost() : undefined);
          },
          random.integer(500, 40_000),
        );
        end = (error) => {
          if (!isOpen) return;
          isOpen = false;
          clearInterval(beat);
          clearTimeout(trouble);
          cuts.delete(end);
          signal.removeEventListener('abort', abort);
          void reader.cancel();
          if (error) controller.error(error);
          else controller.close();
        };
        cuts.add(end);
        const abort = (): void => end(signal.reason as Error);
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
        void (async () => {
          for (;;) {
            const { done, value } = await reader.read();
            if (done || !isOpen) return;
            const at = random.integer(0, value.length);
            for (const piece of [value.subarray(0, at), value.subarray(at)])
              if (piece.length > 0) write(piece);
          }
        })();
      },
      cancel: () => end(),
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }
}

/** A response whose connection breaks in the middle of the body. */
const cutShort = async (response: Response): Promise<Response> => {
  const text = await response.text();
  const half = new TextEncoder().encode(text.slice(0, text.length / 2));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(lost()),
  });
  const { status, headers } = response;
  return new Response(status === 204 ? null : body, { status, headers });
};

/** What lies between all tabs and the server. */
export class Network {
  readonly server: MemoryServer;
  readonly random: Random;
  readonly passages: Passage[] = [];
  /** Delays only. */
  isCalm = false;

  readonly sabotage: Sabotage | undefined;

  constructor(server: MemoryServer, random: Random, sabotage?: Sabotage) {
    this.server = server;
    this.random = random;
    this.sabotage = sabotage;
  }
}
