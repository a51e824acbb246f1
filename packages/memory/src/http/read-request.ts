import type { ServerRequest } from './serve.ts';

/** The base of addresses without a host. */
const BASE = 'https://memory.invalid';

let requests = 0;

const bytesOf = async (body: BodyInit): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(body).arrayBuffer());

/** Reads what `fetch` was called with. */
export const readRequest = (input: RequestInfo | URL, init: RequestInit = {}): ServerRequest => {
  requests += 1;
  const id = `req-${requests}`;
  if (input instanceof Request && init.body === undefined) {
    const { method, url, headers, signal, body } = input;
    return {
      id,
      method,
      url: new URL(url),
      headers: init.headers ? new Headers(init.headers) : headers,
      signal: init.signal ?? signal,
      text: async () => (body === null ? undefined : await input.text()),
      bytes: async () => new Uint8Array(await input.arrayBuffer()),
    };
  }
  const { method = 'GET', body, headers, signal } = init;
  const url = new URL(input instanceof Request ? input.url : input, BASE);
  const given = new Headers(headers);
  // What `fetch` says by itself of a text.
  if (typeof body === 'string' && !given.has('content-type'))
    given.set('content-type', 'text/plain;charset=UTF-8');
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: given,
    signal: signal ?? new AbortController().signal,
    text: async () => {
      if (body === null || body === undefined) return undefined;
      return typeof body === 'string' ? body : new TextDecoder().decode(await bytesOf(body));
    },
    bytes: async () => (body === null || body === undefined ? new Uint8Array() : bytesOf(body)),
  };
};
