import { DEFAULT_PAGE_SIZE, replyState, statusAfterComplement } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../../http/contract-route.ts';
import { ProblemError } from '../../../http/problem.ts';
import { recordAccess } from '../../access-log/repository.ts';
import { attachmentsOfMessages } from '../../attachments/repository.ts';
import { getForProvider } from '../service.ts';
import { replyFacts } from '../views.ts';
import { appendMessage } from './append.ts';
import { moveReadMarker } from './read-marker.ts';
import { listMessages } from './repository.ts';
import { toMessage } from './views.ts';

/** A provider sees what its own side marked confidential, never what the operator did. */
const scope = { includeConfidential: 'sent-by-provider' } as const;

/** The thread of a protocol on the provider's side. */
export const registerMessages = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listMessages', async ({ tx, principal, params, query, request }) => {
    const protocol = await getForProvider(tx, principal, params.number);
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const { rows, nextCursor } = await listMessages(tx, protocol.id, { query, limit, publicOnly: true });
    const attachments = await attachmentsOfMessages(
      tx,
      rows.map(({ id }) => id),
      scope,
    );
    await recordAccess(tx, principal, {
      action: 'messages.view',
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return { items: rows.map((row) => toMessage(row, attachments, principal)), nextCursor };
  });

  contractRoute(app, 'createMessage', async ({ tx, principal, params, body }) => {
    const now = clock();
    const protocol = await getForProvider(tx, principal, params.number, { lock: true });
    if (!replyState(replyFacts(protocol), now).canReply) throw new ProblemError('reply_not_allowed');
    const message = await appendMessage(
      tx,
      principal,
      protocol,
      { ...body, visibility: 'public', status: statusAfterComplement(protocol.status), cause: 'message' },
      { now, maxAttachments: config.attachmentsPerMessage },
    );
    return toMessage(message, await attachmentsOfMessages(tx, [message.id], scope), principal);
  });

  contractRoute(app, 'putReadMarker', async ({ tx, principal, params, body }) => {
    const protocol = await getForProvider(tx, principal, params.number, { lock: true });
    return moveReadMarker(tx, principal, protocol, { sequence: body.sequence, now: clock() });
  });
};
