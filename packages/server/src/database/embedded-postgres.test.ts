import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  type EmbeddedPostgresOptions,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts';
import { findBinaries } from './embedded-postgres-place.ts';
import { findPostmaster } from './embedded-postgres-postmaster.ts';

let folder: string;
let dataDir: string;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-embedded-'));
  await chmod(folder, 0o711);
  dataDir = path.join(folder, 'data');
});

after(async () => {
  await removeEmbeddedPostgres(dataDir);
  await rm(folder, { recursive: true, force: true });
});

function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, onLog: () => undefined, lockTimeoutMs: 2000, ...options });
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // The tests kill servers under open connections; what counts is the outcome of each query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function withCode(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof EmbeddedPostgresError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  };
}

/** Starts PostgreSQL from another process, which leads a process group of its own, as a shell's foreground job does. */
async function startInChild(): Promise<{ pid: number; url: string; ended: Promise<unknown> }> {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href;
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    const server = await startEmbeddedPostgres({ dataDir: process.argv[1], onLog() {} });
    console.log(server.url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(child.pid !== undefined);
  const ended = once(child, 'exit');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { pid: child.pid, url: line.toString().trim(), ended };
}

describe('startEmbeddedPostgres', () => {
  it('keeps data over stop and start', async () => {
    const first = await start();
    assert.equal(first.reattached, false);
    assert.equal(first.dataDir, dataDir);
    await query(first.url, "CREATE TABLE note (body text); INSERT INTO note VALUES ('Internação')");
    await first.stop();
    await first.stop();
    assert.equal(await findPostmaster(path.join(dataDir, 'cluster')), undefined);

    const second = await start();
    assert.deepEqual(await query(second.url, 'SELECT body FROM note'), [{ body: 'Internação' }]);
    await second.stop();
  });

  it('is durable, reachable from this machine only, and keeps its password to its owner', async () => {
    const server = await start();
    try {
      const [settings] = await query(
        server.url,
        `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
                current_setting('listen_addresses') AS listen_addresses, current_setting('server_encoding') AS encoding,
                current_setting('unix_socket_directories') AS sockets, current_setting('TimeZone') AS timezone,
                current_setting('max_connections') AS max_connections`,
      );
      assert.deepEqual(settings, {
        fsync: 'on',
        synchronous_commit: 'on',
        listen_addresses: '127.0.0.1',
        encoding: 'UTF8',
        sockets: '',
        timezone: 'UTC',
        max_connections: '60',
      });
      const password = await stat(path.join(dataDir, 'password'));
      assert.equal(password.mode & 0o777, 0o600);
      assert.equal(password.uid, process.getuid?.());
      const wrong = new URL(server.url);
      wrong.password = 'wrong';
      await assert.rejects(query(wrong.href, 'SELECT 1'), { code: '28P01' });
    } finally {
      await server.stop();
    }
  });

  it('cuts Portuguese text into words at typographic quotes and dashes, and lowers accented capitals', async () => {
    const server = await start();
    try {
      const [row] = await query(
        server.url,
        `SELECT to_tsvector('portuguese', 'INTERNAÇÃO “glosa” — guia…fim')::text AS words, lower('ÓRTESE') AS lowered`,
      );
      assert.deepEqual(row, { words: "'fim':4 'glos':2 'gui':3 'intern':1", lowered: 'órtese' });
    } finally {
      await server.stop();
    }
  });

  it('re-attaches to the PostgreSQL that a killed process left, and stops it', async () => {
    const child = await startInChild();
    await query(child.url, 'CREATE TABLE before_kill AS SELECT 1 AS value');
    process.kill(-child.pid, 'SIGKILL');
    await child.ended;

    const lines: string[] = [];
    const server = await start({ onLog: (line) => lines.push(line) });
    assert.equal(server.reattached, true);
    assert.equal(server.url, child.url);
    assert.match(lines.join('\n'), /re-attached/);
    assert.deepEqual(await query(server.url, 'SELECT value FROM before_kill'), [{ value: 1 }]);
    await server.stop();
    await assert.rejects(query(server.url, 'SELECT 1'), { code: 'ECONNREFUSED' });
  });

  it('repairs the database after PostgreSQL itself was killed', async () => {
    const lines: string[] = [];
    const server = await start({ onLog: (line) => lines.push(line) });
    await query(server.url, 'CREATE TABLE before_crash AS SELECT 2 AS value');
    const postmaster = await findPostmaster(path.join(dataDir, 'cluster'));
    assert.ok(postmaster !== undefined);
    process.kill(postmaster.pid, 'SIGKILL');
    await server.stop();
    assert.match(lines.join('\n'), /\(SIGKILL\) unexpectedly/);

    const again = await start();
    assert.equal(again.reattached, false);
    assert.deepEqual(await query(again.url, 'SELECT value FROM before_crash'), [{ value: 2 }]);
    await again.stop();
  });

  it('starts PostgreSQL again whenever it ends, on the same port, with all its data', async () => {
    const lines: string[] = [];
    const cluster = path.join(dataDir, 'cluster');
    const child = await startInChild();
    process.kill(-child.pid, 'SIGKILL');
    await child.ended;
    // Re-attached at first, then started by this process.
    const server = await start({ onLog: (line) => lines.push(line) });
    assert.equal(server.reattached, true);
    try {
      await query(server.url, 'CREATE TABLE before_end AS SELECT 4 AS value');
      for (const signal of ['SIGKILL', 'SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
        const postmaster = await findPostmaster(cluster);
        assert.ok(postmaster !== undefined);
        process.kill(postmaster.pid, signal);
        const endedMs = performance.now();
        for (;;) {
          const now = await findPostmaster(cluster);
          if (now && now.pid !== postmaster.pid && now.status === 'ready') break;
          assert.ok(performance.now() - endedMs < 10_000, `not started again after ${signal}`);
          await delay(20);
        }
        assert.deepEqual(await query(server.url, 'SELECT value FROM before_end'), [{ value: 4 }]);
      }
      assert.match(lines.join('\n'), /starting it again \(attempt 1 of 10\)\.[\s\S]*is running again/);
    } finally {
      await server.stop();
    }
    assert.equal(await findPostmaster(cluster), undefined);
  });

  it('starts although a stale pid file names a living process of something else', async () => {
    const file = path.join(dataDir, 'cluster', 'postmaster.pid');
    await writeFile(
      file,
      `${process.pid}\n${path.join(dataDir, 'cluster')}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    const server = await start();
    assert.equal(server.reattached, false);
    await server.stop();
  });

  it('refuses a second owner while the first lives, naming it', async () => {
    const server = await start();
    try {
      await assert.rejects(
        start({ lockTimeoutMs: 0 }),
        withCode('in_use', new RegExp(`${process.pid}.*DATA_DIR`)),
      );
      await assert.rejects(removeEmbeddedPostgres(dataDir), withCode('in_use', /in use/));
      assert.equal((await query(server.url, 'SELECT 1 AS value')).length, 1);
    } finally {
      await server.stop();
    }
  });

  it('lets exactly one of two simultaneous first starts through', async () => {
    const empty = path.join(folder, 'race');
    const results = await Promise.allSettled(
      [0, 1].map(() => start({ dataDir: empty, lockTimeoutMs: 0, durable: false })),
    );
    const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    assert.equal(started.length, 1);
    withCode('in_use', /in use/)(refused[0]);
    await started[0]?.stop();
    await removeEmbeddedPostgres(empty);
    await assert.rejects(stat(empty), { code: 'ENOENT' });
  });

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    assert.ok(address !== null && typeof address === 'object');
    try {
      await assert.rejects(
        start({ port: address.port }),
        withCode('start', new RegExp(`Port ${address.port} is taken`)),
      );
    } finally {
      other.close();
    }
    const server = await start({ port: address.port });
    assert.equal(new URL(server.url).port, String(address.port));
    await server.stop();
  });

  it('refuses a database of another version, saying what to do', async () => {
    const file = path.join(dataDir, 'cluster', 'PG_VERSION');
    const version = await readFile(file, 'utf8');
    await writeFile(file, '13\n');
    try {
      await assert.rejects(start(), withCode('data', /made by PostgreSQL 13.*pg_dumpall/));
    } finally {
      await writeFile(file, version);
    }
  });

  it('does not start empty where a pointer to the data leads nowhere', async () => {
    const moved = path.join(folder, 'moved');
    await mkdir(moved);
    await writeFile(path.join(moved, 'location.txt'), `Kept elsewhere:\n${path.join(folder, 'nowhere')}\n`);
    await assert.rejects(start({ dataDir: moved }), withCode('data', /nowhere, which does not exist/));
  });

  it('stops what a killed process left running when it is removed', async () => {
    const child = await startInChild();
    process.kill(-child.pid, 'SIGKILL');
    await child.ended;
    await removeEmbeddedPostgres(dataDir);
    await assert.rejects(query(child.url, 'SELECT 1'), { code: 'ECONNREFUSED' });
    await assert.rejects(stat(dataDir), { code: 'ENOENT' });
  });
});

if (process.getuid?.() === 0) {
  describe('startEmbeddedPostgres as root in a folder closed to others', () => {
    it('keeps data and binaries elsewhere, says where, and finds them again', async () => {
      const closed = path.join(folder, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const installed = await findBinaries();
      const binaries = { ...installed, folder: path.join(closed, 'native') };
      await cp(installed.folder, binaries.folder, { recursive: true, verbatimSymlinks: true });
      const fallbackRoot = path.join(folder, 'elsewhere');
      const closedData = path.join(closed, '.data', 'postgres');
      const lines: string[] = [];
      const options = {
        dataDir: closedData,
        binaries,
        fallbackRoot,
        onLog: (line: string) => lines.push(line),
      };

      const first = await start(options);
      assert.equal(path.dirname(first.dataDir), fallbackRoot);
      assert.equal((await stat(path.join(first.dataDir, 'cluster'))).uid === 0, false);
      assert.match(lines.join('\n'), new RegExp(`the database is in ${first.dataDir}`));
      assert.match(lines.join('\n'), new RegExp(`using the copy in ${fallbackRoot}`));
      assert.match(await readFile(path.join(closedData, 'location.txt'), 'utf8'), new RegExp(first.dataDir));
      await query(first.url, 'CREATE TABLE kept AS SELECT 3 AS value');
      await first.stop();

      // A damaged copy of the binaries is replaced.
      await rm(
        path.join(fallbackRoot, `postgres-${binaries.version}-${process.platform}-${process.arch}`, 'lib'),
        {
          recursive: true,
        },
      );
      const second = await start(options);
      assert.equal(second.dataDir, first.dataDir);
      assert.deepEqual(await query(second.url, 'SELECT value FROM kept'), [{ value: 3 }]);
      await second.stop();

      await removeEmbeddedPostgres(closedData);
      await assert.rejects(stat(first.dataDir), { code: 'ENOENT' });
    });
  });
}
