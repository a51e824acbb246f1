import type { NewProtocol, Protocol, ProtocolPage } from '@fale-conosco/contract';
import { createTestClient } from './test-client.ts';

const client = createTestClient();

/** A page of the list as a server sends it. */
export const samplePage: ProtocolPage = await client.protocols.list({ limit: 3 });

/** A protocol as a server sends it. */
export const sampleProtocol: Protocol = await client.protocols.retrieve(samplePage.items[0]?.number ?? '');

/** An input that the contract accepts. */
export const sampleInput: NewProtocol = {
  classificationId: sampleProtocol.classification.id,
  contactMethodId: sampleProtocol.contactMethod.id,
  contactPerson: 'Ana Ribeiro',
  contactPhone: '(11) 3456-7890',
  contactEmail: 'ana@saolucas.example',
  message: 'A guia 8830127 está pendente.',
  attachmentIds: [],
};
