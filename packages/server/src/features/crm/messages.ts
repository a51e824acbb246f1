import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../http/contract-route.ts';
import { fieldProblem, ProblemError } from '../../http/problem.ts';
import { recordAccess } from '../access-log/repository.ts';
import { attachmentsOfMessages } from '../attachments/repository.ts';
import { appendMessage } from '../messages/append.ts';
import { listMessages } from '../messages/repository.ts';
import { canClose, statusAfterAnswer } from '../protocols/rules.ts';
import { DEFAULT_LIMIT } from '../protocols/service.ts';
import { seesConfidential } from './repository.ts';
import { getForChange, getForOperator, getReturnMethod } from './service.ts';
import { toCrmMessage } from './views.ts';

/** The thread of a protocol on the operator's side. */
export const registerCrmMessages = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listCrmMessages', async ({ tx, principal, params, query, request }) => {
    const protocol = await getForOperator(tx, principal, params.number);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { rows, nextCursor } = await listMessages(tx, protocol.id, { query, limit, publicOnly: false });
    const ids = rows.map(({ id }) => id);
    const attachments = await attachmentsOfMessages(tx, ids, {
      includeConfidential: await seesConfidential(tx),
    });
    await recordAccess(tx, principal, {
      action: 'messages.view',
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return { items: rows.map((row) => toCrmMessage(row, attachments, principal)), nextCursor };
  });

  contractRoute(app, 'createCrmMessage', async ({ tx, principal, params, ifMatch, body }) => {
    const protocol = await getForChange(tx, { principal, params, ifMatch });
    const isPublic = body.visibility === 'public';
    const includeConfidential = await seesConfidential(tx);
    // Nobody writes what they could not read again.
    if (body.visibility === 'confidential' && !includeConfidential)
      throw fieldProblem('visibility', 'not_available');
    // A provider cannot be asked by what it does not see, and nothing goes back to it.
    if (body.asksProvider && !isPublic) throw fieldProblem('asksProvider', 'not_available');
    if (body.contactMethodId && !isPublic) throw fieldProblem('contactMethodId', 'not_available');
    if (isPublic && !canClose(protocol.status)) throw new ProblemError('reply_not_allowed');
    const message = await appendMessage(
      tx,
      principal,
      protocol,
      {
        ...body,
        contactMethod: await getReturnMethod(tx, body.contactMethodId),
        status: isPublic ? statusAfterAnswer(body.asksProvider) : protocol.status,
        cause: 'message',
      },
      { now: clock(), maxAttachments: config.attachmentsPerMessage, email: config.email },
    );
    const attachments = await attachmentsOfMessages(tx, [message.id], { includeConfidential });
    return toCrmMessage(message, attachments, principal);
  });
};
