import type { Message, MessageListQuery, MessagePage, NewMessage } from '@fale-conosco/contract';
import { type ProviderPrincipal, replyState, statusAfterComplement } from '@fale-conosco/domain';
import type { ServerConfig } from '../../../config.ts';
import type { Tx } from '../../../database/transaction.ts';
import { withPageSize } from '../../../http/list-query.ts';
import { ProblemError } from '../../../http/problem.ts';
import { attachmentsOfMessages } from '../../attachments/repository.ts';
import { getForProvider } from '../provider-service.ts';
import { replyFacts } from '../views.ts';
import { appendMessage } from './append.ts';
import { listMessages } from './repository.ts';
import { toMessage } from './views.ts';

/** A provider sees what its own side marked confidential, never what the operator did. */
const scope = { includeConfidential: 'sent-by-provider' } as const;

/**
 * A page of the thread as the provider sees it.
 *
 * @throws ProblemError `not_found`, `cursor_invalid`
 */
export const listForThread = async (
  tx: Tx,
  principal: ProviderPrincipal,
  number: string,
  query: MessageListQuery,
): Promise<MessagePage> => {
  const { id } = await getForProvider(tx, principal, number);
  const { limit } = withPageSize(query);
  const { rows, nextCursor } = await listMessages(tx, id, { query, limit, publicOnly: true });
  const attachments = await attachmentsOfMessages(
    tx,
    rows.map((row) => row.id),
    scope,
  );
  return { items: rows.map((row) => toMessage(row, attachments, principal)), nextCursor };
};

/**
 * Adds a provider's complement, which reopens a closed protocol within its window.
 *
 * @throws ProblemError `not_found`, `reply_not_allowed`, `validation_failed`
 */
export const addComplement = async (
  tx: Tx,
  principal: ProviderPrincipal,
  number: string,
  body: NewMessage,
  { config, now }: { config: Pick<ServerConfig, 'attachmentsPerMessage'>; now: Date },
): Promise<Message> => {
  const protocol = await getForProvider(tx, principal, number, { lock: true });
  if (!replyState(replyFacts(protocol), now).canReply) throw new ProblemError('reply_not_allowed');
  const message = await appendMessage(
    tx,
    principal,
    protocol,
    { ...body, visibility: 'public', status: statusAfterComplement(protocol.status), cause: 'message' },
    { now, maxAttachments: config.attachmentsPerMessage },
  );
  return toMessage(message, await attachmentsOfMessages(tx, [message.id], scope), principal);
};
