import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEM_STATUS, type ProblemCode } from '@fale-conosco/contract';

/** A request that arrived, with its whole body. */
export interface ReceivedRequest {
  method: string;
  /** Path and query as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What the server does with one request. */
export type Answer = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server on a port of its own that answers what it is told, faults included. */
export class ScriptedServer implements AsyncDisposable {
  readonly requests: ReceivedRequest[] = [];
  /** Called as each request has arrived. */
  onRequest: () => void = () => {};
  readonly #script: Answer[] = [];
  readonly #server: Server;
  readonly #watchers = new Set<() => void>();
  #otherwise: Answer = problem('internal', { detail: 'The script has ended' });

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(): Promise<ScriptedServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ScriptedServer(server);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers for the next requests, one each. */
  answer(...answers: Answer[]): void {
    this.#script.push(...answers);
  }

  /** The answer for every request beyond the script. */
  otherwise(answer: Answer): void {
    this.#otherwise = answer;
  }

  /** Resolves when that many requests have arrived since the start. */
  async received(count: number): Promise<void> {
    while (this.requests.length < count) {
      await new Promise<void>((resolve) => {
        this.#watchers.add(resolve);
      });
    }
  }

  async #take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of message) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const request = {
      method: message.method ?? '',
      url: message.url ?? '',
      headers: message.headers,
      body: Buffer.concat(chunks),
    };
    this.requests.push(request);
    this.onRequest();
    for (const watcher of this.#watchers) watcher();
    this.#watchers.clear();
    await (this.#script.shift() ?? this.#otherwise)(request, response);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** JSON, as it should be. */
export const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };

/** A problem document. */
export const problem =
  (code: ProblemCode, extra: Record<string, unknown> = {}, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    const status = PROBLEM_STATUS[code];
    const document = { type: `urn:problem:${code}`, title: code, status, code, requestId: 'req-1', ...extra };
    response
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify(document));
  };

/** A body of any kind. */
export const raw =
  (status: number, headers: Record<string, string>, body = ''): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

/** The request was read, the connection breaks before an answer: "response lost". */
export const lost: Answer = (_, response) => {
  response.socket?.destroy();
};

/** An answer that breaks off in the middle of its body. */
export const cut =
  (value: unknown): Answer =>
  (_, response) => {
    const text = JSON.stringify(value);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
    response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
  };

/** Half an answer, whole to all appearances: a proxy that lost the rest. */
export const truncated =
  (value: unknown): Answer =>
  (_, response) => {
    const text = JSON.stringify(value);
    response.writeHead(200, { 'content-type': 'application/json' }).end(text.slice(0, text.length / 2));
  };

/** What a captive portal or a broken proxy answers instead. */
export const html = raw(200, { 'content-type': 'text/html' }, '<!doctype html><title>Entre na rede</title>');

/** Never answers. */
export const silence: Answer = () => {};

/** A head, and a body that never comes. */
export const stalled: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{');
};
