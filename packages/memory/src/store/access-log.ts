import type { AccessRecord, AccessRecordPage } from '@fale-conosco/contract';
import type { OperatorPrincipal, Principal } from '@fale-conosco/domain';
import { decodeCursor, encodeCursor, pageOf } from '../wire/cursor.ts';
import { seesConfidential } from './access.ts';
import type { StoredProtocol } from './state.ts';
import type { Store } from './store.ts';

/** Keeps who viewed or downloaded what. */
export const recordAccess = (
  store: Store,
  principal: Principal,
  protocol: StoredProtocol,
  action: AccessRecord['action'],
  attachmentId: string | null = null,
): void => {
  const organization = principal.kind === 'provider' ? principal.providerName : null;
  protocol.accesses.push({
    id: store.nextNumber(),
    at: store.now.toISOString(),
    actor: { name: principal.name, organization },
    action,
    attachmentId,
  });
};

const LIST = 'access-log';

/** A page of the access log of a protocol, newest first; names of confidential files are for those who see them. */
export const listAccesses = (
  store: Store,
  principal: OperatorPrincipal,
  { accesses }: StoredProtocol,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): AccessRecordPage => {
  const before = cursor === undefined ? undefined : decodeCursor(LIST, cursor, ['number'])[0];
  const all = seesConfidential(store, principal);
  const page = pageOf(
    accesses.toReversed(),
    limit,
    before === undefined ? undefined : ({ id }) => id < before,
    ({ id }) => encodeCursor(LIST, id),
  );
  return {
    ...page,
    items: page.items.map(({ at, actor, action, attachmentId }) => {
      const file = store.files.get(attachmentId ?? '');
      const hidden = file?.attachment.confidential || file?.usedBy?.message.visibility === 'confidential';
      return { at, actor, action, attachment: file && (all || !hidden) ? file.attachment.fileName : null };
    }),
  };
};
