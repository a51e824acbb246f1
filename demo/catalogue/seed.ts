import { createHash } from 'node:crypto';
import { parseProtocolNumber } from '@fale-conosco/contract';
import { type BusinessCalendar, pausesAfter, searchableNumber, searchableWords } from '@fale-conosco/domain';
import type { Database } from '@fale-conosco/server';
import {
  clockColumns,
  type FileStorage,
  LOCKS,
  newStorageKey,
  readCalendar,
} from '@fale-conosco/server/seeding';
import { type Kysely, sql } from 'kysely';
import {
  type DemoAttachment,
  demoAgents,
  demoClassifications,
  demoGroups,
  demoProtocols,
  demoProviders,
  demoProviderUsers,
  type NumberedProtocol,
} from './catalogue.ts';
import { chunks, insertAll, type Tx } from './insert-all.ts';
import { seedSettings } from './seed-settings.ts';
import { type Entry, entriesOf, isOperatorNews, unreadAfter, waitingSince } from './thread-entries.ts';

/** What was put in. */
export interface SeedResult {
  protocols: number;
  messages: number;
  attachments: number;
}

const FILES_AT_ONCE = 16;
const VIEWED_AFTER_MS = 2 * 60 * 60 * 1000;

/** A protocol with what its rows need. */
interface Draft {
  id: number;
  protocol: NumberedProtocol;
  entries: Entry[];
  /** Up to where somebody at the provider has read. */
  organizationRead: number;
}

/** Where the clock of a protocol stands after all its changes of status. */
const clockOf = (calendar: BusinessCalendar, protocol: NumberedProtocol, entries: readonly Entry[]) => {
  const leaf = demoClassifications.find(({ id }) => id === protocol.classificationId);
  return clockColumns(calendar, {
    status: protocol.status,
    registered_at: protocol.registeredAt,
    clock_pauses: entries.reduce<readonly Date[]>(
      (pauses, { statusChange, sentAt }) =>
        statusChange ? pausesAfter(pauses, statusChange, sentAt) : pauses,
      [],
    ),
    deadline_business_days: leaf?.deadlineBusinessDays ?? null,
    provider_deadline_business_days: leaf?.providerDeadlineBusinessDays ?? null,
  });
};

const insertProtocols = async (tx: Tx, protocols: readonly NumberedProtocol[]): Promise<Draft[]> => {
  const calendar = await readCalendar(tx);
  const drafts = protocols.map((protocol): Draft => {
    const organizationRead = Math.max(0, ...protocol.readBy.map(({ sequence }) => sequence));
    return { id: 0, protocol, entries: entriesOf(protocol), organizationRead };
  });
  await insertAll(
    tx,
    'protocols',
    drafts.map(({ protocol, entries, organizationRead }) => ({
      number: protocol.number,
      provider_id: protocol.providerId,
      opened_by: protocol.openedBy.kind,
      classification_id: protocol.classificationId,
      classification_path: [...protocol.classificationPath],
      group_id: protocol.groupId,
      contact_method_id: protocol.contactMethodId,
      contact_person: protocol.contactPerson,
      contact_phone: protocol.contactPhone,
      contact_email: protocol.contactEmail,
      status: protocol.status,
      registered_at: protocol.registeredAt,
      closed_at: protocol.closedAt,
      last_activity_at: protocol.lastActivityAt,
      last_sequence: entries.at(-1)?.sequence ?? 0,
      last_public_sequence: entries.findLast(({ visibility }) => visibility === 'public')?.sequence ?? 0,
      organization_unread_count: unreadAfter(entries, organizationRead),
      organization_read_sequence: organizationRead,
      waiting_since: waitingSince(protocol, entries),
      ...clockOf(calendar, protocol, entries),
    })),
  );
  const ids = new Map(
    (await tx.selectFrom('protocols').select(['id', 'number']).execute()).map((row) => [row.number, row.id]),
  );
  return drafts.map((draft) => ({ ...draft, id: ids.get(draft.protocol.number) ?? 0 }));
};

const insertMessages = async (tx: Tx, drafts: readonly Draft[], now: Date): Promise<Map<string, number>> => {
  const authorIds = new Map([...demoProviderUsers, ...demoAgents].map(({ login, id }) => [login, id]));
  const names = new Map([...demoProviders, ...demoGroups].map(({ id, name }) => [id, name]));
  await insertAll(
    tx,
    'messages',
    drafts.flatMap(({ id, protocol, entries, organizationRead }) =>
      entries.map((entry) => ({
        protocol_id: id,
        provider_id: protocol.providerId,
        sequence: entry.sequence,
        author_kind: entry.author.kind,
        author_id: authorIds.get(entry.author.login) ?? '',
        author_name: entry.author.name,
        author_organization:
          names.get(entry.author.kind === 'provider' ? protocol.providerId : protocol.groupId) ?? '',
        visibility: entry.visibility,
        body: entry.body,
        status_change: entry.statusChange,
        sent_at: entry.sentAt,
        viewed_by_provider_at:
          isOperatorNews(entry) && entry.sequence <= organizationRead
            ? new Date(Math.min(entry.sentAt.getTime() + VIEWED_AFTER_MS, now.getTime()))
            : null,
      })),
    ),
  );
  const rows = await tx.selectFrom('messages').select(['id', 'protocol_id', 'sequence']).execute();
  return new Map(rows.map((row) => [`${row.protocol_id}/${row.sequence}`, row.id]));
};

const insertAttachments = async (
  tx: Tx,
  storage: FileStorage,
  drafts: readonly Draft[],
  messageIds: ReadonlyMap<string, number>,
): Promise<number> => {
  const authorIds = new Map([...demoProviderUsers, ...demoAgents].map(({ login, id }) => [login, id]));
  const files: { key: string; attachment: DemoAttachment }[] = [];
  const rows = drafts.flatMap(({ id, protocol, entries }) =>
    entries.flatMap((entry) =>
      entry.attachments.map((attachment, position) => {
        const key = newStorageKey();
        files.push({ key, attachment });
        return {
          provider_id: protocol.providerId,
          uploaded_by: authorIds.get(entry.author.login) ?? '',
          protocol_id: id,
          message_id: messageIds.get(`${id}/${entry.sequence}`) ?? 0,
          position,
          file_name: attachment.fileName,
          media_type: attachment.mediaType,
          size_bytes: attachment.sizeBytes,
          sha256: createHash('sha256').update(attachment.content()).digest('hex'),
          state: 'ready' as const,
          storage_key: key,
          created_at: entry.sentAt,
        };
      }),
    ),
  );
  for (const chunk of chunks(files, FILES_AT_ONCE)) {
    await Promise.all(chunk.map(({ key, attachment }) => storage.put(key, attachment.content())));
  }
  await insertAll(tx, 'attachments', rows);
  return rows.length;
};

const insertInbox = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
  const userIds = new Map(demoProviderUsers.map(({ login, id }) => [login, id]));
  await insertAll(
    tx,
    'inbox',
    drafts.flatMap(({ id, protocol, entries }) =>
      protocol.readBy.flatMap(({ login, sequence }) => {
        const userId = userIds.get(login);
        return userId === undefined
          ? []
          : [
              {
                user_id: userId,
                protocol_id: id,
                provider_id: protocol.providerId,
                read_sequence: sequence,
                unread_count: unreadAfter(entries, sequence),
              },
            ];
      }),
    ),
  );
};

/** The same documents as the server writes one by one, in one statement. */
const insertSearchDocuments = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
  const ids = drafts.map(({ id }) => id);
  const providerIds = drafts.map(({ protocol }) => protocol.providerId);
  const numbers = drafts.map(({ protocol }) => searchableNumber(protocol.number).join(' '));
  const words = drafts.map(({ protocol, entries }) => {
    const texts = entries.filter(({ visibility }) => visibility === 'public').map(({ body }) => body);
    return searchableWords([...protocol.classificationPath, ...texts].join(' ')).join(' ');
  });
  await sql`
    insert into protocol_search (protocol_id, provider_id, document)
    select id, provider_id, strip(to_tsvector('simple', numbers) || to_tsvector('fale_conosco', words))
    from unnest(${ids}::bigint[], ${providerIds}::uuid[], ${numbers}::text[], ${words}::text[])
      as t (id, provider_id, numbers, words)
  `.execute(tx);
};

/** The last number of each day, so that the numbers issued from now on go on from there. */
const insertDays = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
  const last = new Map<string, number>();
  for (const { protocol } of drafts) {
    const parts = parseProtocolNumber(protocol.number);
    if (parts) last.set(parts.date, Math.max(last.get(parts.date) ?? 0, parts.sequence));
  }
  await insertAll(
    tx,
    'protocol_days',
    [...last].map(([day, sequence]) => ({ day, last_sequence: sequence })),
  );
};

/**
 * Fills an empty, migrated database with the demo catalogue, dated relative to now. All of it or nothing: an interrupted
 * seed leaves an empty database (and at most some files that nothing refers to).
 *
 * @param db connected as the owner of the schema
 * @returns undefined when the database has providers already, and was left as it is
 */
export const seedDemo = async (
  db: Kysely<Database>,
  storage: FileStorage,
  now: Date = new Date(),
): Promise<SeedResult | undefined> =>
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCKS.seeding})`.execute(tx);
    if (await tx.selectFrom('providers').select('id').limit(1).executeTakeFirst()) return undefined;
    await seedSettings(tx);
    const drafts = await insertProtocols(tx, demoProtocols(now));
    const messageIds = await insertMessages(tx, drafts, now);
    const attachments = await insertAttachments(tx, storage, drafts, messageIds);
    await insertInbox(tx, drafts);
    await insertSearchDocuments(tx, drafts);
    await insertDays(tx, drafts);
    // Without statistics the planner takes the tables for empty ones until autovacuum comes by.
    await sql`analyze`.execute(tx);
    return { protocols: drafts.length, messages: messageIds.size, attachments };
  });
