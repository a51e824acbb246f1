import type { NewProtocol } from '@fale-conosco/contract';
import type { Principal } from '@fale-conosco/domain';
import type { ServerConfig } from '../../config.ts';
import type { Tx } from '../../database/transaction.ts';
import type { GroupedClassification } from '../settings/classifications/offered.ts';
import { appendMessage } from './messages/append.ts';
import { insertProtocol } from './repository.ts';
import { createSearchDocument } from './search.ts';

/** What registering needs of the installation. */
export interface RegistrationContext {
  config: Pick<ServerConfig, 'ansRegistration' | 'attachmentsPerMessage' | 'email'>;
  now: Date;
}

/**
 * Registers a protocol, checked before, with its first message.
 *
 * @returns its number
 */
export const registerProtocol = async (
  tx: Tx,
  principal: Principal,
  input: Omit<NewProtocol, 'previousProtocolNumber'> & { providerId: string },
  classification: GroupedClassification,
  { config, now }: RegistrationContext,
  previousProtocolId: number | null,
): Promise<string> => {
  const { id, number } = await insertProtocol(
    tx,
    {
      ...input,
      openedBy: principal.kind === 'provider' ? 'provider' : 'operator',
      classification,
      previousProtocolId,
    },
    { ansRegistration: config.ansRegistration, now },
  );
  await createSearchDocument(tx, { id, number, providerId: input.providerId, path: classification.path });
  await appendMessage(
    tx,
    principal,
    {
      id,
      number,
      provider_id: input.providerId,
      group_id: classification.groupId,
      group_name: classification.groupName,
      status: 'received',
      last_sequence: 0,
      last_public_sequence: 0,
    },
    {
      body: input.message,
      attachmentIds: input.attachmentIds,
      visibility: 'public',
      status: 'received',
      cause: 'created',
    },
    { now, maxAttachments: config.attachmentsPerMessage, email: config.email },
  );
  return number;
};
