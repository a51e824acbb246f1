import net from 'node:net';

/** What a scanner of ours finds, as Debian's does with the signature of the tests: the text of eicar.org. */
const VIRUS = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';
const STREAM_MAX_BYTES = 32 * 1024 * 1024;

/** A scanner that speaks clamd's INSTREAM, for what the real one cannot be made to do. */
export interface TestScanner {
  /** Files wait for their verdict from now on, until the function is called. */
  hold(): () => void;
  /** Resolves when a file is waiting. */
  readonly isAsked: Promise<void>;
  /** Nobody is there any more. */
  close(): Promise<void>;
}

/** Reads the pieces of a file to the empty one. */
const readPieces = (data: Buffer): { content: Buffer; isWhole: boolean } => {
  const pieces: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= data.length; ) {
    const length = data.readUInt32BE(at);
    if (length === 0) return { content: Buffer.concat(pieces), isWhole: true };
    pieces.push(data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { content: Buffer.concat(pieces), isWhole: false };
};

/** Listens on a socket of this machine. */
export const startTestScanner = async (socketPath: string): Promise<TestScanner> => {
  let held: Promise<void> = Promise.resolve();
  const asked = Promise.withResolvers<void>();
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    const chunks: Buffer[] = [];
    let received = 0;
    const answer = async (line: string): Promise<void> => {
      socket.removeAllListeners('data');
      asked.resolve();
      await held;
      socket.end(`${line}\0`);
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received > STREAM_MAX_BYTES + 1024 * 1024) void answer('INSTREAM size limit exceeded. ERROR');
      // The empty piece, or something that looks like it.
      else if (chunk.subarray(-4).every((byte) => byte === 0)) {
        const { content, isWhole } = readPieces(Buffer.concat(chunks));
        if (isWhole) void answer(content.includes(VIRUS) ? 'stream: Test.Eicar FOUND' : 'stream: OK');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    isAsked: asked.promise,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
