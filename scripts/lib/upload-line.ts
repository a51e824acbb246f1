/**
 * A server for uploads beside the test runner's, whose line a test in the browser steps: it takes bytes only as far as the
 * test has said, and breaks off when told. What sends bytes in browsers (XMLHttpRequest) is tested on it.
 */
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestRunnerPlugin } from '@web/test-runner';

/** Each test has a line of its own, as the first segment of its addresses. */
const PATH = /^\/([^/]+)\/v1\//;

/** The pages of the tests are of another origin, as portals are. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, HEAD, PATCH, DELETE, GET',
  'access-control-allow-headers': '*, authorization',
  'access-control-expose-headers': 'location, upload-offset',
  'tus-resumable': '1.0.0',
  // On a connection that was used before, Chromium would repeat a request that is cut by itself.
  connection: 'close',
};

/** What a test tells its line. */
interface Step {
  line: string;
  /** Bytes that it may have taken in all from now on. */
  upTo?: number;
  /** Ends the request that is on its way. */
  cut?: boolean;
}

class Line {
  /** Requests with bytes so far, and those of them that ended before their last byte. */
  patches = 0;
  broken = 0;
  removed = false;
  taken = 0;
  readonly hash: Hash = createHash('sha256');
  #sizeBytes = 0;
  #upTo = 0;
  #request: IncomingMessage | undefined;

  answer(request: IncomingMessage, response: ServerResponse): void {
    const end = (status: number, headers: Record<string, string | number> = {}, body = ''): void => {
      response.writeHead(status, { ...HEADERS, ...headers }).end(body);
    };
    switch (request.method) {
      case 'OPTIONS':
        end(204);
        break;
      case 'POST':
        this.#sizeBytes = Number(request.headers['upload-length']);
        end(201, { location: '/v1/uploads/att-1' });
        break;
      case 'HEAD':
        // What it says must stay true: a request that the browser has left may still have bytes to be read.
        this.cut();
        end(200, { 'upload-offset': this.taken, 'upload-length': this.#sizeBytes });
        break;
      case 'PATCH':
        // After a cut, Chromium repeats a request by itself on a new connection: from an offset that is not right any more.
        if (Number(request.headers['upload-offset']) === this.taken)
          this.#take(request, () => end(204, { 'upload-offset': this.taken }));
        else end(409);
        break;
      case 'DELETE':
        this.removed = true;
        end(204);
        break;
      default:
        end(200, { 'content-type': 'application/json' }, this.#attachment());
    }
  }

  allow(upTo: number): void {
    this.#upTo = upTo;
    this.#request?.resume();
  }

  cut(): void {
    const request = this.#request;
    this.#request = undefined;
    request?.socket.destroy();
  }

  /** Takes the bytes of a request as the test allows it. */
  #take(request: IncomingMessage, onWhole: () => void): void {
    this.patches += 1;
    this.#request = request;
    request.on('data', (bytes: Buffer) => {
      if (request !== this.#request) return;
      this.taken += bytes.length;
      this.hash.update(bytes);
      if (this.taken >= this.#upTo) request.pause();
    });
    request.on('error', () => undefined);
    request.once('end', () => {
      if (request !== this.#request) return;
      this.#request = undefined;
      onWhole();
    });
    request.once('close', () => {
      if (!request.complete) this.broken += 1;
    });
    if (this.taken >= this.#upTo) request.pause();
  }

  #attachment(): string {
    return JSON.stringify({
      ...{ id: 'att-1', fileName: 'exame.pdf', mediaType: 'application/pdf', sizeBytes: this.#sizeBytes },
      ...{ sha256: '0'.repeat(64), state: 'ready', rejectionCode: null, confidential: false },
    });
  }
}

/** The command `upload-line`, by which a test steps its line. It answers the line's address, and what it has seen. */
export function uploadLinePlugin(): TestRunnerPlugin<Step> {
  const lines = new Map<string, Line>();
  const lineOf = (name: string): Line => {
    const line = lines.get(name) ?? new Line();
    lines.set(name, line);
    return line;
  };
  const server = createServer((request, response) => {
    lineOf(PATH.exec(request.url ?? '')?.[1] ?? '').answer(request, response);
  });
  return {
    name: 'upload-line',
    async serverStart() {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    },
    serverStop() {
      server.closeAllConnections();
      server.close();
    },
    executeCommand({ command, payload }) {
      if (command !== 'upload-line' || !payload) return undefined;
      const line = lineOf(payload.line);
      if (payload.upTo !== undefined) line.allow(payload.upTo);
      if (payload.cut) line.cut();
      const { patches, broken, removed, taken, hash } = line;
      const { port } = server.address() as AddressInfo;
      return {
        ...{ address: `http://127.0.0.1:${port}/${payload.line}`, patches, broken, removed, taken },
        sha256: hash.copy().digest('hex'),
      };
    },
  };
}
