import { once } from 'node:events';
import net from 'node:net';
import type { Readable } from 'node:stream';

/** Where clamd listens, as `net.connect` takes it. */
export type ClamdAddress = { host: string; port: number } | { path: string };

/** What a scanner found in a file. */
export type ScanResult = { infected: false } | { infected: true; signature: string };

/** Looks for viruses in files. */
export interface VirusScanner {
  /** @throws Error when the scanner cannot be reached or has no verdict; then it is asked again later */
  scan(content: Readable): Promise<ScanResult>;
}

/** Without a byte moved for so long clamd is taken for dead. A verdict on a large archive takes it seconds. */
const SILENCE_MS = 60_000;
/** An answer is one line. */
const VERDICT = /^stream: (?:(OK)|(.+) FOUND)\0?$/;

const frame = (chunk: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
};

/**
 * Speaks to clamd by its command INSTREAM (clamd(8)): the file in pieces with their lengths, an empty piece at its end, one
 * line as the answer. That is all there is of the protocol, so it is written here instead of in a dependency.
 */
export const createClamd = (address: ClamdAddress, { silenceMs = SILENCE_MS } = {}): VirusScanner => ({
  async scan(content) {
    const socket = net.connect(address);
    const closed = new AbortController();
    socket.once('close', () => closed.abort());
    socket.setTimeout(silenceMs, () => socket.destroy(new Error(`clamd is silent for ${silenceMs} ms.`)));
    // Half a file has no verdict.
    content.once('error', (error) => socket.destroy(error));
    // Piece by piece: a connection that is reset afterwards must not take the reason along.
    const pieces: Buffer[] = [];
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    let failure: Error | undefined;
    socket.once('error', (error) => {
      failure = error;
    });
    const end = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const send = async (bytes: Uint8Array | string): Promise<void> => {
      if (!socket.write(bytes)) await once(socket, 'drain', { signal: closed.signal });
    };
    try {
      const sending = (async () => {
        await send('zINSTREAM\0');
        for await (const chunk of content as AsyncIterable<Buffer>) await send(frame(chunk));
        await send(frame(new Uint8Array()));
      })();
      // Clamd says why it takes no more of a file and closes: its reason comes before the error of the next write.
      const [sent] = await Promise.allSettled([sending, end]);
      const line = Buffer.concat(pieces).toString().trim();
      const verdict = VERDICT.exec(line);
      if (verdict?.[1]) return { infected: false };
      if (verdict?.[2]) return { infected: true, signature: verdict[2] };
      if (line !== '') throw new Error(`clamd has no verdict: ${line.replace(/\0/g, '')}`);
      throw new Error('clamd cannot be reached.', {
        cause: failure ?? (sent.status === 'rejected' ? sent.reason : undefined),
      });
    } finally {
      socket.destroy();
      content.destroy();
    }
  },
});
