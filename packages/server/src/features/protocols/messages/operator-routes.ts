import { canClose, DEFAULT_PAGE_SIZE, operatorMessageIssue, statusAfterReply } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { seesConfidential } from '../../../access/agent.ts';
import { contractRoute } from '../../../http/contract-route.ts';
import { ProblemError } from '../../../http/problem.ts';
import { recordAccess } from '../../access-log/repository.ts';
import { attachmentsOfMessages } from '../../attachments/repository.ts';
import { getForChange, getForOperator, getReturnMethod } from '../operator-service.ts';
import { toCrmMessage } from '../operator-views.ts';
import { appendMessage } from './append.ts';
import { listMessages } from './repository.ts';

/** The thread of a protocol on the operator's side. */
export const registerCrmMessages = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listCrmMessages', async ({ tx, principal, params, query, request }) => {
    const protocol = await getForOperator(tx, principal, params.number);
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
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
    const issue = operatorMessageIssue(body, { accessesConfidential: includeConfidential });
    if (issue) throw new ProblemError('validation_failed', { issues: [issue] });
    if (isPublic && !canClose(protocol.status)) throw new ProblemError('reply_not_allowed');
    const message = await appendMessage(
      tx,
      principal,
      protocol,
      {
        ...body,
        contactMethod: await getReturnMethod(tx, body.contactMethodId),
        status: isPublic ? statusAfterReply(body.asksProvider) : protocol.status,
        cause: 'message',
      },
      { now: clock(), maxAttachments: config.attachmentsPerMessage, email: config.email },
    );
    const attachments = await attachmentsOfMessages(tx, [message.id], { includeConfidential });
    return toCrmMessage(message, attachments, principal);
  });
};
