import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { parseConfig } from '../../../config.ts';
import { EICAR } from '../../../testing/sample-files.ts';
import { startTestScanner, type TestScanner } from '../../../testing/scanner.ts';
import { createClamd } from './clamd.ts';

// Debian's daemon where the run has one, and otherwise one of ours that speaks as it does.
const given = process.env.TEST_CLAMD_URL;
const socketPath = path.join(os.tmpdir(), `fale-conosco-scanner-${randomBytes(6).toString('hex')}`);
const address = parseConfig({ CLAMD_URL: given ?? `unix:${socketPath}` }).attachments.clamd ?? assert.fail();
let own: TestScanner | undefined;
before(async () => {
  if (!given) own = await startTestScanner(socketPath);
});
after(async () => {
  await own?.close();
  await rm(socketPath, { force: true });
});

const scan = (...chunks: (string | Uint8Array)[]) =>
  createClamd(address).scan(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));

test('a file without a virus is clean', async () => {
  assert.deepEqual(await scan('%PDF-1.7', 'texto'), { infected: false });
  assert.deepEqual(await scan(Buffer.alloc(4), Buffer.alloc(70_000, 'a')), { infected: false });
});

test('a virus is found and named, wherever it is cut', async () => {
  for (const cut of [1, 34, 60]) {
    const verdict = await scan(EICAR.slice(0, cut), EICAR.slice(cut));
    assert.ok(verdict.infected);
    assert.match(verdict.signature, /^Test\.Eicar/);
  }
});

test('the largest file of the default setting is scanned', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, 'guia;valor\n');
  assert.deepEqual(await scan(...Array.from({ length: 25 }, () => megabyte)), { infected: false });
});

test('a file that is too large for the scanner has no verdict, and it says why', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, 'a');
  // Several at once: then the connection is reset before its reason is read.
  const scans = Array.from({ length: 8 }, () => scan(...Array.from({ length: 40 }, () => megabyte)));
  for (const scanned of await Promise.allSettled(scans)) {
    assert.equal(scanned.status, 'rejected');
    assert.match(String(scanned.reason), /size limit exceeded/);
  }
});

test('files are scanned side by side', async () => {
  const verdicts = await Promise.all(
    Array.from({ length: 8 }, (_, index) => scan(index % 2 === 0 ? EICAR : 'texto')),
  );
  assert.deepEqual(
    verdicts.map(({ infected }) => infected),
    [true, false, true, false, true, false, true, false],
  );
});

test('a scanner that is not there, closes or is silent is an error', async () => {
  const nobody = createClamd({ path: `${socketPath}-nobody` });
  await assert.rejects(nobody.scan(Readable.from([Buffer.from('x')])), /cannot be reached/);
  for (const onConnection of [(socket: net.Socket) => socket.destroy(), () => undefined]) {
    const server = net.createServer(onConnection).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    const odd = createClamd({ host: '127.0.0.1', port }, { silenceMs: 200 });
    // More than the buffers of a connection hold.
    const content = Readable.from(Array.from({ length: 200 }, () => Buffer.alloc(100_000)));
    await assert.rejects(odd.scan(content), /cannot be reached/);
    assert.ok(content.destroyed);
    server.close();
  }
});

test('a file that cannot be read to its end has no verdict', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('x');
      throw new Error('the disk is gone');
    })(),
  );
  await assert.rejects(createClamd(address).scan(broken));
});
