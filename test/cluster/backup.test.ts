import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewProtocol } from '@fale-conosco/contract';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import {
  createDatabase,
  type Database,
  parseConfig,
  type RunningServer,
  startServer,
} from '@fale-conosco/server';
import { createTestStorage, type TestStorage } from '@fale-conosco/server/testing/storage';
import { sql } from 'kysely';
import { type DemoIssuer, loadOrCreateDemoIssuer } from '../../demo/catalogue/issuer.ts';
import { seedSettings } from '../../demo/catalogue/seed-settings.ts';
import { root, run } from '../../scripts/lib/run.ts';
import { startTestPostgres } from '../../scripts/lib/test-postgres.ts';

/**
 * The folder of `pg_dump`. With it (step `beyond`): a dump and a copy of the files while people go on writing, restored on
 * another PostgreSQL. Without: the embedded PostgreSQL, stopped, and copied with its folder. Both as in docs/running.md.
 */
const programs = process.env['TEST_POSTGRES_PROGRAMS'];

/** What the server acknowledged to the writer. */
interface Acknowledged {
  number: string;
  input: NewProtocol;
  key: string;
  sha256: string;
}

let folder: string;
let issuer: DemoIssuer;
let restored: RunningServer;
/** The files of the restored installation. */
let files: TestStorage;
let settings: Record<string, string>;
/** What was acknowledged before the back-up began. */
let acknowledged: Acknowledged[];
const cleanup = new AsyncDisposableStack();

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const settingsOf = (dataDir: string, storageUrl: string, databaseUrl?: string): Record<string, string> => {
  const { issuer: name, audience, keys } = issuer.issuerConfig;
  const publicJwk = keys.kind === 'jwk' ? keys.jwk : undefined;
  return {
    DATA_DIR: dataDir,
    STORAGE_URL: storageUrl,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: '1000000',
    AUTH_ISSUERS: JSON.stringify([{ issuer: name, audience, publicJwk }]),
  };
};

/** @param isNew fills the database with the settings of the demo */
const start = async (isNew: boolean): Promise<RunningServer> =>
  await startServer({
    config: parseConfig(settings),
    onLog: () => undefined,
    ...(isNew && { prepare: async (db) => await db.transaction().execute(seedSettings) }),
  });

const clientOf = ({ address }: RunningServer, login = 'ana@saolucas'): FaleConoscoClient =>
  new FaleConoscoClient({ baseUrl: address, getToken: () => issuer.signToken(login) });

/** Writes a person's protocols with a file each, one after the other until it is told to stop. */
const startWriter = async (server: RunningServer) => {
  const client = clientOf(server);
  const [classifications, [contactMethod]] = await Promise.all([
    client.classifications.list(),
    client.contactMethods.list(),
  ]);
  const written: Acknowledged[] = [];
  let stopping = false;
  const write = async (): Promise<void> => {
    const content = Buffer.from(`%PDF-1.4\n${randomUUID().repeat(500)}\n%%EOF\n`);
    const attachment = await client.uploads.start(new File([content], 'guia.pdf')).done;
    const input: NewProtocol = {
      classificationId: classifications.find(({ name }) => name === 'Lote rejeitado')?.id ?? '',
      contactMethodId: contactMethod?.id ?? '',
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 90000-1234',
      contactEmail: 'ana@saolucas.example',
      message: `A guia ${randomUUID()} foi glosada.`,
      attachmentIds: [attachment.id],
    };
    const key = randomUUID();
    const { number } = await client.protocols.create(input, { idempotencyKey: key });
    written.push({ number, input, key, sha256: sha256(content) });
    // Taken back at once, so that files also disappear while they are copied.
    const mistake = client.uploads.start(new File([content], 'engano.pdf'));
    await mistake.done;
    await mistake.abort();
  };
  const done = (async () => {
    while (!stopping) await write();
  })();
  return {
    written,
    async until(count: number): Promise<void> {
      while (written.length < count) await Promise.race([done, sleep(10)]);
    },
    async stop(): Promise<void> {
      stopping = true;
      await done;
    },
  };
};

const must = async (command: string, args: string[], env: Record<string, string> = {}): Promise<string> => {
  const { code, output } = await run(command, args, { capture: true, env });
  assert.equal(code, 0, `${command} ${args.join(' ')}: ${output}`);
  return output;
};

/** A folder that PostgreSQL's own user can enter. */
const makeFolder = async (name: string): Promise<string> => {
  const made = path.join(folder, name);
  await mkdir(made);
  await chmod(made, 0o711);
  return made;
};

/** An empty PostgreSQL with the roles and the database of docs/running.md. @returns its address for the owner */
const startDatabase = async (name: string): Promise<string> => {
  const postgres = await startTestPostgres(await makeFolder(name));
  cleanup.defer(() => postgres.stop());
  const admin = createDatabase<Database>(postgres.url, { applicationName: 'test', onError: () => undefined });
  for (const statement of [
    "create role fale_conosco login password 'secret'",
    'create role fale_conosco_app nologin noinherit',
    'grant fale_conosco_app to fale_conosco with admin option',
    "create database fale_conosco owner fale_conosco template template0 encoding 'UTF8'",
  ])
    await sql.raw(statement).execute(admin);
  await admin.destroy();
  const url = new URL(postgres.url);
  Object.assign(url, { username: 'fale_conosco', password: 'secret', pathname: '/fale_conosco' });
  return url.href;
};

/** The dump first and the files after it, while people go on writing. */
const dumpAndRestore = async (bin: string): Promise<void> => {
  const libraries = process.env['TEST_POSTGRES_LIBRARIES'];
  const env: Record<string, string> = libraries ? { LD_LIBRARY_PATH: libraries } : {};
  const [source, target] = await Promise.all([startDatabase('source'), startDatabase('target')]);
  const dataDirs = [await makeFolder('first'), await makeFolder('second')] as const;
  const storage = await createTestStorage(dataDirs[0]);
  cleanup.defer(() => storage.drop());
  files = await createTestStorage(dataDirs[1]);
  settings = settingsOf(dataDirs[0], storage.url, source);
  const first = await start(true);
  const writer = await startWriter(first);
  await writer.until(10);
  acknowledged = [...writer.written];
  const dump = path.join(folder, 'fale-conosco.dump');
  await must(path.join(bin, 'pg_dump'), ['--format=custom', '--no-owner', `--file=${dump}`, source], env);
  await writer.until(writer.written.length + 2);
  await storage.copyTo(files);
  await writer.until(writer.written.length + 2);
  await writer.stop();
  await first.close();

  const restore = ['--no-owner', '--exit-on-error', `--dbname=${target}`, dump];
  await must(path.join(bin, 'pg_restore'), restore, env);
  settings = settingsOf(dataDirs[1], files.url, target);
};

/** Stop, copy the folder, start on the copy. */
const copyFolder = async (): Promise<void> => {
  const dataDir = await makeFolder('first');
  settings = settingsOf(dataDir, `file:${path.join(dataDir, 'files')}`);
  const first = await start(true);
  const writer = await startWriter(first);
  await writer.until(5);
  await writer.stop();
  await first.close();
  acknowledged = writer.written;
  await must('cp', ['-a', path.join(folder, 'first'), path.join(folder, 'second')]);
  files = await createTestStorage(path.join(folder, 'second'));
  settings = settingsOf(path.join(folder, 'second'), files.url);
};

/** The command of docs/running.md, on the installation that was restored. */
const checkFiles = async () =>
  await run(
    process.execPath,
    ['--conditions=source', path.join(root, 'packages/server/src/check-files.ts')],
    { capture: true, env: settings },
  );

describe('an installation restored from a back-up', () => {
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-backup-'));
    await chmod(folder, 0o711);
    issuer = await loadOrCreateDemoIssuer(folder);
    await (programs ? dumpAndRestore(programs) : copyFolder());
    restored = await start(false);
  });
  after(async () => {
    await restored?.close();
    await files?.drop();
    await cleanup.disposeAsync();
    await rm(folder, { recursive: true, force: true });
  });

  it('has everything that was acknowledged before, each file by its hash', async () => {
    const client = clientOf(restored);
    assert.ok(acknowledged.length >= 5);
    for (const { number, input, sha256: expected } of acknowledged) {
      const { items } = await client.messages.list(number);
      const [message] = items;
      assert.equal(message?.body, input.message);
      const [attachment] = message?.attachments ?? [];
      const content = await client.attachments.download(attachment?.id ?? '');
      assert.equal(sha256(new Uint8Array(await content.arrayBuffer())), expected, number);
    }
  });

  it('answers a request of before with the one effect that it had', async () => {
    const client = clientOf(restored);
    for (const { number, input, key } of acknowledged)
      assert.equal((await client.protocols.create(input, { idempotencyKey: key })).number, number);
  });

  it('goes on with numbers and sequences', async () => {
    const client = clientOf(restored);
    const { items: before } = await client.protocols.list({ limit: 100 });
    const { input } = acknowledged[0] as Acknowledged;
    const { number } = await client.protocols.create({ ...input, attachmentIds: [] });
    assert.ok(before.every((protocol) => protocol.number < number));
    const { items } = await client.protocols.list({ limit: 100 });
    assert.equal(items.length, before.length + 1);
  });

  it('shows nothing to those whose it is not', async () => {
    const stranger = clientOf(restored, 'carla@santahelena');
    assert.deepEqual((await stranger.protocols.list()).items, []);
    await assert.rejects(stranger.protocols.retrieve(acknowledged[0]?.number ?? ''), { status: 404 });
  });

  it('is checked by a command that names each file that is missing or damaged', async () => {
    await restored.close();
    const whole = await checkFiles();
    assert.equal(whole.code, 0, whole.output);
    assert.ok(
      Number(/^(\d+) files checked, 0 missing or damaged$/m.exec(whole.output)?.[1]) >= acknowledged.length,
    );
    for (const name of await files.fileNames()) {
      const key = `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
      await files.storage.put(key, Buffer.from('damaged'));
    }
    const damaged = await checkFiles();
    assert.equal(damaged.code, 1);
    const [, key = ''] =
      /^damaged: attachment \S+ of protocol \d{20}, stored as (\S+)$/m.exec(damaged.output) ?? [];
    await files.storage.remove(key);
    const { output } = await checkFiles();
    const [, checked, defects] = /^(\d+) files checked, (\d+) missing or damaged$/m.exec(output) ?? [];
    assert.equal(defects, checked);
    assert.equal(output.match(/^missing: /gm)?.length, 1);
    settings = { ...settings, STORAGE_URL: 'nonsense' };
    const unknown = await checkFiles();
    assert.equal(unknown.code, 2);
    assert.match(unknown.output, /The files were not checked: .*STORAGE_URL/s);
  });
});
