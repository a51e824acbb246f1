import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from './database/connection.ts';
import type { Database } from './database/schema.ts';
import { createMigratedDatabase, type TestDatabase } from './testing/database.ts';
import { createTestIssuer, seedFixture, type TestIssuer } from './testing/fixture.ts';

interface ServerProcess {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** What it said to people so far. */
  readonly said: string;
  /** Resolves with the address once it listens, or undefined when it ended instead. */
  address: Promise<string | undefined>;
  /** Resolves with the exit code. */
  exit: Promise<number | null>;
}

let database: TestDatabase;
let dataDir: string;
let issuer: TestIssuer;
const children = new Set<ServerProcess['child']>();

const run = (environment: Record<string, string>): ServerProcess => {
  const child = spawn(process.execPath, ['--conditions=source', path.join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.stdout.resume();
  let said = '';
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const address = new Promise<string | undefined>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^Listening on (\S+)$/m.exec(said)?.[1];
      if (found) resolve(found);
    });
    void exit.then(() => resolve(undefined));
  });
  return {
    child,
    address,
    exit,
    get said() {
      return said;
    },
  };
};

const start = async (
  environment: Record<string, string> = {},
): Promise<{ server: ServerProcess; address: string }> => {
  const issuers = JSON.stringify([
    {
      issuer: issuer.issuerConfig.issuer,
      audience: issuer.issuerConfig.audience,
      publicJwk: issuer.issuerConfig.keys.kind === 'jwk' ? issuer.issuerConfig.keys.jwk : undefined,
    },
  ]);
  const server = run({ AUTH_ISSUERS: issuers, ...environment });
  const address = await server.address;
  assert.ok(address, server.said);
  return { server, address };
};

/** A request that keeps the server busy: the first bytes of an upload are sent, `rest` is not. */
const startUpload = async (address: string, authorization: string) => {
  const content = Buffer.from('%PDF-1.4 conteúdo');
  const tus = { authorization, 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('a.pdf').toString('base64')}`;
  const created = await fetch(`${address}/v1/uploads`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(content.length), 'upload-metadata': metadata },
  });
  const request = http.request(new URL(created.headers.get('location') ?? '', address), {
    method: 'PATCH',
    headers: {
      ...{ ...tus, 'upload-offset': '0', 'content-length': content.length },
      ...{ 'content-type': 'application/offset+octet-stream', expect: '100-continue' },
    },
  });
  const response = once(request, 'response') as Promise<[http.IncomingMessage]>;
  request.flushHeaders();
  await once(request, 'continue');
  request.write(content.subarray(0, 5));
  return { request, response, rest: content.subarray(5) };
};

describe('the server as a process', () => {
  before(async () => {
    database = await createMigratedDatabase();
    const db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
    await seedFixture(db);
    await db.destroy();
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-process-'));
    issuer = await createTestIssuer();
  });
  after(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('names every wrong setting without its value and exits with 1', async () => {
    const server = run({ PORT: 'secret-7391', ANS_REGISTRATION: '12' });
    assert.equal(await server.exit, 1);
    assert.match(server.said, /PORT: expected a whole number/);
    assert.match(server.said, /ANS_REGISTRATION: expected exactly 6 digits/);
    assert.ok(!server.said.includes('secret-7391'));
    assert.ok(!server.said.includes('    at '));
  });

  it('says that its port is taken and exits with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const server = run({ PORT: String((other.address() as AddressInfo).port) });
    assert.equal(await server.exit, 1);
    assert.match(server.said, /port is in use.*PORT/);
    other.close();
  });

  it('says that its database cannot be reached, without the password, and exits with 1', async () => {
    const server = run({ DATABASE_URL: 'postgres://someone:canario@127.0.0.1:9/x' });
    assert.equal(await server.exit, 1);
    assert.match(server.said, /cannot start: .*ECONNREFUSED/);
    assert.ok(!server.said.includes('canario'));
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`stops in order at ${signal}: streams end, running requests are answered, exit code 0`, async () => {
      const { server, address } = await start();
      assert.equal((await fetch(`${address}/readyz`)).status, 200);
      const token = await issuer.signToken('ana');
      const authorization = `Bearer ${token}`;
      const stream = await fetch(`${address}/v1/events`, { headers: { authorization } });
      const { request, response, rest } = await startUpload(address, authorization);
      server.child.kill(signal);
      // The end of the stream tells that the server is stopping.
      for await (const _chunk of stream.body ?? []);
      request.end(rest);
      const [answer] = await response;
      assert.equal(answer.statusCode, 204);
      assert.equal(answer.headers.connection, 'close');
      answer.resume();

      assert.equal(await server.exit, 0);
      assert.match(server.said, /Stopping\.\nStopped\.\n$/);
      await assert.rejects(fetch(`${address}/livez`));
    });
  }

  it('resets no connection of its clients, which learn from a response that it is their last one', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { server, address } = await start({ RATE_LIMIT_PER_MINUTE: '100000' });
      const headers = { authorization: `Bearer ${await issuer.signToken('ana')}` };
      const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
      let responses = 0;
      const askUntilTold = async (): Promise<void> => {
        for (;;) {
          const request = http.get(`${address}/v1/session`, { headers, agent });
          const [response] = (await once(request, 'response')) as [http.IncomingMessage];
          response.resume();
          await once(response, 'end');
          assert.equal(response.statusCode, 200);
          if (response.headers.connection === 'close') return;
          responses += 1;
          await new Promise((resolve) => setTimeout(resolve, 5 * Math.random()));
        }
      };
      const asking = Promise.all(Array.from({ length: 8 }, askUntilTold));
      while (responses < 100) await new Promise((resolve) => setTimeout(resolve, 10));
      server.child.kill('SIGTERM');
      await asking;
      assert.equal(await server.exit, 0);
      agent.destroy();
    }
  });

  it('counts signals that come at once as one, and a later one ends it immediately', async () => {
    const { server, address } = await start();
    const { request, response } = await startUpload(address, `Bearer ${await issuer.signToken('ana')}`);
    response.catch(() => undefined);
    const firstMs = performance.now();
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    // Those that come within a second of the first are one with it.
    const later = setInterval(() => server.child.kill('SIGINT'), 50);
    assert.equal(await server.exit, 1);
    clearInterval(later);
    assert.ok(performance.now() - firstMs >= 1000);
    request.destroy();
  });

  it('finishes after its restart the upload that it was killed over, and its client has only to read', async () => {
    const { server, address } = await start();
    const authorization = `Bearer ${await issuer.signToken('ana')}`;
    const { request, response, rest } = await startUpload(address, authorization);
    response.catch(() => undefined);
    const db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
    const row = await db
      .selectFrom('attachments')
      .selectAll()
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    const file = path.join(dataDir, 'files', row.storage_key);
    // While its row is locked, the server can store the last byte but not what it finds of the file.
    await db.transaction().execute(async (tx) => {
      await tx.selectFrom('attachments').select('id').where('id', '=', row.id).forUpdate().execute();
      request.on('error', () => undefined);
      request.end(rest);
      while ((await stat(file)).size < row.size_bytes) await sleep(10);
      server.child.kill('SIGKILL');
      await server.exit;
    });
    const state = async (at: string): Promise<string> => {
      const read = await fetch(`${at}/v1/attachments/${row.id}`, { headers: { authorization } });
      return ((await read.json()) as { state: string }).state;
    };
    const stored = await db.selectFrom('attachments').select('state').where('id', '=', row.id).execute();
    assert.deepEqual(stored, [{ state: 'uploading' }]);
    await db.destroy();

    const restarted = await start();
    const startedMs = performance.now();
    while ((await state(restarted.address)) === 'uploading') {
      assert.ok(performance.now() - startedMs < 5000, 'The upload was not finished.');
      await sleep(50);
    }
    assert.equal(await state(restarted.address), 'ready');
    restarted.server.child.kill('SIGTERM');
    await restarted.server.exit;
  });
});
