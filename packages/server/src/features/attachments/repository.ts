import type { Attachment, BareFieldIssue } from '@fale-conosco/contract';
import type { Selectable, Transaction } from 'kysely';
import type { AttachmentTable, Database } from '../../database/schema.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Principal } from '../../principal.ts';
import { seesConfidential } from '../crm/repository.ts';

/** A row of `attachments` as read. */
export type AttachmentRow = Selectable<AttachmentTable>;

/** Tells whether a text can be compared with a `uuid` column without an error of PostgreSQL. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

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
 *   verdict are missing, `not_available` for ids that are unknown, foreign, rejected, repeated or used already, and for what an agent
 *   without access to confidential data marked so; at `attachmentIds`: `too_many`
 */
export const attachToMessage = async (
  tx: Transaction<Database>,
  principal: Principal,
  { attachmentIds, protocolId, messageId, providerId, maxCount }: AttachToMessage,
): Promise<void> => {
  if (attachmentIds.length === 0) return;
  if (attachmentIds.length > maxCount) {
    const issue: BareFieldIssue = { path: 'attachmentIds', code: 'too_many', params: { max: maxCount } };
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
  const issues = ids.flatMap((id, index): BareFieldIssue[] => {
    const state = ids.indexOf(id) === index ? states.get(id) : undefined;
    if (state === 'ready') return [];
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
  tx: Transaction<Database>,
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
