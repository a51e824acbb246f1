import { attachmentDisposition } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { inTransaction } from '../../database/transaction.ts';
import { contractRoute, rawContractRoute } from '../../http/contract-route.ts';
import { ProblemError } from '../../http/problem.ts';
import { recordAccess } from '../access-log/record.ts';
import { toAttachment } from './repository.ts';
import { findReadableAttachment } from './visibility.ts';

/** Serves what is known of an attachment, and its content: always as a download, never as a page. */
export const registerAttachments = (app: FastifyInstance): void => {
  const { db, storage } = app.services;

  contractRoute(app, 'getAttachment', async ({ params, principal, tx, request }) => {
    const row = await findReadableAttachment(tx, principal, params.id);
    if (!row) throw new ProblemError('not_found');
    // One's own upload that waits for a message: reading it is no access to a protocol.
    if (row.message_id === null) return toAttachment(row);
    await recordAccess(tx, principal, {
      action: 'attachment.view',
      protocolNumber: row.protocol_number,
      attachmentId: row.id,
      requestId: request.id,
    });
    return toAttachment(row);
  });

  rawContractRoute(app, 'getAttachmentContent', async ({ params, principal, request, reply }) => {
    const row = await inTransaction(db, principal, async (tx) => {
      const found = await findReadableAttachment(tx, principal, params.id);
      if (found?.state === 'scanning') throw new ProblemError('attachment_in_verification');
      if (found?.state !== 'ready') throw new ProblemError('not_found');
      await recordAccess(tx, principal, {
        action: 'attachment.download',
        protocolNumber: found.protocol_number,
        attachmentId: found.id,
        requestId: request.id,
      });
      return found;
    });
    const content = await storage.read(row.storage_key);
    return reply
      .headers({
        'cache-control': 'no-store',
        'content-disposition': attachmentDisposition(row.file_name),
        'content-length': String(row.size_bytes),
        // Should a browser ever show it, it shows it without scripts, in an origin of its own.
        'content-security-policy': "sandbox; default-src 'none'",
        'content-type': row.media_type ?? 'application/octet-stream',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      .send(content);
  });
};
