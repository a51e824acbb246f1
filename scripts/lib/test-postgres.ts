/** A PostgreSQL of the machine's distribution for tests: another version than the embedded one, made to be thrown away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpackPackages } from './debian.ts';
import { run } from './run.ts';

/** A running server. */
export interface TestPostgres {
  /** The address of a database of its superuser. */
  url: string;
  /** `15.12` */
  version: string;
  /** What tests need to run its programs (`pg_dump`), and to start another one. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: some user of the machine that may do nothing. */
async function unprivileged(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = await run('id', ['-u', name], { capture: true });
    const gid = await run('id', ['-g', name], { capture: true });
    if (uid.code === 0 && gid.code === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.',
  );
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a program to its end. @throws Error with what it said */
async function must(child: ChildProcess, name: string): Promise<string> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${name} failed: ${output.trim()}`);
  return output;
}

/**
 * Starts the newest PostgreSQL that the machine has, or else the one that apt provides.
 *
 * @param folder must be reachable for every user; its data goes in here
 */
export async function startTestPostgres(folder: string): Promise<TestPostgres> {
  const installed = (root: string): string | undefined =>
    globSync('usr/lib/postgresql/*/bin/initdb', { cwd: root })
      .sort((a, b) => Number(a.split('/')[3]) - Number(b.split('/')[3]))
      .map((file) => path.join(root, path.dirname(file)))
      .at(-1);
  const { TEST_POSTGRES_PROGRAMS: given, TEST_POSTGRES_LIBRARIES: givenLibraries } = process.env;
  let programs = given ?? installed('/');
  let libraries = givenLibraries;
  const env: Record<string, string> = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  if (!programs) {
    const unpacked = await unpackPackages(['postgresql'], folder);
    programs = installed(unpacked.root);
    libraries = unpacked.env.LD_LIBRARY_PATH;
    Object.assign(env, unpacked.env);
  }
  if (libraries) env.LD_LIBRARY_PATH = libraries;
  if (!programs) throw new Error('The package postgresql holds no PostgreSQL.');

  const account = await unprivileged();
  const home = path.join(folder, 'postgres');
  const passwordFile = path.join(home, 'password');
  const password = randomBytes(16).toString('hex');
  mkdirSync(home, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const name of [home, passwordFile]) chownSync(name, account.uid, account.gid);

  const options = { ...account, env, cwd: home };
  // The locale that knows least of letters, because nothing here may depend on it.
  const initdb = [
    '--auth=scram-sha-256',
    '--username=owner',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  await must(spawn(path.join(programs, 'initdb'), [...initdb, '--no-sync', '-D', 'data'], options), 'initdb');
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Test files run in parallel, each with pools of its own.
    max_connections: '300',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(path.join(programs, 'postgres'), ['-D', 'data', '-p', String(port), ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  // Also when we are told to end: nothing of it is worth keeping.
  process.once('exit', () => server.kill('SIGQUIT'));
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  for (
    const deadlineMs = performance.now() + 30_000;
    !log.includes('ready to accept connections');
    await sleep(50)
  ) {
    if (server.exitCode !== null || performance.now() > deadlineMs)
      throw new Error(`PostgreSQL does not start: ${log}`);
  }
  const { output } = await run(path.join(programs, 'postgres'), ['--version'], { capture: true, env });
  return {
    url: `postgres://owner:${password}@127.0.0.1:${port}/postgres`,
    version: /\d[\d.]*/.exec(output)?.[0] ?? output.trim(),
    env: { TEST_POSTGRES_PROGRAMS: programs, ...(libraries && { TEST_POSTGRES_LIBRARIES: libraries }) },
    async stop() {
      // "Immediate": its data is thrown away.
      server.kill('SIGQUIT');
      await ended;
    },
  };
}
