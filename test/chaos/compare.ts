/** Compares what was acknowledged with what the database and the disk hold. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Database } from '@fale-conosco/server';
import type { TestStorage } from '@fale-conosco/server/testing/storage';
import { type Kysely, sql } from 'kysely';
import type { Intent, Ledger } from './ledger.ts';

/** What is wrong; empty when everything is as promised. */
export type Findings = string[];

interface Entry {
  body: string;
  number: string;
  sequence: number;
}

const entriesByText = async (db: Kysely<Database>): Promise<Map<string, Entry[]>> => {
  const { rows } = await sql<Entry>`select m.body, p.number, m.sequence
    from messages m join protocols p on p.id = m.protocol_id`.execute(db);
  const byText = new Map<string, Entry[]>();
  for (const row of rows) byText.set(row.body, [...(byText.get(row.body) ?? []), row]);
  return byText;
};

const compareIntent = (intent: Intent, entries: readonly Entry[]): string | undefined => {
  const { marker, outcome, acknowledgement } = intent;
  const [entry] = entries;
  if (entries.length > 1) return `twice: ${marker} (${entries.length} entries)`;
  if (outcome === 'refused') return entry && `refused (${intent.refusal}) but stored: ${marker}`;
  if (outcome === 'unknown') return undefined;
  if (!entry) return `lost: ${marker}`;
  const { number, sequence } = acknowledgement ?? {};
  if (entry.number !== number || (sequence !== undefined && sequence !== entry.sequence))
    return `acknowledged as ${number}/${sequence}, stored as ${entry.number}/${entry.sequence}: ${marker}`;
  return undefined;
};

/** Rules of the data itself: each query finds what breaks one. */
const invariants: Record<string, ReturnType<typeof sql<object>>> = {
  'numbers of a day with a gap': sql`select left(number, 14) from protocols group by left(number, 14)
    having count(*) <> max(right(number, 6)::int) or min(right(number, 6)::int) <> 1`,
  'sequences of a protocol with a gap': sql`select protocol_id from messages group by protocol_id
    having count(*) <> max(sequence) or min(sequence) <> 1 or count(*) <> count(distinct sequence)`,
  'protocols without a message': sql`select from protocols p where not exists (
    select from messages m where m.protocol_id = p.id)`,
  'unread counters that are wrong': sql`select from inbox i join provider_users u on u.id = i.user_id
    where i.unread_count <> (select count(*) from messages m where m.protocol_id = i.protocol_id
      and m.visibility = 'public' and m.author_kind = 'operator' and m.sequence > i.read_sequence)`,
  'ready files without a hash': sql`select from attachments where state = 'ready' and sha256 is null`,
};

/** Finds what was lost, made twice or stored otherwise than acknowledged, and what contradicts itself. */
export const compare = async (
  { db, storage }: { db: Kysely<Database>; storage: TestStorage },
  ledger: Ledger,
): Promise<Findings> => {
  const findings: Findings = [];
  const entries = await entriesByText(db);
  for (const intent of ledger.intents) {
    const finding = compareIntent(intent, entries.get(intent.marker) ?? []);
    if (finding !== undefined) findings.push(finding);
  }
  for (const [name, query] of Object.entries(invariants)) {
    const { rows } = await query.execute(db);
    if (rows.length > 0) findings.push(`${rows.length} ${name}`);
  }

  const attachments = await db
    .selectFrom('attachments')
    .select(['id', 'storage_key', 'state', 'sha256'])
    .execute();
  const byId = new Map(attachments.map((row) => [row.id, row]));
  for (const { id, sha256 } of ledger.files) {
    const row = byId.get(id);
    const stored = row && (await hashOf(storage, row.storage_key).catch(() => undefined));
    if (row?.state !== 'ready' || row.sha256 !== sha256 || stored !== sha256)
      findings.push(`file ${id}: ${row?.state ?? 'no row'}, ${stored === undefined ? 'no bytes' : 'bytes'}`);
  }
  const removals = await db.selectFrom('file_removals').select('storage_key').execute();
  const known = new Set([...attachments, ...removals].map(({ storage_key }) => path.basename(storage_key)));
  for (const name of await storage.fileNames()) {
    if (!name.startsWith('.') && !known.has(name)) findings.push(`a file that no row knows: ${name}`);
  }
  return findings;
};

const hashOf = async ({ storage }: TestStorage, key: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of await storage.read(key)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};
