import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * How a connection ends: `fatal`, with what PostgreSQL says when it is told to end it, in one packet with the message before
 * it; `end`, without a word; `reset`, as when its machine is gone.
 */
export type Cut = 'fatal' | 'end' | 'reset';

/** A way to PostgreSQL that ends connections at a chosen moment. */
export interface DatabaseCutter {
  /** The database's address by this way. */
  readonly url: string;
  /** From now on every new connection ends after so many messages of PostgreSQL, those of its start included. */
  cutAfter(messages: number, cut: Cut): void;
  /** How many connections were ended. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** Starts a way to a database that can be cut. */
export const startDatabaseCutter = async (databaseUrl: string): Promise<DatabaseCutter> => {
  const target = new URL(databaseUrl);
  let limit = Number.POSITIVE_INFINITY;
  let cut: Cut = 'end';
  let cuts = 0;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const ownLimit = limit;
    const ownCut = cut;
    let messages = 0;
    let rest: Buffer = Buffer.alloc(0);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('end', () => client.end());
    upstream.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      const passed: Buffer[] = [];
      // A message of PostgreSQL: one byte of type, then its length, which counts itself.
      while (messages < ownLimit && rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
        const size = 1 + rest.readInt32BE(1);
        passed.push(rest.subarray(0, size));
        rest = rest.subarray(size);
        messages += 1;
      }
      if (messages < ownLimit) {
        client.write(Buffer.concat(passed));
        return;
      }
      cuts += 1;
      upstream.removeAllListeners('data').destroy();
      if (ownCut === 'fatal') passed.push(terminatedByAdministrator());
      if (ownCut === 'reset') client.write(Buffer.concat(passed), () => client.resetAndDestroy());
      else client.end(Buffer.concat(passed));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    cutAfter(messages, how) {
      limit = messages;
      cut = how;
    },
    get cuts() {
      return cuts;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** ErrorResponse 57P01 (PostgreSQL, "Message Formats"). */
const terminatedByAdministrator = (): Buffer => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
};
