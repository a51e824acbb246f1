import { ConnectionError, TimeoutError } from '../errors/index.ts';
import type { Transport } from '../http/transport.ts';

/** One PATCH of an upload. */
export interface BytesRequest {
  url: string;
  headers: Record<string, string>;
  body: Blob;
  signal: AbortSignal;
  /** Bytes of the body that have left. */
  onSent: (bytes: number) => void;
}

/** The response to it. */
export interface BytesResponse {
  status: number;
  header: (name: string) => string | null;
  text: string;
}

// A connection on which no byte moves for this long is dead, however slow it is.
const STALL_MS = 60_000;
// `fetch` has no progress: time for one chunk over 0.2 Mbit/s.
const WHOLE_MS = 210_000;

/** `fetch` has no upload progress (over HTTP/1.1 at least), so browsers send bytes by XHR. */
const byXhr = (
  { url, headers, body, signal, onSent }: BytesRequest,
  { timing }: Transport,
): Promise<BytesResponse> =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const stop = (): void => {
      xhr.abort();
      end(() => reject(signal.reason));
    };
    const stall = (): void => {
      xhr.abort();
      end(() => reject(new TimeoutError()));
    };
    let cancelTimer = timing.timer(STALL_MS, stall);
    const end = (settle: () => void): void => {
      cancelTimer();
      signal.removeEventListener('abort', stop);
      settle();
    };
    xhr.open('PATCH', url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => {
      cancelTimer();
      cancelTimer = timing.timer(STALL_MS, stall);
      onSent(loaded);
    };
    xhr.onload = () =>
      end(() =>
        resolve({
          status: xhr.status,
          header: (name) => xhr.getResponseHeader(name),
          text: xhr.responseText,
        }),
      );
    xhr.onerror = () => end(() => reject(new ConnectionError()));
    signal.addEventListener('abort', stop, { once: true });
    xhr.send(body);
  });

const byFetch = async (request: BytesRequest, { fetch, timing }: Transport): Promise<BytesResponse> => {
  const controller = new AbortController();
  const stop = (): void => controller.abort(request.signal.reason);
  request.signal.addEventListener('abort', stop, { once: true });
  const cancelTimer = timing.timer(WHOLE_MS, () => controller.abort(new TimeoutError()));
  try {
    const response = await fetch(request.url, {
      method: 'PATCH',
      headers: request.headers,
      body: request.body,
      signal: controller.signal,
      credentials: 'omit',
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: await response.text(),
    };
  } catch (cause) {
    if (controller.signal.aborted) throw controller.signal.reason;
    throw new ConnectionError(undefined, { cause });
  } finally {
    cancelTimer();
    request.signal.removeEventListener('abort', stop);
  }
};

/** Sends bytes, with progress where the platform has it. A `fetch` given by the page sends these requests too. */
export const patchBytes = async (request: BytesRequest, transport: Transport): Promise<BytesResponse> => {
  request.signal.throwIfAborted();
  return transport.hasOwnFetch || typeof XMLHttpRequest === 'undefined'
    ? byFetch(request, transport)
    : byXhr(request, transport);
};
