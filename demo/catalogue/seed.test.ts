import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createDatabase, type Database } from '@fale-conosco/server';
import {
  type FileStorage,
  inTransaction,
  openStorage,
  recomputeOpenDeadlines,
} from '@fale-conosco/server/seeding';
import { createMigratedDatabase, type TestDatabase } from '@fale-conosco/server/testing/database';
import { type Kysely, sql } from 'kysely';
import { demoProtocolCounts } from './catalogue.ts';
import { seedDemo } from './seed.ts';

describe('demo seed', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  let folder: string;
  let storage: FileStorage;

  before(async () => {
    database = await createMigratedDatabase();
    db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
    folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-seed-'));
    storage = await openStorage({ kind: 'file', directory: folder });
  });
  after(async () => {
    await db.destroy();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('fills an empty database once', async () => {
    const expected = Object.values(demoProtocolCounts).reduce((sum, count) => sum + count, 0);
    const [first, second] = await Promise.all([seedDemo(db, storage), seedDemo(db, storage)]);
    assert.equal((first ?? second)?.protocols, expected);
    assert.ok(first === undefined || second === undefined);
    assert.equal(await seedDemo(db, storage), undefined);
  });

  it('leaves numbers and counters as the server itself would', async () => {
    const { rows } = await sql<Record<string, number>>`
      with unread as (
        select i.user_id, i.protocol_id, i.unread_count, count(m.id) as really
        from inbox i left join messages m on m.protocol_id = i.protocol_id and m.sequence > i.read_sequence
          and m.author_kind = 'operator' and m.visibility = 'public'
        group by 1, 2, 3
      ), days as (
        select d.day, d.last_sequence, max(right(p.number, 6)::int) as really
        from protocol_days d left join protocols p on substr(p.number, 7, 8) = to_char(d.day, 'YYYYMMDD') group by 1, 2
      ), threads as (
        select p.id, p.last_sequence, p.last_public_sequence, max(m.sequence) as last,
          max(m.sequence) filter (where m.visibility = 'public') as last_public
        from protocols p left join messages m on m.protocol_id = p.id group by 1
      )
      select
        (select count(*) from unread where unread_count <> really) as wrong_unread,
        (select count(*) from inbox where unread_count > 0) as unread,
        (select count(*) from days where last_sequence is distinct from really) as wrong_days,
        (select count(distinct substr(number, 7, 8)) from protocols) - (select count(*) from protocol_days) as missing_days,
        (select count(*) from threads where last_sequence is distinct from last
          or last_public_sequence is distinct from last_public) as wrong_threads,
        (select count(*) from protocols) - (select count(*) from protocol_search) as missing_documents,
        (select count(*) from protocol_search
          where document @@ to_tsquery('fale_conosco', 'glosa')) as found
    `.execute(db);
    const { unread, found, ...wrong } = rows[0] ?? {};
    assert.ok((unread ?? 0) > 0);
    assert.ok((found ?? 0) > 0);
    assert.deepEqual(new Set(Object.values(wrong)), new Set([0]));
  });

  it('leaves every clock as the server would count it, some of them overdue and some paused', async () => {
    assert.equal(await inTransaction(db, 'system', recomputeOpenDeadlines), 0);
    const { rows } = await sql<Record<string, number>>`
      select count(*) filter (where clock_paused_at is null and due_at < now()) as overdue,
        count(*) filter (where clock_paused_at is null and due_soon_at > now()) as running,
        count(*) filter (where status = 'awaiting_provider' and clock_paused_at is not null) as paused,
        count(*) filter (where provider_due_at is not null) as asked,
        count(*) filter (where waiting_since is not null) as waiting
      from protocols where status not in ('closed', 'cancelled')`.execute(db);
    for (const [name, count] of Object.entries(rows[0] ?? {})) assert.ok(count > 0, name);
  });

  it('stores every file as its row says', async () => {
    const rows = await db.selectFrom('attachments').selectAll().execute();
    assert.ok(rows.length > 0);
    for (const row of rows.slice(0, 40)) {
      const hash = createHash('sha256');
      for await (const chunk of await storage.read(row.storage_key)) hash.update(chunk as Buffer);
      assert.equal(hash.digest('hex'), row.sha256);
      assert.equal(await storage.sizeOf(row.storage_key), row.size_bytes);
    }
  });
});
