import type { Attachment } from '@fale-conosco/contract';
import { mayWait, mediaTypeOfName, type Principal, uploadLifeMs, waitingLimits } from '@fale-conosco/domain';
import { type Issue, ProblemError, rejectIssues } from '../wire/problem.ts';
import { seesConfidential } from './access.ts';
import type { StoredFile, StoredMessage, StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

const providerOf = (store: Store, userId: string): string | undefined =>
  store.users.find(({ id }) => id === userId)?.providerId;

/** @throws ProblemError `upload_limit_reached` when no more of this person or its organisation may wait for a message */
export const checkWaitingUploads = (store: Store, principal: Principal, sizeBytes: number): void => {
  const ageMs = (createdAt: string): number => store.now.getTime() - Date.parse(createdAt);
  const waiting = [...store.files.values()].filter(
    ({ usedBy, createdAt, attachment }) =>
      !usedBy && ageMs(createdAt) < uploadLifeMs(attachment.state) && attachment.state !== 'rejected',
  );
  const sumOf = (files: readonly StoredFile[]) => ({
    count: files.length,
    bytes: files.reduce((total, { attachment }) => total + attachment.sizeBytes, 0),
  });
  const limits = { ...waitingLimits(store.limits.attachmentMaxBytes), ...store.waitingUploads };
  const mine = waiting.filter(({ uploadedBy }) => uploadedBy === principal.userId);
  const ours =
    principal.kind === 'provider'
      ? waiting.filter(({ uploadedBy }) => providerOf(store, uploadedBy) === principal.providerId)
      : [];
  if (!mayWait(sumOf(mine), sizeBytes, limits.ofUser) || !mayWait(sumOf(ours), sizeBytes, limits.ofProvider))
    throw new ProblemError('upload_limit_reached');
};

/** A file whose content is the seed's or a test's. */
export const makeReadyFile = (store: Store, fileName: string, uploadedBy: string): StoredFile => {
  const content = new TextEncoder().encode(`conteúdo de ${fileName}`);
  const attachment: Attachment = {
    id: store.nextId('att'),
    fileName,
    mediaType: mediaTypeOfName(fileName) ?? 'application/octet-stream',
    sizeBytes: content.length,
    sha256: '0'.repeat(64),
    state: 'ready',
    rejectionCode: null,
    confidential: false,
  };
  const file: StoredFile = {
    attachment,
    uploadedBy,
    createdAt: store.now.toISOString(),
    content,
    receivedBytes: content.length,
    usedBy: undefined,
  };
  store.files.set(attachment.id, file);
  return file;
};

/**
 * Finds the uploads that a message is to have; {@link attachFiles} gives them to it.
 *
 * @throws ProblemError `validation_failed` at `attachmentIds` or `attachmentIds.N`
 */
export const findUploads = (store: Store, principal: Principal, ids: readonly string[]): StoredFile[] => {
  const { attachmentsPerMessage: max } = store.limits;
  if (ids.length > max) {
    throw new ProblemError('validation_failed', {
      issues: [{ path: 'attachmentIds', code: 'too_many', params: { max } }],
    });
  }
  const found = ids.map((id, index) => {
    const file = ids.indexOf(id) === index ? store.files.get(id) : undefined;
    const own = file?.uploadedBy === principal.userId && file.usedBy === undefined;
    // No agent sends what it could not open again.
    const hidden =
      file?.attachment.confidential && principal.kind !== 'provider' && !seesConfidential(store, principal);
    return own && !hidden ? file : undefined;
  });
  rejectIssues(
    found.flatMap((file, index): Issue[] => {
      if (file?.attachment.state === 'ready' || file?.attachment.state === 'scanning') return [];
      const waits = file?.attachment.state === 'uploading';
      return [{ path: `attachmentIds.${index}`, code: waits ? 'attachment_not_ready' : 'not_available' }];
    }),
  );
  return found.filter((file) => file !== undefined);
};

/** Gives uploads to a message that was just written. */
export const attachFiles = (
  files: readonly StoredFile[],
  protocol: StoredProtocol,
  message: StoredMessage,
): void => {
  for (const file of files) {
    file.usedBy = { protocol, message };
    message.attachments.push(file.attachment);
  }
};

/** The virus scanner has looked at a file: those who see its message are told. */
export const finishScan = (store: Store, { attachment, usedBy }: StoredFile, infected: boolean): void => {
  Object.assign(
    attachment,
    infected ? { state: 'rejected', rejectionCode: 'attachment_infected' } : { state: 'ready' },
  );
  if (!usedBy) return;
  const { protocol, message } = usedBy;
  const { confidential, id, state, rejectionCode } = attachment;
  const forProvider =
    message.visibility === 'public' && (!confidential || message.author.kind === 'provider');
  const forGroup = message.visibility !== 'confidential' && !confidential;
  if (!forProvider && !forGroup) return;
  store.events.publish({
    type: 'attachment.changed',
    data: { number: protocol.number, attachmentId: id, state, rejectionCode },
    providerId: forProvider ? protocol.provider.id : null,
    groupId: forGroup ? protocol.group.id : null,
  });
};
