import type { CrmMessage, CrmMessagePage, MessageListQuery, NewCrmMessage } from '@fale-conosco/contract';
import {
  canClose,
  type OperatorPrincipal,
  operatorMessageIssue,
  statusAfterReply,
} from '@fale-conosco/domain';
import { seesConfidential } from '../../../access/agent.ts';
import type { ServerConfig } from '../../../config.ts';
import type { Tx } from '../../../database/transaction.ts';
import { withPageSize } from '../../../http/list-query.ts';
import { ProblemError } from '../../../http/problem.ts';
import { attachmentsOfMessages } from '../../attachments/repository.ts';
import { type ChangeRequest, getForChange, getForOperator, getReturnMethod } from '../operator-service.ts';
import { toCrmMessage } from '../operator-views.ts';
import { appendMessage } from './append.ts';
import { listMessages } from './repository.ts';

/**
 * A page of the thread as the operator sees it.
 *
 * @throws ProblemError `not_found`, `cursor_invalid`
 */
export const listForOperatorThread = async (
  tx: Tx,
  principal: OperatorPrincipal,
  number: string,
  query: MessageListQuery,
): Promise<CrmMessagePage> => {
  const { id } = await getForOperator(tx, principal, number);
  const { limit } = withPageSize(query);
  const { rows, nextCursor } = await listMessages(tx, id, { query, limit, publicOnly: false });
  const attachments = await attachmentsOfMessages(
    tx,
    rows.map((row) => row.id),
    { includeConfidential: await seesConfidential(tx) },
  );
  return { items: rows.map((row) => toCrmMessage(row, attachments, principal)), nextCursor };
};

/**
 * A message as its author was shown it, with no more than the author may see now: of one that became hidden nothing, and of
 * its files those that are not.
 *
 * @throws ProblemError `not_found`
 */
export const recallForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  number: string,
  shown: CrmMessage,
): Promise<CrmMessage> => {
  const query = { after: shown.sequence - 1, limit: 1 };
  const [message] = (await listForOperatorThread(tx, principal, number, query)).items;
  if (message?.sequence !== shown.sequence) throw new ProblemError('not_found');
  return { ...shown, attachments: message.attachments };
};

/**
 * Adds an agent's message: public, which replies to the provider, internal or confidential.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `reply_not_allowed`, `validation_failed`
 */
export const addOperatorMessage = async (
  tx: Tx,
  request: ChangeRequest,
  body: NewCrmMessage,
  { config, now }: { config: Pick<ServerConfig, 'attachmentsPerMessage' | 'email'>; now: Date },
): Promise<CrmMessage> => {
  const { principal } = request;
  const protocol = await getForChange(tx, request);
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
    { now, maxAttachments: config.attachmentsPerMessage, email: config.email },
  );
  const attachments = await attachmentsOfMessages(tx, [message.id], { includeConfidential });
  return toCrmMessage(message, attachments, principal);
};
