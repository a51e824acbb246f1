import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Kysely } from 'kysely';
import { parseConfig } from '../../../config.ts';
import { createDatabase } from '../../../database/connection.ts';
import type { Database } from '../../../database/schema.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { startServer } from '../../../start-server.ts';
import { createMigratedDatabase, type TestDatabase } from '../../../testing/database.ts';
import { readAudit } from '../audit/repository.ts';
import { readAgents } from './repository.ts';

const ISSUER = 'https://issuer.test';
const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
let database: TestDatabase;
let db: Kysely<Database>;
let dataDir: string;
const said: string[] = [];

before(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-first-admin-'));
  database = await createMigratedDatabase();
  db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
});
after(async () => {
  await db?.destroy();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const startAndStop = async (name: string): Promise<void> => {
  const server = await startServer({
    config: parseConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      AUTH_ISSUERS: JSON.stringify([{ issuer: ISSUER, audience: 'fale-conosco', publicJwk }]),
      FIRST_ADMIN: `${ISSUER}|regina|${name}`,
    }),
    onLog: (line) => said.push(line),
  });
  await server.close();
};

test('of two instances that start on a new installation one adds its first admin, and a later start adds none', async () => {
  await Promise.all([startAndStop('Regina Alves'), startAndStop('Regina Alves')]);
  await startAndStop('Somebody Else');
  const { agents, trail } = await inTransaction(db, 'system', async (tx) => ({
    agents: await readAgents(tx),
    trail: (await readAudit(tx, { limit: 10 })).items,
  }));
  const fields = { issuer: ISSUER, subject: 'regina', name: 'Regina Alves', email: null };
  assert.deepEqual(
    agents.map(({ id: _, ...agent }) => agent),
    [{ ...fields, role: 'admin', active: true, groupIds: [], version: 1 }],
  );
  assert.deepEqual(
    trail.map(({ id: _, at: __, ...record }) => record),
    [
      {
        actor: null,
        entity: 'agent',
        entityId: agents[0]?.id,
        entityName: 'Regina Alves',
        action: 'created',
        before: null,
        after: { ...fields, role: 'admin', active: true },
      },
    ],
  );
  assert.equal(said.filter((line) => line.includes('FIRST_ADMIN')).length, 1);
});
