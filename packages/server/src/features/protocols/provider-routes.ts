import { COUNT_CAP, canCancel } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { contractRoute } from '../../http/contract-route.ts';
import { ProblemError } from '../../http/problem.ts';
import { recordAccess } from '../access-log/repository.ts';
import { attachmentsOfMessages } from '../attachments/repository.ts';
import { appendMessage } from './messages/append.ts';
import { listMessages } from './messages/repository.ts';
import { countForProvider } from './repository.ts';
import { getForProvider, listPage, openProtocol, viewForProvider } from './service.ts';

/** The provider's protocols. */
export const registerProtocols = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'listProtocols', ({ tx, principal, query }) => listPage(tx, principal, query, clock()));

  contractRoute(app, 'countProtocols', async ({ tx, principal }) => ({
    ...(await countForProvider(tx, principal, COUNT_CAP)),
    cap: COUNT_CAP,
  }));

  contractRoute(app, 'createProtocol', async ({ tx, principal, body }) => {
    const now = clock();
    const number = await openProtocol(tx, principal, body, { config, now });
    return viewForProvider(tx, principal, number, now);
  });

  contractRoute(app, 'getProtocol', async ({ tx, principal, params, request }) => {
    const protocol = await viewForProvider(tx, principal, params.number, clock());
    await recordAccess(tx, principal, {
      action: 'protocol.view',
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return protocol;
  });

  contractRoute(app, 'cancelProtocol', async ({ tx, principal, params, body }) => {
    const now = clock();
    const protocol = await getForProvider(tx, principal, params.number, { lock: true });
    if (!canCancel(protocol.status)) throw new ProblemError('cancel_not_allowed');
    await appendMessage(
      tx,
      principal,
      protocol,
      {
        body: body.reason ?? '',
        attachmentIds: [],
        visibility: 'public',
        status: 'cancelled',
        cause: 'status',
      },
      { now, maxAttachments: 0 },
    );
    return viewForProvider(tx, principal, params.number, now);
  });

  contractRoute(app, 'getReceipt', async ({ tx, principal, params, request }) => {
    const protocol = await getForProvider(tx, principal, params.number);
    const first = await listMessages(tx, protocol.id, { query: { after: 0 }, limit: 1, publicOnly: true });
    const ids = first.rows.map(({ id }) => id);
    const attachments = await attachmentsOfMessages(tx, ids, { includeConfidential: 'sent-by-provider' });
    await recordAccess(tx, principal, {
      action: 'protocol.receipt',
      protocolNumber: protocol.number,
      requestId: request.id,
    });
    return {
      number: protocol.number,
      registeredAt: protocol.registered_at.toISOString(),
      issuedAt: clock().toISOString(),
      operator: { name: config.operatorName, ansRegistration: config.ansRegistration },
      provider: { name: protocol.provider_name },
      classificationPath: protocol.classification_path,
      contactMethod: protocol.contact_method,
      contactPerson: protocol.contact_person,
      attachments: [...attachments.values()]
        .flat()
        .map(({ fileName, sizeBytes, sha256 }) => ({ fileName, sizeBytes, sha256 })),
    };
  });
};
