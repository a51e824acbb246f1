/** A bad network between a browser and the server: an HTTP proxy that damages what passes, by chance from a seed. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../demo/catalogue/random.ts';

/** What can happen to a request. */
export const FAULTS = [
  /** The connection ends before the server has the request. */
  'lost-before',
  /** The server does its work, and its response never arrives. */
  'lost-after',
  /** The connection is reset (RST) after the server did its work. */
  'reset',
  /** Half of the response arrives. */
  'truncated',
  /** The response is held back for seconds, then the connection ends. */
  'stalled',
  /** The page of a captive portal, with status 200. */
  'html',
  /** The page of a proxy that does not reach the server. */
  'bad-gateway',
  'unavailable',
  /** Too many requests, with `Retry-After`. */
  'rate-limited',
] as const;
/** What can happen to a request. */
export type Fault = (typeof FAULTS)[number];

const STALL_MS = 4000;

const PAGES: Partial<Record<Fault, { status: number; headers?: Record<string, string> }>> = {
  html: { status: 200 },
  'bad-gateway': { status: 502 },
  unavailable: { status: 503 },
  'rate-limited': { status: 429, headers: { 'retry-after': '1' } },
};

const SESSION_ENDED = {
  ...{ type: 'urn:fale-conosco:problem:token_expired', title: 'Sua sessão expirou.', status: 401 },
  ...{ code: 'token_expired', requestId: '00000000-0000-4000-8000-000000000000' },
};

interface ServerResponse {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** The proxy. What the page gets from it looks, to its browser, as if it came from the server. */
export class FaultProxy implements AsyncDisposable {
  /** How often each fault happened. */
  readonly counts = new Map<Fault, number>();
  /** Nothing passes while this is set: the cable is out. */
  isOffline = false;
  /** Every token is rejected while this is set, as after a sign-out elsewhere. */
  isSessionEnded = false;
  /** How many of the requests are damaged, from 0 to 1. */
  faultRate: number;
  readonly #target: URL;
  readonly #random: Random;
  readonly #server: http.Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: string, random: Random, faultRate: number) {
    this.#target = new URL(target);
    this.#random = random;
    this.faultRate = faultRate;
    this.#server = http.createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
    this.#server.on('connection', (socket) => {
      if (this.isOffline) {
        socket.destroy();
        return;
      }
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Starts a proxy before a server. */
  static async start(target: string, random: Random, faultRate: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, random, faultRate);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** Where it listens. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Cuts every connection, and takes none for a while. */
  async goOffline(ms: number): Promise<void> {
    this.isOffline = true;
    for (const socket of this.#sockets) socket.destroy();
    await sleep(ms);
    this.isOffline = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #chooseFault(): Fault | undefined {
    if (!this.#random.chance(this.faultRate)) return undefined;
    const fault = this.#random.pick(FAULTS);
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    return fault;
  }

  async #handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    // A stream of events has no end to wait for: it is cut by going offline.
    if (request.url === '/v1/events') {
      this.#pipe(request, response);
      return;
    }
    if (this.isSessionEnded && request.method !== 'OPTIONS') {
      request.resume();
      response
        .writeHead(401, { ...corsHeaders(request), 'content-type': 'application/problem+json' })
        .end(JSON.stringify(SESSION_ENDED));
      return;
    }
    const fault = this.#chooseFault();
    if (fault === 'lost-before') {
      request.socket.destroy();
      return;
    }
    const page = fault && PAGES[fault];
    if (page) {
      request.resume();
      response.writeHead(page.status, {
        ...corsHeaders(request),
        ...page.headers,
        'content-type': 'text/html; charset=utf-8',
      });
      response.end('<!doctype html><title>Rede</title><h1>Entre na rede para continuar</h1>');
      return;
    }
    const answer = await this.#forward(request);
    if (fault === 'stalled') await sleep(STALL_MS);
    if (fault === 'lost-after' || fault === 'stalled') request.socket.destroy();
    else if (fault === 'reset') request.socket.resetAndDestroy();
    else if (fault === 'truncated' && answer.body.length > 1) {
      response.writeHead(answer.status, answer.headers);
      response.write(answer.body.subarray(0, Math.ceil(answer.body.length / 2)), () => response.destroy());
    } else response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  /** Sends a request on, whole, and waits for the whole response. */
  async #forward(request: http.IncomingMessage): Promise<ServerResponse> {
    const body = Buffer.concat(await request.toArray());
    const forwarded = http.request(new URL(request.url ?? '/', this.#target), {
      ...{ method: request.method ?? 'GET', agent: false },
      headers: { ...request.headers, connection: 'close' },
    });
    forwarded.end(body);
    const [answer] = (await once(forwarded, 'response')) as [http.IncomingMessage];
    const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = answer.headers;
    return { status: answer.statusCode ?? 502, headers, body: Buffer.concat(await answer.toArray()) };
  }

  #pipe(request: http.IncomingMessage, response: http.ServerResponse): void {
    const forwarded = http.request(new URL(request.url ?? '/', this.#target), {
      ...{ method: request.method ?? 'GET', headers: request.headers, agent: false },
    });
    const cut = (): void => {
      forwarded.destroy();
      response.destroy();
    };
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', cut).pipe(response);
    });
    forwarded.on('error', cut);
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  }
}

/** Without these a browser hides the page from the script, and the fault is another one. */
const corsHeaders = ({ headers: { origin } }: http.IncomingMessage): Record<string, string> =>
  origin === undefined
    ? {}
    : { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After' };
