import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createDatabase, type Database, parseConfig, startServer } from '@fale-conosco/server';
import { createEmptyDatabase } from '@fale-conosco/server/testing/database';
import { sql } from 'kysely';

describe('a database that others made', () => {
  let dataDir: string;
  /** Of the test server's superuser; databases and roles are made through it. */
  let adminUrl: string;
  let dropAdmin: () => Promise<void>;
  const name = `fc_external_${randomBytes(4).toString('hex')}`;

  before(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-external-'));
    const database = await createEmptyDatabase();
    ({ url: adminUrl, drop: dropAdmin } = database);
  });
  after(async () => {
    await dropAdmin?.();
    await rm(dataDir, { recursive: true, force: true });
  });

  const asAdmin = async (...statements: string[]): Promise<void> => {
    const admin = createDatabase<Database>(adminUrl, { applicationName: 'test', onError: () => undefined });
    try {
      for (const statement of statements) await sql.raw(statement).execute(admin);
    } finally {
      await admin.destroy();
    }
  };
  const urlOf = (database: string, user?: string): string => {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    if (user) Object.assign(url, { username: user, password: user });
    return url.href;
  };
  const start = (databaseUrl: string) =>
    startServer({
      config: parseConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }),
      onLog: () => undefined,
    });

  const useAsOwner = async (attributes: string): Promise<void> => {
    await asAdmin(
      `create role ${name} login ${attributes} password '${name}'`,
      // A role is there once on a server, no matter who made it: an account that may not grant it must have been given it.
      `do $$ begin create role fale_conosco_app nologin noinherit; exception when duplicate_object then null; end $$`,
      `grant fale_conosco_app to ${name} with admin option`,
      `create database ${name} owner ${name}`,
    );
    try {
      const server = await start(urlOf(name, name));
      try {
        assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
      } finally {
        await server.close();
      }
      await (await start(urlOf(name, name))).close();
    } finally {
      await asAdmin(`drop database ${name} with (force)`, `drop role ${name}`);
    }
  };

  it('is used by an owner that is no superuser', async () => {
    await useAsOwner('createrole');
  });

  it('is used by an owner that may make no roles, where an administrator has made the one of requests', async () => {
    await useAsOwner('nocreaterole');
  });

  it('is refused with the reason where its encoding cannot hold what people write', async () => {
    await asAdmin(
      `create database ${name} template template0 encoding 'LATIN1' locale_provider libc lc_collate 'C' lc_ctype 'C'`,
    );
    try {
      await assert.rejects(start(urlOf(name)), {
        name: 'ConfigError',
        message: /DATABASE_URL: .*UTF8.*LATIN1/,
      });
    } finally {
      await asAdmin(`drop database if exists ${name} with (force)`);
    }
  });
});
