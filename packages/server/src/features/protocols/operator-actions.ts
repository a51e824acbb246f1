import type {
  AssignProtocol,
  CloseProtocol,
  CrmProtocol,
  ForwardProtocol,
  ProtocolActivity,
  ReopenProtocol,
} from '@fale-conosco/contract';
import {
  canClose,
  canReopen,
  forwardIssue,
  isUsable,
  type OperatorPrincipal,
  reaches,
} from '@fale-conosco/domain';
import { sql } from 'kysely';
import { readReach } from '../../access/agent.ts';
import type { ServerConfig } from '../../config.ts';
import { asSystem, type Tx } from '../../database/transaction.ts';
import { fieldProblem, ProblemError } from '../../http/problem.ts';
import { recordAccess } from '../access-log/record.ts';
import { recomputeDeadline } from '../deadlines/repository.ts';
import { publishEvent } from '../events/publish.ts';
import { findAssignee } from '../settings/agents/repository.ts';
import { findClassification, hasGroup } from '../settings/classifications/offered.ts';
import { findActiveGroup } from '../settings/groups/repository.ts';
import { appendMessage, notifyProvider } from './messages/append.ts';
import {
  type ChangeRequest,
  getForChange,
  getForOperator,
  getReturnMethod,
  viewForOperator,
} from './operator-service.ts';
import { toCrmProtocol } from './operator-views.ts';
import { findProtocol, type ProtocolDetailRow, updateAssignee, updateDestination } from './repository.ts';
import { extendSearchDocument } from './search.ts';

/** Between the names of a path. */
const PATH_SEPARATOR = ' › ';

/**
 * Closes a protocol with a last public message.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `close_not_allowed`, `validation_failed`
 */
export const closeProtocol = async (
  tx: Tx,
  request: ChangeRequest,
  body: CloseProtocol,
  { config, now }: { config: Pick<ServerConfig, 'attachmentsPerMessage' | 'email'>; now: Date },
): Promise<CrmProtocol> => {
  const { principal, params } = request;
  const protocol = await getForChange(tx, request);
  if (!canClose(protocol.status)) throw new ProblemError('close_not_allowed');
  const contactMethod = await getReturnMethod(tx, body.contactMethodId);
  await appendMessage(
    tx,
    principal,
    protocol,
    { ...body, contactMethod, visibility: 'public', status: 'closed', cause: 'message' },
    { now, maxAttachments: config.attachmentsPerMessage, email: config.email },
  );
  return viewForOperator(tx, principal, params.number, now);
};

/**
 * Reopens a closed protocol.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `reopen_not_allowed`
 */
export const reopenProtocol = async (
  tx: Tx,
  request: ChangeRequest,
  { note }: ReopenProtocol,
  now: Date,
): Promise<CrmProtocol> => {
  const { principal, params } = request;
  const protocol = await getForChange(tx, request);
  if (!canReopen(protocol.status)) throw new ProblemError('reopen_not_allowed');
  await writeActivity(tx, principal, protocol, {
    activity: { type: 'reopened', from: null, to: null },
    note,
    status: 'in_analysis',
    cause: 'status',
    now,
  });
  return viewForOperator(tx, principal, params.number, now);
};

/**
 * Assigns a protocol to an agent who sees it, or to none.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `validation_failed`
 */
export const assignProtocol = async (
  tx: Tx,
  request: ChangeRequest,
  { agentId }: AssignProtocol,
  { now, requestId }: { now: Date; requestId: string },
): Promise<CrmProtocol> => {
  const { principal, params } = request;
  const protocol = await getForChange(tx, request);
  const assignee = agentId === null ? null : await findAssignee(tx, agentId, protocol.group_id);
  if (assignee === undefined) throw fieldProblem('agentId', 'not_available');
  const assigneeId = assignee?.id ?? null;
  if (assigneeId === protocol.assignee_id) {
    // No entry of the thread names the agent then, so the log says that it was read.
    await recordAccess(tx, principal, {
      action: 'protocol.read',
      protocolNumber: protocol.number,
      requestId,
    });
    return toCrmProtocol(protocol, now);
  }
  await writeActivity(tx, principal, protocol, {
    activity: { type: 'assigned', from: protocol.assignee_name, to: assignee?.name ?? null },
    cause: 'assigned',
    now,
  });
  await updateAssignee(tx, protocol.id, assigneeId);
  return viewForOperator(tx, principal, params.number, now);
};

/** A forwarded protocol, with where it came from: kept for repetitions, and no part of the response. */
export type ForwardedProtocol = CrmProtocol & { formerGroupId?: string };

/**
 * Forwards a protocol to another group, or to a classification of one. The agent may lose sight of it, and still gets the
 * protocol as it now is.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `validation_failed`
 */
export const forwardProtocol = async (
  tx: Tx,
  request: ChangeRequest,
  body: ForwardProtocol,
  now: Date,
): Promise<ForwardedProtocol> => {
  const protocol = await getForChange(tx, request);
  const destination = await findDestination(tx, protocol, body);
  const { sequence } = await writeActivity(tx, request.principal, protocol, {
    activity: destination.activity,
    note: body.note,
    cause: 'forwarded',
    now,
  });
  const forwarded = toCrmProtocol(await transfer(tx, protocol, destination, sequence), now);
  return { ...forwarded, formerGroupId: protocol.group_id };
};

/**
 * A forwarded protocol as the agent was shown it: for who sees it now, or sees what the group has that it came from.
 *
 * @throws ProblemError `not_found`
 */
export const recallForwarded = async (
  tx: Tx,
  principal: OperatorPrincipal,
  shown: ForwardedProtocol,
): Promise<CrmProtocol> => {
  const { formerGroupId = '' } = shown;
  if (!reaches(await readReach(tx, principal), formerGroupId))
    await getForOperator(tx, principal, shown.number);
  return shown;
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

/** Where a protocol is forwarded: to a group, and to a classification of it if that was asked for. */
interface ForwardDestination {
  groupId: string;
  classification: { id: string; path: string[] } | null;
  activity: ProtocolActivity;
}

const findDestination = async (
  tx: Tx,
  protocol: ProtocolDetailRow,
  { groupId, classificationId }: ForwardProtocol,
): Promise<ForwardDestination> => {
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
  const group = groupId === undefined ? undefined : await findActiveGroup(tx, groupId);
  if (!group) throw fieldProblem('groupId', 'not_available');
  return {
    groupId: group.id,
    classification: null,
    activity: { type: 'forwarded_to_group', from: protocol.group_name, to: group.name },
  };
};

/**
 * Transfers a protocol to its destination, and publishes it to the group that gets it.
 *
 * @param sequence that of the entry which says so
 * @returns the protocol as it now is
 */
const transfer = async (
  tx: Tx,
  protocol: ProtocolDetailRow,
  { groupId, classification }: ForwardDestination,
  sequence: number,
): Promise<ProtocolDetailRow> => {
  const { number, status } = protocol;
  const data = { number, cause: 'forwarded' as const, status, lastSequence: sequence };
  const destination = {
    groupId,
    classification: classification && {
      ...classification,
      clock: await recomputeDeadline(tx, protocol.id, classification.id),
    },
  };
  const transferred = await asSystem(tx, async () => {
    await updateDestination(tx, protocol.id, destination);
    if (groupId !== protocol.group_id)
      await publishEvent(tx, { type: 'protocol.changed', data, providerId: null, groupId });
    return findProtocol(tx, { number, among: sql`true` });
  });
  if (!transferred) throw new TypeError('A locked protocol cannot be gone.');
  if (classification) {
    await extendSearchDocument(tx, protocol.id, classification.path.join(' '));
    await notifyProvider(tx, protocol, data);
  }
  return transferred;
};
