import type { ForwardProtocol, ProtocolActivity } from '@fale-conosco/contract';
import { canClose, canReopen, forwardIssue, isUsable } from '@fale-conosco/domain';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { beyondFence, type Tx } from '../../database/transaction.ts';
import { contractRoute } from '../../http/contract-route.ts';
import { fieldProblem, ProblemError } from '../../http/problem.ts';
import type { OperatorPrincipal } from '../../principal.ts';
import { recordAccess } from '../access-log/repository.ts';
import { takeDeadlineOf } from '../deadlines/repository.ts';
import { publishEvent } from '../events/publish.ts';
import { findClassification, hasGroup } from '../settings/classifications/offered.ts';
import { appendMessage, tellProvider } from './messages/append.ts';
import { findActiveGroup, findAssignee } from './operator-repository.ts';
import { getForChange, getForOperator, getReturnMethod } from './operator-service.ts';
import { toCrmProtocol } from './operator-views.ts';
import { findProtocol, type ProtocolDetailRow } from './repository.ts';
import { extendSearchDocument } from './search.ts';

/** Between the names of a path. */
const PATH_SEPARATOR = ' › ';

/** Where a protocol goes: to a group, and so to a classification if that was asked for. */
interface Destination {
  groupId: string;
  classification: { id: string; path: string[] } | null;
  activity: ProtocolActivity;
}

/** What agents do with a protocol beside answering. */
export const registerCrmActions = (app: FastifyInstance): void => {
  const { config, clock } = app.services;

  contractRoute(app, 'closeProtocol', async ({ tx, principal, params, ifMatch, body }) => {
    const now = clock();
    const protocol = await getForChange(tx, { principal, params, ifMatch });
    if (!canClose(protocol.status)) throw new ProblemError('close_not_allowed');
    const contactMethod = await getReturnMethod(tx, body.contactMethodId);
    await appendMessage(
      tx,
      principal,
      protocol,
      { ...body, contactMethod, visibility: 'public', status: 'closed', cause: 'message' },
      { now, maxAttachments: config.attachmentsPerMessage, email: config.email },
    );
    return toCrmProtocol(await getForOperator(tx, principal, params.number), now);
  });

  contractRoute(app, 'reopenProtocol', async ({ tx, principal, params, ifMatch, body }) => {
    const now = clock();
    const protocol = await getForChange(tx, { principal, params, ifMatch });
    if (!canReopen(protocol.status)) throw new ProblemError('reopen_not_allowed');
    await writeActivity(tx, principal, protocol, {
      activity: { type: 'reopened', from: null, to: null },
      note: body.note,
      status: 'in_analysis',
      cause: 'status',
      now,
    });
    return toCrmProtocol(await getForOperator(tx, principal, params.number), now);
  });

  contractRoute(app, 'assignProtocol', async ({ tx, principal, params, ifMatch, body, request }) => {
    const now = clock();
    const protocol = await getForChange(tx, { principal, params, ifMatch });
    const assignee = body.agentId === null ? null : await findAssignee(tx, body.agentId, protocol.group_id);
    if (assignee === undefined) throw fieldProblem('agentId', 'not_available');
    const assigneeId = assignee?.id ?? null;
    if (assigneeId === protocol.assignee_id) {
      // No entry of the thread says who was here: it is a view like any other.
      await recordAccess(tx, principal, {
        action: 'protocol.view',
        protocolNumber: protocol.number,
        requestId: request.id,
      });
      return toCrmProtocol(protocol, now);
    }
    await writeActivity(tx, principal, protocol, {
      activity: { type: 'assigned', from: protocol.assignee_name, to: assignee?.name ?? null },
      cause: 'assigned',
      now,
    });
    await tx
      .updateTable('protocols')
      .set({ assignee_id: assigneeId })
      .where('id', '=', protocol.id)
      .execute();
    return toCrmProtocol(await getForOperator(tx, principal, params.number), now);
  });

  contractRoute(app, 'forwardProtocol', async ({ tx, principal, params, ifMatch, body }) => {
    const now = clock();
    const protocol = await getForChange(tx, { principal, params, ifMatch });
    const destination = await findDestination(tx, protocol, body);
    const { sequence } = await writeActivity(tx, principal, protocol, {
      activity: destination.activity,
      note: body.note,
      cause: 'forwarded',
      now,
    });
    return toCrmProtocol(await handOver(tx, protocol, destination, sequence), now);
  });
};

/** Writes what an agent did as an internal entry of the thread. */
const writeActivity = (
  tx: Tx,
  principal: OperatorPrincipal,
  protocol: ProtocolDetailRow,
  {
    activity,
    note = '',
    status = protocol.status,
    cause,
    now,
  }: {
    activity: ProtocolActivity;
    note?: string | undefined;
    status?: ProtocolDetailRow['status'];
    cause: 'status' | 'assigned' | 'forwarded';
    now: Date;
  },
) =>
  appendMessage(
    tx,
    principal,
    protocol,
    { body: note, attachmentIds: [], visibility: 'internal', status, cause, activity },
    { now, maxAttachments: 0 },
  );

const findDestination = async (
  tx: Tx,
  protocol: ProtocolDetailRow,
  { groupId, classificationId }: ForwardProtocol,
): Promise<Destination> => {
  const issue = forwardIssue({ groupId, classificationId });
  if (issue) throw new ProblemError('validation_failed', { issues: [issue] });
  if (classificationId !== undefined) {
    const leaf = await findClassification(tx, classificationId);
    if (!leaf || !isUsable(leaf) || !hasGroup(leaf)) throw fieldProblem('classificationId', 'not_available');
    return {
      groupId: leaf.groupId,
      classification: leaf,
      activity: {
        type: 'forwarded_to_classification',
        from: protocol.classification_path.join(PATH_SEPARATOR),
        to: leaf.path.join(PATH_SEPARATOR),
      },
    };
  }
  if (groupId === undefined) throw fieldProblem('groupId', 'required');
  const group = await findActiveGroup(tx, groupId);
  if (!group) throw fieldProblem('groupId', 'not_available');
  return {
    groupId: group.id,
    classification: null,
    activity: { type: 'forwarded_to_group', from: protocol.group_name, to: group.name },
  };
};

/**
 * Hands a protocol over, and tells the group that gets it. The agent may lose sight of it, and still is answered.
 *
 * @param sequence that of the entry which says so
 * @returns the protocol as it now is
 */
const handOver = async (
  tx: Tx,
  protocol: ProtocolDetailRow,
  { groupId, classification }: Destination,
  sequence: number,
): Promise<ProtocolDetailRow> => {
  const { number, status } = protocol;
  const data = { number, cause: 'forwarded' as const, status, lastSequence: sequence };
  const clock = classification ? await takeDeadlineOf(tx, protocol.id, classification.id) : {};
  const handedOver = await beyondFence(tx, async () => {
    await tx
      .updateTable('protocols')
      .set({ group_id: groupId, assignee_id: null })
      .$if(classification !== null, (update) =>
        update.set({
          classification_id: classification?.id,
          classification_path: classification?.path,
          ...clock,
        }),
      )
      .where('id', '=', protocol.id)
      .execute();
    if (groupId !== protocol.group_id)
      await publishEvent(tx, { type: 'protocol.changed', data, providerId: null, groupId });
    return findProtocol(tx, { number, among: sql`true` });
  });
  if (!handedOver) throw new TypeError('A locked protocol cannot be gone.');
  if (classification) {
    await extendSearchDocument(tx, protocol.id, classification.path.join(' '));
    await tellProvider(tx, protocol, data);
  }
  return handedOver;
};
