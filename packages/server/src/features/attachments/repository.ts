import type { Attachment, UnlocalizedIssue } from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import { type Selectable, sql } from 'kysely';
import { seesConfidential } from '../../access/agent.ts';
import type { AttachmentTable } from '../../database/schema.ts';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';
import { ProblemError } from '../../http/problem.ts';
import type { FileInspection } from './inspection/inspect-file.ts';

/** A row of `attachments` as read. */
export type AttachmentRow = Selectable<AttachmentTable>;

/** The wire form of a row. */
export const toAttachment = (row: AttachmentRow): Attachment => ({
  id: row.id,
  fileName: row.file_name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  state: row.state,
  rejectionCode: row.rejection_code,
  confidential: row.confidential,
});

/** A file that somebody is about to send. */
export interface NewUpload {
  id: string;
  fileName: string;
  sizeBytes: number;
  confidential: boolean;
  storageKey: string;
}

/** Registers an upload before its first byte; its id is the attachment's. */
export const insertUpload = async (tx: Tx, principal: Principal, upload: NewUpload): Promise<AttachmentRow> =>
  await tx
    .insertInto('attachments')
    .values({
      id: upload.id,
      provider_id: principal.kind === 'provider' ? principal.providerId : null,
      uploaded_by: principal.userId,
      file_name: upload.fileName,
      size_bytes: upload.sizeBytes,
      state: 'uploading',
      confidential: upload.confidential,
      storage_key: upload.storageKey,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Finds an attachment, no matter who may see it. */
export const findAttachment = async (tx: Tx, id: string): Promise<AttachmentRow | undefined> =>
  await tx.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst();

/** Finds an upload of this user that no message uses yet. */
export const findOwnUpload = async (
  tx: Tx,
  principal: Principal,
  id: string,
): Promise<AttachmentRow | undefined> =>
  isUuid(id)
    ? await tx
        .selectFrom('attachments')
        .selectAll()
        .where('id', '=', id)
        .where('uploaded_by', '=', principal.userId)
        .where('message_id', 'is', null)
        .executeTakeFirst()
    : undefined;

/** Removes the row of an upload that no message uses. @returns whether there was one */
export const deleteUpload = async (tx: Tx, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('attachments')
    .where('id', '=', id)
    .where('message_id', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/**
 * Records what the file of an upload was found to be, unless another request did.
 *
 * @param isScanned it waits for a virus scanner before anybody may have it
 * @returns the row as it is now
 */
export const recordInspection = async (
  tx: Tx,
  id: string,
  inspection: FileInspection,
  isScanned: boolean,
): Promise<AttachmentRow | undefined> => {
  await tx
    .updateTable('attachments')
    .set(
      inspection.state === 'ready'
        ? {
            ...(isScanned ? { state: 'scanning', next_scan_at: sql<Date>`now()` } : { state: 'ready' }),
            media_type: inspection.mediaType,
            sha256: inspection.sha256,
          }
        : { state: 'rejected', rejection_code: inspection.rejectionCode },
    )
    .where('id', '=', id)
    .where('state', '=', 'uploading')
    .execute();
  return await findAttachment(tx, id);
};

/** Uploads that have not been inspected, begun since an instant, in the order of their ids from after `after`. */
export const incompleteUploads = async (
  tx: Tx,
  { since, after, limit }: { since: Date; after: string | undefined; limit: number },
): Promise<AttachmentRow[]> =>
  await tx
    .selectFrom('attachments')
    .selectAll()
    .where('message_id', 'is', null)
    .where('state', '=', 'uploading')
    .where('created_at', '>=', since)
    .$if(after !== undefined, (query) => query.where('id', '>', after as string))
    .orderBy('id')
    .limit(limit)
    .execute();

/** Deletes uploads that no message took in time; a trigger notes their files for removal. @returns how many */
export const deleteAbandonedUploads = async (
  tx: Tx,
  { begunBefore, limit }: { begunBefore: (state: 'uploading' | 'ready') => Date; limit: number },
): Promise<number> => {
  const { numDeletedRows } = await tx
    .deleteFrom('attachments')
    .where('id', 'in', (query) =>
      query
        .selectFrom('attachments')
        .select('id')
        .where('message_id', 'is', null)
        .where('created_at', '<', (where) =>
          where
            .case('state')
            .when('uploading')
            .then(sql<Date>`${begunBefore('uploading')}::timestamptz`)
            .else(sql<Date>`${begunBefore('ready')}::timestamptz`)
            .end(),
        )
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
};

/** Which uploads go with which message. */
export interface AttachToMessage {
  /** As the caller sent them: any strings, in the order in which they are shown. */
  attachmentIds: readonly string[];
  protocolId: number;
  messageId: number;
  /** The provider of the protocol. */
  providerId: string;
  /** The installation's limit (`attachmentsPerMessage`). */
  maxCount: number;
}

/**
 * Gives whole uploads of this user to a message. An upload is used once; its row is locked, so that two messages sent at
 * the same time cannot share it.
 *
 * @throws {ProblemError} `validation_failed` with issues at `attachmentIds.N`: `attachment_not_ready` while bytes or the
 *   inspection are missing, `not_available` for ids that are unknown, foreign, rejected, repeated or used already, and for what an agent
 *   without access to confidential data marked so; at `attachmentIds`: `too_many`
 */
export const attachToMessage = async (
  tx: Tx,
  principal: Principal,
  { attachmentIds, protocolId, messageId, providerId, maxCount }: AttachToMessage,
): Promise<void> => {
  if (attachmentIds.length === 0) return;
  if (attachmentIds.length > maxCount) {
    const issue: UnlocalizedIssue = { path: 'attachmentIds', code: 'too_many', params: { max: maxCount } };
    throw new ProblemError('validation_failed', { issues: [issue] });
  }
  const ids = attachmentIds.map((id) => id.toLowerCase());
  const rows = await tx
    .selectFrom('attachments')
    .select(['id', 'state', 'confidential'])
    .where('id', 'in', [...ids.filter(isUuid), '00000000-0000-0000-0000-000000000000'])
    .where('uploaded_by', '=', principal.userId)
    .where('message_id', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  // No agent sends what it could not open again.
  const confides =
    principal.kind === 'provider' || !rows.some((row) => row.confidential) || (await seesConfidential(tx));
  const states = new Map(
    rows.flatMap(({ id, state, confidential }) => (confidential && !confides ? [] : [[id, state]])),
  );
  const issues = ids.flatMap((id, index): UnlocalizedIssue[] => {
    const state = ids.indexOf(id) === index ? states.get(id) : undefined;
    // Nobody waits for the virus scanner with a message; the file waits for it.
    if (state === 'ready' || state === 'scanning') return [];
    return [
      {
        path: `attachmentIds.${index}`,
        code: state === 'uploading' ? 'attachment_not_ready' : 'not_available',
      },
    ];
  });
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
  for (const [position, id] of ids.entries()) {
    await tx
      .updateTable('attachments')
      .set({ protocol_id: protocolId, message_id: messageId, provider_id: providerId, position })
      .where('id', '=', id)
      .execute();
  }
};

/** Which confidential attachments the reader may see: all, none, or (a provider) those that its own side sent. */
export type ConfidentialScope = boolean | 'sent-by-provider';

/**
 * Reads the attachments of messages that the reader is known to see.
 *
 * @returns attachments in their order, by message id; a message without any has no entry
 */
export const attachmentsOfMessages = async (
  tx: Tx,
  messageIds: readonly number[],
  { includeConfidential }: { includeConfidential: ConfidentialScope },
): Promise<Map<number, Attachment[]>> => {
  const byMessage = new Map<number, Attachment[]>();
  if (messageIds.length === 0) return byMessage;
  const rows = await tx
    .selectFrom('attachments')
    .innerJoin('messages', 'messages.id', 'attachments.message_id')
    .selectAll('attachments')
    .where('attachments.message_id', 'in', messageIds)
    .$if(includeConfidential === false, (query) => query.where('attachments.confidential', '=', false))
    .$if(includeConfidential === 'sent-by-provider', (query) =>
      query.where((where) =>
        where.or([
          where('attachments.confidential', '=', false),
          where('messages.author_kind', '=', 'provider'),
        ]),
      ),
    )
    .orderBy('attachments.message_id')
    .orderBy('attachments.position')
    .execute();
  for (const row of rows) {
    const messageId = row.message_id as number;
    const list = byMessage.get(messageId) ?? [];
    list.push(toAttachment(row));
    byMessage.set(messageId, list);
  }
  return byMessage;
};
