/** Debian's virus scanner for tests, with one signature of our own: nothing is downloaded but the program. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpackPackages } from './debian.ts';

/** A running scanner. */
export interface TestClamd {
  /** An address as `CLAMD_URL` takes it. */
  url: string;
  stop(): Promise<void>;
}

/** The harmless text that every scanner takes for a virus (eicar.org), as a signature finds it. */
const SIGNATURE = Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE').toString('hex');
const START_LIMIT_MS = 60_000;

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const client = net.connect(socket);
    client.once('error', () => resolve(false));
    client.once('data', (data) => {
      resolve(data.toString().startsWith('PONG'));
      client.destroy();
    });
    client.write('nPING\n');
  });

/** Starts the scanner on a socket in the folder. */
export async function startTestClamd(folder: string): Promise<TestClamd> {
  const { root, env } = await unpackPackages(['clamav-daemon'], folder);
  const home = path.join(folder, 'clamd');
  const signatures = path.join(home, 'signatures');
  const socket = path.join(home, 'socket');
  const settings = path.join(home, 'clamd.conf');
  mkdirSync(signatures, { recursive: true });
  writeFileSync(path.join(signatures, 'test.ndb'), `Test.Eicar:0:*:${SIGNATURE}\n`);
  const options = {
    Foreground: 'yes',
    LocalSocket: socket,
    DatabaseDirectory: signatures,
    TemporaryDirectory: home,
    Bytecode: 'no',
    StreamMaxLength: '32M',
    MaxFileSize: '32M',
    MaxThreads: '4',
  };
  writeFileSync(
    settings,
    Object.entries(options)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  );
  const server = spawn(path.join(root, 'usr/sbin/clamd'), ['-c', settings], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  process.once('exit', () => server.kill('SIGKILL'));
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  server.once('error', (error) => (log += error.message));
  for (const deadlineMs = performance.now() + START_LIMIT_MS; !(await answers(socket)); await sleep(50)) {
    if (server.exitCode !== null || performance.now() > deadlineMs)
      throw new Error(`clamd does not start: ${log}`);
  }
  return {
    url: `unix:${socket}`,
    async stop() {
      server.kill();
      await ended;
    },
  };
}
